"""The rhythm of a mirror's commas: two of every three marks have one. It tells which readings of a damaged run can be.

Mirrors look for the bytes of marks as they do for those of glossed characters, wherever they stand: halves of two
characters count, too. So a reading must have just so many marks as the commas before and behind the run leave room
for, and the mirrors' rule, commas and glosses, must make the damaged text again of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from jiyuan_news.text import mirrorbytes
from jiyuan_news.text.likelihood import UNKNOWN

if TYPE_CHECKING:
    from jiyuan_news.text.shifted_runs import Path

# What it costs that the rule does not make the damaged text of a reading, and that its commas are out of rhythm, before
# it or behind. Readings that cost so much more than the likeliest are not looked at.
_NOT_MADE_BITS, _OUT_BITS, _LOOKED_AT_BITS = 10.0, 10.0, 14.0
# A place is in one of three phases: it is so many marks behind one that had no comma.
_PHASES = frozenset(range(3))
_MARK = re.compile(b"(?=" + b"|".join(re.escape(mark.encode("gbk")) for mark in "，、。；！？") + b")")
_INSERTED = "\x01"
_WIDE = str.maketrans(",;!", "，；！")
_NUMBER = re.compile("(?<=[0-9]),(?=[0-9]{3})")
_SIGN = re.compile(f"[{mirrorbytes.UNKNOWN}]")
# So far is looked for marks around a run, and so many of them tell the phase.
_FAR, _TELLING = 120, 4


class Rhythm:
    """Of one text, out of which the commas were taken. It is false where there were none."""

    __slots__ = ("_inserted", "_text")

    def __init__(self, text: str, inserted: Collection[int]) -> None:
        """`inserted` are the places before which a comma stood."""
        self._text = text
        self._inserted = inserted

    def __bool__(self) -> bool:
        return bool(self._inserted)

    def ranked(
        self, paths: list[tuple[float, Path]], begin: int, before: str, shown: str, since: int, level: int
    ) -> list[tuple[float, Path]]:
        """The readings of a run with their costs, the likeliest first, once it counts which of them can be.

        `before` is the character before the run, which is `shown` so; the text `since` a place has no damage before it.
        """
        phases = self._before(since, begin)
        told = []
        for cost, path in paths:
            odd = _NOT_MADE_BITS
            read = before + path.characters
            if UNKNOWN not in read and path.characters and cost < paths[0][0] + _LOOKED_AT_BITS:
                seen = shown + self._with_commas(begin, path.at + 1, ",")
                data = mirrorbytes.with_glosses(mirrorbytes.bytes_of(read), max(level, path.level))
                made = self._again(_compared(seen), data, self._text[path.at : path.at + 1])
                behind = self._behind(path.at) if made else _PHASES
                out = ((first not in phases) + (last not in behind) for first, last in made)
                odd = min((_OUT_BITS * count for count in out), default=_NOT_MADE_BITS)
            told.append((cost + odd, path))
        return sorted(told, key=lambda cost: cost[0])

    def _before(self, since: int, end: int) -> frozenset[int]:
        """The phases that a place can be in, by the marks before it."""
        start = max(since, end - _FAR)
        for sign in _SIGN.finditer(self._text, start, end):
            start = sign.end()
        slots = self._slots(start, end)[-_TELLING:]
        return frozenset((phase + len(slots)) % 3 for phase in _PHASES if _fits(slots, phase)) or _PHASES

    def _behind(self, end: int) -> frozenset[int]:
        """The phases that a place can be in, by the marks behind it."""
        stop = min(len(self._text), end + _FAR)
        if sign := _SIGN.search(self._text, end, stop):
            stop = max(end, sign.start() - 1)
        slots = self._slots(end, stop)[:_TELLING]
        return frozenset(phase for phase in _PHASES if _fits(slots, phase)) or _PHASES

    def _slots(self, start: int, end: int) -> list[bool]:
        """Of each mark in a stretch of the text whether a comma stood before it.

        Not of one that begins the stretch: the damage before it may have taken its comma.
        """
        shown = _NUMBER.sub("", self._with_commas(start, end, _INSERTED)).translate(_WIDE)
        data = shown.encode("gb18030", "replace")
        places = (found.start() for found in _MARK.finditer(data, 1 + (start in self._inserted)))
        return [data[place - 1 : place] == _INSERTED.encode() for place in places]

    def _with_commas(self, start: int, end: int, comma: str) -> str:
        inserted = self._inserted
        stretch = enumerate(self._text[start:end], start)
        return "".join(comma + one if at in inserted else one for at, one in stretch)

    def _again(self, shown: str, data: bytes, behind: str) -> list[tuple[int, int]]:
        """The phases before and behind some bytes, with which the mirrors' commas make of them what is shown.

        `data` are the bytes once they were glossed, with the character before them; `behind` follows them.
        """
        last = len(data)
        data += mirrorbytes.bytes_of(behind)
        places = [found.start() for found in _MARK.finditer(data, 1) if found.start() <= last]
        made = []
        for phase in _PHASES:
            pieces: list[bytes] = []
            at = 0
            for count, place in enumerate(places, phase):
                if _has_comma(count):
                    pieces += (data[at:place], b",")
                    at = place
            if _compared(mirrorbytes.shown(b"".join((*pieces, data[at:])))).startswith(shown):
                made.append((phase, (phase + len(places)) % 3))
        return made


def _compared(text: str) -> str:
    """A text without what not every crawl keeps: widths of marks, characters of private use."""
    return "".join(one for one in mirrorbytes.narrowed(text) if not mirrorbytes.is_private(one))


def _has_comma(count: int) -> bool:
    return count % 3 < 2


def _fits(slots: list[bool], phase: int) -> bool:
    """Whether commas stand as the rhythm has them from a phase on."""
    return all(slot == _has_comma(count) for count, slot in enumerate(slots, phase))
