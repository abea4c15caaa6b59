"""The layout of pages: what each line is, and where the list begins."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.plain import plain, read

from jiyuan_news import vocabulary
from jiyuan_news.reading import bylines, lists, segments
from jiyuan_news.reading.byline_grammar import BLANKS
from jiyuan_news.reading.lines import kind_of
from jiyuan_news.reading.log import Log
from jiyuan_news.reading.signatures import is_office_line, numeral_day
from jiyuan_news.reading.site import is_rights
from jiyuan_news.reading.titles import title_end

CASES = json.loads((Path(__file__).parent / "cases" / "pages.json").read_text("utf-8"))["cases"]
LAYOUT = vocabulary.load("layout")

LINES = st.sampled_from(
    """济源网讯（记者 甲小）8月4日，会议召开。|会议指出，很好。|2021-08-21|2021-08-218月19日，会议召开。|推荐阅读
推荐阅读8月1日，会议。|责编：王小|回顶部|图为现场。记者 甲小 摄|某县召开会议|2021-08-21 09:30来源：某网
（记者 甲小）|8月20日，会议|您的位置： 首页 > 正文|来源：|《|。（记者 甲小）|2021-13-45|\ufeff|第一章 总则
记者：好吗？|　　|会场 图片来源：某县|◆4月8日　旗委召开会议。|某县大事记（2024年3月）""".replace(
        "\n", "|"
    ).split("|")
)
MIXED = st.lists(st.one_of(LINES, st.text(max_size=20))).map("\r\n".join)
PAGES = st.one_of(st.text(), st.lists(LINES).map("\n".join), MIXED)
ITEM_TEXTS = st.sampled_from(["8月1日，会议召开。", "秋高气爽。", "20日上午，会议召开。"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_segments(case: dict[str, Any]) -> None:
    text = "\n".join(case["text"])
    layout, _, log = read(text)
    told = []
    for start, kind, article in layout.pieces:
        first = text[start:].split("\n")[0]
        told.append((kind, "-" if article < 0 else str(article), first))
    wanted = [line.split(" ", 2) for line in case["segments"]]
    assert [(kind, article) for kind, article, _ in told] == [(kind, article) for kind, article, _ in wanted]
    for (_, _, first), (_, _, start) in zip(told, wanted, strict=True):
        assert first.startswith(start)
    assert [notice.name for notice in log.notices()] == case["notices"]


@given(PAGES)
def test_pieces_of_any_text_begin_at_its_first_line_and_go_forward(text: str) -> None:
    layout, stories, _ = read(text)
    starts = [start for start, _, _ in layout.pieces]
    assert starts == sorted(set(starts))
    above = (text[: starts[0]] if starts else text).replace("&nbsp;", "")
    assert not above.strip(BLANKS)
    for _, kind, article in layout.pieces:
        assert -1 <= article < len(stories)
        assert article >= 0 or kind in ("boilerplate", "unrecognised", "date", "meta")


@given(PAGES)
def test_bodies_lie_in_their_own_body_and_teaser_segments(text: str) -> None:
    layout, stories, _ = read(text)
    ends = [start for start, _, _ in layout.pieces[1:]] + [len(text)]
    for story in stories:
        for start, end in story.paragraphs:
            assert text[start:end].strip(BLANKS) == text[start:end] != ""
            home = [
                kind
                for (first, kind, article), last in zip(layout.pieces, ends, strict=True)
                if first <= start and end <= last and article == story.index
            ]
            assert home == ["teaser" if story.kind == "teaser" else "body"]


@given(PAGES)
def test_every_article_has_words(text: str) -> None:
    for story in read(text)[1]:
        assert any(map(str.isalnum, "".join(text[start:end] for start, end in story.paragraphs)))


def test_items_without_words_are_told_once() -> None:
    _, stories, log = read("推荐阅读8月3日，市政府召开会议。\n2021-08-21。。\n2021-08-22……\n2021-08-23")
    assert [story.kind for story in stories] == ["teaser"]
    assert [notice.message for notice in log.notices() if notice.code == "JN101"] == [
        "This item of the list has no words; 1 more below."
    ]


@given(st.lists(st.tuples(st.dates(), ITEM_TEXTS), min_size=2))
def test_every_date_of_a_list_closes_the_item_above_it(items: list[tuple[Any, str]]) -> None:
    days = [day.replace(year=2000 + day.year % 100) for day, _ in items]
    glued = "".join(f"{words}\n{day.isoformat()}" for day, (_, words) in zip(days, items, strict=True))
    page = "济源网讯（记者 甲小）8月4日，会议召开。\n会议指出，很好。\n甲一参加会议。\n" + glued
    _, stories, _ = read(page)
    assert [story.published for story in stories] == [None, *days]
    assert [page[slice(*story.paragraphs[0])] for story in stories[1:]] == [words for _, words in items]


@pytest.mark.parametrize("entry", LAYOUT["boilerplate"], ids=lambda entry: entry["words"][0])
def test_lines_of_the_site(entry: dict[str, Any]) -> None:
    for example in entry["examples"]:
        assert kind_of(example) == "boilerplate", example
    for example in entry["counterexamples"]:
        assert kind_of(example) != "boilerplate", example


@pytest.mark.parametrize("entry", LAYOUT["label"], ids=lambda entry: entry["field"])
def test_labels(entry: dict[str, Any]) -> None:
    for example in entry["examples"]:
        assert bylines.field_of(example) == entry["field"], example
        assert kind_of(example) in ("meta", "byline"), example
    for example in entry["counterexamples"]:
        assert kind_of(example) is None, example


def test_what_a_site_says_of_its_rights() -> None:
    entry = LAYOUT["rights"]
    assert all(is_rights(example) for example in entry["examples"])
    assert not any(is_rights(example) for example in entry["counterexamples"])


def test_captions() -> None:
    for example in LAYOUT["captions"]["examples"]:
        assert kind_of(example) == "caption", example
    for example in LAYOUT["captions"]["counterexamples"]:
        assert kind_of(example) is None, example


def test_heads_of_lists() -> None:
    for example in LAYOUT["list_heads"]["examples"]:
        assert lists.head_of(example), example
    for example in LAYOUT["list_heads"]["counterexamples"]:
        assert not lists.head_of(example), example


def test_offices_under_a_text() -> None:
    entry = LAYOUT["office_verbs"]
    assert all(is_office_line(example) for example in entry["examples"])
    assert not any(is_office_line(example) for example in entry["counterexamples"])


@pytest.mark.parametrize("entry", [LAYOUT["bulletin"]])
def test_titles_of_bulletins(entry: dict[str, Any]) -> None:
    entries = "\n8月4日，会议召开。\n县里植树\n8月5日，县里植树。"
    for example in entry["examples"]:
        assert headlines(f"{example}\n县里开会{entries}") == [example], example
    for example in entry["counterexamples"]:
        assert headlines(f"{example}\n县里开会{entries}") == [example, "县里开会"], example


def test_names_above_a_headline() -> None:
    entry = LAYOUT["names_above"]
    for example in entry["examples"]:
        assert headlines(f"{example}\n县里召开会议\n8月4日，会议召开。") == ["县里召开会议"], example
        assert headlines(f"{example}\n8月4日，会议召开。") == [example], example
    for example in entry["counterexamples"]:
        assert headlines(f"{example}\n县里召开会议\n8月4日，会议召开。") == [example, "县里召开会议"], example


def headlines(text: str) -> list[str]:
    return [text[start:end] for _, start, end in read(text)[1][0].headlines]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("二〇二三年五月十七日", "2023-05-17"),
        ("二○二三年十月二十日", "2023-10-20"),
        ("一九九八年十二月三十一日", "1998-12-31"),
        ("二〇二三年二月三十日", None),
        ("二〇二三年五月三九十日", None),
        ("二〇二三年五月十五三日", None),
        ("二〇二三年五月", None),
        ("二〇二三年五月十七日，会议召开。", None),
    ],
)
def test_days_in_chinese_numerals(line: str, day: str | None) -> None:
    found = numeral_day(line)
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("全区供热调度会召开_清河口区人民政府", "全区供热调度会召开"),
        ("全区供热调度会召开 - 清河口区人民政府网", "全区供热调度会召开"),
        ("全区供热调度会召开-抓好民生实事", "全区供热调度会召开-抓好民生实事"),
        ("全区供热调度会召开", "全区供热调度会召开"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_a_headline(line: str, title: str) -> None:
    assert line[: title_end(line)] == title


def test_no_label_has_two_fields() -> None:
    words = [word for label in LAYOUT["label"] for word in label["words"]]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("&nbsp;&nbsp;", None), ("&nbsp;|", "|"), ("&nbsp; 甲 &nbsp;", "甲"), ("&nbsp 甲 乙", "&nbsp 甲 乙"),
        ("| 甲 | 乙 | |", "| 甲 | 乙"), ("|", "|"), ("甲|<br/> ", "甲"), ("<p>甲</p>", "甲"), ("<p>", "<p>"), ("甲>", "甲>"),
        ("甲；", "甲；"),
    ],
)  # fmt: skip
def test_the_ends_of_a_line_are_bared_of_what_is_no_word(line: str, words: str | None) -> None:
    rows = lists.Lines(f"题\n{line}\n尾").rows[1:-1]
    assert [row[2] for row in rows] == ([] if words is None else [words])


@pytest.mark.parametrize("tail", ["b|", "b>", "乙", "b&nbsp;"])
@pytest.mark.parametrize("piece", ["|", "| ", " |", "<a>", "<a> ", "&nbsp; ", "甲：  "])
def test_ends_of_lines_take_linear_time(piece: str, tail: str) -> None:
    """Nothing is timed: what is not linear here does not end."""
    read(piece * 20_000 + tail)


def test_notices_of_a_long_page_keep_their_lines() -> None:
    text = "\n".join(["甲"] * 50)
    log = Log(plain(text))
    for index in range(50):
        log.add(segments.notices.UNRECOGNISED, 2 * index, 2 * index + 1, "A line.")
    assert [notice.line for notice in log.notices()] == list(range(1, 51))
    assert {notice.column for notice in log.notices()} == {1}


@pytest.mark.parametrize(
    "piece",
    [
        "?", "(", ",", "7", "、", "《", "“", "会", "会\n", "\n", "8月4日", "，8月4日", "2021-08-21", "2021-08-21\n",
        "标题\n首页 > 要闻\n", "标题\n副题\n首页 > 要闻\n", "图为现场\n", "王某 摄\n", "来源：\n", "来源：甲\n标题\n",
        "责任编辑：王某\n", "（记者 王某）", "（记者 王某", "济源网讯", "会议召开。\n王某 摄\n", "济源会议召开。\n8月4日，会\n",
        "2021-08-218月19日，会议召开。\n", "一、甲\n", "近日，", "会。近日，", "&nbsp;", "&nbsp; ", " ", "|", "| ", "<a>", "<a> ",
        "甲：  ", "甲 ：",
    ],
)  # fmt: skip
def test_long_pages_of_one_thing_take_linear_time(piece: str) -> None:
    """Nothing is timed: what is not linear here does not end."""
    for head in ("", "济源网讯《"):
        text = head + piece * (200_000 // len(piece))
        read(text)
