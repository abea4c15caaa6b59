"""What is collected of a gathering while its article is read, and the record that becomes of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from jiyuan_news import notices
from jiyuan_news.identity import meeting_id
from jiyuan_news.reading import circumstances, session_names
from jiyuan_news.reading.agenda import Item
from jiyuan_news.reading.doings import OWN
from jiyuan_news.reading.holding import Held
from jiyuan_news.reading.roles import ORDER as ROLE_ORDER
from jiyuan_news.reading.roles import Note
from jiyuan_news.reading.rules import Rule, Told
from jiyuan_news.records import (
    AgendaItem,
    AttendanceRole,
    Date,
    Meeting,
    Mode,
    Participant,
    Post,
    Session,
    SpeakerType,
    Speech,
    Venue,
)

if TYPE_CHECKING:
    from jiyuan_news.reading.articles import Story
    from jiyuan_news.reading.log import Log
    from jiyuan_news.text import CleanText


@attrs.define(slots=True)
class Member:
    """A person or group, and what the text says of them."""

    name: str
    person: bool
    start: int
    end: int
    rule: Rule
    roles: dict[AttendanceRole, Told] = attrs.Factory(dict)
    posts: dict[str, Post] = attrs.Factory(dict)
    chains: dict[str, str | None] = attrs.Factory(dict)
    """The chain that each post was first read from, as it is written, by the post's label."""
    written: str | None = None
    listed: bool = False
    """Whether the list that names them was cut before it says what they did."""

    def hold(self, posts: Iterable[Post], written: str | None) -> None:
        """Notes posts, and the chain of them as it is written where that is longer than the one known."""
        for post in posts:
            self.posts.setdefault(post.label, post)
            self.chains.setdefault(post.label, written)
        if written and len(written) > len(self.written or ""):
            self.written = written

    def take(self, other: Member) -> None:
        """Notes the posts that the same person has elsewhere in the article."""
        self.chains = {**other.chains, **self.chains}
        self.hold(other.posts.values(), other.written)


@attrs.define(slots=True)
class Said:
    """A speech; offsets in the clean text."""

    speakers: tuple[str, ...]
    entity: SpeakerType
    verb: str
    start: int
    end: int
    told: Told
    """How the text tells who speaks: the words up to the verb."""


@attrs.define(slots=True)
class Gathering:
    """A gathering; offsets in the clean text."""

    held: Held
    readings: list[session_names.Reading]
    date: Date | None
    start: int
    post_rules: Mapping[str, Rule]
    """How each post of the article came to be whole, by its label."""
    members: dict[str, Member] = attrs.Factory(dict)
    agenda: list[Item] = attrs.Factory(list)
    speeches: list[Said] = attrs.Factory(list)
    venues: list[circumstances.Place] = attrs.Factory(list)
    mode: Mode | None = None
    mode_told: Told | None = None
    fallback: bool = False
    watched: bool = False
    """It was held above, and only watched here."""

    @property
    def above(self) -> bool:
        """Whether it was held by the state or the province."""
        first = self.readings[0]
        return max(session_names.rank(first.organizer), session_names.rank(first.name)) > 1

    def knows(self, names: Iterable[str]) -> bool:
        """Whether any of them is known to be there, or it was held where they speak."""
        return self.above or any(name in self.members for name in names)

    def join(self, note: Note) -> None:
        """Notes what a person or group did."""
        named = note.named
        member = self.members.get(named.name)
        if member is None:
            member = Member(named.name, named.person, named.start, named.end, named.rule)
            self.members[named.name] = member
        for role in note.roles:
            member.roles.setdefault(role, note.told)
        member.listed = member.listed or note.listed
        member.hold(named.posts, named.written)

    def present(self) -> list[Member]:
        """Those who did something there, in the order of the text."""
        return sorted(
            (one for one in self.members.values() if one.roles or one.listed), key=lambda one: one.start
        )

    def business(self) -> list[Item]:
        """The items of its agenda, in the order of the text; of two that begin at one place the longer."""
        items: dict[int, Item] = {}
        for item in sorted(self.agenda, key=lambda item: (item.start, -item.end)):
            items.setdefault(item.start, item)
        return [item for item in items.values() if not _repeated(item, items.values())]

    def note_circumstances(self, text: str, a: int, b: int) -> None:
        """Notes mode and venues that `text[a:b]` tells."""
        if circumstances.TELLS.search(text, a, b):
            if self.mode is None:
                self.mode = circumstances.mode_of(text[a:b])
                self.mode_told = Told(circumstances.MODE_OF_SENTENCE, a, b)
            self.venues += circumstances.venues(text, a, b, self.venues)


def settled(gatherings: list[Gathering], log: Log) -> list[Gathering]:
    """The gatherings that count: those held here, or above, unless only watched; posts told before hold on."""
    known: dict[str, Member] = {}
    for gathering in gatherings:
        for name, member in gathering.members.items():
            if name in known:
                member.take(known[name])
            known[name] = member
    here = [gathering for gathering in gatherings if not gathering.above]
    if here or any(gathering.watched for gathering in gatherings):
        for gathering in gatherings:
            if gathering.above:
                held = gathering.held
                log.add(notices.MEETING_ABOVE, held.start, held.end, f"{held.name} was held above.")
    return here or [gathering for gathering in gatherings if not gathering.watched]


# -- the record


def record(gathering: Gathering, order: int, story: Story, clean: CleanText, sha256: str) -> Meeting:
    """The record of a gathering, the `order`-th of its article."""
    text, span = clean.text, clean.raw_span
    held = gathering.held
    parts = session_names.split(held.name) if len(gathering.readings) > 1 else [(held.name, 0)]
    written = text[held.start : held.end]
    records = []
    for reading, (part, _) in zip(gathering.readings, parts, strict=True):
        at = written.rfind(part) if len(parts) > 1 else -1
        begin = held.start + at if at >= 0 else held.start
        end = begin + len(part) if at >= 0 else held.end
        if at < 0 and len(parts) > 1 and part is parts[0][0]:
            joint = written.find("暨")
            if joint > 0 and part.endswith(written[joint - 2 : joint]):
                end = held.start + joint  # else both share the head noun at the end
        records.append(
            Session(
                reading.name,
                reading.classification,
                reading.organizer,
                reading.term,
                reading.year,
                reading.ordinal,
                reading.enlarged,
                span(begin, end),
            )
        )
    members = gathering.present()
    attendance = [
        Participant(
            m.name,
            "person" if m.person else "group",
            tuple([role for role in ROLE_ORDER if role in m.roles]),
            tuple(m.posts.values()),
            m.written,
            position,
            span(m.start, m.end),
        )
        for position, m in enumerate(members)
    ]
    speeches = [
        Speech(speaker, said.entity, said.verb, _BETWEEN_PARAGRAPHS.sub("\n", text[x:y]), order, span(x, y))
        for order, (said, speaker, x, y) in enumerate(spoken(gathering, text))
    ]
    return Meeting(
        meeting_id(story.id, order),
        tuple(records),
        gathering.date,
        gathering.mode,
        tuple([Venue(one.name, one.role, span(one.start, one.end)) for one in gathering.venues]),
        tuple(attendance),
        tuple([AgendaItem(v, t, i, span(x, y)) for i, (v, t, x, y, _) in enumerate(gathering.business())]),
        tuple(speeches),
        sha256,
        (story.id,),
        (),
        (),
        (),
    )


def _repeated(item: Item, items: Iterable[Item]) -> bool:
    """Whether a person only does what was told before as the meeting's business: 会议通报三起案例, 甲通报案例."""
    return item.rule is OWN and any(
        one.rule is not OWN
        and one.start < item.start
        and one.verb == item.verb
        and one.topic.endswith(item.topic)
        for one in items
    )


# Marks, and a number on a line of its own.
_BEFORE_WORDS = re.compile(
    r"[：:，,\s]*(?:(?<=\n)(?:\d{1,2}|[一二三四五六七八九十]+)[、.．]?[ \t]*[\r\n]\s*)?"
)
_BETWEEN_PARAGRAPHS = re.compile(r"[ \t\u3000]*[\r\n]\s*")


def spoken(gathering: Gathering, text: str) -> Iterator[tuple[Said, str, int, int]]:
    """Its speeches, once for each speaker: the speech, the speaker, and where the words stand."""
    for said in gathering.speeches:
        start, end = said.start, said.end
        start = _BEFORE_WORDS.match(text, start, end).end()  # type: ignore[union-attr]
        if start < end:
            for speaker in said.speakers:
                yield said, speaker, start, end
