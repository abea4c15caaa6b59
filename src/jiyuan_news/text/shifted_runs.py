"""A damaged run, read byte by byte: from where a mirror cut a character in two to where the text falls in step again.

Within a run the trail byte of one character and the lead byte of the next are shown as one: a path through it keeps
the lead byte of the character in progress, and each character shown completes it and gives the next lead byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import nsmallest
from math import inf

import attrs

from jiyuan_news.text import glosses, likelihood, mirrorbytes
from jiyuan_news.text.candidates import glossed, is_a_mirrors, leads, simplified, trails, users

UNKNOWN = "\ufffd"
_LETTERS = "a-zà-ǹɡ\u0300-\u030c"
CLOSING = re.compile(rf"([{_LETTERS}]{{1,7}})\)")
_GLOSS = re.compile(rf"\(([{_LETTERS}]{{1,7}})\)")
_BRACKETS = re.compile(rf"[(（][{_LETTERS}]{{1,7}}[)）]")  # wide in a text that was cleaned before
_MARKS = frozenset("，,、。；;！!？?")
_BEAM = 6
_LONGEST = 150
# Bits: of a sign that may stand for lost bytes, of a form that mirrors do not write; what a guess must be better by.
_LOST_BITS, _STRANGE_BITS = 12.0, 10.0
MARGIN = 4.0
# Bits that one pair of private use is in a run (4), of a chance trail byte (7), of a lead byte that is known (5).
_VANISHED_BITS = 16.0
# What such a pair costs, and the most that the character before it may.
_VANISHING_BITS, _UNLIKELY_BITS = 8.0, 15.0


@attrs.frozen(slots=True)
class Path:
    """One way to read a run, as far as it has come."""

    at: int
    """Where in the text the next character stands."""
    trail: int
    """The byte before `lead`: the two are shown as one character."""
    lead: int
    """The lead byte of the character in progress; -1 when the text is in step again."""
    characters: str
    """What was read, as the mirror had it; U+FFFD for what cannot be known."""
    last: str
    """The last of them, simplified, or the character before the run."""
    bits: float
    """What it costs."""
    closed: bool = False
    """Whether the gloss of the last character proves it."""
    margin: float = inf
    """By how many bits the least sure guess is better than the next; without bounds when nothing was guessed."""
    level: int = -1
    """The highest level of the glosses passed."""


class Reader:
    """Reads the runs of one text."""

    __slots__ = ("commas", "kept", "model", "reached", "text")

    def __init__(self, text: str, commas: bool, kept: bool) -> None:
        self.text = text
        self.commas = commas
        """Whether the mirror puts commas before marks."""
        self.kept = kept
        """Whether the crawl kept characters of private use."""
        self.model = likelihood.load()
        self.reached = 0
        """How far the last run was read, whether it came to an end or not."""

    def paths(self, start: Path) -> list[Path]:
        """The ways to read a run that `start` has entered, all in step again."""
        going: list[Path] = [start]
        arrived: list[Path] = []
        self.reached = start.at
        for _ in range(_LONGEST):
            following = [step for path in going for step in self._steps(path)]
            arrived += [path for path in following if path.lead < 0]
            going = [path for path in following if path.lead >= 0]
            if not going:
                break
            self.reached = max(path.at for path in going)
            if len(going) > _BEAM:
                going = nsmallest(_BEAM, going, key=lambda path: path.bits)
        return arrived

    def ranked(self, paths: list[Path]) -> list[tuple[float, Path]]:
        """The paths, the likeliest first, with their costs up to where the longest of them ends."""
        end = max(path.at for path in paths)
        costs = [(path.bits + self.rest(path, end), path) for path in paths]
        return sorted(costs, key=lambda cost: cost[0])

    def rest(self, path: Path, end: int) -> float:
        """What the text costs from the end of a path on, as it stands, to one character behind `end`."""
        shown = likelihood.plain(_BRACKETS.sub("", self.text[path.at : end + 1]).replace(UNKNOWN, "?"))
        return self.model.of(path.last + shown) if path.last else self.model.of(shown)

    def _steps(self, path: Path) -> Iterator[Path]:
        text, at = self.text, path.at
        if at >= len(text):
            yield self._ended(path, at, UNKNOWN, margin=-1.0)
            return
        shown = text[at]
        if shown in mirrorbytes.UNKNOWN:
            closed = CLOSING.match(text, at + 1)
            found = glossed(closed[1], path.lead) if closed else ()
            for character in found:
                ended = self._ended(path, closed.end() if closed else at, character)
                level = mirrorbytes.level_of(character)
                yield attrs.evolve(ended, level=max(ended.level, level), closed=level >= 0)
            if found:
                return
            if closed and not self.kept:
                known = mirrorbytes.by_reading().get(closed[1], ())
                if vanished := self._vanished(path, tuple(one.character for one in known)):
                    level = max(vanished.level, *(one.level for one in known))
                    yield attrs.evolve(vanished, at=closed.end(), lead=-1, level=level, closed=True)
            yield from self._paired(path, b"\xa3\xbf", _LOST_BITS / 4)
            yield self._broken(path)
        elif shown == "(" and (gloss_level := self._passed(path)) is not None:
            end = text.index(")", at) + 1
            yield attrs.evolve(path, at=end, level=max(path.level, gloss_level))
        elif "@" <= shown <= "~" or shown in "\x80€":
            trail = 0x80 if shown in "\x80€" else ord(shown)
            if character := mirrorbytes.character_of(path.lead, trail):
                yield self._ended(path, at + 1, character)
            if not self.kept and (vanished := self._vanished(path, leads(trail))):
                yield attrs.evolve(vanished, at=at + 1, lead=-1)
        elif pair := mirrorbytes.pair_of(shown):
            yield from self._paired(path, pair)
            if not self.kept and (vanished := self._vanished(path, leads(pair[0]))):
                yield attrs.evolve(vanished, at=at + 1, trail=pair[0], lead=pair[1])

    def _paired(self, path: Path, pair: bytes, extra: float = 0.0) -> Iterator[Path]:
        """The character in progress completed by the first byte of what is shown, the second begins the next."""
        character = mirrorbytes.character_of(path.lead, pair[0])
        if character:
            read = self._read(path, character)
            yield attrs.evolve(
                read, at=path.at + 1, trail=pair[0], lead=pair[1], bits=read.bits + extra,
                margin=min(read.margin, MARGIN) if extra else read.margin,
            )  # fmt: skip

    def _vanished(self, path: Path, seconds: tuple[str, ...]) -> Path | None:
        """Two characters completed: between their bytes stood a pair of private use, which the crawl dropped.

        `seconds` is what the second can be.
        """
        found: list[tuple[float, str, str]] = []
        for first, fits in users(path.lead):
            plain = simplified(first)
            bits = self.model.bits(path.last, plain) if path.last else self.model.alone(plain)
            if bits > _UNLIKELY_BITS:
                continue
            for second in seconds:
                own = simplified(second)
                if self.model.knows(plain, own) and fits(second):
                    found.append((bits + self.model.bits(plain, own), first, second))
        costs = nsmallest(2, found)
        if not costs:
            return None
        bits, first, second = costs[0]
        margin = costs[1][0] - bits if len(costs) > 1 else _LOST_BITS
        if margin < MARGIN:
            first = second = UNKNOWN
        return attrs.evolve(
            path,
            bits=path.bits + bits + _VANISHING_BITS,
            characters=path.characters + first + second,
            last="" if second == UNKNOWN else simplified(second),
            margin=min(path.margin, margin),
        )

    def _passed(self, path: Path) -> int | None:
        """The level of the gloss that stands at a path, of the character that is shown last; none for another bracket."""
        found = _GLOSS.match(self.text, path.at)
        shown = mirrorbytes.character_of(path.trail, path.lead)
        if not found or not shown or not glosses.is_reading(shown, found[1]):
            return None
        return mirrorbytes.level_of(shown)

    def _read(self, path: Path, character: str) -> Path:
        plain = simplified(character)
        bits = self.model.bits(path.last, plain) if path.last else self.model.alone(plain)
        if not is_a_mirrors(character):
            bits += _STRANGE_BITS
        return attrs.evolve(path, characters=path.characters + character, last=plain, bits=path.bits + bits)

    def _ended(self, path: Path, at: int, character: str, margin: float = inf) -> Path:
        if character == UNKNOWN:
            read = attrs.evolve(path, characters=path.characters + UNKNOWN, last="")
        else:
            read = self._read(path, character)
        return attrs.evolve(read, at=at, lead=-1, margin=min(path.margin, margin))

    def _broken(self, path: Path) -> Path:
        """The trail byte is lost, to the comma before a mark, or with the single byte that it was read with."""
        behind = path.at + 1
        following = self.text[behind : behind + 1]
        to_a_comma = self.commas and following in _MARKS and following != ""
        after = likelihood.plain(following) if to_a_comma else ""
        character, margin, bits = self.guess(path.last, trails(path.lead), after)
        read = self._ended(path, behind, character if margin >= MARGIN else UNKNOWN, margin=margin)
        lost = attrs.evolve(read, bits=path.bits + bits + _LOST_BITS / 2)
        if to_a_comma or behind >= len(self.text):
            return lost
        return attrs.evolve(lost, characters=lost.characters + UNKNOWN, last="", margin=-1.0)

    def sure(self, before: str, path: Path) -> list[float]:
        """Of each character of a path, bits of certainty that nothing vanished from the text where it stands.

        A pair of private use that the crawl dropped leaves one chance character in place of two: with that lead
        byte, but no likelier beside its neighbours than any other.
        """
        model = self.model
        plain = [simplified(before), *map(simplified, path.characters)]
        plain.append(likelihood.plain(self.text[path.at : path.at + 1]))
        bits = [inf] * len(path.characters)
        for at in range(len(bits) - path.closed):
            first, own, second = plain[at : at + 3]
            if own != UNKNOWN:
                after = model.alone(second) - model.bits(own, second) if second else 0.0
                bits[at] = _VANISHED_BITS + after - model.bits(first, own)
        return bits

    def guess(self, before: str, candidates: tuple[str, ...], after: str) -> tuple[str, float, float]:
        """The likeliest of the candidates between two simplified characters, by how many bits, and what it costs."""
        costs: dict[str, tuple[float, str]] = {}
        for character in candidates:
            plain = simplified(character)
            bits = self.model.bits(before, plain) if before else self.model.alone(plain)
            if after:
                bits += self.model.bits(plain, after)
            if plain not in costs:
                costs[plain] = bits, character
        first, second = [*nsmallest(2, costs.values()), (inf, ""), (inf, "")][:2]
        if not first[1]:
            return UNKNOWN, -1.0, 2 * _LOST_BITS
        return first[1], second[0] - first[0], first[0] - (self.model.alone(after) if after else 0.0)
