"""What a telling of a gathering says of its identity: the day, the sessions, the people, the outlet, the opening words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from jiyuan_news.merging.days import Day, day
from jiyuan_news.merging.names import ALONE, Name, name_of
from jiyuan_news.merging.places import letters, local_outlet, rank_of
from jiyuan_news.records import Article, Meeting, Participant

OPENING = 60
"""Letters and digits of a body's beginning that are compared."""
SHORTEST_OPENING = 40
"""Letters and digits from which a shorter body counts as the beginning of another."""
_AT_MOST = 4 * OPENING
_PART = re.compile("上午|早上|早晨|清晨|凌晨|晨|下午|午后|傍晚|晚上|晚间|深夜|夜间|晚|夜")
_PARTS = {"上": "morning", "早": "morning", "清": "morning", "凌": "morning", "晨": "morning"}
_PARTS |= {"下": "afternoon", "午": "afternoon"}


@attrs.frozen(slots=True)
class Person:
    """A person as one telling has them."""

    chairs: bool
    """Whether they chaired."""
    leads: bool
    """Whether they chaired or spoke."""
    guest: bool
    """Whether they were invited."""
    posts: frozenset[str]
    """The posts named."""
    rank: int | None
    """The lowest level of those posts, or None."""


@attrs.frozen(slots=True, eq=False)
class Telling:
    """A meeting with what is compared of it."""

    meeting: Meeting
    """The record."""
    report: bool
    """Whether a report tells it."""
    article: str
    """The id of its article."""
    day: Day
    """The day."""
    part: str | None
    """The part of the day, where the text says it beside the date."""
    sessions: tuple[Name, ...]
    """The sessions."""
    people: dict[str, Person]
    """The people who took part."""
    chairs: frozenset[str]
    """Those of them who chaired."""
    agenda: tuple[str, ...]
    """What it dealt with."""
    outlet: str | None
    """The outlet, if it shows the place."""
    opening: str
    """The first letters and digits of the article."""

    def keys(self) -> Iterator[tuple[object, ...]]:
        """Keys of which two tellings of one gathering share at least one."""
        for name in self.sessions:
            for at in sorted(self.day.days):
                yield at, "name", name.name
                if len(name.topic) >= ALONE:
                    yield at, "topic", name.topic
                if name.ordinal is not None and name.organizer is not None:
                    yield at, "number", name.organizer, name.ordinal
            if name.ordinal is not None:
                for number in filter(None, (name.term, name.year)):
                    yield "no day", name.name, name.ordinal, number
        if len(self.opening) == OPENING:
            yield "words", self.opening

    def signs(self) -> Iterator[tuple[str, str]]:
        """What two tellings of one name and day must share one of to be of one place."""
        for name in self.people:
            yield "person", name
        if self.outlet:
            yield "outlet", self.outlet
        if len(self.opening) >= SHORTEST_OPENING:
            yield "opening", self.opening[:SHORTEST_OPENING]
        for session in self.sessions:
            if session.unique:
                yield "place", session.place[-1]


def telling(meeting: Meeting, article: Article | None) -> Telling:
    """What `meeting` says of its identity; `article` is the one that it was read from, if it is known."""
    opening, part, outlet = "", None, None
    if article is not None:
        text = article.text
        opening = letters(text[:_AT_MOST])[:OPENING]
        outlet = local_outlet(article.credit) if article.credit else None
        if meeting.date is not None and len(article.meeting_ids) < 2:
            part = _part(text, meeting.date.quote)
    people = {letters(one.name): _person(one) for one in meeting.attendance if _took_part(one)}
    return Telling(
        meeting,
        article is not None and article.kind == "report",
        meeting.article_ids[0] if meeting.article_ids else meeting.id,
        day(meeting.date),
        part,
        tuple(dict.fromkeys([name_of(session) for session in meeting.sessions])),
        people,
        frozenset([name for name, person in people.items() if person.chairs]),
        tuple([letters(item.topic) for item in meeting.agenda]),
        outlet,
        opening,
    )


def _part(text: str, quote: str) -> str | None:
    """The part of the day that stands after the date: 8月4日上午."""
    at = text.find(quote) if quote else -1
    found = _PART.match(text, at + len(quote)) if at >= 0 else None
    return _PARTS.get(found[0][0], "evening") if found else None


def _took_part(one: Participant) -> bool:
    return one.entity_type == "person" and one.roles != ("delegating",)


def _person(one: Participant) -> Person:
    posts = frozenset([letters(post.label) for post in one.posts])
    chairs = "chair" in one.roles
    return Person(chairs, chairs or "speaker" in one.roles, "guest" in one.roles, posts, _rank(posts))


def _rank(posts: frozenset[str]) -> int | None:
    ranks = [found for found in map(rank_of, posts) if found is not None]
    return min(ranks, default=None)
