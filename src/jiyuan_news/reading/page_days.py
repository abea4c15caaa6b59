"""Days as pages state them of themselves, in a meta line, before an item of a list, in their address."""

from __future__ import annotations

import datetime as dt
import re

_YEAR_FIRST = r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}(?:(?!\d)|(?=\d\d[:：]\d\d))(?:\s?日)?"
_YEAR_LAST = "|".join(
    rf"(?<![\d.])\d{{1,2}}{mark}\d{{1,2}}{mark}(?:19|20)\d\d(?!\d)" for mark in (r"\.", "/", "-")
)
FULL_DATE = rf"(?:{_YEAR_FIRST}|{_YEAR_LAST})"
"""A date as pages state it of themselves: `2016-06-20`, `2016年6月20日`, `20.06.2016`, `06/20/2016`; a time may be glued to it."""


def iso_date(year: str, month: str, day: str) -> dt.date | None:
    """The date of three strings of digits, or None if there is no such day."""
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


DAY = re.compile(r"(\d{1,2})\s?月\s?(\d{1,2})\s?日")
"""A month and a day, as texts and lines begin with them."""

_DIGITS = re.compile(r"\d+")


def full_date(written: str) -> dt.date | None:
    """The date of what `FULL_DATE` matches, or None if there is no such day.

    With the year last, 20/06 and 06/20 tell themselves; of 06/05/2016 the month is the first, of 06.05.2016 the second.
    """
    first, second, third = _DIGITS.findall(written)[:3]
    if len(first) == 4:
        return iso_date(first, second, third)
    day, month = (second, first) if "/" in written else (first, second)
    return iso_date(third, month, day) or iso_date(third, day, month)


_URL_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:(\d\d)(\d\d)|(\d\d)/(\d\d)|[-/](\d\d)(\d\d)|[-/_.](\d\d?)[-/_.](\d\d?))(?!\d)"
)


def url_date(url: str | None) -> dt.date | None:
    """The publication day in a page's address (`/content/202108/05/c_236000.html`), or None."""
    found = None
    for match in _URL_DATE.finditer(url or ""):
        year, month, day = filter(None, match.groups())
        found = iso_date(year, month, day) or found
    return found
