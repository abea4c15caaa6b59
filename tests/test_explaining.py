"""Reasons: every claim of a record has one, and it points at a rule, at an entry that exists, and at words of the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import orjson
import pytest
from hypothesis import given
from support import texts
from support.cloak import cloak
from support.feeds import Feed, feeds

import jiyuan_news as jn
from jiyuan_news import vocabulary
from jiyuan_news.explaining import RULES, explain_page
from jiyuan_news.reading.rules import rule

ROOT = Path(__file__).parents[1]
REAL = (ROOT / "data/raw/jiyuan-2021-08-21.txt").read_text("utf-8")
OPEN = sorted((ROOT / "tests/corpus/open").glob("*.txt"))
# What a record says beside its claims: where something stands, its rank, its links, and what follows from another value.
NO_CLAIM = re.compile(
    r"/(?:id|source|article_ids|meeting_ids|aliases|tellings|doubtful|span|order|position|entity_type|post_as_written"
    r"|earliest|latest|quote)(?:/|$)|^/headlines/\d+/value$|^/agenda/\d+/topic$|^/speeches/\d+/text$|^/venues/\d+/role$"
)


def claims(value: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """The values of a record that claim something about the page, each with its pointer."""
    if NO_CLAIM.search(pointer) or value is None or value is False:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from claims(inner, f"{pointer}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from claims(inner, f"{pointer}/{index}")
    else:
        yield pointer, value


def hold(text: str, url: str | None = None) -> None:
    page = jn.parse(text, url=url)
    explained = list(explain_page(text, url=url))
    assert [record for record, _ in explained] == [*page.articles, *page.meetings]
    clean = jn.clean(text, script=True)
    for record, reasons in explained:
        told = {reason.pointer: reason.value for reason in reasons}
        assert len(told) == len(reasons)
        assert told == dict(claims(orjson.loads(jn.dumps(record))))
        for reason in reasons:
            assert RULES[reason.rule].says == reason.says
            assert 0 <= reason.span.start <= reason.span.end <= len(text)
            assert reason.quote in clean.text
            if reason.entry:
                entry_exists(reason.entry)


def entry_exists(entry: Any) -> None:
    found: Any = vocabulary.load(entry.vocabulary.removesuffix(".toml"))
    for key in entry.pointer.split("/")[1:]:
        found = found[int(key) if isinstance(found, list) else key]
    assert entry.words in found if entry.pointer == "/single" else found == entry.words


def test_every_claim_of_the_real_page_has_its_reason() -> None:
    hold(REAL)


@pytest.mark.parametrize("path", OPEN, ids=lambda path: path.stem)
def test_every_claim_of_the_corpus_has_its_reason(path: Path) -> None:
    hold(path.read_text("utf-8"))


@given(feeds())
def test_every_claim_of_a_generated_page_has_its_reason(feed: Feed) -> None:
    hold(feed.raw, feed.url)


@given(texts.hostile)
def test_any_text_can_be_explained(text: str) -> None:
    for _ in explain_page(text):
        pass


def reasons_of(text: str) -> dict[str, jn.Reason]:
    (meeting,) = jn.parse(text).meetings
    return {reason.pointer: reason for reason in jn.explain(meeting, text)}


LINE = "济源网讯（记者 简一）8月4日，市委书记柏远主持召开市委常委会会议，审议《防汛办法》。市委副书记、市长石齐，市委常委符国出席会议。他强调，要快。"


def test_a_reason_names_rule_entry_and_words() -> None:
    found = reasons_of(LINE)
    chair = found["/attendance/0/roles/0"]
    assert (chair.value, chair.rule, chair.quote) == ("chair", "role-by-predicate", "主持")
    assert chair.entry is not None
    assert (chair.entry.vocabulary, chair.entry.pointer) == ("verbs.toml", "/role/0/pattern")
    assert LINE[chair.span.slice] == "主持"
    assert found["/sessions/0/name"].rule == "meeting-convened"
    assert found["/attendance/1/name"].rule == "person-by-post"
    assert found["/attendance/1/posts/1/label"].rule == "post-as-written"
    assert found["/attendance/1/posts/1/label"].quote == "市委副书记、市长"
    assert found["/agenda/0/action"].rule == "agenda-verb"
    assert found["/speeches/0/speaker"].rule == "speaker-pronoun"
    assert found["/date/basis"].rule == "year-unknown"


def test_a_post_made_whole_says_so() -> None:
    found = reasons_of("济源网讯（记者 简一）8月4日，市政协党组书记、主席柏远主持召开市政协党组会议。")
    assert found["/attendance/0/posts/1/label"].value == "市政协主席"
    assert found["/attendance/0/posts/1/label"].rule == "post-carried-on"


def test_a_disguised_page_is_explained_in_clean_words_at_raw_places() -> None:
    raw = cloak(LINE, 0)
    (meeting,) = jn.parse(raw).meetings
    (name,) = [one for one in jn.explain(meeting, raw) if one.pointer == "/sessions/0/name"]
    assert name.quote == "市委常委会会议"
    assert jn.clean(raw[name.span.slice], script=True).text.endswith("会议")


def test_the_shipped_data_needs_no_text() -> None:
    for record in (*jn.load_articles(), *jn.load_meetings()):
        assert jn.explain(record)


def test_a_merged_meeting_is_explained_by_its_own_telling() -> None:
    page = jn.parse(LINE)
    again = jn.parse(LINE.replace("济源网讯", "济源日报讯") + "\n符国说，要稳。")
    merged = jn.merge_meetings([*page.meetings, *again.meetings], [*page.articles, *again.articles])
    kept = next(text for text in (LINE, LINE.replace("济源网讯", "济源日报讯") + "\n符国说，要稳。")
                if jn.parse(text).source.sha256 == merged[0].source)  # fmt: skip
    assert jn.explain(merged[0], kept)


def test_without_the_page_there_is_no_reason() -> None:
    (meeting,) = jn.parse(LINE).meetings
    with pytest.raises(LookupError, match="give the raw page of the record as `text`"):
        jn.explain(meeting)
    with pytest.raises(ValueError, match="has no meeting m1-"):
        jn.explain(meeting, REAL)
    with pytest.raises(ValueError, match="gives another meeting m1-"):
        jn.explain(attrs.evolve(meeting, mode="video"), LINE)


def test_rules_have_names_of_their_own_and_are_documented() -> None:
    with pytest.raises(ValueError, match="two rules are named"):
        rule("role-by-predicate", "again")
    documented = (ROOT / "docs/rules-of-reading.md").read_text("utf-8")
    assert re.findall(r"^\| `([a-z-]+)` \|", documented, re.M) == sorted(RULES)


def test_every_rule_gives_some_value_of_the_tests_pages() -> None:
    """A rule that no page needs is none."""
    folder = ROOT / "tests/cases"
    readouts = json.loads((folder / "meetings.json").read_text("utf-8"))
    whole = json.loads((folder / "pages.json").read_text("utf-8"))["cases"]
    pages = [REAL, *(path.read_text("utf-8") for path in OPEN), *("\n".join(case["text"]) for case in whole)]
    pages += [
        case["text"] if case.get("whole") else "济源网讯(记者 简一)" + case["text"] for case in readouts
    ]
    opening = "济源网讯（记者 简一）8月4日，市政协召开主席会议。"
    pages += [
        opening + "会议邀请市水利局局长石齐列席会议。",
        opening + "会议在听取防汛情况的汇报后，审议《防汛办法》。",
        "我市召开防汛会议\n8月4日，市政府召开防汛会议，安排防汛工作，要求各镇做好准备。\n新华社发（柏远 摄）",
    ]
    used = {reason.rule for text in pages for _, reasons in explain_page(text) for reason in reasons}
    assert set(RULES) - used <= {"year-url"}
