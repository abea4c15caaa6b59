"""CSV (RFC 4180): a file a table, UTF-8, lines that end in CR LF.

Null is an empty cell, a boolean `true` or `false`, a day `2021-08-20`, a list a JSON array. A text that a spreadsheet
would take for a formula, such as one that begins with `=`, has an apostrophe before it, and so has one that looks like
it was treated so: dropping one apostrophe from every cell that begins with `'=`, `'+`, `'-`, `'@`, `''=` and so on gives
the text back.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jiyuan_news.files import whole
from jiyuan_news.publishing.columns import Column, columns
from jiyuan_news.publishing.sets import Dataset
from jiyuan_news.tables import TABLES, Tables

_FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
"""What a spreadsheet reads as a formula or a command; full-width signs are signs to some."""


def defused(text: str) -> str:
    """The text as a cell that no spreadsheet runs."""
    return "'" + text if _FORMULA.match(text) else text


def refused(cell: str) -> str:
    """The text of a cell that `defused` made."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def write(dataset: Dataset, folder: Path) -> list[Path]:
    """Writes a file for each table."""
    return [_write(folder / f"{name}.csv", name, dataset.tables[name]) for name in TABLES]


def _write(path: Path, table: str, rows: Iterable[Any]) -> Path:
    own = columns(table)
    with whole(path) as file:
        text = io.TextIOWrapper(file, "utf-8", newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow([column.name for column in own])
        writer.writerows([_cell(getattr(row, column.name)) for column in own] for row in rows)
        text.detach()
    return path


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case tuple():
            return json.dumps(value, ensure_ascii=False)
        case str():
            return defused(value)
        case _:
            return str(value)


def read(folder: Path) -> Tables:
    """The tables that `write` wrote.

    Raises:
        ValueError: a file has other columns, or a cell is not of its column's kind; the message says where.
    """
    return Tables(**{name: _read(folder / f"{name}.csv", name) for name in TABLES})


def _read(path: Path, table: str) -> tuple[Any, ...]:
    own = columns(table)
    cls = TABLES[table].row
    found: list[Any] = []
    with path.open(encoding="utf-8", newline="") as file, _any_length():
        lines = csv.reader(file, strict=True)
        header = next(lines, None)
        if header != [column.name for column in own]:
            raise ValueError(f"{path}: the columns are {header}, not those of {table}")
        for cells in lines:
            try:
                values = [_value(column, cell) for column, cell in zip(own, cells, strict=True)]
            except ValueError as error:
                raise ValueError(f"{path}, line {lines.line_num}: {error}") from None
            found.append(cls(*values))
    return tuple(found)


def _value(column: Column, cell: str) -> Any:
    if not cell and column.nullable:
        return None
    try:
        return _READ[column.kind](cell)
    except (ValueError, KeyError):
        raise ValueError(f"{column.name}: {cell!r} is no {column.kind}") from None


_READ: dict[str, Callable[[str], Any]] = {
    "text": refused,
    "integer": int,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": dt.date.fromisoformat,
    "list": lambda cell: tuple(json.loads(cell)),
}


@contextmanager
def _any_length() -> Iterator[None]:
    """Lets cells be longer than the module's limit, which is for all of a process."""
    before = csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        yield
    finally:
        csv.field_size_limit(before)
