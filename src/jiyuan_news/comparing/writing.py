"""The change log as text and as JSON, change by change: it may be longer than memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from jiyuan_news.changes import Change, Edition
from jiyuan_news.codec import dumps
from jiyuan_news.comparing.editions import Comparison
from jiyuan_news.terminal import shielded, visible

_SHOWN = 100
"""Characters that the text shows of a value; JSON has all of it."""


def text(found: Comparison) -> Iterator[str]:
    """Each record that is not what it was, with the values that are others; then the counts. For people."""
    yield f"--- {_edition(found.old)}"
    yield f"+++ {_edition(found.new)}"
    for one in found.migrations:
        yield f"schema {one.version} {one.name}: {one.change}"
    for change in found.changes():
        yield ""
        yield _head(change)
        for field in change.fields:
            yield f"    {field.pointer or '/'}: {_short(field.old)} -> {_short(field.new)}"
    counts = found.counts()
    yield ""
    if not counts:
        yield "no record changed"
    for one_count in counts:
        yield f"{one_count.count:,} {one_count.table} {one_count.kind}"


def as_json(found: Comparison) -> Iterator[str]:
    """The change log as `schemas/changes.schema.json` has it: one JSON object, a line for each change."""
    yield '{"old":' + _dumped(found.old) + ',"new":' + _dumped(found.new)
    yield ',"migrations":' + _dumped(list(found.migrations)) + ',"changes":['
    comma = ""
    for change in found.changes():
        yield comma + _dumped(change)
        comma = ","
    yield '],"counts":' + _dumped(list(found.counts())) + "}"


FORMATS: dict[str, Callable[[Comparison], Iterator[str]]] = {"text": text, "json": as_json}
"""What writes the log, line by line, by the name of the format."""


def _dumped(value: Any) -> str:
    return shielded(dumps(value).decode())


def _edition(one: Edition) -> str:
    told = f"{one.articles:,} articles, {one.meetings:,} meetings"
    return f"{visible(one.version)}: {told}" if one.version else told


def _head(change: Change) -> str:
    one = change.table.removesuffix("s")
    label = visible(change.label)
    if change.kind == "merged":
        return f"merged {one} {change.was} into {change.id}  {label}"
    if change.kind == "parted":
        return f"parted {one} {change.id} from {change.was}  {label}"
    if change.kind == "moved":
        return f"moved {one} {change.was} to {change.id}  {label}"
    return f"{change.kind} {one} {change.id}  {label}"


def _short(value: Any) -> str:
    words = visible(json.dumps(value, ensure_ascii=False))
    return words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
