"""The day of a telling, as far as it is known, and whether two can be the same."""

from __future__ import annotations

import datetime as dt
import re

import attrs

from jiyuan_news.records import Date

_PART = re.compile(r"(\d{4}|XXXX)-(\d\d)(?:-(\d\d))?\??")
_LONGEST = 31
"""Of a longer stretch only the first and the last day count."""


@attrs.frozen(slots=True)
class Day:
    """What is known of the day or days of a telling."""

    days: frozenset[int]
    """Days of the year, each month * 100 + day; empty where the text tells none (2021-08, or nothing)."""
    months: frozenset[int]
    """The months."""
    first: dt.date | None
    """The first day that it can be, where the year is certain."""
    last: dt.date | None
    """The last day that it can be, where the year is certain."""
    bound: dt.date | None
    """The last day that it can be, certain or not."""

    @property
    def certain(self) -> bool:
        """Whether day and year are."""
        return bool(self.days) and self.first is not None


UNKNOWN = Day(frozenset(), frozenset(), None, None, None)


def day(date: Date | None) -> Day:
    """What a Date says of the day."""
    if date is None:
        return UNKNOWN
    parts = [(int(month), int(number or 0)) for _, month, number in _PART.findall(date.edtf)]
    days = [month * 100 + number for month, number in parts if number]
    known = "X" not in date.edtf and "?" not in date.edtf and date.earliest is not None
    whole = frozenset(_stretch(parts)) if len(days) == len(parts) else frozenset[int]()
    return Day(
        whole,
        frozenset(month for month, _ in parts),
        date.earliest if known and date.latest is not None else None,
        date.latest if known else None,
        date.latest,
    )


def _stretch(parts: list[tuple[int, int]]) -> set[int]:
    ends = {month * 100 + number for month, number in parts}
    try:
        first, last = (dt.date(2000, *part) for part in (parts[0], parts[-1]))
    except (ValueError, IndexError):
        return ends
    length = (last - first).days % 366
    if length > _LONGEST:
        return ends
    days = [first + dt.timedelta(step) for step in range(length + 1)]
    return {one.month * 100 + one.day for one in days} | ends


def apart(a: Day, b: Day) -> bool:
    """Whether the two cannot be the same day: another day of the year, another year, or a year too late."""
    if a.days and b.days:
        if a.days.isdisjoint(b.days):
            return True
    elif a.months and b.months and a.months.isdisjoint(b.months):
        return True
    return _later(a, b) or _later(b, a)


def _later(a: Day, b: Day) -> bool:
    return a.first is not None and b.bound is not None and a.first > b.bound
