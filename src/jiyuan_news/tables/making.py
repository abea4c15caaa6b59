"""The rows that a gathering makes in all tables, and those of whom it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

import attrs

from jiyuan_news.records import Meeting
from jiyuan_news.rows import (
    AgendaRow,
    AttendanceRow,
    Certainty,
    MeetingRow,
    MentionRow,
    PersonRow,
    PostHeldRow,
    SessionRow,
    SpeechRow,
    TellingRow,
)
from jiyuan_news.tables.columns import dated, evidence, opening
from jiyuan_news.tables.gatherings import Gathering
from jiyuan_news.tables.offices import Offices
from jiyuan_news.tables.people import Known
from jiyuan_news.tables.settings import is_known

Who = Mapping[int, tuple[str | None, Certainty]]
"""The people behind the guests, by their rank in the attendance, and how sure that is; those who are not known are not in it."""
_NOBODY: tuple[None, Certainty] = (None, "unknown")


def person_row(known: Known) -> PersonRow:
    """The row of a person."""
    days = sorted(one.day for one in known.seen if one.day)
    return PersonRow(
        id=known.id,
        name=known.name,
        places=known.places,
        certainty=known.certainty,
        basis=known.basis,
        posts=tuple(sorted({office.label for one in known.seen for office in one.offices})),
        meetings=len({one.key[0] for one in known.seen}),
        first_seen=days[0] if days else None,
        last_seen=days[-1] if days else None,
    )


@attrs.frozen
class Making:
    """Makes the rows of gatherings."""

    put: Callable[[str, Any], None]
    """Takes a row of a table."""
    article_of: Callable[[Meeting], str | None]
    """Tells the id of the article that a record was read from, where the data set has it."""
    offices: Offices
    """The posts and bodies."""

    def rows(self, one: Gathering, who: Who) -> None:
        """Makes all rows of a gathering, in the order of their keys within each table."""
        homes = [self.article_of(telling.record) for telling in one.tellings]
        self._meeting(one, homes)
        self._sessions(one)
        self._attendance(one, homes, who)
        self._mentions(one, homes, who)
        self._contents(one, homes[0], who)

    def _meeting(self, one: Gathering, homes: list[str | None]) -> None:
        meeting = one.meeting
        sessions = meeting.sessions
        self.put(
            "meetings",
            MeetingRow(
                id=meeting.id,
                name=" / ".join(session.name for session in sessions) or None,
                classification=sessions[0].classification if sessions else None,
                place=one.place if is_known(one.place) else None,
                **dated(meeting.date),
                mode=meeting.mode,
                venues=tuple([venue.name for venue in meeting.venues]),
                chairs=tuple([guest.name for guest in one.guests if "chair" in guest.roles]),
                article_id=homes[0],
                tellings=len(one.tellings),
                doubtful=meeting.doubtful,
                **opening(meeting),
            ),
        )
        for position, (telling, home) in enumerate(zip(one.tellings, homes, strict=True)):
            self.put(
                "tellings",
                TellingRow(
                    meeting_id=meeting.id,
                    position=position,
                    telling_id=telling.record.id,
                    article_id=home,
                    **dated(telling.record.date),
                    **opening(telling.record),
                ),
            )

    def _sessions(self, one: Gathering) -> None:
        for position, session in enumerate(one.meeting.sessions):
            told = one.tellings[0].setting.body(session.organizer) if session.organizer else None
            self.put(
                "sessions",
                SessionRow(
                    meeting_id=one.meeting.id,
                    position=position,
                    name=session.name,
                    classification=session.classification,
                    organizer=session.organizer or None,
                    organization_id=self.offices.body(*told) if told else None,
                    term=session.term,
                    year=session.year,
                    ordinal=session.ordinal,
                    enlarged=session.enlarged,
                    **evidence(one.meeting, session),
                ),
            )

    def _attendance(self, one: Gathering, homes: list[str | None], who: Who) -> None:
        id = one.meeting.id
        for position, guest in enumerate(one.guests):
            first = guest.named[0]
            person_id, certainty = who.get(position, _NOBODY)
            self.put(
                "attendance",
                AttendanceRow(
                    meeting_id=id,
                    position=position,
                    name=guest.name,
                    entity_type=guest.entity_type,
                    person_id=person_id,
                    certainty=certainty,
                    roles=guest.roles,
                    chair="chair" in guest.roles,
                    posts=tuple(dict.fromkeys(post.label for _, post, _ in guest.held)),
                    post_as_written=guest.post_as_written or None,
                    article_id=homes[first],
                    **evidence(one.tellings[first].record, guest.first),
                ),
            )
            for rank, (office, post, at) in enumerate(guest.held):
                post_id = self.offices.post(office)
                self.put(
                    "posts_held",
                    PostHeldRow(
                        meeting_id=id,
                        attendance_position=position,
                        position=rank,
                        person_id=person_id,
                        post_id=post_id,
                        label=post.label,
                        acting=post.acting,
                        former=post.former,
                        article_id=homes[at],
                        **evidence(one.tellings[at].record, guest.mention(at)),
                    ),
                )
                if person_id is not None:
                    self.offices.hold(person_id, post_id, one.meeting, rank, post)

    def _mentions(self, one: Gathering, homes: list[str | None], who: Who) -> None:
        for at, telling in enumerate(one.tellings):
            for rank, (position, participant) in enumerate(telling.named):
                self.put(
                    "mentions",
                    MentionRow(
                        meeting_id=one.meeting.id,
                        telling=at,
                        position=rank,
                        attendance_position=position,
                        name=participant.name,
                        entity_type=participant.entity_type,
                        person_id=who.get(position, _NOBODY)[0],
                        roles=participant.roles,
                        post_as_written=participant.post_as_written or None,
                        article_id=homes[at],
                        **evidence(telling.record, participant),
                    ),
                )

    def _contents(self, one: Gathering, home: str | None, who: Who) -> None:
        meeting = one.meeting
        for position, item in enumerate(meeting.agenda):
            told = evidence(meeting, item)
            row = AgendaRow(meeting.id, position, item.action, item.topic, article_id=home, **told)
            self.put("agenda", row)
        speakers: dict[str, list[int]] = defaultdict(list)
        for position, guest in enumerate(one.guests):
            if guest.entity_type == "person":
                speakers[guest.name].append(position)
        for position, speech in enumerate(meeting.speeches):
            own = speakers[speech.speaker] if speech.entity_type == "person" else []
            self.put(
                "speeches",
                SpeechRow(
                    meeting_id=meeting.id,
                    position=position,
                    speaker=speech.speaker,
                    entity_type=speech.entity_type,
                    person_id=who.get(own[0], _NOBODY)[0] if len(own) == 1 else None,
                    verb=speech.verb,
                    text=speech.text,
                    article_id=home,
                    **evidence(meeting, speech),
                ),
            )
