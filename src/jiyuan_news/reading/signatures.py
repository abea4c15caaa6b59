"""The signature of a text: the office that put its name under it, and the day, often in Chinese numerals."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Any

from jiyuan_news import vocabulary
from jiyuan_news.numerals import DIGITS, integer
from jiyuan_news.reading.byline_grammar import BLANKS, HAN, either, grammar
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
