"""The shape of the records, read off their classes: what the codec checks and the schemas say, from one source."""

from __future__ import annotations

import datetime as dt
import re
import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal, TypeVar, cast

import attrs

from jiyuan_news import changes, facts, findings, records, rows

LARGEST = 2**53 - 1
"""The largest integer that every JSON reader keeps exact (RFC 8259, section 6)."""

DAY = re.compile("^(000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})-[0-9]{2}-[0-9]{2}$")
"""How a day is written. The year 0000, which some readers take and some do not, is none."""

RECORD_CLASSES: tuple[type[Any], ...] = tuple(
    cls
    for cls in {**vars(records), **vars(findings), **vars(rows), **vars(facts), **vars(changes)}.values()
    if isinstance(cls, type) and attrs.has(cls)
)
"""The classes of all records, rows, reports and change logs, of the facts about a data set, and of what stands in them."""

F = TypeVar("F", bound=Callable[..., Any])

Kind = Literal["any", "string", "integer", "boolean", "date", "enum", "list", "record"]


@attrs.frozen(slots=True)
class Shape:
    """What a value may be."""

    kind: Kind
    nullable: bool = False
    choices: tuple[str, ...] = ()
    item: Shape | None = None
    record: type[Any] | None = None
    pattern: re.Pattern[str] | None = None
    examples: tuple[str, ...] = ()
    minimum: int = 0


def once(function: F) -> F:
    """`functools.cache` for functions of a class: it keeps their signature, and mypy takes no class for hashable."""
    return cast("F", cache(function))


@once
def fields(cls: type[Any]) -> dict[str, Shape]:
    """The shape of every field of a record class, in declared order."""
    hints = typing.get_type_hints(cls)
    return {field.name: _shape(hints[field.name], field.metadata) for field in attrs.fields(cls)}


def _shape(hint: Any, metadata: Mapping[str, Any]) -> Shape:
    """The shape of a type. What the field's metadata says of a list is meant for its items."""
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        inner = next(arg for arg in typing.get_args(hint) if arg is not type(None))
        return attrs.evolve(_shape(inner, metadata), nullable=True)
    if origin is Literal:
        return Shape("enum", choices=typing.get_args(hint))
    if origin is tuple:
        return Shape("list", item=_shape(typing.get_args(hint)[0], metadata))
    if hint is Any:
        return Shape("any", nullable=True)
    if hint is bool:
        return Shape("boolean")
    if hint is int:
        return Shape("integer", minimum=metadata.get("minimum", 0))
    if hint is str:
        pattern, examples = metadata.get("pattern"), metadata.get("examples", ())
        return Shape("string", pattern=re.compile(pattern) if pattern else None, examples=examples)
    if hint is dt.date:
        return Shape("date")
    assert attrs.has(hint), (
        f"{hint} has no shape in JSON yet: give it one here, in the codec and in the schemas"
    )
    return Shape("record", record=hint)
