"""The checker: feeds, records and data sets in, a report of what is wrong out. Prints nothing, never exits."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from jiyuan_news.findings import LIMIT, Event, Input, Report, collect
from jiyuan_news.inputs.streams import HEAD, kind_of
from jiyuan_news.validating.feeds import RawInput, RawPages
from jiyuan_news.validating.records import Checker
from jiyuan_news.validating.runs import events

__all__ = ["events", "validate", "validate_records"]


def validate(text: str, *, name: str = "<text>", limit: int | None = LIMIT) -> Report:
    """What is wrong with a text: a raw page, or records as JSON or JSON Lines; its content tells which.

    Never raises on a string, whatever is in it.

    Args:
        text: the text.
        name: how the report calls it.
        limit: how many findings of each rule the report holds; None for all.

    """
    if kind_of(text[:HEAD].encode("utf-8", "replace"), name) == "records":
        return validate_records(io.StringIO(text, newline="\n"), name=name, limit=limit)
    return collect(_of_feed(text, name), limit=limit)


def _of_feed(text: str, name: str) -> Iterator[Event]:
    yield Input(name, "feed")
    yield from RawInput.of(name, text).findings()


def validate_records(
    lines: Iterable[bytes | str],
    *,
    feeds: Iterable[str] = (),
    name: str = "<records>",
    limit: int | None = LIMIT,
) -> Report:
    """What is wrong with records: each for itself, and what they say of each other.

    Reads them one by one, in bounded memory. Never raises on what the lines hold.

    Args:
        lines: JSON Lines of pages, articles and meetings, such as an open file; or JSON over several lines.
        feeds: the raw pages that they were read from, to compare the words at each span.
        name: how the report calls them.
        limit: how many findings of each rule the report holds; None for all.

    """
    return collect(_of_records(lines, feeds, name), limit=limit)


def _of_records(lines: Iterable[bytes | str], feeds: Iterable[str], name: str) -> Iterator[Event]:
    raw = RawPages()
    for text in feeds:
        raw.add(text)
    yield Input(name, "records")
    checker = Checker(raw)
    yield from checker.check(name, lines)
    yield from checker.compare()
