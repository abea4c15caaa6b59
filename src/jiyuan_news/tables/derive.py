"""From articles and meetings to the rows of all tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any, Literal, TypeVar

import attrs

from jiyuan_news.codec import collector_paused, dumps
from jiyuan_news.records import Article, Meeting
from jiyuan_news.rows import (
    AgendaRow,
    AttendanceRow,
    MeetingRow,
    MentionRow,
    PersonRow,
    PostHeldRow,
    SessionRow,
    SourceRow,
    SpeechRow,
    TellingRow,
)
from jiyuan_news.tables.columns import article_row, dated, evidence, opening
from jiyuan_news.tables.gatherings import Gathering, gathering
from jiyuan_news.tables.layout import TABLES, Tables
from jiyuan_news.tables.offices import Offices, day_of, memberships
from jiyuan_news.tables.people import Key, Known, Seen, identify
from jiyuan_news.tables.settings import is_known, outlets_of_pages

R = TypeVar("R", Article, Meeting)


def derive(
    articles: Iterable[Article], meetings: Iterable[Meeting], sources: Iterable[SourceRow] = ()
) -> Tables:
    """The rows of all tables: the same for the same records in any order.

    Args:
        articles: the articles of a data set, each once.
        meetings: its meetings, merged: see `jiyuan_news.merging`. Of records that share an id one is taken.
        sources: what is known of their raw pages; of others than these only the hash is.

    """
    with collector_paused():
        known = _once(articles)
        beside = outlets_of_pages(known.values())
        held = [gathering(meeting, known, beside) for meeting in _once(meetings).values()]
        people = identify(seen for one in held for seen in _seen(one))
        return _Making(known, held, people, sources).tables()


def _once(records: Iterable[R]) -> dict[str, R]:
    found: dict[str, R] = {}
    for record in records:
        other = found.setdefault(record.id, record)
        if other != record:
            found[record.id] = min(other, record, key=lambda one: (one.source, dumps(one)))
    return dict(sorted(found.items()))


def _seen(one: Gathering) -> Iterator[Seen]:
    for position, guest in enumerate(one.guests):
        if guest.entity_type == "person":
            offices = {office: post for office, post, _ in guest.held}
            acting = frozenset(office for office, post, _ in guest.held if post.acting)
            articles = frozenset(one.tellings[at].record.article_ids[:1] for at in guest.named)
            yield Seen(
                (one.meeting.id, position),
                guest.name,
                one.place,
                frozenset(offices),
                acting,
                frozenset(id for ids in articles for id in ids),
                day_of(one.meeting.date),
            )


@attrs.define
class _Making:
    """The rows, as they are made."""

    articles: dict[str, Article]
    held: list[Gathering]
    people: list[Known]
    sources: Iterable[SourceRow]
    who: dict[Key, Known] = attrs.field(init=False)
    rows: dict[str, list[Any]] = attrs.field(factory=lambda: defaultdict(list), init=False)
    offices: Offices = attrs.field(factory=Offices, init=False)

    def __attrs_post_init__(self) -> None:
        self.who = {seen.key: known for known in self.people for seen in known.seen}

    def tables(self) -> Tables:
        """The rows of all tables, sorted."""
        self.rows["articles"] = [article_row(article) for article in self.articles.values()]
        for one in self.held:
            self._meeting(one)
            self._attendance(one)
            self._mentions(one)
            self._contents(one)
        self.rows["people"] = [self._person(known) for known in self.people]
        self.rows["memberships"] = list(
            memberships(
                self.rows["posts_held"],
                self.offices.posts,
                {one.meeting.id: one.meeting.date for one in self.held},
            )
        )
        self.rows["sources"] = list(self._sources())
        self.rows["organizations"] = list(self.offices.bodies.values())
        self.rows["posts"] = list(self.offices.posts.values())
        for name, table in TABLES.items():
            self.rows[name].sort(key=attrgetter(*table.key))
        return Tables(**{name: tuple(self.rows[name]) for name in TABLES})

    def _sources(self) -> Iterator[SourceRow]:
        told = {row.sha256: row for row in sorted(self.sources, key=dumps)}
        for row in told.values():
            yield attrs.evolve(
                row, name=row.name or None, url=row.url or None, retrieved=row.retrieved or None
            )
        named = {row.source for name in ("articles", "tellings") for row in self.rows[name]}
        yield from (SourceRow(sha256, None, None, None, None, None) for sha256 in named - told.keys())

    # -- what stands in the records

    def _article_id(self, meeting: Meeting) -> str | None:
        home = next(iter(meeting.article_ids), None)
        return home if home in self.articles else None

    def _meeting(self, one: Gathering) -> None:
        meeting = one.meeting
        sessions = meeting.sessions
        self.rows["meetings"].append(
            MeetingRow(
                id=meeting.id,
                name=" / ".join(session.name for session in sessions) or None,
                classification=sessions[0].classification if sessions else None,
                place=one.place if is_known(one.place) else None,
                **dated(meeting.date),
                mode=meeting.mode,
                venues=tuple([venue.name for venue in meeting.venues]),
                chairs=tuple([guest.name for guest in one.guests if "chair" in guest.roles]),
                article_id=self._article_id(meeting),
                tellings=len(one.tellings),
                doubtful=meeting.doubtful,
                **opening(meeting),
            )
        )
        for position, telling in enumerate(one.tellings):
            self.rows["tellings"].append(
                TellingRow(
                    meeting_id=meeting.id,
                    position=position,
                    telling_id=telling.record.id,
                    article_id=self._article_id(telling.record),
                    **dated(telling.record.date),
                    **opening(telling.record),
                )
            )
        for position, session in enumerate(sessions):
            told = one.tellings[0].setting.body(session.organizer) if session.organizer else None
            self.rows["sessions"].append(
                SessionRow(
                    meeting_id=meeting.id,
                    position=position,
                    name=session.name,
                    classification=session.classification,
                    organizer=session.organizer or None,
                    organization_id=self.offices.body(*told) if told else None,
                    term=session.term,
                    year=session.year,
                    ordinal=session.ordinal,
                    enlarged=session.enlarged,
                    **evidence(meeting, session),
                )
            )

    def _attendance(self, one: Gathering) -> None:
        id = one.meeting.id
        for position, guest in enumerate(one.guests):
            home = one.tellings[guest.named[0]].record
            person_id, certainty = self._link((id, position))
            self.rows["attendance"].append(
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
                    article_id=self._article_id(home),
                    **evidence(home, guest.first),
                )
            )
            for rank, (office, post, at) in enumerate(guest.held):
                telling = one.tellings[at].record
                self.rows["posts_held"].append(
                    PostHeldRow(
                        meeting_id=id,
                        attendance_position=position,
                        position=rank,
                        person_id=person_id,
                        post_id=self.offices.post(office),
                        label=post.label,
                        acting=post.acting,
                        former=post.former,
                        article_id=self._article_id(telling),
                        **evidence(telling, guest.mention(at)),
                    )
                )

    def _mentions(self, one: Gathering) -> None:
        id = one.meeting.id
        for at, telling in enumerate(one.tellings):
            for rank, (position, participant) in enumerate(telling.named):
                self.rows["mentions"].append(
                    MentionRow(
                        meeting_id=id,
                        telling=at,
                        position=rank,
                        attendance_position=position,
                        name=participant.name,
                        entity_type=participant.entity_type,
                        person_id=self._link((id, position))[0],
                        roles=participant.roles,
                        post_as_written=participant.post_as_written or None,
                        article_id=self._article_id(telling.record),
                        **evidence(telling.record, participant),
                    )
                )

    def _contents(self, one: Gathering) -> None:
        meeting = one.meeting
        home = self._article_id(meeting)
        for position, item in enumerate(meeting.agenda):
            self.rows["agenda"].append(
                AgendaRow(
                    meeting.id, position, item.action, item.topic, article_id=home, **evidence(meeting, item)
                )
            )
        speakers: dict[str, list[int]] = defaultdict(list)
        for position, guest in enumerate(one.guests):
            if guest.entity_type == "person":
                speakers[guest.name].append(position)
        for position, speech in enumerate(meeting.speeches):
            own = speakers[speech.speaker] if speech.entity_type == "person" else []
            self.rows["speeches"].append(
                SpeechRow(
                    meeting_id=meeting.id,
                    position=position,
                    speaker=speech.speaker,
                    entity_type=speech.entity_type,
                    person_id=self._link((meeting.id, own[0]))[0] if len(own) == 1 else None,
                    verb=speech.verb,
                    text=speech.text,
                    article_id=home,
                    **evidence(meeting, speech),
                )
            )

    # -- who and what they are about

    def _link(self, key: Key) -> tuple[str | None, Literal["certain", "probable", "unknown"]]:
        known = self.who.get(key)
        if known is None:
            return None, "unknown"
        return known.id, "certain" if key in known.sure else "probable"

    def _person(self, known: Known) -> PersonRow:
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
