"""Bytes that mirrors shifted: the model of the mirrors, the scores, the verdict; and what must not be touched."""

from __future__ import annotations

import importlib.util
import runpy
import zlib
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cloak import LEVELS, cloak, converted, gloss_table
from support.texts import sentences

import jiyuan_news as jn
from jiyuan_news.text import clean, likelihood, mirrorbytes, words

TOOLS = Path(__file__).parents[1] / "tools"


def statuses(raw: str) -> list[str]:
    return [event.status for event in clean(raw, script=True).events if event.mend == "bytes"]


def test_the_table_is_the_one_of_the_forward_model() -> None:
    own = {one.character: (one.inserted.decode("gb18030")[1:-1], one.level) for one in mirrorbytes.glosses()}
    assert own == gloss_table()


def test_the_byte_before_and_the_reading_tell_one_character() -> None:
    told = [(one.pair[0], one.inserted) for one in mirrorbytes.glosses()]
    assert len(set(told)) == len(told)


@given(sentences, st.sampled_from(LEVELS))
def test_the_rule_of_the_package_is_the_forward_model(text: str, level: int) -> None:
    traditional = "".join(map(converted, text))
    assert mirrorbytes.again(traditional, level) == cloak(text, level, aligned=False)


def test_the_counts_are_small_and_know_news() -> None:
    names = ("pairs.txt", "words.txt", "readings.txt")
    files = [resources.files("jiyuan_news.text").joinpath(name).read_bytes() for name in names]
    assert sum(len(zlib.compress(data, 6)) for data in files) < 1_000_000  # in the wheel
    assert all(b"Source:" in data for data in files)
    model = likelihood.load()
    assert model.bits("会", "议") < model.bits("会", "笔") < 30
    assert model.in_words("危化品") < model.in_words("危话品")
    assert model.in_words("摸黑了") < model.in_words("摸黑力")


def test_what_a_page_repeats_is_likely_on_it() -> None:
    model = likelihood.load()
    page = model.of_page("丁任佩到会。丁任佩讲话。各单位学习。")
    assert page.in_words("丁任佩说") < model.in_words("丁任佩说")
    assert page.in_words("各单位") == model.in_words("各单位")  # said once


def test_marks_of_written_news_are_likely() -> None:
    model = likelihood.load()
    assert model.judged("“", "会议。”各单位", "") < model.judged("", "会议。”各单位", "")
    assert model.judged("", "会议。各单位", "") < model.judged("", "会议！。各单位", "")
    assert model.of("——") < model.of("，（")


def test_a_gloss_of_a_byte_and_a_letter_is_one() -> None:
    text = "皖ICP备案，首款AI芯片"
    raw = cloak(text, 13, aligned=False)
    assert "(" in raw
    page = clean("示范區(qū)," + raw, script=True)
    assert page.text == "示范区，" + text
    assert statuses(raw) == []


def test_forms_that_mirrors_never_convert_are_those_of_the_forward_model() -> None:
    table = words.load()["never_converted"]
    assert all(converted(one) == one for one in table["characters"])
    assert all(one in table["characters"] for one in table["examples"])
    assert not any(one in table["characters"] for one in table["counterexamples"])


def _above(*names: str) -> Path:
    """A file of the folder that all forks share, where there is one above the repository."""
    found = (folder.joinpath("shared", *names) for folder in Path(__file__).resolve().parents)
    return next((path for path in found if path.is_file()), Path())


def test_the_pairs_are_what_the_tool_builds() -> None:
    counts = _above("cloaking", "news_bigrams.tsv.gz")
    if not counts.name:
        pytest.skip("no shared/cloaking above the repository")
    tool = runpy.run_path(str(TOOLS / "build_counts.py"))
    assert resources.files("jiyuan_news.text").joinpath("pairs.txt").read_text("utf-8") == tool["pairs"](
        counts
    )


def test_the_words_are_what_the_tool_builds() -> None:
    jionlp = importlib.util.find_spec("jionlp")
    if jionlp is None or jionlp.origin is None:
        pytest.skip("jionlp is not installed: pip install --no-deps jionlp==1.5.31")
    tool = runpy.run_path(str(TOOLS / "build_counts.py"))
    words = resources.files("jiyuan_news.text").joinpath("words.txt").read_text("utf-8")
    assert words == tool["words"](Path(jionlp.origin).parent / "dictionary" / "word_distribution.zip")


@pytest.mark.parametrize("name", ["pairs.txt", "words.txt"])
def test_the_counts_are_told_once_each(name: str) -> None:
    lines = resources.files("jiyuan_news.text").joinpath(name).read_text("utf-8").splitlines()
    found: list[str] = []
    for line in lines:
        if not line.startswith("#"):
            *numbers, letters = line.split(" ")
            size = int(numbers[1]) if name == "words.txt" else 2
            found += map("".join, zip(*[iter(letters)] * size, strict=True))
    assert len(found) == len(set(found)) > 50_000


@pytest.mark.parametrize(
    ("raw", "expected", "status"),
    [
        ("日?qǐng)?bào)訊", "日报讯", "certain"),
        ("交通運輸?shù)炔块T負責人", "交通运输等部门负责人", "certain"),
        ("示范區(qū)發(fā)展。市里說,?！笔痉秴^(qū)里", "示范区发展。市里说。”示范区里", "scored"),
        ("示范區(qū)開展工作??h領(lǐng)導(dǎo)", "示范区开展工作。县领导", "scored"),
        ("總?cè)丝跒?5", "总人口为\ufffd5", "lost"),
        ("濟源網訊。焦?jié)础凹涌旖ㄔO(shè)", "济源网讯。焦济源“加快建设", "scored"),
    ],
)
def test_the_damage_strings_come_back(raw: str, expected: str, status: str) -> None:
    page = clean("示范區(qū)," + raw, script=True)
    assert page.text == "示范区，" + expected
    assert [event.status for event in page.events if event.mend == "bytes"] == [status]


def test_a_repair_tells_where_and_how() -> None:
    raw = "示范區(qū)里,,開展工作??h領(lǐng)導(dǎo)"
    page = clean(raw, script=True)
    (event,) = page.repairs
    assert (event.mend, event.before, event.after, event.status) == ("bytes", "??h", "。縣", "scored")
    assert event.sure.margin is not None
    assert raw[event.span.slice] == "??h"
    assert page.text[page.to_clean(event.span).slice] == "。县"
    assert (
        page.raw_span(page.text.index("县"), page.text.index("县") + 1) == event.span
    )  # a run maps as a whole


def test_private_use_that_the_crawl_kept_is_read() -> None:
    text = "日报社记者在示范区采访庆祝国际劳动节的人。" * 3
    kept = cloak(text, 11, aligned=False)
    assert any("\ue000" <= character <= "\uf8ff" for character in kept) or "?" in kept
    assert clean(kept, script=True).text == text or clean(kept, script=True).repairs


@pytest.mark.parametrize(
    "text",
    [
        "什么？！他说：“真的吗？？”没有人答。？",
        "研究院召開會議，後續將對於規範？！幹部學習問題??進行討論",
        "漢(hàn)字(zì)注(zhù)音(yīn)?shù)",
        "a?b)\tc??d\n,?x)|?y)",
        "好😀?！👍🏽??é́",
        "價格?jià)100",
        "\ue600首页 \ue601要闻?！",
    ],
)
def test_what_no_mirror_made_is_left_alone(text: str) -> None:
    assert clean(text, only="bytes").text == text
    assert statuses(text) == []


@pytest.mark.parametrize(
    "piece",
    ["?", "？", "\ufffd", "?！", "?qǐng)", "日?qǐng)?bào)", "?！笔痉秴^字字字字字字字字", "??、", ",?！"],
)
def test_long_texts_of_damage_take_linear_time(piece: str) -> None:
    """Nothing is timed: what is not linear here does not end."""
    page = clean("示范區(qū)" + piece * (300_000 // len(piece)), script=True)
    assert page.raw_start(len(page.text)) == len(page.raw)
    assert clean(piece * (1_000_000 // len(piece)), script=True, only="surrogates").text


@given(sentences, st.sampled_from(LEVELS), st.booleans(), st.booleans())
def test_ids_are_equal_where_nothing_was_scored_or_lost(
    text: str, level: int, commas: bool, private_use: bool
) -> None:
    text = f"示范区召开防汛调度会，会议由丁一主持。{text}会议要求，各单位认真学习贯彻。\n"
    page = jn.parse(cloak(text, level, commas=commas, aligned=False, private_use=private_use))
    if not page.repairs and (level >= 0 or not commas):
        own = [article.id for article in jn.parse(text).articles]
        assert [article.id for article in page.articles] == own


def test_the_verdict() -> None:
    real = (Path(__file__).parents[1] / "data/raw/jiyuan-2021-08-21.txt").read_text("utf-8")
    verdict = jn.is_cloaked(real)
    assert verdict
    assert (verdict.glosses, verdict.level, verdict.broken) == (70, 0, ())
    broken = jn.is_cloaked("日?qǐng)?bào)訊")
    assert broken
    assert [(span.start, span.end) for span in broken.broken] == [(1, 7)]
    left = jn.is_cloaked("開發區召開會議，后續將關于規范與干部學習問題進行討論")
    assert left
    assert (left.glosses, left.level, left.unconverted) == (0, None, 4)
    for text in (
        "",
        "示范区召开会议",
        "研究院召開會議，後續將對於規範與幹部學習問題進行討論",
        "漢(hàn)字(zì)注(zhù)音(yīn)",
    ):
        assert not jn.is_cloaked(text), text
