"""Finds the record of the old edition that each of the new one was. The records lie on the disk, not in memory."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, get_args

from jiyuan_news.changes import Change, ChangeKind, Count, Edition, FieldChange, Migration, TableName
from jiyuan_news.checks.datasets import DataSet
from jiyuan_news.codec import RecordError, loads, read_json
from jiyuan_news.comparing.values import differences
from jiyuan_news.inputs.json_texts import pieces
from jiyuan_news.inputs.streams import FAILURES, lines_of, opened
from jiyuan_news.records import Article, Meeting
from jiyuan_news.schema import migrations

_CLASSES: dict[str, type[Article] | type[Meeting]] = {"articles": Article, "meetings": Meeting}
_OLD, _NEW = 0, 1
_LABEL = 60
"""Characters that a label has of an article."""
_TABLES = """
CREATE TABLE record (
    side INT, kind TEXT, id TEXT, source TEXT, start INT, words TEXT, digest BLOB, body BLOB, PRIMARY KEY (side, kind, id)
);
CREATE TABLE alias (side INT, alias TEXT, id TEXT, PRIMARY KEY (side, alias, id));
CREATE TABLE pair (kind TEXT, how TEXT, old TEXT, new TEXT);
CREATE INDEX pair_old ON pair (kind, old);
CREATE INDEX pair_new ON pair (kind, new);
CREATE INDEX record_place ON record (side, kind, source, start);
CREATE INDEX alias_id ON alias (side, id);
"""
# What was parted from a record says nothing of what became of the record itself.
_FREE_OLD = "NOT EXISTS (SELECT 1 FROM pair WHERE pair.kind = o.kind AND pair.old = o.id AND how <> 'parted')"
_FREE_NEW = "NOT EXISTS (SELECT 1 FROM pair WHERE pair.kind = n.kind AND pair.new = n.id)"
# One step after the other: what an earlier one has found is free for no later one.
_STEPS = (
    # The same id.
    """INSERT INTO pair SELECT o.kind, 'same', o.id, n.id FROM record o
    JOIN record n ON n.side = 1 AND n.kind = o.kind AND n.id = o.id WHERE o.side = 0""",
    # An old meeting whose id is now an alias of another, and the other way round.
    f"""INSERT INTO pair SELECT 'meetings', 'merged', o.id, min(a.id) FROM record o
    JOIN alias a ON a.side = 1 AND a.alias = o.id
    WHERE o.side = 0 AND o.kind = 'meetings' AND {_FREE_OLD} GROUP BY o.id""",
    f"""INSERT INTO pair SELECT 'meetings', 'parted', min(a.id), n.id FROM record n
    JOIN alias a ON a.side = 0 AND a.alias = n.id
    WHERE n.side = 1 AND n.kind = 'meetings' AND {_FREE_NEW} GROUP BY n.id""",
    # The same place of the same page, read otherwise, where no other record stood or stands there.
    f"""INSERT INTO pair SELECT o.kind, 'moved', min(o.id), min(n.id) FROM record o
    JOIN record n ON n.side = 1 AND n.kind = o.kind AND n.source = o.source AND n.start = o.start
    WHERE o.side = 0 AND {_FREE_OLD} AND {_FREE_NEW} GROUP BY o.kind, o.source, o.start
    HAVING count(*) = 1""",
    # The same meetings of the same article, told from another copy of it.
    f"""INSERT INTO pair SELECT 'meetings', 'moved', min(o.id), min(n.id) FROM record o
    JOIN record n ON n.side = 1 AND n.kind = o.kind AND n.words = o.words
    WHERE o.side = 0 AND o.kind = 'meetings' AND {_FREE_OLD} AND {_FREE_NEW} GROUP BY o.words
    HAVING count(*) = 1""",
)


class Unreadable(ValueError):
    """An edition cannot be compared; the message names file and line and says what to do."""


def compare(old: str, new: str) -> Comparison:
    """Two editions of a data set, beside each other.

    Args:
        old: a folder with a datapackage.json, or a file of articles or meetings as JSON Lines, which may be packed.
        new: the same of the later edition.

    Raises:
        Unreadable: for what is no data set, and for a line that is no record.
    """
    return Comparison(old, new)


class Comparison:
    """Two editions of a data set; to be closed, or used in a `with`."""

    old: Edition
    """The first."""
    new: Edition
    """The second."""
    migrations: tuple[Migration, ...]
    """What changed in the schemas of the records between the two."""

    def __init__(self, old: str, new: str) -> None:
        """Reads both; see `compare`."""
        self._db = sqlite3.connect("", isolation_level=None)  # a file that goes away with it
        self._counts: Counter[tuple[TableName, ChangeKind]] = Counter()
        try:
            self._db.executescript(f"PRAGMA journal_mode = OFF; PRAGMA temp_store = FILE; {_TABLES}")
            self._db.execute("BEGIN")
            self.old, self.new = self._read(_OLD, old), self._read(_NEW, new)
            for step in _STEPS:
                self._db.execute(step)
            self._db.execute("COMMIT")
        except BaseException:
            self._db.close()
            raise
        self.migrations = migrations(self.old.schema_version, self.new.schema_version)

    def __enter__(self) -> Comparison:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def changes(self) -> Iterator[Change]:
        """The records that are not what they were: articles, then meetings, each in the order of their pages."""
        self._counts.clear()
        for table in get_args(TableName):
            for change in self._of_table(table):
                self._counts[change.table, change.kind] += 1
                yield change

    def counts(self) -> tuple[Count, ...]:
        """How many changes of each kind there were; after `changes` was gone through."""
        return tuple(
            Count(table, kind, self._counts[table, kind])
            for table in get_args(TableName)
            for kind in get_args(ChangeKind)
            if self._counts[table, kind]
        )

    # -- reading

    def _read(self, side: int, path: str) -> Edition:
        told: dict[str, Any] = {}
        tables = [Path(path)]
        if Path(path).is_dir():
            data = DataSet(Path(path))
            try:
                told = data.package if isinstance(data.package, dict) else {}
            except OSError as error:
                raise Unreadable(f"{data.shown}: {error.strerror}; name the folder of a data set") from None
            tables = [one.path for one in data.tables if one.told.get("name") in _CLASSES]
            if not tables:
                raise Unreadable(f"{data.shown}: tells of no table of articles or meetings that is there")
        for table in tables:
            self._take(side, table)
        counts = dict(
            self._db.execute("SELECT kind, count(*) FROM record WHERE side = ? GROUP BY kind", (side,))
        )
        version, schema = (told.get(key) for key in ("version", "schemaVersion"))
        return Edition(
            version if isinstance(version, str) else None,
            schema if isinstance(schema, str) else None,
            counts.get("articles", 0),
            counts.get("meetings", 0),
        )

    def _take(self, side: int, path: Path) -> None:
        try:
            with opened(path) as file:
                for piece in pieces(lines_of(file)):
                    self._keep(side, piece.data)
        except RecordError as error:
            raise Unreadable(
                f"{path}, line {piece.line}: {error}; `jiyuan-news validate` tells more"
            ) from None
        except FAILURES as error:
            problem = (error.strerror if isinstance(error, OSError) else None) or str(error)
            raise Unreadable(f"{path}: {problem}") from None

    def _keep(self, side: int, data: bytes) -> None:
        """Keeps a record. Of two with one id, which no data set should have, the first."""
        value = _value(data)
        kind = "meetings" if isinstance(value, dict) and "sessions" in value else "articles"
        record: Any = loads(data, _CLASSES[kind])
        words, start = "", 0
        aliases: tuple[str, ...] = ()
        if isinstance(record, Article):
            start = record.span.start
        else:
            told = [*record.article_ids[:1], *(session.name for session in record.sessions)]
            words, aliases = json.dumps(told), record.aliases
            start = record.sessions[0].span.start if record.sessions else 0
        digest = hashlib.sha256(json.dumps(value, sort_keys=True).encode()).digest()
        row = (side, kind, record.id, record.source, start, words, digest, data)
        self._db.execute("INSERT OR IGNORE INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        self._db.executemany(
            "INSERT OR IGNORE INTO alias VALUES (?, ?, ?)", [(side, alias, record.id) for alias in aliases]
        )

    # -- comparing

    def _of_table(self, table: TableName) -> Iterator[Change]:
        rows = self._db.execute(
            """SELECT n.source, n.start, n.id AS id, pair.old, pair.how FROM record n
            LEFT JOIN pair ON pair.kind = n.kind AND pair.new = n.id WHERE n.side = 1 AND n.kind = :table
            UNION ALL
            SELECT o.source, o.start, o.id, o.id, 'removed' FROM record o
            WHERE o.side = 0 AND o.kind = :table AND """
            + _FREE_OLD
            + " ORDER BY 1, 2, 3, 5 DESC, 4",  # of one record: what it was, then what was merged into it
            {"table": table},
        )
        met = ""
        for _, _, id, was, how in rows:
            if how is None:
                yield Change(table, "added", id, None, self._label(_NEW, table, id), ())
            elif how == "removed":
                yield Change(table, "removed", id, None, self._label(_OLD, table, id), ())
            elif how == "parted":
                yield Change(table, "parted", id, was, self._label(_NEW, table, id), ())
            elif how == "merged":
                # If nothing of its own was there before, the record is what became of the first merged into it.
                fields = () if met == id else self._fields(table, was, id)
                yield Change(table, "merged", id, was, self._label(_NEW, table, id), fields)
            else:
                fields = self._fields(table, was, id)
                if fields:
                    kind: ChangeKind = "changed" if how == "same" else "moved"
                    old = None if kind == "changed" else was
                    yield Change(table, kind, id, old, self._label(_NEW, table, id), fields)
            met = id

    def _fields(self, table: str, old: str, new: str) -> tuple[FieldChange, ...]:
        query = "SELECT digest, body FROM record WHERE side = ? AND kind = ? AND id = ?"
        (before, first), (after, second) = (
            self._db.execute(query, (side, table, id)).fetchone() for side, id in ((_OLD, old), (_NEW, new))
        )
        return () if before == after else tuple(differences(_value(first), _value(second)))

    def _label(self, side: int, table: str, id: str) -> str:
        query = "SELECT body FROM record WHERE side = ? AND kind = ? AND id = ?"
        record = loads(self._db.execute(query, (side, table, id)).fetchone()[0], _CLASSES[table])
        if isinstance(record, Meeting):
            names = " / ".join(session.name for session in record.sessions)
            return f"{record.date.edtf} {names}" if record.date else names
        words = record.headlines[0].value if record.headlines else record.text
        day = f"{record.date_published} " if record.date_published else ""
        return day + " ".join(words.split())[:_LABEL]


def _value(data: bytes) -> Any:
    """The JSON of a record; None for what is no JSON, which `loads` tells of."""
    try:
        return read_json(data)
    except json.JSONDecodeError:
        return None
