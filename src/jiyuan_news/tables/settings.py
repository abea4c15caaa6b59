"""Of which place a telling writes, and so whose 市委书记 it means."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import attrs

from jiyuan_news import vocabulary
from jiyuan_news.merging.places import Head, head, is_province, short
from jiyuan_news.records import Meeting

_PROVINCE = 3
_DEPUTY = re.compile("(?:第一|常务)?副")
_UNKNOWN = "@"
"""Begins what stands for the place of a page that shows none: its hash, which no other page has."""


def is_known(place: str) -> bool:
    """Whether this is the name of a place, and not what stands for that of a page which shows none."""
    return not place.startswith(_UNKNOWN)


@attrs.frozen(slots=True)
class Office:
    """A post as all texts that mean it write it."""

    place: str
    """The place without its level (济源; 绥榆/莲塘 where the inner name is in many cities), or what stands for it."""
    label: str
    """The post as every place writes it: 市委书记."""

    @property
    def role(self) -> str:
        """The role alone: 书记."""
        return _parts(self.label)[1]

    @property
    def body(self) -> str | None:
        """The organisation as every place writes it: 市委; 市政府 of 市长. None where the label names none."""
        return _parts(self.label)[0] or None

    @property
    def house(self) -> str | None:
        """The organisation without its party group: what 市政协党组书记 and 市政协主席 share."""
        return self.body and self.body.removesuffix("党组")

    @property
    def leads(self) -> bool:
        """Whether it is of the few that lead a place."""
        if self.house is None or self.numerous:
            return False
        return (
            self.house in vocabulary.load("identity")["leading"]["sitting"]
            or _leading().fullmatch(self.house) is not None
        )

    @property
    def numerous(self) -> bool:
        """Whether so many hold such a post that the same name may be another's."""
        told = vocabulary.load("identity")["numerous"]
        return self.body is None or (
            self.role in told["roles"] and not self.label.endswith(tuple(told["few"]))
        )


@attrs.frozen(slots=True)
class Setting:
    """What a telling shows of the place it writes of."""

    session: str | None
    """The place in the name of the meeting or its convener."""
    rank: int | None
    """The level of that place: 3 a province to 0 a township."""
    outlet: str | None
    """The place of the outlet."""
    page: str
    """What stands for the place where none is shown."""

    @property
    def place(self) -> str:
        """The place that is written of."""
        return self.session or self.outlet or self.page

    def of(self, found: Head) -> str:
        """The place of a body or post with this head."""
        if found.place:
            return _named(found, self.outlet or self.session)
        fits = found.rank is None or self.rank is None or found.rank == self.rank
        if self.session is not None and fits:
            return self.session
        if self.outlet is None or (is_province(self.outlet) and found.rank != _PROVINCE):
            return self.page
        return self.outlet

    def office(self, label: str) -> Office:
        """The post that this label means here."""
        found = _head(label)
        return Office(self.of(found), found.relative)

    def body(self, name: str) -> tuple[str, str] | None:
        """The place and name of a convener; None where it is a mere place."""
        found = _head(name)
        if not found.relative or _level().fullmatch(found.relative):
            return None
        return self.of(found), found.relative


def setting(telling: Meeting, outlet: str | None) -> Setting:
    """Where a telling is at home. `outlet` is the place of the outlet that tells it, where that shows one."""
    for session in telling.sessions:
        for name in (session.organizer, session.name):
            if name and (found := _head(name)).place:
                return Setting(_named(found, outlet), found.rank, outlet, _UNKNOWN + telling.source)
    return Setting(None, None, outlet, _UNKNOWN + telling.source)


def place_named(name: str) -> str:
    """A place as the tables have it: 济源 of 济源市, 绥榆/莲塘 of 绥榆市莲塘区."""
    found = _head(name)
    return _named(found, None) if found.place and _level().fullmatch(found.relative) else name


def level_of(name: str) -> int | None:
    """The level of the place that a body's name tells: 3 a province to 0 a township."""
    return _head(name).rank


def _named(found: Head, around: str | None) -> str:
    place = found.place
    if len(place) > 1 and is_province(place[0]):
        place = place[1:]
    if found.last:
        return place[-1]
    if len(place) == 1 and around not in (None, place[0]) and not is_province(around or ""):
        return f"{around}/{place[0]}"
    return "/".join(place[-2:])


@lru_cache(maxsize=1 << 16)
def _head(name: str) -> Head:
    name = short(name)
    deputy = _DEPUTY.match(name)
    if deputy is None:
        return head(name)
    # 常务副市长: no place is called 常务副.
    return attrs.evolve(head(name[deputy.end() :]), relative=name)


@lru_cache(maxsize=1 << 16)
def _parts(label: str) -> tuple[str, str]:
    """The organisation of a post, and its role."""
    found = _role().fullmatch(label)
    if found is None:
        return "", label
    body, role = found["body"], found["role"]
    if not body:
        return _seats().get(found["title"], ""), role
    return body, role


@cache
def _role() -> re.Pattern[str]:
    titles = vocabulary.any_of(vocabulary.load("posts")["titles"])
    return re.compile(
        f"(?P<body>.*?)(?P<role>(?:第一|常务|名誉|执行|专职|兼职)?副?(?P<title>{titles})(?:候选人|提名人选)?)"
    )


@cache
def _seats() -> dict[str, str]:
    return {seat["title"]: seat["body"] for seat in vocabulary.load("identity")["seat"]}


def _any_level() -> str:
    return vocabulary.any_of(
        word for level in vocabulary.load("identity")["level"] for word in level["words"]
    )


@cache
def _level() -> re.Pattern[str]:
    return re.compile(f"[全我本]?(?:{_any_level()})")


@cache
def _leading() -> re.Pattern[str]:
    bodies = vocabulary.any_of(vocabulary.load("identity")["leading"]["bodies"])
    return re.compile(f"(?:{_any_level()})(?:{bodies})")
