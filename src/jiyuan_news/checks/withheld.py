"""Records that hold facts only: their sentences were taken out to give them away, which is no fault of theirs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jiyuan_news.identity import article_id
from jiyuan_news.records import AgendaItem, Article, Date, Meeting, Paragraph, Speech

_NOTHING = article_id("")
"""The id of an article that never had a body."""
_EMPTIED = {(Date, "quote"), (Paragraph, "text"), (Speech, "text"), (AgendaItem, "topic")}
"""What is emptied where sentences are taken out."""


def is_withheld(record: Any) -> bool:
    """Whether the sentences of a record were taken out: all of them, where some must have been."""
    if type(record) is Article:
        told = [paragraph.text for paragraph in record.paragraphs]
        return bool(told) and not any(told) and record.id != _NOTHING and _quote(record.dateline) == ""
    if type(record) is Meeting:
        tellings = list(_tellings(record))
        some = any(one.date or one.speeches or one.agenda for one in tellings)
        words = (
            text for one in tellings for text in (_quote(one.date), *(each.text for each in one.speeches))
        )
        return some and not any(words)
    return False


def _tellings(meeting: Meeting) -> Iterator[Meeting]:
    yield meeting
    for telling in meeting.tellings:
        yield from _tellings(telling)


def is_emptied(part: Any, name: str, record: Any) -> bool:
    """Whether this empty value of a part of the record was a sentence that was taken out."""
    return (type(part), name) in _EMPTIED and getattr(part, name) == "" and is_withheld(record)


def _quote(date: Date | None) -> str:
    return date.quote if date else ""
