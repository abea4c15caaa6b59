"""Who is who: which mentions of a name are one person, and what says so.

Posts speak for it, never the name alone across places: `docs/people.md` has the rules, `vocabulary/identity.toml` the
words. The result is a function of the set of mentions; a mention of another name or another place changes nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import pairwise
from typing import get_args

import attrs

from jiyuan_news import vocabulary
from jiyuan_news.rows import Certainty, IdentityBasis
from jiyuan_news.tables.settings import Office, is_known

Key = tuple[str, int]
"""A mention: the meeting's id and the rank in its attendance."""


@attrs.frozen(slots=True)
class Seen:
    """Somebody named at a meeting, by all its tellings together."""

    key: Key
    name: str
    place: str
    """The place that the meeting is of, or what stands for it."""
    offices: frozenset[Office]
    acting: frozenset[Office]
    """Those of `offices` that are held in an acting capacity."""
    articles: frozenset[str]
    day: dt.date | None

    @property
    def places(self) -> frozenset[str]:
        """The places of the posts, and of the meeting where no post is told."""
        return frozenset(office.place for office in self.offices) or frozenset([self.place])


@attrs.frozen(slots=True)
class Known:
    """A person."""

    id: str
    name: str
    seen: tuple[Seen, ...]
    certainty: Certainty
    basis: tuple[IdentityBasis, ...]
    sure: frozenset[Key]
    """The mentions that surely are of this person."""

    @property
    def places(self) -> tuple[str, ...]:
        """The known places."""
        return tuple(sorted({place for one in self.seen for place in one.places if is_known(place)}))


@attrs.frozen(slots=True)
class _Link:
    a: Key
    b: Key
    basis: IdentityBasis
    certain: bool


_ORDER: tuple[IdentityBasis, ...] = get_args(IdentityBasis)


def people_of(seen: list[Seen]) -> list[Known]:
    """The people of one name, of all who bear it. A mention that may be of several of them is in none."""
    seen = sorted(seen, key=lambda one: one.key)
    titled = [one for one in seen if one.offices]
    links = [*_by_post(titled), *_by_article(titled), *_by_body(titled)]
    groups, more = _added([one for one in seen if not one.offices], list(_parted(titled, links)))
    return list(_named(groups, [*links, *more]))


# -- links


def _by_post(seen: list[Seen]) -> Iterator[_Link]:
    """The same post of the same place: one after the other, those without a day behind the last."""
    held: dict[Office, list[Seen]] = defaultdict(list)
    for one in seen:
        for office in one.offices:
            held[office].append(one)
    for office, own in held.items():
        for a, b in pairwise(_by_day(own)):
            if _far(a, b):
                yield _Link(a.key, b.key, "same-post-long-after", False)
                continue
            changed = (office in a.acting) != (office in b.acting)
            yield _Link(a.key, b.key, "acting-then-full" if changed else "same-post", not office.numerous)


def _by_article(seen: list[Seen]) -> Iterator[_Link]:
    """Two gatherings that one article tells: it would tell two people of one name apart."""
    yield from _chains(seen, lambda one: one.articles, "same-article")


def _by_body(seen: list[Seen]) -> Iterator[_Link]:
    """Posts of the same body, and posts of those bodies that lead a place."""

    def houses(one: Seen) -> set[Hashable]:
        return {(office.place, office.house) for office in one.offices if not office.numerous}

    def led(one: Seen) -> set[Hashable]:
        return {office.place for office in one.offices if office.leads}

    yield from _chains(seen, houses, "same-body")
    yield from _chains(seen, led, "leading-posts")


def _chains(
    seen: list[Seen],
    shared: Callable[[Seen], Iterable[Hashable]],
    basis: IdentityBasis,
    certain: bool = False,
) -> Iterator[_Link]:
    groups: dict[Hashable, list[Seen]] = defaultdict(list)
    for one in seen:
        for what in shared(one):
            groups[what].append(one)
    for own in groups.values():
        for a, b in pairwise(_by_day(own)):
            if certain or not _far(a, b):
                yield _Link(a.key, b.key, basis, certain)


def _by_day(seen: list[Seen]) -> list[Seen]:
    return sorted(seen, key=_when)


def _when(one: Seen) -> tuple[dt.date, Key]:
    return one.day or dt.date.max, one.key


def _far(a: Seen, b: Seen) -> bool:
    """Whether so many years lie between two mentions that the name may be another's."""
    longest = dt.timedelta(days=366 * vocabulary.load("identity")["gap"]["years"])
    return a.day is not None and b.day is not None and b.day - a.day > longest


def _added(bare: list[Seen], groups: list[list[Seen]]) -> tuple[list[list[Seen]], list[_Link]]:
    """The groups with the mentions that have no post, and what links these.

    Such a mention is of the one person of its article or place who bears the name, or where nobody there has a post, of
    one with the others. It is left out where several may be meant, or two of the name were at one meeting.
    """
    more: dict[int, list[tuple[Seen, IdentityBasis]]] = defaultdict(list)
    alone: list[Seen] = []
    met = [{one.key[0] for one in own} for own in groups]
    told = [{article for one in own for article in one.articles} for own in groups]
    homes = [{place for one in own for place in (*one.places, one.place)} for own in groups]
    for one in bare:
        free = [at for at, meetings in enumerate(met) if one.key[0] not in meetings]
        beside = [at for at in free if told[at] & one.articles]
        around = [at for at in free if one.place in homes[at]]
        if not (found := beside or around):
            alone.append(one)
        elif len(found) == 1:
            more[found[0]].append((one, "same-article" if beside else "only-of-name"))
    links = [*_chains(alone, lambda one: one.articles, "same-article", True)]
    links += _chains(alone, lambda one: [one.place], "same-name")
    whole = list(_parted(alone, links))
    for at, own in enumerate(groups):
        meetings = Counter(one.key[0] for one, _ in more[at])
        sole = [(one, basis) for one, basis in more[at] if meetings[one.key[0]] == 1]
        links += [_Link(own[0].key, one.key, basis, basis == "same-article") for one, basis in sole]
        whole.append([*own, *[one for one, _ in sole]])
    return whole, links


# -- groups


def _parted(seen: list[Seen], links: list[_Link]) -> Iterator[list[Seen]]:
    """Who is linked; two at one meeting are two, so where links join them the probable ones give way, then all."""
    for own in _connected(seen, links):
        if not _clash(own):
            yield own
            continue
        for sure in _connected(own, [link for link in links if link.certain]):
            if _clash(sure):
                yield from ([one] for one in sure)
            else:
                yield sure


def _connected(seen: list[Seen], links: list[_Link]) -> list[list[Seen]]:
    """The mentions in groups of those that the links join, each group and all of them in the order of the mentions."""
    root = {one.key: one.key for one in seen}

    def find(key: Key) -> Key:
        while root[key] != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    for link in links:
        if link.a in root and link.b in root:
            a, b = sorted((find(link.a), find(link.b)))
            root[b] = a
    groups: dict[Key, list[Seen]] = defaultdict(list)
    for one in seen:
        groups[find(one.key)].append(one)
    return [groups[key] for key in sorted(groups)]


def _clash(own: list[Seen]) -> bool:
    return len({one.key[0] for one in own}) < len(own)


# -- persons


def _named(groups: list[list[Seen]], links: list[_Link]) -> Iterator[Known]:
    """The people with their ids: made of name and place, and of more where somebody told of before has that id.

    So whoever is told of later changes no id that was given.
    """
    home = {one.key: at for at, own in enumerate(groups) for one in own}
    within: list[list[_Link]] = [[] for _ in groups]
    for link in links:
        if link.a in home and home[link.a] == home.get(link.b):
            within[home[link.a]].append(link)
    taken: set[str] = set()
    order = [_by_day(own) for own in groups]
    for at in sorted(range(len(groups)), key=lambda at: _when(order[at][0])):
        id = next(id for id in _ids(order[at]) if id not in taken)
        taken.add(id)
        yield _known(id, groups[at], within[at])


def _ids(told: list[Seen]) -> Iterator[str]:
    """The ids that a person may have, the first of them if it is free; made of the first mentions that have what is needed."""
    name, first = told[0].name, told[0]
    place = next(
        (min(known) for one in told if (known := set(filter(is_known, one.places)))), min(first.places)
    )
    label = next((min(office.label for office in one.offices) for one in told if one.offices), "")
    yield from (_id(name, place), _id(name, place, label), _id(name, place, label, *first.key))


def _known(id: str, own: list[Seen], links: list[_Link]) -> Known:
    sure = _connected(own, [link for link in links if link.certain])
    core = max(sure, key=lambda part: (any(one.offices for one in part), len(part)))
    told = {link.basis for link in links if link.certain or len(sure) > 1}
    return Known(
        id,
        own[0].name,
        tuple(sorted(own, key=lambda one: one.key)),
        "certain" if len(sure) == 1 else "probable",
        tuple(basis for basis in _ORDER if basis in told),
        frozenset(one.key for one in core),
    )


def _id(*parts: object) -> str:
    return hashed("p1-", *parts)


def hashed(prefix: str, *parts: object) -> str:
    """An id made of what identifies something."""
    told = "\n".join(map(str, parts)).encode("utf-8", "replace")
    return prefix + hashlib.sha256(told).hexdigest()[:16]
