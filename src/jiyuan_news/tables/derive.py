"""From articles and meetings to the rows of all tables, over the disk: in memory are the mentions of one name at most."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

import attrs

from jiyuan_news.codec import dumps, loads
from jiyuan_news.merging.places import outlet_place
from jiyuan_news.records import Article, Meeting
from jiyuan_news.rows import SourceRow
from jiyuan_news.tables.columns import article_row
from jiyuan_news.tables.gatherings import Gathering, gathering
from jiyuan_news.tables.layout import Tables
from jiyuan_news.tables.making import Making, person_row
from jiyuan_news.tables.offices import Offices, day_of
from jiyuan_news.tables.people import Known, Seen, people_of
from jiyuan_news.tables.scratch import Derived, InStep, Scratch, definitions, put
from jiyuan_news.tables.settings import Office, place_named

_GIVEN = """
CREATE TABLE given_article (id TEXT, source TEXT, body BLOB);
CREATE TABLE given_meeting (id TEXT, source TEXT, body BLOB);
CREATE TABLE given_source (sha256 TEXT, body BLOB);
CREATE TABLE home (id TEXT PRIMARY KEY, outlet TEXT) WITHOUT ROWID;
CREATE TABLE credited (source TEXT, outlet TEXT, PRIMARY KEY (source, outlet)) WITHOUT ROWID;
CREATE TABLE named (sha256 TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE seen (name TEXT, meeting_id TEXT, position INT, place TEXT, posts TEXT, articles TEXT, day TEXT);
CREATE TABLE who (meeting_id TEXT, position INT, person_id TEXT, certainty TEXT);
"""
_HELD = 1_024
"""Lists of posts that are remembered while people are told apart."""


def derive(
    articles: Iterable[Article],
    meetings: Iterable[Meeting],
    sources: Iterable[SourceRow] = (),
    place: str | None = None,
) -> Tables:
    """The rows of all tables, in memory; takes what `derived` takes."""
    return derived(articles, meetings, sources, place).held()


def derived(
    articles: Iterable[Article],
    meetings: Iterable[Meeting],
    sources: Iterable[SourceRow] = (),
    place: str | None = None,
) -> Derived:
    """The rows of all tables, on disk: the same for the same records in any order.

    Args:
        articles: the articles of a data set, each once.
        meetings: its meetings, merged: see `jiyuan_news.merging`. Of records that share an id one is taken.
        sources: what is known of their raw pages; of others than these only the hash is.
        place: the place that the pages are of, where they do not show one.

    Raises:
        sqlite3.Error: the disk is full.

    """
    scratch = Scratch(definitions() + _GIVEN)
    scratch.db.execute("BEGIN")
    _take(scratch, "given_article", articles)
    _take(scratch, "given_meeting", meetings)
    _articles(scratch)
    homes = _Homes(scratch, place and place_named(place))
    for one in _gatherings(scratch, homes):
        _look(scratch, one)
    _people(scratch)
    _meetings(scratch, homes)
    _sources(scratch, sources)
    scratch.db.execute("COMMIT")
    return Derived(scratch)


# -- what is given


def _take(scratch: Scratch, table: str, records: Iterable[Article | Meeting]) -> None:
    scratch.db.executemany(
        f"INSERT INTO {table} VALUES (?, ?, ?)", ((one.id, one.source, dumps(one)) for one in records)
    )


def _once(scratch: Scratch, table: str, cls: type[Any]) -> Iterator[Any]:
    """The records by their ids; of several with one id that with the smallest source and JSON."""
    rows = scratch.db.execute(f"SELECT id, body FROM {table} ORDER BY id, source, body")
    for _, group in groupby(rows, itemgetter(0)):
        yield loads(next(group)[1], cls, trusted=True)


def _articles(scratch: Scratch) -> None:
    """Makes the rows of the articles, and puts down which outlets they and their pages show."""
    for article in _once(scratch, "given_article", Article):
        put(scratch, "articles", article_row(article))
        outlet = outlet_place(article.credit) if article.credit else None
        scratch.db.execute("INSERT INTO home VALUES (?, ?)", (article.id, outlet))
        _name(scratch, article.source)
        if outlet:
            scratch.db.execute("INSERT OR IGNORE INTO credited VALUES (?, ?)", (article.source, outlet))


def _name(scratch: Scratch, source: str) -> None:
    scratch.db.execute("INSERT OR IGNORE INTO named VALUES (?)", (source,))


class _Homes:
    """Which articles there are, and which outlets they and their pages show."""

    def __init__(self, scratch: Scratch, place: str | None) -> None:
        self._db, self._place = scratch.db, place

    def article(self, record: Meeting) -> str | None:
        """The id of the article that a record was read from, where it is there."""
        return self._found(record)[0]

    def outlet(self, record: Meeting) -> str | None:
        """The place of the outlet that its article names, else the only one that its page names, else that of all pages."""
        own = self._found(record)[1]
        if own is not None:
            return own
        others = self._db.execute("SELECT outlet FROM credited WHERE source = ? LIMIT 2", (record.source,))
        (place,) = told[0] if len(told := others.fetchall()) == 1 else (self._place,)
        return place

    def _found(self, record: Meeting) -> tuple[str | None, str | None]:
        id = next(iter(record.article_ids), None)
        row = self._db.execute("SELECT id, outlet FROM home WHERE id = ?", (id,)).fetchone()
        return row or (None, None)


def _gatherings(scratch: Scratch, homes: _Homes) -> Iterator[Gathering]:
    for meeting in _once(scratch, "given_meeting", Meeting):
        yield gathering(meeting, homes.outlet)


# -- who is who


def _look(scratch: Scratch, one: Gathering) -> None:
    """Puts down who was seen at a gathering."""
    day = day_of(one.meeting.date)
    for position, guest in enumerate(one.guests):
        if guest.entity_type == "person":
            offices: dict[Office, bool] = {}
            for office, post, _ in guest.held:
                offices[office] = offices.get(office, False) or post.acting
            posts = sorted((office.place, office.label, acting) for office, acting in offices.items())
            articles = sorted({id for at in guest.named for id in one.tellings[at].record.article_ids[:1]})
            scratch.db.execute(
                "INSERT INTO seen VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    guest.name,
                    one.meeting.id,
                    position,
                    one.place,
                    json.dumps(posts),
                    json.dumps(articles),
                    day and day.isoformat(),
                ),
            )


@lru_cache(_HELD)
def _offices(posts: str) -> tuple[frozenset[Office], frozenset[Office]]:
    """The posts, and those of them that are held in an acting capacity."""
    told = [(Office(place, label), acting) for place, label, acting in json.loads(posts)]
    return frozenset([office for office, _ in told]), frozenset([office for office, acting in told if acting])


def _seen(row: tuple[Any, ...]) -> Seen:
    name, meeting_id, position, place, posts, articles, day = row
    own = frozenset(json.loads(articles))
    return Seen(
        (meeting_id, position), name, place, *_offices(posts), own, day and dt.date.fromisoformat(day)
    )


def _people(scratch: Scratch) -> None:
    """Tells the people apart, name by name."""
    rows = scratch.db.execute("SELECT * FROM seen ORDER BY name, meeting_id, position")
    for _, group in groupby(rows, itemgetter(0)):
        for known in people_of(list(map(_seen, group))):
            put(scratch, "people", person_row(known))
            scratch.db.executemany("INSERT INTO who VALUES (?, ?, ?, ?)", _links(known))


def _links(known: Known) -> Iterator[tuple[object, ...]]:
    for one in known.seen:
        yield *one.key, known.id, "certain" if one.key in known.sure else "probable"


# -- rows


def _meetings(scratch: Scratch, homes: _Homes) -> None:
    """Makes the rows of the meetings, and those of the posts that are met."""
    links = scratch.db.execute("SELECT * FROM who ORDER BY meeting_id, position")
    who = InStep(links, itemgetter(0))
    offices = Offices(scratch)
    making = Making(lambda name, row: put(scratch, name, row), homes.article, offices)
    for one in _gatherings(scratch, homes):
        making.rows(one, {position: tuple(told) for _, position, *told in who(one.meeting.id)})
        for telling in one.tellings:
            _name(scratch, telling.record.source)
    for row in offices.memberships():
        put(scratch, "memberships", row)


def _sources(scratch: Scratch, sources: Iterable[SourceRow]) -> None:
    """Makes the rows of the raw pages: those of which something is told, and others that are named."""
    scratch.db.executemany(
        "INSERT INTO given_source VALUES (?, ?)", ((row.sha256, dumps(row)) for row in sources)
    )
    told = scratch.db.execute("SELECT sha256, body FROM given_source ORDER BY sha256, body DESC")
    for _, group in groupby(told, itemgetter(0)):
        row = loads(next(group)[1], SourceRow, trusted=True)
        row = attrs.evolve(row, name=row.name or None, url=row.url or None, retrieved=row.retrieved or None)
        put(scratch, "sources", row)
    for (sha256,) in scratch.db.execute("SELECT sha256 FROM named ORDER BY sha256"):
        put(scratch, "sources", SourceRow(sha256, None, None, None, None, None))
