"""Days as pages write them, and the date that a page makes of them."""

from __future__ import annotations

import datetime as dt
from typing import Any
from unittest.mock import ANY

import attrs
from hypothesis import strategies as st
from support.feeds.templates import on
from support.feeds.told import On, Told, marked

_PARTS = ("", "", "", "上午", "下午", "晚")
VAGUE = ("近日", "日前", *["连日来"] * on("days_like_names"))


@attrs.frozen
class Calendar:
    """What a page knows of an article's year, the best first; `stated` is the year in a chronicle's title."""

    stated: int | None = None
    published: dt.date | None = None
    url: dt.date | None = None
    crawl: dt.date | None = None

    def read(self, on: On, quote: str) -> dict[str, Any]:
        """The date that the contract makes of a day as it is written."""
        anchors = (("published", self.published), ("url", self.url), ("crawl", self.crawl))
        basis, anchor = next((one for one in anchors if one[1]), ("none", None))
        month, day = on.month, on.day or 1
        if month is None:
            assert anchor is not None
            month = anchor.month if day <= anchor.day else (anchor.month - 2) % 12 + 1
        last = (on.end_month or month, on.end_day or day)
        year = on.year or self.stated
        if year:
            basis = "stated"
        elif anchor:
            year = anchor.year - (last > (anchor.month, anchor.day)) - (last < (month, day))
        unsure = "?" if basis == "crawl" else ""
        if not on.day:
            return _date(f"{year or 'XXXX'}-{month:02}{unsure}", ANY, ANY, basis, quote)
        if not year:
            ends = [f"XXXX-{month:02}-{day:02}", f"XXXX-{last[0]:02}-{last[1]:02}"]
            return _date("/".join(dict.fromkeys(ends)), None, None, basis, quote)
        first, final = dt.date(year, month, day), dt.date(year + (last < (month, day)), *last)
        edtf = "/".join([f"{one}{unsure}" for one in dict.fromkeys((first, final))])
        return _date(edtf, None if unsure else first.isoformat(), final.isoformat(), basis, quote)


def _date(edtf: str, earliest: Any, latest: Any, basis: str, quote: str) -> dict[str, Any]:
    return {"edtf": edtf, "earliest": earliest, "latest": latest, "basis": basis, "quote": quote}


@st.composite
def published(draw: st.DrawFn) -> dt.date:
    """A day on which an article came out."""
    return draw(st.dates(dt.date(2019, 1, 1), dt.date(2026, 12, 31)))


@st.composite
def event(draw: st.DrawFn, out: dt.date | None) -> dt.date:
    """The day of what an article reports: shortly before it came out, if that is known."""
    if out is None:
        out = draw(published())
    day = out - dt.timedelta(draw(st.integers(1, 4) | st.integers(0, 4) | st.integers(0, 200)))
    return day - dt.timedelta(1) if (day.month, day.day) == (2, 29) else day


@st.composite
def plain_day(draw: st.DrawFn, day: dt.date) -> Told:
    """`8月4日`, `8月4日上午`."""
    return marked(f"{day.month}月{day.day}日", On(day.month, day.day)) + draw(st.sampled_from(_PARTS))


@st.composite
def datelines(draw: st.DrawFn, day: dt.date, out: dt.date | None) -> Told:
    """`8月4日`, `8月4日上午`, `8月3日至4日`, `近日`, …: when something happened."""
    way = draw(
        st.sampled_from(
            ("day", "day", "day", "day", "range", "vague", "year", "today", "bare", "third", "lost")
        )
    )
    plain = f"{day.month}月{day.day}日"
    if way == "range" and on("ranges"):
        first = day - dt.timedelta(draw(st.integers(1, 3)))
        if (first.month, first.day) != (2, 29):
            month = (
                f"{day.month}月"
                if first.month != day.month
                else draw(st.sampled_from(("", f"{day.month}月")))
            )
            words = f"{first.month}月{first.day}日至{month}{day.day}日"
            return marked(words, On(first.month, first.day, None, day.month, day.day))
    if way == "vague" and on("vague_days"):
        return Told(draw(st.sampled_from(VAGUE)))
    if way == "year" and on("years"):
        return marked(f"{day.year}年{plain}", On(day.month, day.day, day.year)) + draw(
            st.sampled_from(_PARTS)
        )
    if way == "today" and on("today"):
        return "今天（" + marked(plain, On(day.month, day.day)) + "）"
    if (
        way == "third"
        and on("thirds_of_months")
        and (out is None or (out.year, out.month) != (day.year, day.month))
    ):
        words = f"{day.month}月{draw(st.sampled_from('上中下'))}旬"
        return marked(words, On(day.month, None))
    if way == "lost" and int(f"{day.month}{day.day}") > 31 and on("lost_month_marks"):
        return Told(f"{day.month}{day.day}日上午")  # 5月8日 without its 月: no day at all
    if way == "bare" and out and (out - day).days < 20 and on("days_without_months"):
        return marked(f"{day.day}日", On(None, day.day)) + draw(st.sampled_from(("上午", "下午")))
    return draw(plain_day(day))
