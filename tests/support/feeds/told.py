"""Words and what they tell: the text of a generated page, with every fact marked where it stands.

A `Told` is a text with marks on stretches of it. Two are joined by `+`, which moves the marks along: a page is built
from small pieces, and what is known of each is known of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from unittest.mock import ANY

import attrs

from jiyuan_news.records import Post


@attrs.frozen
class Fact:
    """Something that a stretch of a text tells."""


@attrs.frozen
class Heads(Fact):
    """A line of a headline."""

    role: str


@attrs.frozen
class Made(Fact):
    """The name of somebody who made the article."""

    name: str
    role: str


@attrs.frozen
class Body(Fact):
    """A paragraph."""


@attrs.frozen
class On(Fact):
    """A day, as it is written: its year and month may be left out, and it may be the first of several, or no day."""

    month: int | None
    day: int | None
    year: int | None = None
    end_month: int | None = None
    end_day: int | None = None


@attrs.frozen
class Held(Fact):
    """The name of a meeting that was held, from the convener to the head noun."""

    name: str
    classification: str
    organizer: str | None
    term: int | None = None
    year: int | None = None
    ordinal: int | None = None
    enlarged: bool = False


@attrs.frozen
class Mode(Fact):
    """In what form the meeting was held."""

    mode: str


@attrs.frozen
class Sat(Fact):
    """A place where the meeting was held."""

    role: str


@attrs.frozen
class Took(Fact):
    """The name of a person or group that took part."""

    name: str
    entity_type: str
    roles: tuple[str, ...]
    posts: tuple[Post, ...] = ()
    written: Any = None
    """The chain of posts that stands before the name; `ANY` where the contract does not fix it."""


@attrs.frozen
class Did(Fact):
    """A verb with its object."""

    action: str
    topic: str


@attrs.frozen
class Said(Fact):
    """What somebody said; with no verb, the speech before it goes on."""

    speaker: str
    entity_type: str
    verb: str


@attrs.frozen
class Mark:
    """A fact, and the stretch that tells it; `meeting` counts the gatherings of an article."""

    start: int
    end: int
    fact: Fact
    meeting: int = 0

    def moved(self, by: int) -> Mark:
        """The same mark in a text with `by` more characters before it."""
        return attrs.evolve(self, start=self.start + by, end=self.end + by) if by else self


@attrs.frozen(eq=False)
class Told:
    """A text and the marks on it."""

    text: str = ""
    marks: tuple[Mark, ...] = ()

    def __add__(self, other: Told | str) -> Told:
        if isinstance(other, str):
            return Told(self.text + other, self.marks)
        moved = tuple([mark.moved(len(self.text)) for mark in other.marks])
        return Told(self.text + other.text, self.marks + moved)

    def __radd__(self, other: str) -> Told:
        return Told(other) + self

    def of_meeting(self, meeting: int) -> Told:
        """The same, told of the gathering of that number."""
        return Told(self.text, tuple([attrs.evolve(mark, meeting=meeting) for mark in self.marks]))


def marked(words: Told | str, *facts: Fact) -> Told:
    """Words that tell `facts`, as a whole."""
    whole = words if isinstance(words, Told) else Told(words)
    return Told(whole.text, (*[Mark(0, len(whole.text), fact) for fact in facts], *whole.marks))


def joined(pieces: Iterable[Told | str], between: str = "") -> Told:
    """Pieces one after the other."""
    told = Told()
    for number, piece in enumerate(pieces):
        told = told + between + piece if number else told + piece
    return told


# -- what the marks of one meeting come to, in the shape of the gold files

Places = list[tuple[str, int, int]]
"""What stands where: a label such as `speech 0`, and the stretch."""

ROLES = ("chair", "speaker", "attendee", "observer", "guest", "delegating")
"""The roles of people in meetings, in the order of the records."""


def meeting(text: str, marks: Sequence[Mark]) -> tuple[dict[str, Any], Places]:
    """The meeting that `marks` tell, without its date; and where each of its values stands."""
    gold: dict[str, Any] = {
        "sessions": [],
        "mode": None,
        "venues": [],
        "attendance": [],
        "agenda": [],
        "speeches": [],
    }
    places: Places = []

    def put(field: str, mark: Mark, value: dict[str, Any]) -> None:
        places.append((f"{field} {len(gold[field])}", mark.start, mark.end))
        gold[field].append(value)

    for mark in sorted(marks, key=lambda mark: mark.start):
        fact = mark.fact
        if isinstance(fact, Held):
            put("sessions", mark, attrs.asdict(fact))
        elif isinstance(fact, Mode):
            gold["mode"] = fact.mode
        elif isinstance(fact, Sat):
            put("venues", mark, {"name": text[mark.start : mark.end], "role": fact.role})
        elif isinstance(fact, Did):
            put("agenda", mark, attrs.asdict(fact))
        elif isinstance(fact, Took):
            member = _member(gold["attendance"], fact.name)
            if member is None:
                member = {
                    "name": fact.name, "entity_type": fact.entity_type, "roles": set(), "posts": [],
                    "post_as_written": None,
                }  # fmt: skip
                put("attendance", mark, member)
            member["roles"].update(fact.roles)
            member["posts"] += [post for post in map(attrs.asdict, fact.posts) if post not in member["posts"]]
            member["post_as_written"] = _longest(member["post_as_written"], fact.written)
        elif isinstance(fact, Said) and fact.verb:
            put("speeches", mark, attrs.asdict(fact) | {"text": text[mark.start : mark.end]})
            member = _member(gold["attendance"], fact.speaker)
            if member is not None:
                member["roles"].add("speaker")
        elif isinstance(fact, Said):
            at = max(at for at, place in enumerate(places) if place[0].startswith("speeches"))
            places[at] = (*places[at][:2], mark.end)
            gold["speeches"][-1]["text"] += "\n" + text[mark.start : mark.end]
    for member in gold["attendance"]:
        member["roles"] = [role for role in ROLES if role in member["roles"]]
    return gold, places


def _member(attendance: list[dict[str, Any]], name: str) -> dict[str, Any] | None:
    return next((member for member in attendance if member["name"] == name), None)


def _longest(one: Any, other: Any) -> Any:
    if one is ANY or other is ANY:
        return ANY
    return other if len(other or "") > len(one or "") else one
