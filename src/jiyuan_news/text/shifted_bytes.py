"""Mirrors insert into GBK bytes without looking where characters begin: `日?qǐng)?bào)` for 日報. The bytes are rebuilt.

`?shù)` is a lead byte that swallowed the bracket: with the byte before it, it makes the character of the mirrors' table
that is read so, which tells it. What follows is read one byte off until it falls in step. A run is *certain* when
the mirrors' own rule makes the damaged text of what was read, nothing was guessed, and either the crawl keeps
characters of private use (else some may have vanished from the run) or every pair of characters is a common one.
"""

from __future__ import annotations

import re
from heapq import nsmallest
from math import inf
from typing import TYPE_CHECKING

from jiyuan_news.spans import Span
from jiyuan_news.text import likelihood, mirrorbytes
from jiyuan_news.text.candidates import glossed, leads
from jiyuan_news.text.offsets import CERTAIN, Judged, Sureness
from jiyuan_news.text.rhythm import Rhythm
from jiyuan_news.text.shifted_runs import BRACKETS, CLOSING, UNKNOWN, Path, Reader

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from jiyuan_news.text.evidence import Evidence
    from jiyuan_news.text.offsets import Edit

_SIGNS = "?？\ufffd"
_ENTRY = re.compile(
    rf"[{_SIGNS}](?:(?P<reading>[a-zà-ǹɡ\u0300-\u030c]{{1,7}})\)|(?P<mark>[！!？?，,。、；;])(?![{_SIGNS}]{{2}}))"
)
_MARKS = "，、。；！？"
LOST = Sureness("lost", None)
# A character of GBK's user area within a run; one that stands apart is an icon of the page.
_KEPT = re.compile("(?<=[\u4e00-\u9fff])[\ue000-\ue864](?=[\u4e00-\u9fff@-~])")
# Real pages have one or two runs in a thousand characters.
_FEW, _DENSITY = 20, 20
# By how many bits a run must be likelier than the text as it stands, a reading than the next.
_BETTER, _MARGIN = 4.0, 0.1
# Bits of certainty that nothing vanished from a run that is called certain.
_SURE = 10.0
# So many characters are tried for one that a comma cut.
_ENTERED = 48
# So many paths are judged, with so much of the text before them; paired marks are looked for farther.
_RANKED, _NEAR, _FAR = 40, 8, 200
# What it costs that a sign and a mark are a writer's own.
_GENUINE_BITS = 5.0
_ASKING = frozenset("嗎呢麽麼么吧啊呀嘛")
# So many characters behind a mark that cost so much each are garbage.
_GLANCE, _GARBAGE_BITS = 6, 14.5


def mend(text: str, evidence: Evidence) -> tuple[str, Judged | None]:
    """With the runs rebuilt whose bytes can be told, and a mark on those that cannot."""
    entries = _entries(text)
    if not entries or len(entries) > _FEW + len(text) // _DENSITY or not evidence.cloaked:
        return text, None
    made = _Mending(text, evidence.commas)
    for entry in entries:
        if entry.start() >= made.done:
            made.enter(entry)
    if not made.edits:
        return text, None
    return text, Judged(made.edits, made.sureness)


def proofs(text: str) -> Iterator[Span]:
    """Where signs of lost bytes stand that are no chance: with the byte before, they are characters read as told."""
    if ")" not in text:
        return iter(())
    return (Span(*entry.span()) for entry in _entries(text) if _is_proof(text, entry))


def _entries(text: str) -> list[re.Match[str]]:
    """Where runs may begin, in order: looked for sign by sign, which costs a clean page next to nothing."""
    found = []
    for sign in _SIGNS:
        at = text.find(sign)
        while at >= 0:
            if entry := _ENTRY.match(text, at):
                found.append(entry)
            at = text.find(sign, at + 1)
    return sorted(found, key=re.Match.start)


def _is_proof(text: str, entry: re.Match[str]) -> bool:
    """Whether the byte before a sign makes a character of the mirrors' table with its reading: no chance does that."""
    if entry["reading"] not in mirrorbytes.by_reading():
        return False
    start = _before(text, entry.start())
    pair = mirrorbytes.pair_of(text[start]) if start >= 0 else None
    return pair is not None and any(map(mirrorbytes.is_in_table, glossed(entry["reading"], pair[1])))


def _before(text: str, at: int) -> int:
    """Where the character before a place stands, beyond a gloss of its own; -1 for none."""
    start = at - 1
    if start >= 0 and text[start] == ")":
        opened = text.rfind("(", max(0, start - 9), start)
        if opened > 0 and CLOSING.fullmatch(text, opened + 1, start + 1):
            start = opened - 1
    return start


class _Mending:
    """The runs of one text, in order."""

    __slots__ = ("done", "edits", "level", "reader", "rhythm", "sureness", "text")

    def __init__(self, text: str, inserted: Collection[int]) -> None:
        self.text = text
        self.level = mirrorbytes.level(text)
        self.reader = Reader(text, kept=_KEPT.search(text) is not None, level=self.level)
        self.rhythm = Rhythm(text, inserted)
        self.edits: list[Edit] = []
        self.sureness: list[Sureness] = []
        self.done = 0

    def enter(self, entry: re.Match[str]) -> None:
        """Try the run that may begin here."""
        if entry["reading"]:
            self._glossed(entry)
        else:
            self._marked(entry)

    def _glossed(self, entry: re.Match[str]) -> None:
        """A run that a gloss begins: the byte before it and the reading tell the lost one."""
        at, reading = entry.start(), entry["reading"]
        before = self._character_before(at)
        if before == UNKNOWN:
            found = tuple(one.character for one in mirrorbytes.by_reading().get(reading, ()))
        else:
            pair = mirrorbytes.pair_of(before) if before else None
            found = glossed(reading, pair[1]) if pair else ()
        near = self._near(at, before)
        starts = []
        for character in found:
            lead, trail = character.encode("gbk")
            level = mirrorbytes.level_of(character)
            starts.append(self.reader.start(entry.end(), lead, trail, near, level))
        self.reader.reached = entry.end()
        paths = self.reader.paths(starts, proven=True)
        if not paths:
            if found or reading in mirrorbytes.by_reading():
                reached = self.reader.reached
                self._add(at, reached, UNKNOWN + self.text[entry.end() : reached], LOST)
            return
        ranked = self._ranked(at, paths)
        best = ranked[0][1]
        if not best.guessed and before != UNKNOWN and best.level >= 0:
            alone = len(ranked) == 1 or self.reader.kept or ranked[1][0] - ranked[0][0] >= _SURE
            if alone and self._proven(at, before, best):
                self._add(at, best.at, best.characters, CERTAIN)
                return
        self._edit(at, ranked)

    def _marked(self, entry: re.Match[str]) -> None:
        """A run that the comma before a mark begins, the mark itself made of two halves."""
        text, at = self.text, entry.start()
        pair = mirrorbytes.pair_of(entry["mark"].replace("？", "?"))
        many = at > 1 and text[at - 1] in _SIGNS and text[at - 2] in _SIGNS
        if pair is None or many or entry.end() == len(text):
            return
        # A comma before what is lost: it was a mark.
        begin = at - 1 if at > self.done and text[at - 1 : at] == "," else at
        before = self._character_before(begin)
        near = self._near(begin, before)
        candidates = tuple(one for one in leads(pair[0]) if begin == at or one.character in _MARKS)
        entered = self.reader.start(at, -1, 0, near)
        starts = [
            self.reader.read(entered, one, entry.end(), *pair)._replace(guessed=True)
            for one in self.reader.likeliest(near[-1:], candidates, "", _ENTERED)
        ]
        odd = _GENUINE_BITS * (
            1 + (begin < at) - 2 * (before in _ASKING)
        )  # mirrors leave no comma before a mark
        undamaged = self.reader.start(begin, 0, -1, near)._replace(odd=odd, bits=odd)
        self.reader.reached = entry.end()
        paths = [path for path in self.reader.paths(starts) if path.characters]
        if entry["mark"] in _SIGNS and before not in _ASKING and text[at - 1 : at] not in _SIGNS:
            paths.append(
                self.reader.lost(self.reader.start(begin, 0, -1, near), entry.end())
            )  # `??，`: both bytes are gone
        ranked = self._ranked(begin, [*paths, undamaged])
        cost, best = ranked[0]
        as_it_stands = next((bits for bits, path in ranked if path is undamaged), inf)
        if best is undamaged or as_it_stands - cost < _BETTER:
            if best is undamaged and not self._is_garbage(entry):
                return
            if best is undamaged:
                reached = max(self.reader.reached, entry.end())
                self._add(begin, reached, text[begin:reached], LOST)  # as it is, but marked
            else:
                self._add(begin, best.at, UNKNOWN + text[at + 1 : best.at], LOST)
            return
        self._edit(begin, [one for one in ranked if one[1] is not undamaged])

    def _character_before(self, at: int) -> str:
        """The character before a place, from the run before it if that ends there; none at the beginning."""
        if self.edits and at == self.done:
            return self.edits[-1][2][-1:]
        begin = _before(self.text, at)
        return self.text[begin] if begin >= 0 else ""

    def _near(self, begin: int, before: str) -> str:
        """The text just before a place, on its line, simplified; none where the character `before` it is not known."""
        return "" if before in ("", UNKNOWN) else self._context(begin).rpartition("\n")[2][-_NEAR:]

    def _ranked(self, begin: int, paths: list[Path]) -> list[tuple[float, Path]]:
        """The paths, the likeliest first, with their costs up to where the longest of them ends; no reading twice."""
        end = max(path.at for path in paths)
        before = self._context(begin)
        line = before.rpartition("\n")[2]
        opened = re.sub(r"[^“”‘’《》（）【】]", "", line[:-_NEAR])
        near = line[-_NEAR:]
        line_end = self.text.find("\n", end)
        behind = self.text[end : min(end + _FAR, line_end if line_end >= 0 else len(self.text))]
        costs: dict[tuple[str, int], tuple[float, Path]] = {}
        for path in nsmallest(_RANKED, paths, key=lambda path: path.bits + self._rest(path, end)):
            shown = likelihood.plain(BRACKETS.sub("", path.characters + self.text[path.at : end + 2]))
            cost = self.reader.model.judged(opened, near + shown, behind) + path.odd
            key = (path.plain, path.at)
            if key not in costs or cost < costs[key][0]:
                costs[key] = cost, path
        ranked = sorted(costs.values(), key=lambda cost: cost[0])
        if not self.rhythm:
            return ranked
        last = self._character_before(begin)
        return self.rhythm.ranked(ranked, begin, last, self._shown(begin, last), self.done, self.level)

    def _rest(self, path: Path, end: int) -> float:
        shown = likelihood.plain(BRACKETS.sub("", self.text[path.at : end + 1]))
        return self.reader.model.of(path.last + shown)

    def _context(self, at: int) -> str:
        """The text before a place, as far as it was read, simplified."""
        begin = max(0, at - _FAR)
        pieces: list[str] = []
        end = at
        for first, behind, text in reversed(self.edits):
            if behind <= begin:
                break
            pieces += (self.text[behind:end], text)
            end = first
        pieces.append(self.text[begin:end])
        return likelihood.plain(BRACKETS.sub("", "".join(reversed(pieces))))

    def _edit(self, begin: int, ranked: list[tuple[float, Path]]) -> None:
        cost, best = ranked[0]
        margin = ranked[1][0] - cost if len(ranked) > 1 else None
        characters, at = best.characters, best.at
        if margin is not None and margin < _MARGIN:
            for bits, path in ranked[1:]:
                if bits - cost < _MARGIN:
                    characters, at = _in_common(characters, at, path)
        if UNKNOWN in characters:
            self._add(begin, at, characters, LOST)
        else:
            self._add(begin, at, characters, Sureness("scored", margin))

    def _add(self, begin: int, end: int, text: str, sure: Sureness) -> None:
        self.edits.append((begin, end, text))
        self.sureness.append(sure)
        self.done = end

    def _proven(self, at: int, before: str, path: Path) -> bool:
        """Whether the mirrors' rule makes the text that is shown from what was read, and the character before it."""
        behind = self.text[path.at : path.at + 1]
        if behind and behind in mirrorbytes.UNKNOWN:
            behind = ""
        shown = self._shown(at, before) + self.text[at : path.at]
        again = mirrorbytes.again(before + path.characters + behind, max(self.level, path.level))
        return again.startswith(mirrorbytes.narrowed(shown + behind))

    def _shown(self, at: int, before: str) -> str:
        """How the character before a place is shown, with a gloss of its own; as it was read where a run ends there."""
        follows = self.edits and at == self.done
        return before if follows else self.text[max(_before(self.text, at), 0) : at]

    def _is_garbage(self, entry: re.Match[str]) -> bool:
        """Whether what follows is no text at all, though no reading of it is likelier."""
        shown = likelihood.plain(self.text[entry.end() - 1 : entry.end() + _GLANCE]).partition("\n")[0]
        return len(shown) > _GLANCE // 2 and self.reader.model.of(shown) > _GARBAGE_BITS * (len(shown) - 1)


def _in_common(one: str, at: int, other: Path) -> tuple[str, int]:
    """What two readings have in common, U+FFFD for the rest, and where the longer ends."""
    begun = _alike(one, other.characters)
    if at != other.at:
        return one[:begun] + UNKNOWN, max(at, other.at)
    ended = _alike(one[begun:][::-1], other.characters[begun:][::-1])
    return one[:begun] + UNKNOWN + one[len(one) - ended :], at


def _alike(one: str, other: str) -> int:
    """How many characters two texts have in common at their heads."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (own, its) in pairs if own != its), min(len(one), len(other)))
