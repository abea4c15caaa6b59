"""The tables by name: what rows they have, by which columns these are known, and to which other tables they refer."""

from __future__ import annotations

from typing import Any

import attrs

from jiyuan_news.rows import (
    AgendaRow,
    ArticleRow,
    AttendanceRow,
    MeetingRow,
    MembershipRow,
    MentionRow,
    OrganizationRow,
    PersonRow,
    PostHeldRow,
    PostRow,
    SessionRow,
    SourceRow,
    SpeechRow,
    TellingRow,
)


@attrs.frozen(slots=True)
class Reference:
    """A foreign key: the columns and the table whose primary key they hold, or null."""

    columns: tuple[str, ...]
    table: str


@attrs.frozen(slots=True)
class Table:
    """A table of the data set."""

    name: str
    row: type[Any]
    title: str
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()


_SOURCE = Reference(("source",), "sources")
_MEETING, _ARTICLE = Reference(("meeting_id",), "meetings"), Reference(("article_id",), "articles")
_PERSON, _POST = Reference(("person_id",), "people"), Reference(("post_id",), "posts")
_BODY = Reference(("organization_id",), "organizations")
_ATTENDANCE = Reference(("meeting_id", "attendance_position"), "attendance")
_TELLING = Reference(("meeting_id", "telling"), "tellings")
_RANK = ("meeting_id", "position")

TABLES: dict[str, Table] = {
    one.name: one
    for one in (
        Table("sources", SourceRow, "The raw pages", ("sha256",)),
        Table("articles", ArticleRow, "The articles", ("id",), (_SOURCE,)),
        Table("meetings", MeetingRow, "The meetings", ("id",), (_ARTICLE, _SOURCE)),
        Table("organizations", OrganizationRow, "The bodies", ("id",)),
        Table("posts", PostRow, "The posts", ("id",), (_BODY,)),
        Table("people", PersonRow, "The people", ("id",)),
        Table(
            "memberships",
            MembershipRow,
            "Who held which post, and when that is told",
            ("person_id", "post_id"),
            (
                _PERSON,
                _POST,
                _BODY,
                Reference(("first_meeting_id",), "meetings"),
                Reference(("last_meeting_id",), "meetings"),
            ),
        ),
        Table("tellings", TellingRow, "Which articles tell a meeting", _RANK, (_MEETING, _ARTICLE, _SOURCE)),
        Table("sessions", SessionRow, "The sessions of the meetings", _RANK, (_MEETING, _BODY, _SOURCE)),
        Table(
            "attendance",
            AttendanceRow,
            "Who took part in the meetings",
            _RANK,
            (_MEETING, _PERSON, _ARTICLE, _SOURCE),
        ),
        Table(
            "posts_held",
            PostHeldRow,
            "The posts that people held at meetings",
            ("meeting_id", "attendance_position", "position"),
            (_ATTENDANCE, _PERSON, _POST, _ARTICLE, _SOURCE),
        ),
        Table("agenda", AgendaRow, "What the meetings did", _RANK, (_MEETING, _ARTICLE, _SOURCE)),
        Table(
            "speeches",
            SpeechRow,
            "What was said at the meetings",
            _RANK,
            (_MEETING, _PERSON, _ARTICLE, _SOURCE),
        ),
        Table(
            "mentions",
            MentionRow,
            "Who is named in each telling",
            ("meeting_id", "telling", "position"),
            (_TELLING, _ATTENDANCE, _PERSON, _ARTICLE, _SOURCE),
        ),
    )
}
"""All tables by name, each after those that it refers to."""


@attrs.frozen(slots=True)
class Tables:
    """The rows of all tables, each table in the order of its primary key."""

    sources: tuple[SourceRow, ...] = ()
    articles: tuple[ArticleRow, ...] = ()
    meetings: tuple[MeetingRow, ...] = ()
    organizations: tuple[OrganizationRow, ...] = ()
    posts: tuple[PostRow, ...] = ()
    people: tuple[PersonRow, ...] = ()
    memberships: tuple[MembershipRow, ...] = ()
    tellings: tuple[TellingRow, ...] = ()
    sessions: tuple[SessionRow, ...] = ()
    attendance: tuple[AttendanceRow, ...] = ()
    posts_held: tuple[PostHeldRow, ...] = ()
    agenda: tuple[AgendaRow, ...] = ()
    speeches: tuple[SpeechRow, ...] = ()
    mentions: tuple[MentionRow, ...] = ()

    def __getitem__(self, name: str) -> tuple[Any, ...]:
        """The rows of a table.

        Raises:
            KeyError: no table has that name.
        """
        if name not in TABLES:
            raise KeyError(name)
        rows: tuple[Any, ...] = getattr(self, name)
        return rows
