"""Days that a text tells: finding them, and giving them a year.

A text of the feed tells the day (`8月4日`, `7月19日至20日`, `20日上午`) and leaves the year to its reader.
A `Mention` is what is written; a `Calendar` is what is known of the page and makes a `Date` of it.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import attrs

from jiyuan_news import notices
from jiyuan_news.records import Date, DateBasis

if TYPE_CHECKING:
    from jiyuan_news.reading.log import Log
    from jiyuan_news.text import CleanText

Precision = Literal["day", "early", "middle", "late", "month"]

_DASH = "[至到—–－~～-]"
# One day, months and their thirds, and what may follow: the end of a range, the part of the day. Pages that set blanks
# around numbers may set them inside (`4 月 28 日`), and a line that was broken leaves one between digits (`9月1 5日`).
_MENTION = re.compile(
    rf"""
    (?:(?P<year>\d{{4}})\s?年\s? | (?P<relative>今年|去年|本年)\s?)?
    (?: (?P<month>\d{{1,2}})\s?月
        (?: \s?(?P<day>[1-3]\ \d(?=\s?日)|\d{{1,3}})(?:\s?[日号])?
            (?: \s?{_DASH}{{1,2}}\s? (?:(?:(?P<end_year>\d{{4}})\s?年\s?)?(?P<end_month>\d{{1,2}})\s?月\s?)?
                (?P<end_day>\d{{1,2}})\s?[日号]
              | (?:、(?P<next_day>\d{{1,2}})日(?![、\d])) )?
          | \s?(?P<third>[上中下])旬
        )?
      | (?P<only_day>\d{{1,2}})[日号](?:{_DASH}{{1,2}}(?P<only_end>\d{{1,2}})[日号]|(?<=本月\d[日号])|(?<=本月\d\d[日号])|(?=[上下中]午|早|晨|凌晨|清晨|傍晚|晚|夜|当天|\d{{1,2}}[时点:：]|[,，\ \u3000]))
    )
    """,
    re.VERBOSE,
)
# Where one may begin; a charset first makes the search fast.
_NUMBER = re.compile(r"[\d]{1,4}(?:\s?[年月日号]|-\d{1,2}-\d)")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_RELATIVE = ("今年", "去年", "本年")
_DAY_PART = re.compile(
    r"(?:上午|下午|中午|晚上|晚间|傍晚|凌晨|清晨|早上|早晨|深夜|夜间|晚|夜|晨)(?:\d{1,2}(?:时|点|[:：]\d{2})(?:\d{1,2}分|半|许|整)?)?"
    r"|\d{1,2}(?:时(?!代|期|间|段)|点|[:：]\d{2})(?:\d{1,2}分|半|许|整)?"
)
_TODAY = re.compile(r"(?:今天|今日|昨天|昨日|日前)[（(]")
_LONGEST = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_THIRDS: dict[str, Precision] = {"上": "early", "中": "middle", "下": "late"}
_THIRD_DAYS = {"early": (1, 10), "middle": (11, 20), "late": (21, 31)}


@attrs.define(slots=True)
class Mention:
    """A date expression of the clean text, as it is written. Numbers may be impossible ones (`58日`)."""

    start: int
    """Offset in the clean text."""
    end: int
    """Offset after its last character (`日`, `旬`, `月`, or the part of the day)."""
    year: int | None
    """The year, when it is written."""
    month: int | None
    """The month; null in `20日上午`."""
    day: int | None
    """The day; null for a month and its thirds."""
    end_year: int | None = None
    """Of a range, the year of its last day, when it is written."""
    end_month: int | None = None
    """Of a range, the month of its last day."""
    end_day: int | None = None
    """Of a range, its last day."""
    precision: Precision = "day"
    """A day (or a range of days), a third of a month (上旬 中旬 下旬), or a month."""
    relative: Literal["this", "last"] | None = None
    """The year is said as 今年 or 去年."""
    quote_end: int = 0
    """Offset after the date proper, the part of the day left out: what a record quotes."""


def _mention(match: re.Match[str], text: str, end: int) -> Mention | None:
    year, relative, month, day, end_year, end_month, end_day, next_day, third, only_day, only_end = (
        match.groups()
    )
    start, stop = match.span()
    if only_day is not None:
        if year or relative:
            return None
        start -= 2 if text.startswith("本月", start - 2) and start > 1 else 0
        found = Mention(start, stop, None, None, int(only_day))
        if only_end:
            if int(only_end) < int(only_day):  # of two months
                return None
            found.end_day = int(only_end)
    else:
        found = Mention(start, stop, int(year) if year else None, int(month), None)
        if relative:
            found.relative = "last" if relative == "去年" else "this"
        if day is not None:
            written = text[match.end("day") : match.end("day") + 2].lstrip()[:1] in ("日", "号")
            if not written and end_day is None:  # 8月4 alone is no day; 8月15-16日 is
                return None
            found.day = _integer(day)
            last = end_day or next_day
            if last is not None:
                found.end_day = int(last)
                found.end_month = int(end_month or month)
                found.end_year = int(end_year) if end_year else None
        elif third is not None:
            found.precision = _THIRDS[third]
        else:
            if text[stop : stop + 1] in ("份", "底", "初", "末", "以", "度"):
                return None
            found.precision = "month"
    found.quote_end = found.end
    if found.day is not None:
        part = _DAY_PART.match(text, found.end, end)
        if part:
            found.end = part.end()
    return found


def _integer(digits: str) -> int:
    return int(digits) if digits.isdigit() else int("".join(digits.split()))


def _iso_mention(text: str, pos: int, end: int) -> Mention | None:
    """`2024-03-04`, as some chronicles write."""
    match = _ISO.match(text, pos, end)
    if match is None:
        return None
    return Mention(pos, match.end(), int(match[1]), int(match[2]), int(match[3]), quote_end=match.end())


def mention_at(text: str, pos: int, end: int) -> Mention | None:
    """The date expression exactly at `pos`: `8月4日上午`, `7月19日至20日`, `20日上午`, `今天（10月8日）`."""
    today = _TODAY.match(text, pos, end)
    if today:
        pos = today.end()
    match = _MENTION.match(text, pos, end)
    if match is None:
        return _iso_mention(text, pos, end)
    found = _mention(match, text, end)
    if found and today and found.end < end and text[found.end] in "）)":
        found.end += 1
    return found


def mentions(text: str, start: int, end: int) -> Iterator[Mention]:
    """The date expressions between `start` and `end`, in order."""
    pos = start
    while number := _NUMBER.search(text, pos, end):
        at = number.start()
        if at - 2 >= pos and text[at - 2 : at] in _RELATIVE:
            at -= 2
        match = _MENTION.match(text, at, end)
        found = _mention(match, text, end) if match else _iso_mention(text, at, end)
        if found:
            pos = found.end
            yield found
        else:
            pos = number.end()


@attrs.define(slots=True)
class Calendar:
    """What the year of an article's dates can be taken from, the best first."""

    published: dt.date | None = None
    """The article's own publication date."""
    url: dt.date | None = None
    """The day in the page's address; of use to the report only."""
    crawl: dt.date | None = None
    """The newest date that the page states for any of its articles."""
    stated: tuple[int, int | None] | None = None
    """Year, and month if one is named, in a chronicle's title (`大事记（2024年3月）`)."""

    def resolve(self, mention: Mention, clean: CleanText, log: Log) -> Date | None:
        """The Date of a mention; None, with a notice, where there is no such day or its month is unknown."""
        year, month, day = mention.year, mention.month, mention.day
        if month is None and (day is None or day <= 31):
            month = self._month_of_day(day or 0)
            if month is None:
                log.add(notices.UNKNOWN_MONTH, mention.start, mention.end, "No month is known for this day.")
                return None
        end_month, end_day = mention.end_month or month, mention.end_day
        if (
            month is None
            or end_month is None
            or not (_possible(month, day) and _possible(end_month, end_day))
        ):
            words = clean.text[mention.start : mention.quote_end]
            log.add(
                notices.IMPOSSIBLE_DATE, mention.start, mention.quote_end, f"There is no such day as {words}."
            )
            return None
        basis: DateBasis
        if year is not None:
            basis = "stated"
        else:
            basis, year = self._year(mention, end_month, end_day or day)
            if year is not None and end_day and (end_month, end_day) < (month, day or 0):
                year -= 1  # 12月31日至1月2日: the anchor dated the end
        return _date(mention, clean, log, basis, year, month, end_month)

    def _month_of_day(self, day: int) -> int | None:
        anchor = self.published or self.url
        if self.stated and self.stated[1]:
            return self.stated[1]
        if anchor is None:
            return None
        return anchor.month if day <= anchor.day else (anchor.month + 10) % 12 + 1

    def _year(self, mention: Mention, month: int, day: int | None) -> tuple[DateBasis, int | None]:
        if self.stated:
            return "stated", self.stated[0]
        for basis, anchor in (("published", self.published), ("url", self.url), ("crawl", self.crawl)):
            if anchor is None:
                continue
            if mention.relative:
                return basis, anchor.year - (mention.relative == "last")  # type: ignore[return-value]
            year = anchor.year - ((month, day or 1) > (anchor.month, anchor.day))
            return basis, year  # type: ignore[return-value]
        return "none", None


def _possible(month: int, day: int | None) -> bool:
    return 1 <= month <= 12 and (day is None or 1 <= day <= _LONGEST[month])


def _date(
    mention: Mention,
    clean: CleanText,
    log: Log,
    basis: DateBasis,
    year: int | None,
    month: int,
    end_month: int,
) -> Date | None:
    start, end, day, end_day = mention.start, mention.quote_end, mention.day, mention.end_day
    earliest = latest = None
    end_year = year
    if year is not None:
        if end_day:
            end_year = mention.end_year or year + ((end_month, end_day) < (month, day or 1))
        try:
            if day is None:
                low, high = _THIRD_DAYS.get(mention.precision, (1, 31))
                earliest = dt.date(year, month, low)
                latest = dt.date(year, month, min(high, calendar.monthrange(year, month)[1]))
            else:
                earliest = dt.date(year, month, day)
                latest = dt.date(end_year or year, end_month, end_day) if end_day else earliest
        except ValueError:
            log.add(notices.IMPOSSIBLE_DATE, start, end, f"There is no such day in {year}.")
            return None
        if basis == "crawl":
            earliest = None
    mark = "?" if basis == "crawl" else ""
    edtf = _edtf(year, month, day) + mark
    if end_day:
        edtf += "/" + _edtf(end_year, end_month, end_day) + mark
    return Date(edtf, earliest, latest, basis, clean.text[start:end], clean.raw_span(start, end))


def _edtf(year: int | None, month: int, day: int | None) -> str:
    known = "XXXX" if year is None else f"{year:04}"
    return f"{known}-{month:02}" if day is None else f"{known}-{month:02}-{day:02}"
