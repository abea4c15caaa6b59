"""SQLite: the tables in one file, with keys, indices and a full-text search, and what Datasette shows of them.

SQLite's own tokenizers find no Chinese word, or none of two characters. Here every character is a token, and what is
searched for is a phrase of them: see `match`. Lists are JSON arrays, for `json_each`; days are `2021-08-20`.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from operator import attrgetter
from pathlib import Path
from typing import Any

from jiyuan_news.files import whole
from jiyuan_news.publishing.columns import Column, columns
from jiyuan_news.publishing.datasette import metadata
from jiyuan_news.publishing.sets import Dataset
from jiyuan_news.tables import TABLES, Derived, InStep, Table, Tables

FILE = "jiyuan-news.db"
METADATA = "metadata.yaml"

_TYPES = {"text": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "date": "TEXT", "list": "TEXT"}
_INDEXED = ("name", "date_latest", "label", "place", "speaker", "classification")
_SEARCH = {
    "articles_text": ("articles", ("title", "text")),
    "meetings_text": ("meetings", ("name", "people", "agenda", "speeches")),
}
"""The full-text indices: of which table, whose `rowid` they share, and their columns."""


def spaced(text: str) -> str:
    """The text as it is indexed: each character stands alone."""
    return " ".join(text)


def match(words: str) -> str:
    """What to `MATCH` for texts that have all of the words, each as it stands: `"李 哲" "会 议"` for `李哲 会议`.

    Marks, which FTS5 gives a meaning, are left out. No words match nothing.
    """
    phrases = (" ".join(filter(str.isalnum, word)) for word in words.split())
    return " ".join(f'"{phrase}"' for phrase in phrases if phrase) or '""'


def write(dataset: Dataset, folder: Path) -> list[Path]:
    """Writes the database and `metadata.yaml` for Datasette: `datasette jiyuan-news.db --metadata metadata.yaml`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{FILE}.", dir=folder) as draft:
        path = Path(draft, FILE)
        _fill(path, dataset.tables)
        with whole(folder / FILE) as file, path.open("rb") as made:
            shutil.copyfileobj(made, file)
    with whole(folder / METADATA) as file:
        file.write(metadata(Path(FILE).stem, dataset.version).encode())
    return [folder / FILE, folder / METADATA]


def _fill(path: Path, tables: Derived) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute("PRAGMA page_size = 4096")
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("PRAGMA foreign_keys = ON")
        base.execute("BEGIN")
        for name, table in TABLES.items():
            base.execute(_definition(table))
            own = columns(name)
            marks = ", ".join("?" * len(own))
            base.executemany(
                f'INSERT INTO "{name}" VALUES ({marks})',
                ([_stored(getattr(row, one.name)) for one in own] for row in tables[name]),
            )
            for statement in _indices(table):
                base.execute(statement)
        _index_words(base, tables)
        base.execute("COMMIT")
        base.execute("ANALYZE")
        base.execute("VACUUM")


def _definition(table: Table) -> str:
    lines = [_column(one) for one in columns(table.name)]
    lines.append(f"PRIMARY KEY ({', '.join(table.key)})")
    lines += [
        f"FOREIGN KEY ({', '.join(one.columns)}) REFERENCES {one.table} ({', '.join(TABLES[one.table].key)})"
        for one in table.references
    ]
    return f'CREATE TABLE "{table.name}" (\n  ' + ",\n  ".join(lines) + "\n) STRICT"


def _column(column: Column) -> str:
    check = ""
    if column.kind == "boolean":
        check = f" CHECK ({column.name} IN (0, 1))"
    elif column.kind == "list":
        check = f" CHECK (json_type({column.name}) = 'array')"
    elif column.choices:
        check = f" CHECK ({column.name} IN ({', '.join(map(repr, column.choices))}))"
    return f"{column.name} {_TYPES[column.kind]}{'' if column.nullable else ' NOT NULL'}{check}"


def _indices(table: Table) -> Iterator[str]:
    """An index for every reference and for what is looked for, where the primary key does not begin with it."""
    names = [one.name for one in columns(table.name)]
    wanted = [one.columns for one in table.references] + [(name,) for name in names if name in _INDEXED]
    for own in wanted:
        if table.key[: len(own)] != own:
            yield f"CREATE INDEX {table.name}_{'_'.join(own)} ON {table.name} ({', '.join(own)})"


def _stored(value: Any) -> Any:
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dt.date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def _index_words(base: sqlite3.Connection, tables: Derived) -> None:
    for name, (_, own) in _SEARCH.items():
        # No content of its own: the words stand in the table whose rowid it shares.
        base.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5({', '.join(own)}, content='', tokenize='unicode61')"
        )
    # The rows were put in one after the other: the rowid is the rank, from 1.
    articles = ((at, row.title or "", row.text) for at, row in enumerate(tables["articles"], 1))
    base.executemany("INSERT INTO articles_text (rowid, title, text) VALUES (?, ?, ?)", _all_spaced(articles))
    base.executemany(
        "INSERT INTO meetings_text (rowid, name, people, agenda, speeches) VALUES (?, ?, ?, ?, ?)",
        _all_spaced(_words_of_meetings(tables)),
    )


def _words_of_meetings(tables: Derived) -> Iterator[tuple[Any, ...]]:
    told = {
        name: InStep(tables[name], attrgetter("meeting_id")) for name in ("attendance", "agenda", "speeches")
    }
    for at, row in enumerate(tables["meetings"], 1):
        guests, agenda, speeches = (beside(row.id) for beside in told.values())
        people = [word for guest in guests for word in (*guest.posts, guest.name)]
        topics = [word for item in agenda for word in (item.action, item.topic)]
        words = (people, topics, [speech.text for speech in speeches])
        yield at, row.name or "", *map("\n".join, words)


def _all_spaced(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    return ((row[0], *map(spaced, row[1:])) for row in rows)


def read(folder: Path) -> Tables:
    """The tables that `write` wrote.

    Raises:
        ValueError: the file is no such database.
        OSError: it cannot be read.
    """
    path = folder / FILE
    with path.open("rb"):
        pass  # sqlite3 would make a file that is not there
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as base:
            return Tables(**{name: _read(base, table) for name, table in TABLES.items()})
    except sqlite3.Error as error:
        raise ValueError(f"{path}: {error}") from error


def _read(base: sqlite3.Connection, table: Table) -> tuple[Any, ...]:
    own = columns(table.name)
    names = ", ".join(one.name for one in own)
    found = base.execute(f'SELECT {names} FROM "{table.name}" ORDER BY {", ".join(table.key)}')
    return tuple(
        [
            table.row(*[_restored(one, value) for one, value in zip(own, values, strict=True)])
            for values in found
        ]
    )


def _restored(column: Column, value: Any) -> Any:
    if value is None:
        return None
    match column.kind:
        case "boolean":
            return bool(value)
        case "date":
            return dt.date.fromisoformat(value)
        case "list":
            return tuple(json.loads(value))
        case _:
            return value
