"""Characters around a pair of GBK's user area, which some crawls drop: the likeliest for the two bytes that are left."""

from __future__ import annotations

from heapq import nsmallest

from jiyuan_news.text import mirrorbytes
from jiyuan_news.text.candidates import Candidate, before_dropped, candidate, leads
from jiyuan_news.text.likelihood import Likelihood

# So many are kept for two bytes, so many told for a place, none that costs so many bits more than the likeliest.
_KEPT, _TOLD, _BEHIND_BITS = 150, 16, 14.0
# So much likelier are two that are a word.
_WORD_BITS = 6.0


class DroppedPairs:
    """Of one page: what it says elsewhere counts."""

    __slots__ = ("_known", "_model", "_told")

    def __init__(self, model: Likelihood) -> None:
        self._model = model
        self._known: dict[tuple[int, int], list[tuple[float, tuple[Candidate, ...]]]] = {}
        self._told: dict[tuple[int, int, str], list[tuple[Candidate, ...]]] = {}

    def around(self, lead: int, trail: int, last: str) -> list[tuple[Candidate, ...]]:
        """The likeliest two characters around a dropped pair, or three around two of them, the middle one a comma.

        `lead` is the first one's, `trail` the last one's; `last` is the character before them, simplified, if known.
        """
        bits, alone, is_word = self._model.bits, self._model.alone, self._model.is_word
        told = self._told.get((lead, trail, last))
        if told is None:
            if (lead, trail) not in self._known:
                self._known[lead, trail] = nsmallest(_KEPT, self._all(lead, trail), key=lambda one: one[0])
            costs = []
            for cost, those in self._known[lead, trail]:
                first = those[0].plain
                if last:
                    cost += bits(last, first) - alone(first) - _WORD_BITS * is_word(last + first)
                costs.append((cost, those))
            likeliest = nsmallest(_TOLD, costs, key=lambda one: one[0])
            told = [those for cost, those in likeliest if cost < likeliest[0][0] + _BEHIND_BITS]
            self._told[lead, trail, last] = told
        return told

    def _all(self, lead: int, trail: int) -> list[tuple[float, tuple[Candidate, ...]]]:
        """All that can stand there, and what it costs by itself."""
        bits, alone, is_word = self._model.bits, self._model.alone, self._model.is_word
        comma = candidate("，")
        behind_comma = mirrorbytes.private_seconds(comma.trail)
        lasts = [one for one in leads(trail) if not one.strange]
        found: list[tuple[float, tuple[Candidate, ...]]] = []
        for first, behind in before_dropped(lead):
            own, plain = alone(first.plain), first.plain
            found += [
                (own + bits(plain, one.plain) - _WORD_BITS * is_word(plain + one.plain), (first, one))
                for one in lasts
                if one.lead in behind
            ]
            if comma.lead in behind:
                own += bits(plain, comma.plain)
                found += [
                    (own + bits(comma.plain, one.plain), (first, comma, one))
                    for one in lasts
                    if one.lead in behind_comma
                ]
        return found
