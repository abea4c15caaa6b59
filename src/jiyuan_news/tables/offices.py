"""The bodies and posts that are met, each once, and who held which post when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Literal

import attrs

from jiyuan_news.records import Date, Meeting, Post
from jiyuan_news.rows import MembershipRow, OrganizationRow, PostRow
from jiyuan_news.tables.layout import TABLES
from jiyuan_news.tables.people import hashed
from jiyuan_news.tables.scratch import Rows, Scratch, put
from jiyuan_news.tables.settings import Office, is_known, level_of

_LEVELS: dict[int | None, Literal["province", "prefecture", "county", "township"]] = {
    3: "province",
    2: "prefecture",
    1: "county",
    0: "township",
}
_WEAK = ("crawl", "none")
"""Where the year of a date is from that nobody stated."""
_HELD = """
CREATE TABLE held (
    person_id TEXT, post_id TEXT, day TEXT, meeting_id TEXT, position INT, acting INT, former INT, stated INT
)
"""
_KNOWN = 4_096
"""Bodies and posts that are remembered to have been put down."""


def day_of(date: Date | None) -> dt.date | None:
    """The last day that a date can mean, or the first."""
    return None if date is None else date.latest or date.earliest


class Offices:
    """The bodies and posts met so far, on disk, and who was told to hold them."""

    def __init__(self, scratch: Scratch) -> None:
        """Puts the rows into the tables of `scratch`."""
        self._scratch = scratch
        scratch.db.execute(_HELD)
        self.body = lru_cache(_KNOWN)(self._body)
        self.post = lru_cache(_KNOWN)(self._post)

    def _body(self, place: str, name: str) -> str:
        """The id of a body."""
        id = hashed("b1-", place, name)
        known = place if is_known(place) else None
        put(self._scratch, "organizations", OrganizationRow(id, name, known, _LEVELS.get(level_of(name))))
        return id

    def _post(self, office: Office) -> str:
        """The id of a post."""
        id = hashed("o1-", office.place, office.label)
        body = self.body(office.place, office.body) if office.body else None
        place = office.place if is_known(office.place) else None
        put(self._scratch, "posts", PostRow(id, office.label, office.role, body, place))
        return id

    def hold(self, person_id: str, post_id: str, meeting: Meeting, position: int, post: Post) -> None:
        """Puts down that somebody was told to hold a post at a meeting."""
        day = day_of(meeting.date)
        stated = meeting.date is not None and meeting.date.basis not in _WEAK
        self._scratch.db.execute(
            "INSERT INTO held VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                person_id,
                post_id,
                day and day.isoformat(),
                meeting.id,
                position,
                post.acting,
                post.former,
                stated,
            ),
        )

    def memberships(self) -> Iterator[MembershipRow]:
        """Who held which post, from the first to the last meeting that tells it."""
        posts = Rows(TABLES["posts"], self._scratch)
        told = self._scratch.db.execute(
            "SELECT person_id, post_id, meeting_id, day, acting, former, stated FROM held "
            "ORDER BY person_id, post_id, day IS NULL, day, meeting_id, position"
        )
        for (person_id, post_id), group in groupby(told, lambda row: row[:2]):
            yield _membership(person_id, posts.find(post_id), [_Held(*row[2:]) for row in group])


@attrs.frozen(slots=True)
class _Held:
    """That somebody was told to hold a post."""

    meeting_id: str
    day: str | None
    acting: int
    former: int
    stated: int


def _membership(person_id: str, post: PostRow, held: list[_Held]) -> MembershipRow:
    """What is told of a person in a post, the earliest first."""
    now = [one for one in held if not one.former]
    stated = [one for one in now if one.stated]
    return MembershipRow(
        person_id=person_id,
        post_id=post.id,
        organization_id=post.organization_id,
        first_seen=min(_days(now), default=None),
        last_seen=max(_days(now), default=None),
        first_stated=min(_days(stated), default=None),
        last_stated=max(_days(stated), default=None),
        acting_last_seen=max(_days(one for one in now if one.acting), default=None),
        full_first_seen=min(_days(one for one in now if not one.acting), default=None),
        former_first_seen=min(_days(one for one in held if one.former), default=None),
        meetings=len({one.meeting_id for one in held}),
        first_meeting_id=held[0].meeting_id,
        last_meeting_id=held[-1].meeting_id,
    )


def _days(held: Iterable[_Held]) -> Iterator[dt.date]:
    return (dt.date.fromisoformat(one.day) for one in held if one.day is not None)
