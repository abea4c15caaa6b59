"""The shape of the records, read off their classes: what the codec checks and the schemas say, from one source."""

from __future__ import annotations

import datetime as dt
import re
import types
import typing
from typing import Any, Literal

import attrs

from jiyuan_news import records

LARGEST = 2**53 - 1
"""The largest integer that every JSON reader keeps exact (RFC 8259, section 6)."""

Kind = Literal["string", "integer", "boolean", "date", "enum", "list", "record"]


@attrs.frozen(slots=True)
class Shape:
    """What a value may be."""

    kind: Kind
    nullable: bool = False
    choices: tuple[str, ...] = ()
    item: Shape | None = None
    record: type[Any] | None = None
    pattern: re.Pattern[str] | None = None
    minimum: int = 0


_KNOWN: dict[Any, dict[str, Shape]] = {}


def fields(cls: type[Any]) -> dict[str, Shape]:
    """The shape of every field of a record class, in declared order."""
    if cls not in _KNOWN:
        _KNOWN[cls] = _read(cls)
    return _KNOWN[cls]


def _read(cls: type[Any]) -> dict[str, Shape]:
    hints = typing.get_type_hints(cls, vars(records))
    return {field.name: _shape(hints[field.name], field.metadata) for field in attrs.fields(cls)}


def _shape(hint: Any, metadata: Any) -> Shape:
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        inner = next(arg for arg in typing.get_args(hint) if arg is not type(None))
        return attrs.evolve(_shape(inner, metadata), nullable=True)
    if origin is Literal:
        return Shape("enum", choices=typing.get_args(hint))
    if origin is tuple:
        return Shape("list", item=_shape(typing.get_args(hint)[0], {}))
    if hint is bool:
        return Shape("boolean")
    if hint is int:
        return Shape("integer", minimum=metadata.get("minimum", 0))
    if hint is str:
        pattern = metadata.get("pattern")
        return Shape("string", pattern=re.compile(pattern) if pattern else None)
    if hint is dt.date:
        return Shape("date")
    return Shape("record", record=hint)
