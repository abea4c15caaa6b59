"""`explain`: reads the page of a record again and tells, value by value, what gave it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from jiyuan_news import dataset
from jiyuan_news.explaining import articles, meetings
from jiyuan_news.explaining.entries import Entry
from jiyuan_news.explaining.found import Found
from jiyuan_news.reading.page import Reading, read
from jiyuan_news.records import Article, Meeting
from jiyuan_news.spans import Span


@attrs.frozen(slots=True)
class Reason:
    """Why one value of a record is what it is."""

    pointer: str
    """Where the value stands in the record (RFC 6901): `/attendance/0/roles/1`."""
    value: str | int | bool
    """The value."""
    rule: str
    """Name of the rule of reading that gave it; docs/rules-of-reading.md has them all."""
    says: str
    """What the rule says, in a sentence."""
    entry: Entry | None
    """The entry of a vocabulary that decided; None where the rule needs none."""
    quote: str
    """The words of the cleaned text that it went by."""
    span: Span
    """Where they stand in the raw text."""


def explain(
    record: Article | Meeting, text: str | None = None, *, url: str | None = None
) -> tuple[Reason, ...]:
    """Tells for each value of a record which rule gave it, by which entry of a vocabulary, from which words.

    Reads the page of the record again. Values that are no claim about the page (ids, spans, ranks) have no reason, nor
    has what the page does not tell (null, false, an empty list).

    Args:
        record: an article or a meeting, as this version of the library read it.
        text: the raw page that its `source` names; needed unless the page is in the shipped data set.
        url: the address that the page was read with, if any.

    Returns:
        The reasons, in the order of the record's fields.

    Raises:
        LookupError: when `text` is not given and the shipped data set has no such page.
        ValueError: when `text`, read as it is now, gives no such record.
    """
    if text is None:
        try:
            text = dataset.raw_text(record.source)
        except LookupError:
            raise LookupError(
                f"give the raw page of the record as `text`: the shipped data set has none with the SHA-256 {record.source}"
            ) from None
    reading = read(text, url=url)
    page = reading.page
    known: Sequence[Article | Meeting] = page.articles if isinstance(record, Article) else page.meetings
    what = f"{type(record).__name__.lower()} {record.id}"
    places = [at for at, one in enumerate(known) if one.id == record.id and one.source == record.source]
    if not places:
        raise ValueError(f"the text has no {what}: give the page with the SHA-256 {record.source}")
    at = next((at for at in places if _same(record, known[at])), None)
    if at is None:
        raise ValueError(
            f"the text gives another {what}: parse it again, or give the `url` that it was parsed with"
        )
    return _reasons(known[at], at, reading)


def explain_page(
    text: str, *, url: str | None = None
) -> Iterator[tuple[Article | Meeting, tuple[Reason, ...]]]:
    """The records of a page, articles first, each with its reasons; the page is read once."""
    reading = read(text, url=url)
    every: tuple[Sequence[Article | Meeting], ...] = (reading.page.articles, reading.page.meetings)
    for records in every:
        for at, record in enumerate(records):
            yield record, _reasons(record, at, reading)


def _same(record: Article | Meeting, known: Article | Meeting) -> bool:
    if isinstance(record, Meeting) and isinstance(known, Meeting):
        # What several pages tell was merged: the record is the telling that was read here.
        record = attrs.evolve(record, article_ids=known.article_ids, aliases=(), tellings=())
    return record == known


def _reasons(record: Article | Meeting, at: int, reading: Reading) -> tuple[Reason, ...]:
    found = (
        meetings.found(record, *reading.gatherings[at], reading)
        if isinstance(record, Meeting)
        else articles.found(record, at, reading)
    )
    return tuple([_reason(reading, one) for one in found])


def _reason(reading: Reading, one: Found) -> Reason:
    clean = reading.clean
    return Reason(
        one.pointer,
        one.value,
        one.rule.name,
        one.rule.says,
        one.entry,
        clean.text[one.start : one.end],
        clean.raw_span(one.start, one.end),
    )
