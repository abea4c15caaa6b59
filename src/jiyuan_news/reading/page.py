"""The way of a page: clean the text, tell its lines apart, read its articles and their meetings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from jiyuan_news import notices
from jiyuan_news.identity import page_sha256
from jiyuan_news.reading import articles, doubtful, gatherings, meetings, segments
from jiyuan_news.reading.log import Log
from jiyuan_news.reading.page_days import url_date
from jiyuan_news.reading.roster import Roster
from jiyuan_news.records import Meeting, Page, Segment, SegmentKind, Source
from jiyuan_news.spans import Span
from jiyuan_news.text import clean as clean_text
from jiyuan_news.text import language
from jiyuan_news.text.surrogates import SURROGATE, scalars

if TYPE_CHECKING:
    from jiyuan_news.reading.articles import Story
    from jiyuan_news.reading.gatherings import Gathering
    from jiyuan_news.text import CleanText


def parse(
    text: str, *, name: str | None = None, url: str | None = None, retrieved: str | None = None
) -> Page:
    """Reads one raw document.

    Never raises on a string, whatever is in it; what the parser cannot place is an `unrecognised` segment with
    a notice. Spans count the code points of `text` as given: a byte order mark at its head counts as
    one and belongs to the first segment, but it is no part of `sha256`. Lone surrogates are read as U+FFFD.

    Args:
        text: the document, as the crawl stored it.
        name: its name, such as a file name; kept in the record, not used.
        url: its address; the day in it gives the report's dates their year.
        retrieved: when it was crawled; kept in the record, not used.

    """
    return read(text, name=name, url=url, retrieved=retrieved).page


@attrs.frozen(slots=True)
class Reading:
    """A page, and what its records were made from."""

    page: Page
    clean: CleanText
    layout: segments.Layout
    stories: list[Story]
    """What each of the page's articles was made from."""
    gatherings: list[tuple[Story, Gathering]]
    """What each of its meetings was made from, and in which article."""


def read(
    text: str, *, name: str | None = None, url: str | None = None, retrieved: str | None = None
) -> Reading:
    """Reads one raw document as `parse` does, and keeps what the records were made from."""
    lone = None
    try:
        sha256 = page_sha256(text)
    except UnicodeEncodeError:
        lone = SURROGATE.search(text)
        text = scalars(text)
        sha256 = page_sha256(text)
    clean = clean_text(text, script=True)
    log = Log(clean)
    if lone:
        log.add_raw(notices.LONE_SURROGATE, Span(*lone.span()), "This is half of a character.")
    layout = segments.layout(clean.text, log)
    stories = articles.read(layout, clean, log, url_date(url))
    told: list[tuple[Story, Gathering]] = []
    held: list[Meeting] = []
    records = []
    roster = Roster()
    for story in stories:
        found = meetings.read(story, clean, log, roster)
        told += [(story, one) for one in found]
        own = [gatherings.record(one, order, story, clean, sha256) for order, one in enumerate(found)]
        held += own
        records.append(articles.record(story, clean, sha256, tuple([meeting.id for meeting in own])))
    if not records:
        log.add(notices.NO_ARTICLE, 0, 0, "No line of the page reads as the text of an article.")
    pieces = _segments(layout.pieces, clean)
    repairs = doubtful.repairs(clean, log) if clean.repairs else ()
    doubts = doubtful.stretches(clean, repairs)
    if doubts:
        held = list(doubtful.meetings(held, records, doubts, clean))
        records = list(doubtful.articles(records, pieces, doubts))
    page = Page(
        source=Source(
            _scalars(name), sha256, len(text), _scalars(url), _scalars(retrieved), language(text, clean)
        ),
        segments=pieces,
        repairs=repairs,
        articles=tuple(records),
        meetings=tuple(held),
        notices=log.notices(),
    )
    return Reading(page, clean, layout, stories, told)


def parse_many(texts: Iterable[str]) -> Iterator[Page]:
    """Reads documents one by one as they are asked for; keeps none."""
    for text in texts:
        yield parse(text)


def _segments(pieces: list[tuple[int, SegmentKind, int]], clean: CleanText) -> tuple[Segment, ...]:
    """The pieces as segments of the raw text: the first from its head, each up to the next."""
    size = len(clean.raw)
    if not pieces:
        return (Segment("boilerplate", Span(0, size), None),) if size else ()
    found = []
    at = 0
    for index, (_, kind, article) in enumerate(pieces):
        end = clean.raw_start(pieces[index + 1][0]) if index + 1 < len(pieces) else size
        if end > at:
            found.append(Segment(kind, Span(at, end), None if article < 0 else article))
            at = end
    return tuple(found)


def _scalars(value: str | None) -> str | None:
    """The same without lone surrogates, which no JSON text can hold."""
    return value if value is None or value.isascii() else scalars(value)
