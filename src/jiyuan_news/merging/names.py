"""What the name of a session says of its identity, and whether two names can be of one session.

A name is compared without what writers vary: marks, 第N届, its number and year (which the record has as fields), 扩大,
会 or 会议 at its end, and bodies written in full. The place at its head (槐溆 in 槐溆县委) is held apart: what is left,
县委, is how every county writes of itself.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache, lru_cache

import attrs

from jiyuan_news import vocabulary
from jiyuan_news.merging.places import NUMBER, head, short, without_level
from jiyuan_news.records import MeetingKind, Session

_ORDINAL = re.compile(f"第?{NUMBER}[次场](?!.*第?{NUMBER}[次场])")
_YEAR = re.compile("[0-9]{4}年(?:度)?")
_MEETING = re.compile("(?:会议|会)+$")
_SAYS_ENOUGH = 2
"""Letters of a topic, general words left out, from which it tells a meeting from others of its day: 防汛工作 does, 重点工作 does not."""
ALONE = 5
"""Letters of a topic from which it stands for a name whose body one telling leaves out."""
_ROUTINE: frozenset[MeetingKind] = frozenset(
    [
        "standing-committee",
        "executive",
        "chairpersons",
        "party-group",
        "party-committee",
        "plenary",
        "congress",
        "presidium",
        "study",
        "democratic-life",
    ]
)
"""Meetings that a body holds once on a day: the body and the kind say which."""


class Agreement(IntEnum):
    """How far two sessions are the same by their names."""

    NONE = 0
    BARE = 1
    """The same name, which says too little: 市政府专题会议."""
    NAMED = 2
    """The same name."""
    NUMBERED = 3
    """The same number of the same body or name."""


@attrs.frozen(slots=True)
class Name:
    """What is compared of a session."""

    name: str
    """The name as every place would write it: 县委常委."""
    topic: str
    """The name without the body at its head."""
    organizer: str | None
    """The body as every place would write it."""
    place: tuple[str, ...]
    """The place at the head of the name or the body, without levels; empty where it is written relatively."""
    unique: bool
    """Whether that place is told from all others by its name."""
    rank: int | None
    """The level of the body: 3 a province to 0 a township, or None."""
    kind: MeetingKind
    term: int | None
    year: int | None
    ordinal: int | None
    enlarged: bool

    @property
    def enough(self) -> bool:
        """Whether the name tells the session from others of its day."""
        return _says_enough(self.topic) or (self.kind in _ROUTINE and self.organizer is not None)


def name_of(session: Session) -> Name:
    """What the session's name says."""
    return _read(
        session.name,
        session.organizer,
        session.classification,
        session.term,
        session.year,
        session.ordinal,
        session.enlarged,
    )


@lru_cache(maxsize=1 << 16)
def _read(
    name: str,
    organizer: str | None,
    kind: MeetingKind,
    term: int | None,
    year: int | None,
    ordinal: int | None,
    enlarged: bool,
) -> Name:
    whole, body = short(name), short(organizer or "")
    found = head(body or whole)
    told = found.relative
    if body:
        told = told + whole.removeprefix(body) if whole.startswith(body) else whole
    topic = told.removeprefix(found.relative) if body else told
    if topic == told:
        topic = without_level(topic)
    return Name(
        _plain(told, year, ordinal, enlarged),
        _plain(topic, year, ordinal, enlarged),
        found.relative if body else None,
        found.place,
        found.unique,
        found.rank,
        kind,
        term,
        year,
        ordinal,
        enlarged,
    )


def agreement(a: Name, b: Name) -> Agreement:
    """How far the two are the same; NONE where anything in them differs."""
    if not _kinds_fit(a, b) or numbers_differ(a, b) or not places_fit(a, b):
        return Agreement.NONE
    same = a.name == b.name
    if a.ordinal is not None and a.ordinal == b.ordinal:
        if same and all(one.organizer is not None or _says_enough(one.topic) for one in (a, b)):
            return Agreement.NUMBERED
        if a.organizer is not None and a.organizer == b.organizer and _shortens(a.topic, b.topic):
            return Agreement.NUMBERED
    if a.enlarged != b.enlarged:
        return Agreement.NONE
    if same:
        return Agreement.NAMED if a.enough and b.enough else Agreement.BARE
    nameless = (a.organizer is None) != (b.organizer is None)
    if nameless and a.topic == b.topic and len(a.topic) >= ALONE:
        return Agreement.NAMED
    return Agreement.NONE


def clash(a: Name, b: Name) -> bool:
    """Whether the two have one name and are not the same: another number, or another place."""
    series = a.name == b.name and _kinds_fit(a, b)
    return series and (numbers_differ(a, b) or not places_fit(a, b))


def rivals(a: Name, b: Name) -> bool:
    """Whether the two are meetings of one kind, and not the same."""
    return _kinds_fit(a, b) and agreement(a, b) is Agreement.NONE


def _kinds_fit(a: Name, b: Name) -> bool:
    return a.kind == b.kind or "other" in (a.kind, b.kind)


def numbers_differ(a: Name, b: Name) -> bool:
    """Whether a number that both tell is another one."""
    return _differ(a.ordinal, b.ordinal) or _differ(a.term, b.term) or _differ(a.year, b.year)


def _differ(a: int | None, b: int | None) -> bool:
    return a is not None and b is not None and a != b


def places_fit(a: Name, b: Name) -> bool:
    """Whether the places that both name can be the same: 莲塘坳区 and 绥榆市莲塘坳区 can, 鞍山市 and 马鞍山市 cannot."""
    size = min(len(a.place), len(b.place))
    return not size or a.place[-size:] == b.place[-size:]


def _shortens(a: str, b: str) -> bool:
    """Whether one is the other with letters left out: 巩固脱贫成果, 巩固拓展脱贫攻坚成果."""
    less, more = sorted((a, b), key=len)
    rest = iter(more)
    return _says_enough(less) and all(letter in rest for letter in less)


@lru_cache(maxsize=1 << 16)
def _says_enough(topic: str) -> bool:
    return len(_general().sub("", topic)) >= _SAYS_ENOUGH


# -- words


def _plain(name: str, year: int | None, ordinal: int | None, enlarged: bool) -> str:
    """The name without what the record has as fields. What the reader could not make a number of stays."""
    if ordinal is not None:
        name = _ORDINAL.sub("", name, count=1)
        if year is not None:
            name = _YEAR.sub("", name, count=1)
    if enlarged:
        name = name.replace("扩大", "", 1)
    return _MEETING.sub("", name)


@cache
def _general() -> re.Pattern[str]:
    words = vocabulary.load("identity")["general"]["words"]
    return re.compile(vocabulary.any_of(words))
