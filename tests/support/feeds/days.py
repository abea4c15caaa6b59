"""Days as pages write them, and the date that a page makes of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
from hypothesis import strategies as st
from support.feeds.templates import on
from support.feeds.told import On, Told, marked

_PARTS = ("", "", "", "上午", "下午", "晚")
VAGUE = ("近日", "日前", *["连日来"] * on("days_like_names"))


@attrs.frozen
class Calendar:
    """What a page knows of an article's year, the best first."""

    published: dt.date | None = None
    url: dt.date | None = None
    crawl: dt.date | None = None

    def read(self, day: On, quote: str) -> dict[str, Any]:
        """The date that the contract makes of a day as it is written."""
        basis, anchor = next(
            ((basis, anchor) for basis, anchor in attrs.asdict(self).items() if anchor), ("none", None)
        )
        month, last_month, last = day.month, day.end_month, day.end_day
        if month is None:
            assert anchor is not None
            month = anchor.month if day.day <= anchor.day else (anchor.month - 2) % 12 + 1
        if last is None:
            last_month, last = month, day.day
        assert last_month is not None
        if day.year is not None:
            basis, year = "stated", day.year
        elif anchor is None:
            ends = [f"XXXX-{month:02}-{day.day:02}", f"XXXX-{last_month:02}-{last:02}"]
            return _date("/".join(ends[: 2 if day.end_day else 1]), None, None, basis, quote)
        else:
            year = anchor.year - ((last_month, last) > (anchor.month, anchor.day))
            year -= (last_month, last) < (month, day.day)
        first = dt.date(year, month, day.day)
        final = dt.date(year + ((last_month, last) < (month, day.day)), last_month, last)
        unsure = "?" if basis == "crawl" else ""
        edtf = "/".join([f"{one}{unsure}" for one in dict.fromkeys((first, final))])
        return _date(edtf, None if unsure else first, final, basis, quote)


def _date(
    edtf: str, earliest: dt.date | None, latest: dt.date | None, basis: str, quote: str
) -> dict[str, Any]:
    return {
        "edtf": edtf,
        "earliest": earliest and earliest.isoformat(),
        "latest": latest and latest.isoformat(),
        "basis": basis,
        "quote": quote,
    }


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
def datelines(draw: st.DrawFn, day: dt.date, out: dt.date | None) -> Told:
    """`8月4日`, `8月4日上午`, `8月3日至4日`, `近日`, …: when something happened."""
    way = draw(st.sampled_from(("day", "day", "day", "day", "range", "vague", "year", "today", "bare")))
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
    if way == "bare" and out and (out - day).days < 20 and on("days_without_months"):
        return marked(f"{day.day}日", On(None, day.day)) + draw(st.sampled_from(("上午", "下午")))
    return marked(plain, On(day.month, day.day)) + draw(st.sampled_from(_PARTS))
