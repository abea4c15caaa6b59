"""Rows on disk, in an SQLite file that goes away with what uses it: nothing that grows with the records is in memory."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, Generic, TypeVar

import attrs

from jiyuan_news.codec import dumps, loads
from jiyuan_news.tables.layout import TABLES, Table, Tables

T = TypeVar("T")

_CACHE = 8_192
"""KiB of the file that are held in memory."""


class Scratch:
    """A passing database, where SQLite keeps such files: the folder that `SQLITE_TMPDIR` or `TMPDIR` names."""

    def __init__(self, definitions: str) -> None:
        """Makes the tables that the SQL defines."""
        # The empty name is a file that SQLite takes away at the end.
        self.db = sqlite3.connect("", isolation_level=None)
        for pragma in (
            "journal_mode = OFF",
            "synchronous = OFF",
            "temp_store = FILE",
            f"cache_size = -{_CACHE}",
        ):
            self.db.execute(f"PRAGMA {pragma}")
        self.db.executescript(definitions)
        weakref.finalize(self, self.db.close)


@attrs.frozen
class Rows:
    """The rows of a table in the order of its primary key, read from disk each time they are asked for."""

    table: Table
    _scratch: Scratch

    def __iter__(self) -> Iterator[Any]:
        query = f"SELECT body FROM {_stored(self.table)} ORDER BY {', '.join(self.table.key)}"
        for (body,) in self._scratch.db.execute(query):
            yield loads(body, self.table.row, trusted=True)

    def __len__(self) -> int:
        found: int = self._scratch.db.execute(f"SELECT count(*) FROM {_stored(self.table)}").fetchone()[0]
        return found

    def find(self, *key: str | int) -> Any:
        """The row with this primary key, or None."""
        where = " AND ".join(f"{column} = ?" for column in self.table.key)
        query = f"SELECT body FROM {_stored(self.table)} WHERE {where}"
        found = self._scratch.db.execute(query, key).fetchone()
        return found and loads(found[0], self.table.row, trusted=True)


@attrs.frozen(eq=False)
class Derived:
    """The flat tables on disk, by their names."""

    _scratch: Scratch

    def __getitem__(self, name: str) -> Rows:
        """The rows of a table.

        Raises:
            KeyError: no table has that name.
        """
        return Rows(TABLES[name], self._scratch)

    def held(self) -> Tables:
        """All rows in memory."""
        return Tables(**{name: tuple(self[name]) for name in TABLES})


def definitions() -> str:
    """SQL of where the rows of all tables are put."""
    return "".join(
        f"CREATE TABLE {_stored(table)} ({', '.join(table.key)}, body BLOB, PRIMARY KEY ({', '.join(table.key)}))"
        " WITHOUT ROWID;"
        for table in TABLES.values()
    )


def put(scratch: Scratch, name: str, row: Any) -> None:
    """Adds a row to a table, unless there is one with its key."""
    table = TABLES[name]
    marks = ", ".join("?" * (len(table.key) + 1))
    values = [getattr(row, column) for column in table.key]
    scratch.db.execute(f"INSERT OR IGNORE INTO {_stored(table)} VALUES ({marks})", [*values, dumps(row)])


def _stored(table: Table) -> str:
    return f"rows_of_{table.name}"


class InStep(Generic[T]):
    """Things that come in the order of a key, those of one key together; the keys are asked for in the same order."""

    def __init__(self, things: Iterable[T], key: Callable[[T], Any]) -> None:
        self._groups = groupby(things, key)
        self._next = next(self._groups, None)

    def __call__(self, key: Any) -> list[T]:
        """Those of this key."""
        while self._next is not None and self._next[0] < key:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != key:
            return []
        return list(self._next[1])
