"""The columns of a table, as formats need them, read off its row class."""

from __future__ import annotations

from typing import Literal

import attrs

from jiyuan_news.schema import descriptions
from jiyuan_news.shapes import Shape, fields
from jiyuan_news.tables import TABLES

Kind = Literal["text", "integer", "boolean", "date", "list"]


@attrs.frozen(slots=True)
class Column:
    """A column of a table."""

    name: str
    kind: Kind
    """`list`: a list of texts."""
    nullable: bool
    description: str
    choices: tuple[str, ...] = ()
    """All that a text, or each in a list, can be; empty where it can be anything."""


def columns(table: str) -> list[Column]:
    """The columns of a table in their order.

    Raises:
        KeyError: no table has that name.
    """
    row = TABLES[table].row
    words = descriptions()[row.__name__]
    return [
        Column(name, _kind(shape), shape.nullable, words[name], (shape.item or shape).choices)
        for name, shape in fields(row).items()
    ]


def _kind(shape: Shape) -> Kind:
    if shape.kind in ("integer", "boolean", "date", "list"):
        return shape.kind
    assert shape.kind in ("string", "enum"), shape
    return "text"
