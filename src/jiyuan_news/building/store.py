"""What a build knows so far, in one SQLite file: the raw pages and what was read from each. It outlives a kill.

Nothing is kept in memory that grows with the number of pages, and nothing is written but in transactions: a build
that was stopped at any moment goes on from the last of them.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path

import attrs

from jiyuan_news.building.crawls import Crawled
from jiyuan_news.codec import dumps
from jiyuan_news.identity import page_sha256
from jiyuan_news.reading.page_days import url_date
from jiyuan_news.records import Article, Document, Meeting

FORMAT = 1
"""Version of the tables below; a file with another is made anew."""

# `input` has what this run was given: of several addresses of one text the best, whatever their order.
_TABLES = """
CREATE TABLE text (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, bom INT NOT NULL, body BLOB NOT NULL, UNIQUE (sha256, bom));
CREATE TABLE input (
    sha256 TEXT PRIMARY KEY, bom INT NOT NULL, url TEXT, retrieved TEXT, name TEXT, rank TEXT NOT NULL, key BLOB NOT NULL
);
CREATE TABLE page (key BLOB PRIMARY KEY, language TEXT NOT NULL, characters INT NOT NULL);
CREATE TABLE article (key BLOB NOT NULL, id TEXT NOT NULL, source TEXT NOT NULL, start INT NOT NULL, body BLOB NOT NULL);
CREATE TABLE meeting (key BLOB NOT NULL, id TEXT NOT NULL, source TEXT NOT NULL, start INT NOT NULL, body BLOB NOT NULL);
CREATE INDEX article_key ON article (key);
CREATE INDEX meeting_key ON meeting (key);
CREATE INDEX article_id ON article (id);
CREATE INDEX meeting_id ON meeting (id);
"""


@attrs.frozen(slots=True)
class Task:
    """A page that is to be read."""

    key: bytes
    """What it is known by in the store: its text, what else decides how it is read, and the version of the parser."""
    text: str
    url: str | None
    retrieved: str | None


@attrs.frozen(slots=True)
class Row:
    """A record that was read."""

    id: str
    source: str
    start: int
    """Code points of the page before it: the order on its page."""
    body: bytes
    """Its JSON."""


@attrs.frozen(slots=True)
class ReadPage:
    """What was read from a page: plain values that cost little to send between processes."""

    key: bytes
    language: str
    characters: int
    articles: tuple[Row, ...]
    meetings: tuple[Row, ...]


def row(record: Article | Meeting) -> Row:
    """The record as the store has it."""
    if isinstance(record, Article):
        start = record.span.start
    else:
        start = record.sessions[0].span.start if record.sessions else 0
    return Row(record.id, record.source, start, dumps(record))


class Locked(Exception):
    """Another build is at work on the same store."""


class Store:
    """The store of a data set."""

    def __init__(self, path: Path | None) -> None:
        """Opens the store, or makes it; with None a passing one.

        Raises:
            Locked: another process has it open.
            sqlite3.Error: it cannot be opened or made.
        """
        # The empty name is a file that SQLite takes away at the end.
        self.path = path
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self.db = _opened(path)
        if self.db.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
            self.db.close()
            if path is not None:
                _remove(path)
            self.db = _opened(path)
            self.db.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {FORMAT}; COMMIT;")

    def close(self) -> None:
        """Leaves the file to others."""
        self.db.close()

    def take(self, documents: Iterable[Crawled]) -> None:
        """Keeps raw pages in one transaction. Of pages with one text one is kept: that with the best address."""
        with self.db:
            self.db.execute("BEGIN")
            for one in documents:
                sha256, bom = page_sha256(one.text), one.text.startswith("\ufeff")
                packed = zlib.compress(one.text.encode(), 1)
                self.db.execute(
                    "INSERT OR IGNORE INTO text (sha256, bom, body) VALUES (?, ?, ?)", (sha256, bom, packed)
                )
                self.db.execute(_TAKE, _input(one, sha256, bom))

    def forget_inputs(self) -> None:
        """Begins a run: what the last one was given does not count."""
        self.db.execute("DELETE FROM input")

    def forget_others(self) -> None:
        """Leaves what this run was given, once all of it was taken."""
        with self.db:
            self.db.execute("BEGIN")
            self.db.execute(
                "DELETE FROM text WHERE NOT EXISTS "
                "(SELECT 1 FROM input WHERE input.sha256 = text.sha256 AND input.bom = text.bom)"
            )
            self.db.execute("CREATE TEMP TABLE wanted AS SELECT key FROM input")
            self.db.execute("CREATE UNIQUE INDEX temp.wanted_key ON wanted (key)")
            for table in ("page", "article", "meeting"):
                self.db.execute(f"DELETE FROM {table} WHERE key NOT IN (SELECT key FROM wanted)")
            self.db.execute("DROP TABLE wanted")

    def count(self, *, unread: bool = False) -> int:
        """How many pages there are, or how many of them were not read yet."""
        where = "WHERE key NOT IN (SELECT key FROM page)" if unread else ""
        found: int = self.db.execute(f"SELECT count(*) FROM input {where}").fetchone()[0]
        return found

    def meetings(self) -> int:
        """How many meetings were read from the pages."""
        found: int = self.db.execute("SELECT count(*) FROM meeting").fetchone()[0]
        return found

    def unread(self) -> Iterator[Task]:
        """The pages that were not read yet. What is read while this goes on does not disturb it."""
        self.db.execute("DROP TABLE IF EXISTS temp.waiting")
        self.db.execute(
            "CREATE TEMP TABLE waiting AS SELECT row_number() OVER (ORDER BY sha256) AS n, key, sha256, bom, url, retrieved "
            "FROM input WHERE key NOT IN (SELECT key FROM page)"
        )
        self.db.execute("CREATE UNIQUE INDEX temp.waiting_n ON waiting (n)")
        at = 0
        while row := self.db.execute(
            "SELECT n, key, sha256, bom, url, retrieved FROM waiting WHERE n > ? ORDER BY n LIMIT 1", (at,)
        ).fetchone():
            at, key, sha256, bom, url, retrieved = row
            yield Task(key, self.text(sha256, bom), url, retrieved)

    def text(self, sha256: str, bom: int) -> str:
        """The text of a raw page."""
        query = "SELECT body FROM text WHERE sha256 = ? AND bom = ?"
        return zlib.decompress(self.db.execute(query, (sha256, bom)).fetchone()[0]).decode()

    def keep(self, pages: Iterable[ReadPage]) -> None:
        """Keeps what was read, in one transaction."""
        with self.db:
            self.db.execute("BEGIN")
            for page in pages:
                self.db.execute(
                    "INSERT OR IGNORE INTO page VALUES (?, ?, ?)", (page.key, page.language, page.characters)
                )
                for table, rows in (("article", page.articles), ("meeting", page.meetings)):
                    self.db.executemany(
                        f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?)",
                        [(page.key, row.id, row.source, row.start, row.body) for row in rows],
                    )

    def pages(self) -> Iterator[Document]:
        """All raw pages, in the order of their SHA-256."""
        rows = self.db.execute(
            "SELECT sha256, name, url, retrieved, language, characters, bom FROM input JOIN page USING (key) "
            "ORDER BY sha256"
        )
        for sha256, name, url, retrieved, language, characters, bom in rows:
            yield Document(sha256, name, url, retrieved, language, characters, self.text(sha256, bom))


_TAKE = """
INSERT INTO input VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sha256) DO UPDATE SET
    bom = excluded.bom, url = excluded.url, retrieved = excluded.retrieved, name = excluded.name,
    rank = excluded.rank, key = excluded.key
WHERE excluded.rank < input.rank
"""


def _input(one: Crawled, sha256: str, bom: bool) -> tuple[object, ...]:
    """A row of `input`. The better what is known of the page, the smaller its rank; no two that differ have the same."""
    told = (one.url, one.retrieved, one.name)
    rank = [
        url_date(one.url) is None,
        bom,
        *(part for value in told for part in (value is None, value or "")),
    ]
    decides = json.dumps([parser_version(), sha256, bom, one.url, one.retrieved])
    key = hashlib.sha256(decides.encode()).digest()[:16]
    return sha256, bom, *told, json.dumps(rank), key


@cache
def parser_version() -> str:
    """What changes whenever pages may be read otherwise: the hash of all that the library is made of."""
    digest = hashlib.sha256(metadata.version("opencc").encode())
    for path, data in _sources(resources.files("jiyuan_news"), ""):
        digest.update(f"{path}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def _sources(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for inner in sorted(folder.iterdir(), key=lambda one: one.name):
        if inner.is_dir():
            if not path and inner.name in ("data", "schemas"):  # what is built
                continue
            yield from _sources(inner, f"{path}{inner.name}/")
        elif not inner.name.endswith(".pyc"):
            yield path + inner.name, inner.read_bytes()


def _opened(path: Path | None) -> sqlite3.Connection:
    db = sqlite3.connect(path or "", isolation_level=None, timeout=0)
    try:
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("PRAGMA journal_mode = WAL" if path else "PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA temp_store = FILE")
        db.execute("BEGIN IMMEDIATE")
        db.execute("COMMIT")
    except sqlite3.OperationalError as error:
        db.close()
        if "locked" in str(error):
            raise Locked from None
        raise
    except sqlite3.DatabaseError:  # no database, or a damaged one: only a cache is lost
        db.close()
        if path is None:
            raise
        _remove(path)
        return _opened(path)
    return db


def _remove(path: Path) -> None:
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
