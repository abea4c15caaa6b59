"""Merges what was read from all pages, over the store: in memory is what may belong together, never all.

The outcome is that of `merge_articles` and `merge_meetings` over everything. Two tellings are joined only where pairs
of tellings that share a key and speak for each other lead from one to the other, so each such part is merged for itself.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import combinations, groupby
from operator import itemgetter
from sqlite3 import Connection
from typing import Any

from jiyuan_news.building.store import Store, row
from jiyuan_news.codec import loads
from jiyuan_news.merging import merge_meetings
from jiyuan_news.merging.articles import best
from jiyuan_news.merging.clusters import CROWD, by_sign
from jiyuan_news.merging.evidence import strength
from jiyuan_news.merging.meetings import distinct
from jiyuan_news.merging.tellings import Telling, telling
from jiyuan_news.records import Article, Meeting

_HELD = 500
"""Tellings that are held in memory to be compared, unless more than that are paired at once."""
_AT_ONCE = 1_000
"""Rows that are written at once."""
# What is made here is made anew each time, from the beginning: it takes less long than reading the pages.
_TABLES = """
CREATE TEMP TABLE merged_article (id TEXT PRIMARY KEY, source TEXT, start INT, body BLOB);
CREATE TEMP TABLE merged_meeting (id TEXT PRIMARY KEY, source TEXT, start INT, body BLOB);
CREATE TEMP TABLE telling (n INTEGER PRIMARY KEY, id TEXT, copies INT, part INT, UNIQUE (id));
CREATE TEMP TABLE sharing (key BLOB, n INT);
"""


def join(store: Store, tell: Callable[[int], None] = lambda count: None) -> None:
    """Merges the articles, then the meetings; `articles` and `meetings` have them then.

    Args:
        store: what was read.
        tell: called with the number of meetings that were looked at since.
    """
    db = store.db
    for table in ("merged_article", "merged_meeting", "telling", "sharing"):
        db.execute(f"DROP TABLE IF EXISTS temp.{table}")
    db.executescript(_TABLES)
    with db:
        db.execute("BEGIN")
        _articles(db)
        _tellings(db, tell)
        _meetings(db, _parts(db))


def articles(store: Store) -> Iterator[bytes]:
    """The merged articles as JSON, in the order of their pages' hashes and, on a page, from the top."""
    return _ordered(store.db, "merged_article")


def meetings(store: Store) -> Iterator[bytes]:
    """The merged meetings as JSON, in the same order."""
    return _ordered(store.db, "merged_meeting")


def _ordered(db: Connection, table: str) -> Iterator[bytes]:
    for (body,) in db.execute(f"SELECT body FROM temp.{table} ORDER BY source, start, id"):
        yield body


def _count(db: Connection, table: str) -> int:
    found: int = db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    return found


def _several(db: Connection, table: str) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The ids that stand on several pages, each with the copies."""
    rows = db.execute(
        f"SELECT id, body FROM main.{table} WHERE id IN "
        f"(SELECT id FROM main.{table} GROUP BY id HAVING count(*) > 1) ORDER BY id"
    )
    for id, group in groupby(rows, key=itemgetter(0)):
        yield id, (body for _, body in group)


def _write(db: Connection, table: str, records: Iterable[Article | Meeting]) -> None:
    made = map(row, records)
    db.executemany(
        f"INSERT INTO temp.{table} VALUES (?, ?, ?, ?)",
        ((one.id, one.source, one.start, one.body) for one in made),
    )


def _alone(db: Connection, table: str, where: str = "") -> None:
    """Takes over the records with an id that only one page has, byte for byte."""
    db.execute(
        f"INSERT INTO temp.merged_{table} SELECT id, source, start, body FROM main.{table} {where} "
        "GROUP BY id HAVING count(*) = 1"
    )


def _articles(db: Connection) -> None:
    _alone(db, "article")
    made = (best(_read(copies, Article)) for _, copies in _several(db, "article"))
    _write(db, "merged_article", made)


def _read(bodies: Iterable[bytes], cls: type[Any]) -> Iterator[Any]:
    return (loads(body, cls, trusted=True) for body in bodies)


def _tellings(db: Connection, tell: Callable[[int], None]) -> None:
    """Numbers the meetings by their ids, and writes down by which keys each may belong to others."""
    rows = db.execute("SELECT id, body FROM main.meeting ORDER BY id")
    for n, (id, group) in enumerate(groupby(rows, key=itemgetter(0))):
        count = 0

        def counted(bodies: Iterable[Any] = group) -> Iterator[bytes]:
            nonlocal count
            for _, body in bodies:
                count += 1
                yield body

        one = _telling(db, distinct(_read(counted(), Meeting))[0])
        db.execute("INSERT INTO temp.telling VALUES (?, ?, ?, NULL)", (n, id, count))
        keys = set(map(_key, one.keys()))
        db.executemany("INSERT INTO temp.sharing VALUES (?, ?)", ((key, n) for key in keys))
        tell(count)
    db.execute("CREATE INDEX temp.sharing_key ON sharing (key, n)")


def _telling(db: Connection, meeting: Meeting) -> Telling:
    article = None
    if meeting.article_ids:
        article = _article(db, meeting.article_ids[0])
    return telling(meeting, article)


def _article(db: Connection, id: str) -> Article | None:
    found = db.execute("SELECT body FROM temp.merged_article WHERE id = ?", (id,)).fetchone()
    return loads(found[0], Article, trusted=True) if found else None


def _key(key: tuple[object, ...]) -> bytes:
    """The key in few bytes; what is of one day stands together."""
    return f"{key[0]:>8}".encode()[-8:] + hashlib.sha256(repr(key).encode("utf-8", "replace")).digest()[:8]


def _parts(db: Connection) -> array[int]:
    """For each telling the smallest number of one that it may be joined with, over any others: eight bytes each."""
    part = array("q", range(_count(db, "temp.telling")))

    def root(n: int) -> int:
        while part[n] != n:
            part[n] = part[part[n]]
            n = part[n]
        return n

    @lru_cache(maxsize=_HELD)
    def held(n: int) -> Telling:
        bodies = (
            body
            for (body,) in db.execute(
                "SELECT body FROM main.meeting WHERE id = (SELECT id FROM temp.telling WHERE n = ?)", (n,)
            )
        )
        return _telling(db, distinct(_read(bodies, Meeting))[0])

    rows = db.execute(
        "SELECT key, n FROM temp.sharing WHERE key IN "
        "(SELECT key FROM temp.sharing GROUP BY key HAVING count(*) > 1) ORDER BY key, n"
    )
    for _, group in groupby(rows, key=itemgetter(0)):
        block = [n for _, n in group]
        signed: Iterable[list[int]] = [block]
        if len(block) > CROWD:
            signed = by_sign(block, lambda n: held(n).signs())
        for some in signed:
            for a, b in combinations(some, 2):
                first, second = root(a), root(b)
                # Those that are of one part already have nothing to add to it.
                if first != second and strength(held(a), held(b)):
                    part[max(first, second)] = min(first, second)
    for n in range(len(part)):
        part[n] = root(n)
    return part


def _meetings(db: Connection, parts: array[int]) -> None:
    """Merges each part, and takes over what is alone."""
    sizes = array("q", bytes(8 * len(parts)))
    for root in parts:
        sizes[root] += 1
    db.executemany(
        "UPDATE temp.telling SET part = ? WHERE n = ?",
        ((root, n) for n, root in enumerate(parts) if sizes[root] > 1),
    )
    _alone(db, "meeting", "WHERE id IN (SELECT id FROM temp.telling WHERE part IS NULL)")
    copied = db.execute("SELECT id FROM temp.telling WHERE part IS NULL AND copies > 1 ORDER BY id")
    for (id,) in copied:
        _write(db, "merged_meeting", _merged(db, [id]))
    joined = db.execute("SELECT part, id FROM temp.telling WHERE part IS NOT NULL ORDER BY part, id")
    for _, group in groupby(joined, key=itemgetter(0)):
        _write(db, "merged_meeting", _merged(db, [id for _, id in group]))


def _merged(db: Connection, ids: list[str]) -> list[Meeting]:
    """The gatherings that these meetings are of."""
    told: list[Meeting] = []
    for id in ids:
        bodies = (body for (body,) in db.execute("SELECT body FROM main.meeting WHERE id = ?", (id,)))
        told += distinct(_read(bodies, Meeting))
    known = dict.fromkeys(one.article_ids[0] for one in told if one.article_ids)
    return merge_meetings(told, [article for id in known if (article := _article(db, id)) is not None])
