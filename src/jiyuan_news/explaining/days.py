"""What gave a date: which words tell the day, and where the year comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jiyuan_news.explaining.found import Found
from jiyuan_news.reading.rules import Rule, rule

if TYPE_CHECKING:
    from jiyuan_news.reading.articles import Story
    from jiyuan_news.records import Date

DAY_OF_MEETING = rule("day-of-meeting", "The sentence that says that the meeting was held tells the day")
DATELINE = rule("day-of-article", "The first day in the body that is no plan, limit or quotation")
FROM_TODAY = rule("day-from-publication", "今天, 昨天 and the like, counted from the day of publication")
DISPATCH = rule("day-of-dispatch", "The by-line tells the day, which the body calls today")
_YEARS: dict[str, Rule] = {
    "stated": rule("year-stated", "The text states the year, or the chronicle's title does"),
    "published": rule("year-published", "The latest year in which the day is not after the publication"),
    "url": rule("year-url", "The latest year in which the day is not after that of the page's address"),
    "crawl": rule(
        "year-crawl", "The latest year in which the day is not after the newest date of the page; unsure"
    ),
    "none": rule("year-unknown", "Nothing tells the year"),
}


def found(
    pointer: str, date: Date, start: int, end: int, story: Story, *, of_meeting: bool
) -> Iterator[Found]:
    """What gave `date`, whose words stand from `start` to `end` of the clean text."""
    if of_meeting:
        day = DAY_OF_MEETING
    elif start < story.paragraphs[0][0]:
        day = DISPATCH
    else:
        day = FROM_TODAY if date.quote[0] in "今昨前" else DATELINE
    yield Found(f"{pointer}/edtf", date.edtf, day, start, end)
    yield Found(f"{pointer}/basis", date.basis, _YEARS[date.basis], start, end)
