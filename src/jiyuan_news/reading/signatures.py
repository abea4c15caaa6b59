"""The signature of a text: who put their name under it, an office or its writers, and the day, often in numerals."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Any

from jiyuan_news import vocabulary
from jiyuan_news.numerals import DIGITS, integer
from jiyuan_news.reading import crew
from jiyuan_news.reading.byline_grammar import BLANKS, HAN, SQUARES, either, grammar
from jiyuan_news.reading.names import is_name
from jiyuan_news.reading.page_days import iso_date

_ONE = "[一二三四五六七八九]"
_NUMERAL_DAY = re.compile(
    rf"(?P<year>[一二][〇○零０0一二三四五六七八九]{{3}})年(?P<month>一?十|十?{_ONE})月(?P<day>{_ONE}?十{_ONE}?|{_ONE})日"
)
_LONGEST_OFFICE = 30


def numeral_day(line: str) -> dt.date | None:
    """The day of a line that is a date in Chinese numerals (`二〇二三年五月十七日`), or None."""
    match = _NUMERAL_DAY.fullmatch(line.strip("（()） \u3000")) if "年" in line else None
    if match is None:
        return None
    year = "".join(str(DIGITS.get(digit, 0)) for digit in match["year"])
    return iso_date(year, str(integer(match["month"])), str(integer(match["day"])))


@cache
def _office_verb() -> re.Pattern[str]:
    words: dict[str, Any] = vocabulary.load("layout")
    return re.compile(rf"(?P<office>[{HAN}]{{3,20}}?)\s?(?:{either(words['office_verbs']['words'])})")


def is_office(line: str) -> bool:
    """Whether a line is the name of an office and no more, as far as its last word tells."""
    name = line.strip(BLANKS)
    if not 3 <= len(name) <= _LONGEST_OFFICE or not name.replace(" ", "").isalnum():
        return False
    words = grammar()
    return (words.organisation.search(name) or words.outlet_end.search(name)) is not None


def is_office_line(line: str) -> bool:
    """Whether a line says what an office did to the text (`桥头镇党政办整理`)."""
    match = _office_verb().fullmatch(line.strip("（()） \u3000"))
    return match is not None and is_office(match["office"])


_PADDED = re.compile(rf"[{HAN}]\s+[{HAN}]")
_BEHIND = re.compile(
    rf"(?<=[。！？”…）)])(?:\s*[{SQUARES}]\s*|(?P<gap>\s+))(?P<who>[^。，；！？《]{{2,40}}?)[{SQUARES}\s]*$"
)


def are_writers(line: str, above: str, apart: bool) -> bool:
    """Whether a line under a text, or under its headline, is the names of its writers and no more.

    A lone name may be the head of a sentence that the crawl cut: it counts behind a mark (`■王某`), padded, where the
    line stands `apart`, or where it is long; and in no case if `above`, the text, names the person too.
    """
    if line[0] in SQUARES and crew.credits(line, 0, len(line)):
        return True
    names = [one.name for one in crew.writers(line, 0, len(line))]
    if not names or any(map(above.__contains__, names)):
        return False
    if line[0] in SQUARES or apart:
        return True
    long = max(map(len, names)) > 2 or _PADDED.fullmatch(line) is not None
    return long and all(is_name(name, introduced=False) for name in names)


def writers_behind(line: str, above: str) -> int:
    """Where the by-line behind the last sentence of a line begins, after a mark or a gap; -1 for none."""
    match = _BEHIND.search(line)
    if match is None:
        return -1
    who, gap = match["who"], match["gap"]
    if crew.credits(line, *match.span("who")):
        return match.start()
    wide = gap is None or len(gap) > 1 or "\u3000" in gap or _PADDED.fullmatch(who)
    named = wide and are_writers(who, above + line[: match.start()], gap is None)
    return match.start() if named else -1
