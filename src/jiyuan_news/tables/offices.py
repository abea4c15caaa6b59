"""The bodies and posts that are met, each once, and who held which post when."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import attrs

from jiyuan_news.records import Date
from jiyuan_news.rows import MembershipRow, OrganizationRow, PostHeldRow, PostRow
from jiyuan_news.tables.people import hashed
from jiyuan_news.tables.settings import Office, is_known, level_of

_LEVELS: dict[int | None, Literal["province", "prefecture", "county", "township"]] = {
    3: "province",
    2: "prefecture",
    1: "county",
    0: "township",
}
_WEAK = ("crawl", "none")
"""Where the year of a date is from that nobody stated."""


def day_of(date: Date | None) -> dt.date | None:
    """The last day that a date can mean, or the first."""
    return None if date is None else date.latest or date.earliest


@attrs.define
class Offices:
    """The bodies and posts met so far, by their ids."""

    bodies: dict[str, OrganizationRow] = attrs.field(factory=dict)
    posts: dict[str, PostRow] = attrs.field(factory=dict)

    def body(self, place: str, name: str) -> str:
        """The id of a body."""
        id = hashed("b1-", place, name)
        if id not in self.bodies:
            known = place if is_known(place) else None
            self.bodies[id] = OrganizationRow(id, name, known, _LEVELS.get(level_of(name)))
        return id

    def post(self, office: Office) -> str:
        """The id of a post."""
        id = hashed("o1-", office.place, office.label)
        if id not in self.posts:
            body = self.body(office.place, office.body) if office.body else None
            place = office.place if is_known(office.place) else None
            self.posts[id] = PostRow(id, office.label, office.role, body, place)
        return id


def memberships(
    held: Iterable[PostHeldRow], posts: Mapping[str, PostRow], dates: Mapping[str, Date | None]
) -> Iterator[MembershipRow]:
    """Who held which post, from the first to the last meeting that tells it.

    Args:
        held: the posts held at meetings.
        posts: the posts by id.
        dates: the dates of the meetings, by id.

    """
    told: dict[tuple[str, str], list[PostHeldRow]] = defaultdict(list)
    for row in held:
        if row.person_id is not None:
            told[row.person_id, row.post_id].append(row)
    for (person_id, post_id), rows in told.items():
        rows.sort(
            key=lambda row: (day_of(dates[row.meeting_id]) or dt.date.max, row.meeting_id, row.position)
        )
        now = [dates[row.meeting_id] for row in rows if not row.former]
        stated = [date for date in now if date and date.basis not in _WEAK]
        acting = [dates[row.meeting_id] for row in rows if row.acting and not row.former]
        full = [dates[row.meeting_id] for row in rows if not (row.acting or row.former)]
        former = [dates[row.meeting_id] for row in rows if row.former]
        yield MembershipRow(
            person_id=person_id,
            post_id=post_id,
            organization_id=posts[post_id].organization_id,
            first_seen=min(_days(now), default=None),
            last_seen=max(_days(now), default=None),
            first_stated=min(_days(stated), default=None),
            last_stated=max(_days(stated), default=None),
            acting_last_seen=max(_days(acting), default=None),
            full_first_seen=min(_days(full), default=None),
            former_first_seen=min(_days(former), default=None),
            meetings=len({row.meeting_id for row in rows}),
            first_meeting_id=rows[0].meeting_id,
            last_meeting_id=rows[-1].meeting_id,
        )


def _days(dates: Iterable[Date | None]) -> Iterator[dt.date]:
    return (day for date in dates if (day := day_of(date)) is not None)
