"""What speaks for two tellings being of one gathering, and what against."""

from __future__ import annotations

from enum import IntEnum
from itertools import product

from jiyuan_news.merging.days import apart
from jiyuan_news.merging.names import Agreement, Name, agreement, clash, rivals
from jiyuan_news.merging.tellings import OPENING, SHORTEST_OPENING, Person, Telling

_PIECE = 4
"""Letters of an agenda that are compared."""


class Strength(IntEnum):
    """How much speaks for it. The stronger ones are joined first."""

    NONE = 0
    FITS = 1
    """Day and name are the same, and the place is."""
    TELLS = 2
    """So are the number or the chair."""
    WORDS = 3
    """So are the opening words."""


def contradict(a: Telling, b: Telling) -> bool:
    """Whether the two cannot, or must not be taken to, be of one gathering.

    They cannot when one article tells both apart, when the days, the parts of the day or the chairs are others, or
    when sessions of one name have other numbers or places. Unless their number is the same, they must not when no
    session is the same but two are of one kind, or when all people beside the chairs, or all of the agenda, are others.
    """
    return _against(a, b, _agreement(a, b))


def _against(a: Telling, b: Telling, best: Agreement) -> bool:
    if a.article == b.article or apart(a.day, b.day):
        return True
    if a.part and b.part and a.part != b.part:
        return True
    if a.chairs and b.chairs and a.chairs.isdisjoint(b.chairs):
        return True
    if any(clash(x, y) for x, y in product(a.sessions, b.sessions)):
        return True
    if best is Agreement.NUMBERED:
        return False
    if best is Agreement.NONE and any(rivals(x, y) for x, y in product(a.sessions, b.sessions)):
        return True
    chairs = a.chairs | b.chairs
    others, more = a.people.keys() - chairs, b.people.keys() - chairs
    if others and more and others.isdisjoint(more):
        return True
    return bool(a.agenda) and bool(b.agenda) and _pieces(a.agenda).isdisjoint(_pieces(b.agenda))


def strength(a: Telling, b: Telling) -> Strength:
    """How much speaks for the two being of one gathering; NONE where it is not enough, or anything is against it.

    Day and session must be the same, and the place: shown by a person in common, by the outlet, by the opening words,
    or by organisers written with their place. An uncertain day (`?`, XXXX) needs the same number or chair too, an
    unknown one the same opening words, or the same number within a term or year.
    """
    best = _agreement(a, b)
    if best is Agreement.NONE or _against(a, b, best):
        return Strength.NONE
    opening = _opening(a, b)
    chair, person = _in_common(a, b)
    numbered, named = best is Agreement.NUMBERED, best >= Agreement.NAMED
    words = opening >= OPENING
    strangers = bool(a.people) and bool(b.people) and a.people.keys().isdisjoint(b.people)
    known = words or _same_place(a, b)
    if not strangers:
        known = known or chair or person or (numbered and bool(opening)) or _same_outlet(a, b)
    if not known:
        return Strength.NONE
    if not (a.day.days and b.day.days):
        if words and named:
            return Strength.WORDS
        return Strength.TELLS if numbered and _dated(a, b) else Strength.NONE
    if not (a.day.certain and b.day.certain):
        return Strength.TELLS if numbered or (chair and named) else Strength.NONE
    if words:
        return Strength.WORDS
    if numbered or (chair and named):
        return Strength.TELLS
    return Strength.FITS if named and not strangers else Strength.NONE


def _pieces(agenda: tuple[str, ...]) -> set[str]:
    """Stretches of a few letters: two agendas with none in common have nothing to do with each other."""
    return {topic[at : at + _PIECE] for topic in agenda for at in range(max(1, len(topic) - _PIECE + 1))}


def _agreement(a: Telling, b: Telling) -> Agreement:
    return max((agreement(x, y) for x, y in product(a.sessions, b.sessions)), default=Agreement.NONE)


def _agreeing(a: Telling, b: Telling) -> list[tuple[Name, Name]]:
    return [(x, y) for x, y in product(a.sessions, b.sessions) if agreement(x, y)]


def _opening(a: Telling, b: Telling) -> int:
    """Letters and digits that the two bodies begin with, if the shorter goes on to its end or beyond what is compared."""
    size = min(len(a.opening), len(b.opening))
    return size if size >= SHORTEST_OPENING and a.opening[:size] == b.opening[:size] else 0


def _same_outlet(a: Telling, b: Telling) -> bool:
    return a.outlet is not None and a.outlet == b.outlet


def _same_place(a: Telling, b: Telling) -> bool:
    return any(x.unique and y.unique for x, y in _agreeing(a, b))


def _dated(a: Telling, b: Telling) -> bool:
    """Whether a number in common counts within the same term or year."""
    pairs = [(x, y) for x, y in _agreeing(a, b) if x.name == y.name and x.ordinal == y.ordinal is not None]
    return any((x.term == y.term is not None) or (x.year == y.year is not None) for x, y in pairs)


def _in_common(a: Telling, b: Telling) -> tuple[bool, bool]:
    """Whether a chair is the same, and whether another person is who shows the place.

    That is one who speaks or chairs in both, or chairs in the one while the other names no chair; no guest, and nobody
    from a higher level, who may be at many places in a day. Posts that are all others make it another person.
    """
    chair = person = False
    levels = [session.rank for session in (*a.sessions, *b.sessions) if session.rank is not None]
    for name in a.people.keys() & b.people.keys():
        x, y = a.people[name], b.people[name]
        if x.posts and y.posts and x.posts.isdisjoint(y.posts):
            continue
        if x.chairs and y.chairs:
            chair = True
        elif _local(x, levels) and _local(y, levels):
            leads = x.leads and y.leads
            person = person or leads or (x.chairs and not b.chairs) or (y.chairs and not a.chairs)
    return chair, person


def _local(person: Person, levels: list[int]) -> bool:
    return not person.guest and (person.rank is None or not levels or person.rank <= max(levels))
