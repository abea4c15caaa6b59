"""Days of a text, and the year that a calendar gives them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.plain import plain

from jiyuan_news.reading.datelines import find_dateline
from jiyuan_news.reading.dates import Calendar, mention_at, mentions
from jiyuan_news.reading.log import Log
from jiyuan_news.reading.page_days import url_date

CASES = json.loads((Path(__file__).parent / "cases" / "dates.json").read_text("utf-8"))["cases"]
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31))


def iso(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text'][:14]} {case['edtf']}")
def test_dateline(case: dict[str, Any]) -> None:
    clean = plain(case["text"])
    log = Log(clean)
    calendar = Calendar(*(iso(case.get(key)) for key in ("published", "url", "crawl")))
    paragraphs, at = [], 0
    for line in case["text"].split("\n"):
        paragraphs.append((at, at + len(line)))
        at += len(line) + 1
    mention = find_dateline(clean.text, paragraphs, calendar)
    date = calendar.resolve(mention, clean, log) if mention else None
    assert (date.edtf if date else None) == case["edtf"]
    assert [notice.name for notice in log.notices()] == case.get("notices", [])
    if date:
        assert date.basis == case["basis"]
        assert clean.text[date.span.slice] == date.quote
        if "quote" in case:
            assert date.quote == case["quote"]
        if "days" in case:
            assert [date.earliest, date.latest] == [iso(day) for day in case["days"]]


@given(DAYS, st.integers(0, 364), st.sampled_from(["published", "url"]))
def test_a_day_at_most_a_year_before_its_anchor_is_found_again(
    anchor: dt.date, back: int, basis: str
) -> None:
    day = anchor - dt.timedelta(back)
    clean = plain(f"{day.month}月{day.day}日，会议召开。")
    mention = mention_at(clean.text, 0, len(clean.text))
    assert mention is not None
    date = Calendar(**{basis: anchor}).resolve(mention, clean, Log(clean))
    assert date is not None
    assert (date.earliest, date.latest, date.basis, date.edtf) == (day, day, basis, day.isoformat())


@given(DAYS, st.integers(0, 300), st.integers(1, 60))
def test_a_range_keeps_its_order_whatever_years_it_lies_in(anchor: dt.date, back: int, length: int) -> None:
    last = anchor - dt.timedelta(back)
    first = last - dt.timedelta(length)
    clean = plain(f"{first.month}月{first.day}日至{last.month}月{last.day}日，大会举行。")
    mention = mention_at(clean.text, 0, len(clean.text))
    assert mention is not None
    date = Calendar(anchor).resolve(mention, clean, Log(clean))
    assert date is not None
    assert (date.earliest, date.latest) == (first, last)


@given(st.text(st.sampled_from("0123456789年月日至旬上、-号今天（) ，会")))
def test_mentions_lie_in_their_text_in_order_and_resolve_without_raising(text: str) -> None:
    clean = plain(text)
    at = 0
    for mention in mentions(text, 0, len(text)):
        assert at <= mention.start < mention.quote_end <= mention.end <= len(text)
        at = mention.end
        for calendar in (Calendar(), Calendar(dt.date(2024, 2, 29)), Calendar(stated=(2024, 2))):
            date = calendar.resolve(mention, clean, Log(clean))
            if date and date.earliest and date.latest:
                assert date.earliest <= date.latest or mention.end_year is not None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://example.cn/content/202108/05/c_236000.html", "2021-08-05"),
        ("http://example.cn/2021-08-05/1.html", "2021-08-05"),
        ("http://example.cn/zwxx/202402/t20240202_6283896.html", "2024-02-02"),
        ("http://example.cn/2015/0923/51407.html", "2015-09-23"),
        ("http://example.cn/2018-03/21/content_942392.htm", "2018-03-21"),
        ("http://example.cn/c_236000.html", None),
        ("http://example.cn/id/1234567890123", None),
        ("", None),
        (None, None),
    ],
)
def test_day_of_an_address(url: str | None, day: str | None) -> None:
    assert url_date(url) == iso(day)
