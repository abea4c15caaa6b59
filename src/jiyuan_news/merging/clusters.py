"""Groups of things that belong together, from pairs that speak for it and pairs that speak against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations, product

Pair = tuple[int, int]
Near = dict[int, set[int]]

CROWD = 12
"""Members of a block from which only those are paired that share a sign as well."""


def paired(keys: Sequence[Iterable[Hashable]], signs: Callable[[int], Iterable[Hashable]]) -> Iterator[Pair]:
    """The pairs of indices, the smaller first, that share a key, and in a crowd a sign as well; each once.

    Whoever uses it must need both a key and a sign in common: then a crowd only saves work.
    """
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for index, own in enumerate(keys):
        for key in dict.fromkeys(own):
            blocks[key].append(index)
    seen: set[Pair] = set()
    for block in blocks.values():
        for part in [block] if len(block) <= CROWD else by_sign(block, signs):
            for pair in combinations(part, 2):
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def by_sign(block: list[int], signs: Callable[[int], Iterable[Hashable]]) -> Iterable[list[int]]:
    """The members of a block that share a sign, for each sign."""
    parts: dict[Hashable, list[int]] = defaultdict(list)
    for index in block:
        for sign in dict.fromkeys(signs(index)):
            parts[sign].append(index)
    return parts.values()


def clustered(
    size: int, tiers: Sequence[Iterable[Pair]], contradict: Callable[[int, int], bool]
) -> list[list[int]]:
    """Groups of the indices below `size`: joined by the pairs of the first tier, then by those of the second as well.

    No group has two members that contradict each other. What fits two groups that do is joined to neither, and a chain
    whose ends contradict each other is not joined at all. So the groups do not depend on the order of the pairs.
    """
    group = list(range(size))
    members: dict[int, list[int]] = {}  # of groups with more than one
    known: dict[Pair, bool] = {}

    def clash(a: int, b: int) -> bool:
        key = (a, b) if a < b else (b, a)
        if key not in known:
            known[key] = any(contradict(x, y) for x, y in product(members.get(a, [a]), members.get(b, [b])))
        return known[key]

    pairs: list[Pair] = []
    for tier in tiers:
        pairs += tier
        near: Near = defaultdict(set)
        for x, y in pairs:
            a, b = group[x], group[y]
            if a != b and not clash(a, b):
                near[a].add(b)
                near[b].add(a)
        for part in _consistent(near, clash):
            joined = sorted(index for one in part for index in members.pop(one, [one]))
            for index in joined:
                group[index] = joined[0]
            members[joined[0]] = joined
        known.clear()
    return [members.get(index, [index]) for index in range(size) if group[index] == index]


def _consistent(near: Near, clash: Callable[[int, int], bool]) -> Iterator[list[int]]:
    """The connected parts that do not contradict themselves, what fits two that contradict each other left out."""
    for part in _connected(near, near):
        clashes = [pair for pair in combinations(part, 2) if clash(*pair)]
        if not clashes:
            yield part
            continue
        doubtful: set[Pair] = set()
        for a, b in clashes:
            for between in near[a] & near[b]:
                doubtful |= {(a, between), (between, a), (b, between), (between, b)}
        sure = {one: {other for other in near[one] if (one, other) not in doubtful} for one in part}
        for rest in _connected(sure, part):
            if len(rest) > 1 and not any(clash(*pair) for pair in combinations(rest, 2)):
                yield rest


def _connected(near: Near, start: Iterable[int]) -> Iterator[list[int]]:
    """The connected parts of a graph."""
    seen: set[int] = set()
    for one in list(start):
        if one in seen:
            continue
        part, ahead = [], [one]
        seen.add(one)
        while ahead:
            here = ahead.pop()
            part.append(here)
            fresh = near[here] - seen
            seen |= fresh
            ahead += fresh
        yield part
