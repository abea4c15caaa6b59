"""Mirrors insert into GBK bytes without looking where characters begin: `日?qǐng)?bào)` for 日報. The bytes are rebuilt.

`?shù)` is a lead byte that swallowed the bracket: with the byte before it, it makes the character of the mirrors' table
that is read so, which tells it. What follows is read one byte off until it falls in step. A run is *certain* when
the mirrors' own rule makes the damaged text of what was read, nothing was guessed, and either the crawl keeps
characters of private use (else some may have vanished from the run) or every pair of characters is a common one.
"""

from __future__ import annotations

import re
from math import inf
from typing import TYPE_CHECKING

import attrs

from jiyuan_news.spans import Span
from jiyuan_news.text import likelihood, mirrorbytes
from jiyuan_news.text.candidates import glossed, leads, simplified
from jiyuan_news.text.offsets import CERTAIN, Judged, Sureness
from jiyuan_news.text.shifted_runs import CLOSING, MARGIN, UNKNOWN, Path, Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiyuan_news.text.evidence import Evidence
    from jiyuan_news.text.offsets import Edit

_SIGNS = "?？\ufffd"
_ENTRY = re.compile(
    rf"[{_SIGNS}](?:(?P<reading>[a-zà-ǹɡ\u0300-\u030c]{{1,7}})\)|(?<![{_SIGNS}].)(?P<mark>[！!？?，,。、；;])(?![{_SIGNS}]{{2}}))"
)
_COMMAS = re.compile(",[，、。；！？,;!?]")
_MARKS = "，、。；！？"
_SHOWN_MARKS = _MARKS + ",;!?"
LOST = Sureness("lost", None)
# A character of GBK's user area within a run; one that stands apart is an icon of the page.
_KEPT = re.compile("(?<=[\u4e00-\u9fff])[\ue000-\ue765](?=[\u4e00-\u9fff@-~])")
# Real pages have one or two runs in a thousand characters.
_FEW, _DENSITY = 20, 20
# By how many bits a run must be likelier than the text as it stands.
_BETTER = 12.0
# Bits of certainty that nothing vanished from a run that is called certain.
_SURE = 9.0
# With fewer the character is lost.
_UNSURE = -2.0
# So many characters behind a mark that cost so much each are garbage.
_GLANCE, _GARBAGE_BITS = 6, 14.5


def mend(text: str, evidence: Evidence) -> tuple[str, Judged | None]:
    """With the runs rebuilt whose bytes can be told, and a mark on those that cannot."""
    entries = _entries(text)
    if not entries or len(entries) > _FEW + len(text) // _DENSITY or not evidence.cloaked:
        return text, None
    made = _Mending(text, bool(_COMMAS.search(evidence.text)))
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

    __slots__ = ("done", "edits", "level", "reader", "sureness", "text")

    def __init__(self, text: str, commas: bool) -> None:
        self.text = text
        self.reader = Reader(text, commas, kept=_KEPT.search(text) is not None)
        self.level = mirrorbytes.level(text)
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
        follows = self.edits and at == self.done
        shown = before if follows else self.text[max(_before(self.text, at), 0) : at]
        if before == UNKNOWN:
            found = tuple(one.character for one in mirrorbytes.by_reading().get(reading, ()))
        else:
            pair = mirrorbytes.pair_of(before) if before else None
            found = glossed(reading, pair[1]) if pair else ()
        last = "" if before == UNKNOWN else simplified(before)
        paths = []
        for character in found:
            lead, trail = character.encode("gbk")
            level = mirrorbytes.level_of(character)
            paths += self.reader.paths(Path(entry.end(), lead, trail, "", last, 0.0, level=level))
        if not paths:
            if found or reading in mirrorbytes.by_reading():
                reached = max(entry.end(), self.reader.reached if found else 0)
                self._add(entry.start(), reached, UNKNOWN + self.text[entry.end() : reached], LOST)
            return
        best, margin = _agreed(self.reader.ranked(paths))
        in_table = best.level >= 0
        shown += self.text[at : best.at]
        proven = margin == inf and in_table and before != UNKNOWN and self._proven(before, best, shown)
        if not self.reader.kept:
            sure = self.reader.sure(before, best)
            proven = proven and min(sure, default=inf) >= _SURE
            best = _without(best, sure)
        self._edit(at, best, margin, proven)

    def _character_before(self, at: int) -> str:
        """The character before a place, from the run before it if that ends there; none at the beginning."""
        if self.edits and at == self.done:
            return self.edits[-1][2][-1:]
        start = _before(self.text, at)
        return self.text[start] if start >= 0 else ""

    def _edit(self, start: int, path: Path, margin: float, proven: bool) -> None:
        if UNKNOWN in path.characters:
            sure = Sureness("lost", None)
        elif proven:
            sure = CERTAIN
        else:
            sure = Sureness("scored", margin if margin < inf else None)
        self._add(start, path.at, path.characters, sure)

    def _add(self, start: int, end: int, text: str, sure: Sureness) -> None:
        self.edits.append((start, end, text))
        self.sureness.append(sure)
        self.done = end

    def _proven(self, before: str, path: Path, shown: str) -> bool:
        """Whether the mirrors' rule makes the text that is shown from what was read, and the character before it."""
        behind = self.text[path.at : path.at + 1]
        if behind and behind in mirrorbytes.UNKNOWN:
            behind = ""
        again = mirrorbytes.again(before + path.characters + behind, max(self.level, path.level))
        return again.startswith(mirrorbytes.narrowed(shown + behind))

    def _marked(self, entry: re.Match[str]) -> None:
        """A run that the comma before a mark begins, the mark itself made of two halves."""
        text, at = self.text, entry.start()
        pair = mirrorbytes.pair_of(entry["mark"].replace("？", "?"))
        if pair is None or entry.end() == len(text):
            return
        # A comma before what is lost: it was a mark.
        start = at - 1 if at > self.done and text[at - 1 : at] == "," else at
        candidates = tuple(one for one in leads(pair[0]) if start == at or one in _MARKS)
        before = self._character_before(start)
        last = simplified(before) if before and before != UNKNOWN else ""
        paths = []
        only = simplified(candidates[0]) if len(candidates) == 1 else ""
        for path in self.reader.paths(Path(entry.end(), pair[0], pair[1], "", only, 0.0)):
            first = simplified(path.characters[0]) if path.characters[0] != UNKNOWN else ""
            character, margin, bits = self.reader.guess(last, candidates, first)
            shown = character if margin >= MARGIN else UNKNOWN
            paths.append(
                attrs.evolve(
                    path,
                    characters=shown + path.characters,
                    bits=path.bits + bits,
                    margin=min(path.margin, margin),
                )
            )
        undamaged = Path(start, 0, -1, "", last, 0.0)
        ranked = self.reader.ranked([*paths, undamaged])
        cost, best = ranked[0]
        as_it_stands = next(bits for bits, path in ranked if path is undamaged)
        if best is undamaged:
            if not self._both_lost(entry, start, last) and self._is_garbage(entry):
                reached = max(self.reader.reached, entry.end())
                self._add(start, reached, text[start:reached], LOST)  # as it is, but marked
        elif as_it_stands - cost < _BETTER:
            self._add(start, best.at, UNKNOWN + text[at + 1 : best.at], LOST)
        else:
            agreed, margin = _agreed([one for one in ranked if one[1] is not undamaged])
            if not self.reader.kept:
                agreed = _without(agreed, self.reader.sure(before, agreed))
            self._edit(start, agreed, min(margin, as_it_stands - cost), proven=False)

    def _both_lost(self, entry: re.Match[str], start: int, last: str) -> bool:
        """`北??、`: two commas before a mark, each before what looked like one, took both bytes of a character.

        Its trail byte made a mark with the lead byte of the mark behind it, which tells it.
        """
        behind = self.text[entry.end() : entry.end() + 1]
        pair = mirrorbytes.pair_of(behind) if behind and behind in _SHOWN_MARKS else None
        if entry["mark"] not in mirrorbytes.UNKNOWN or pair is None:
            return False
        candidates = leads(0xA3 if pair[0] == 0xA1 else 0xA1)
        if start < entry.start():
            candidates = tuple(one for one in candidates if one in _MARKS)
        character, margin, _ = self.reader.guess(last, candidates, simplified(behind))
        if margin < MARGIN:
            self._add(start, entry.end(), UNKNOWN, LOST)
        else:
            self._add(start, entry.end(), character, Sureness("scored", margin))
        return True

    def _is_garbage(self, entry: re.Match[str]) -> bool:
        """Whether what follows is no text at all, though no reading of it is likelier."""
        shown = likelihood.plain(self.text[entry.end() - 1 : entry.end() + _GLANCE]).partition("\n")[0]
        return len(shown) > _GLANCE // 2 and self.reader.model.of(shown) > _GARBAGE_BITS * (len(shown) - 1)


def _agreed(ranked: list[tuple[float, Path]]) -> tuple[Path, float]:
    """The likeliest path and by how much; where another is nearly as likely, only what the two have in common."""
    cost, best = ranked[0]
    others = [one for one in ranked[1:] if one[1].characters != best.characters or one[1].at != best.at]
    if not others:
        return best, best.margin
    margin = others[0][0] - cost
    if margin >= MARGIN:
        return best, min(best.margin, margin)
    for bits, path in others:
        if bits - cost < MARGIN:
            best = _in_common(best, path)
    return best, -1.0


def _without(path: Path, sure: list[float]) -> Path:
    """The path with U+FFFD for the characters that chance may have made."""
    if min(sure, default=0.0) >= _UNSURE:
        return path
    pairs = zip(path.characters, sure, strict=True)
    return attrs.evolve(path, characters="".join([UNKNOWN if bits < _UNSURE else one for one, bits in pairs]))


def _in_common(one: Path, other: Path) -> Path:
    """What two readings have in common, U+FFFD for the rest."""
    begun = _alike(one.characters, other.characters)
    if one.at != other.at:
        return attrs.evolve(one, at=max(one.at, other.at), characters=one.characters[:begun] + UNKNOWN)
    ended = _alike(one.characters[begun:][::-1], other.characters[begun:][::-1])
    behind = len(one.characters) - ended
    return attrs.evolve(one, characters=one.characters[:begun] + UNKNOWN + one.characters[behind:])


def _alike(one: str, other: str) -> int:
    """How many characters two texts have in common at their heads."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (own, its) in pairs if own != its), min(len(one), len(other)))
