"""A damaged run, read byte by byte: from where a mirror cut a character in two to where the text falls in step again.

Within a run the trail byte of one character and the lead byte of the next are shown as one: a path through it keeps
the lead byte of the character in progress, and each character shown completes it and gives the next lead byte. Where
bytes are lost the paths part; the likeliest few go on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import nsmallest
from typing import NamedTuple

from jiyuan_news.text import glosses, likelihood, mirrorbytes
from jiyuan_news.text.candidates import Candidate, candidate, glossed, leads, trails
from jiyuan_news.text.dropped_pairs import DroppedPairs

_LETTERS = "a-zà-ǹɡ\u0300-\u030c"
UNKNOWN = likelihood.UNKNOWN
CLOSING = re.compile(rf"([{_LETTERS}]{{1,7}})\)")
_GLOSS = re.compile(rf"\(([{_LETTERS}]{{1,7}})\)")
BRACKETS = re.compile(rf"[(（][{_LETTERS}]{{1,7}}[)）]")  # wide in a text that was cleaned before
# A sign, and what stands so near to it that it may be damaged.
_DAMAGED = re.compile(r"(?:[?？\ufffd][^?？\ufffd\n]{0,30})+")
_MARKS = frozenset("，,、。；;！!？?")
_SIGNS = frozenset(mirrorbytes.UNKNOWN)
# So many paths go on, none that costs so many bits more than the likeliest, or than the text as it stands.
_BEAM, _BEHIND_BITS, _STANDING_BITS = 32, 20.0, 25.0
NEAR = likelihood.LONGEST_WORD - 1
_LONGEST = 150
# So many characters are tried for lost bytes.
_TRIED = 16
# What it costs: a form that mirrors do not write, a gloss that is missing, a character that is lost, a pair that the
# crawl dropped, a mark of two halves that looks like a lost character.
_STRANGE_BITS, _UNGLOSSED_BITS, _LOST_BITS = 6.0, 6.0, 10.0
_DROPPED_BITS, _HALVES_BITS, _LETTER_BITS = 1.5, 2.5, 10.0


class Path(NamedTuple):
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
    """The last of them, simplified, or the character before the run; none when it is not known."""
    near: str
    """The last few characters, simplified, that words may begin with."""
    words: likelihood.Segmented
    """What they cost in words."""
    bits: float
    """What it costs by its pairs and words, with all that is odd about it."""
    odd: float
    """What is odd about it alone."""
    guessed: bool
    """Whether a character was chosen for being likely."""
    closed: bool
    """Whether the gloss of the last character proves it."""
    level: int
    """The highest level of the glosses passed."""

    @property
    def plain(self) -> str:
        """What was read, simplified."""
        return likelihood.plain(self.characters)


class Reader:
    """Reads the runs of one text."""

    __slots__ = ("_dropped", "kept", "level", "model", "reached", "text")

    def __init__(self, text: str, kept: bool, level: int) -> None:
        self.text = text
        self.kept = kept
        """Whether the crawl kept characters of private use."""
        self.level = level
        """The highest level of the glosses of the page."""
        elsewhere = _DAMAGED.sub("\n", BRACKETS.sub("", text))
        self.model = likelihood.load().of_page(likelihood.plain(elsewhere))
        self.reached = 0
        """How far the last run was read, whether it came to an end or not."""
        self._dropped = DroppedPairs(self.model)

    def start(self, at: int, trail: int, lead: int, before: str, level: int = -1) -> Path:
        """A path that enters a run behind some simplified text, which may be none."""
        words = likelihood.NO_TEXT
        for end, one in enumerate(before):
            words = self.model.segmented(words, before[max(0, end - NEAR) : end], one)
        near = before[-NEAR:]
        return Path(at, trail, lead, "", before[-1:], near, words, 0.0, 0.0, False, False, level)

    def paths(self, starts: list[Path], *, proven: bool = False) -> list[Path]:
        """The ways to read a run on from where paths have entered it, all in step again.

        Unless it is proven that there is a run, none is followed that is much less likely than the text as it stands.
        """
        going = [path for path in starts if path.lead >= 0]
        arrived = [path for path in starts if path.lead < 0]
        begin = min((path.at for path in starts), default=0)
        standing = [self.start(begin, 0, -1, likelihood.plain(self.text[max(0, begin - 1) : begin] or "。"))]
        for _ in range(_LONGEST):
            if not going:
                break
            following = [step for path in going for step in self._steps(path)]
            arrived += [path for path in following if path.lead < 0]
            going = [path for path in following if path.lead >= 0]
            if not going:
                break
            reached = max(path.at for path in going)
            least = min(path.bits for path in going)
            going = [path for path in going if path.bits < least + _BEHIND_BITS]
            if not proven:
                self._stand(standing, begin, reached)
                going = [
                    path for path in going if path.bits < standing[path.at - begin].bits + _STANDING_BITS
                ]
            going = nsmallest(_BEAM, going, key=lambda path: path.bits)
            self.reached = max(self.reached, *(path.at for path in going), 0, 0)
        return arrived

    def _stand(self, standing: list[Path], begin: int, reached: int) -> None:
        """Add what the text costs as it stands, from its first character on, up to a place."""
        while len(standing) <= reached - begin:
            path = standing[-1]
            shown = likelihood.plain(self.text[path.at : path.at + 1])
            standing.append(self.further(path, shown)._replace(at=path.at + 1) if shown else path)

    def _steps(self, path: Path) -> Iterator[Path]:
        text, at = self.text, path.at
        if at >= len(text):
            yield self.lost(path, at)
            return
        shown = text[at]
        if shown in mirrorbytes.UNKNOWN:
            closed = CLOSING.match(text, at + 1)
            found = glossed(closed[1], path.lead) if closed else ()
            for character in found:
                level = mirrorbytes.level_of(character)
                ended = self.read(path, candidate(character), closed.end() if closed else at, closed=True)
                yield ended._replace(level=max(ended.level, level), closed=level >= 0)
            if found:
                return
            if closed and not self.kept:
                for one in mirrorbytes.by_reading().get(closed[1], ()):
                    yield from self._after_dropped(path, one.pair[1], closed.end(), only=one.character)
            if shown != UNKNOWN:
                yield from self._paired(path, b"\xa3\xbf", _HALVES_BITS)
            yield from self._broken(path)
        elif shown == "(" and (gloss_level := self._passed(path)) is not None:
            yield path._replace(at=text.index(")", at) + 1, level=max(path.level, gloss_level))
        elif "@" <= shown <= "~" or shown in "\x80€":
            trail = 0x80 if shown in "\x80€" else ord(shown)
            if character := mirrorbytes.character_of(path.lead, trail):
                yield self.read(path, candidate(character), at + 1)
            yield from self._after_dropped(path, trail, at + 1)
        elif pair := mirrorbytes.pair_of(shown):
            yield from self._paired(path, pair)
            yield from self._after_dropped(path, pair[0], at + 1, pair[0], pair[1])

    def _paired(self, path: Path, pair: bytes, odd: float = 0.0) -> Iterator[Path]:
        """The character in progress completed by the first byte of what is shown, the second begins the next.

        Where that is a letter it stands for itself, and the text is in step again.
        """
        if not (character := mirrorbytes.character_of(path.lead, pair[0])):
            return
        if pair[1] < 0x80:
            read = self.further(self.read(path, candidate(character), path.at + 1, odd=odd), chr(pair[1]))
            yield read._replace(bits=read.bits + _LETTER_BITS)
        else:
            read = self.read(path, candidate(character), path.at + 1, pair[0], pair[1], odd)
            yield read._replace(guessed=True) if odd else read

    def _after_dropped(
        self, path: Path, trail: int, at: int, shown: int = -1, lead: int = -1, *, only: str = ""
    ) -> Iterator[Path]:
        """Two characters completed: between their bytes stood a pair of private use, which the crawl dropped.

        `trail` is the second's, `only` what it must be.
        """
        if self.kept:
            return
        begun: dict[str, Path] = {}
        for *firsts, second in self._dropped.around(path.lead, trail, path.last):
            if only and second.character != only:
                continue
            read = path
            for one in firsts:
                following = begun.get(read.characters + one.character)
                if following is None:
                    following = self.read(read, one, path.at, 0, 0, _DROPPED_BITS / len(firsts))
                    begun[following.characters] = following
                read = following
            yield self.read(read, second, at, shown, lead, closed=bool(only))._replace(guessed=True)

    def _passed(self, path: Path) -> int | None:
        """The level of the gloss that stands at a path, of the character that is shown last; none for another bracket."""
        found = _GLOSS.match(self.text, path.at)
        shown = mirrorbytes.character_of(path.trail, path.lead)
        if not found or not shown or not glosses.is_reading(shown, found[1]):
            return None
        return mirrorbytes.level_of(shown)

    def read(
        self,
        path: Path,
        one: Candidate,
        at: int,
        trail: int = -1,
        lead: int = -1,
        odd: float = 0.0,
        *,
        closed: bool = False,
    ) -> Path:
        """The path, one character further."""
        if one.strange:
            odd += _STRANGE_BITS
        if not closed:
            odd += self._of_gloss(one, at, in_step=lead < 0)
        plain = one.plain
        bits, words = self.model.further(path.last, path.near, path.words, plain)
        return Path(
            at, trail, lead, path.characters + one.character, plain, (path.near + plain)[-NEAR:], words,
            path.bits + bits + odd, path.odd + odd, path.guessed, closed, path.level,
        )  # fmt: skip

    def further(self, path: Path, shown: str) -> Path:
        """The path with a character read that stands for itself."""
        bits, words = self.model.further(path.last, path.near, path.words, shown)
        return path._replace(
            characters=path.characters + shown, last=shown, near=(path.near + shown)[-NEAR:], words=words,
            bits=path.bits + bits,
        )  # fmt: skip

    def _of_gloss(self, one: Candidate, at: int, *, in_step: bool) -> float:
        """What it costs that a gloss is missing behind a character, or that one stands there which is not its own."""
        found = _GLOSS.match(self.text, at) if in_step and self.text.startswith("(", at) else None
        if found:
            return 0.0 if glosses.is_reading(one.character, found[1]) else _UNGLOSSED_BITS
        return _UNGLOSSED_BITS if 0 <= one.level <= self.level else 0.0

    def lost(self, path: Path, at: int) -> Path:
        """The path in step again behind a character that cannot be known."""
        return path._replace(
            at=at, trail=-1, lead=-1, characters=path.characters + UNKNOWN, last="", near="", words=likelihood.NO_TEXT,
            bits=path.bits + _LOST_BITS, odd=path.odd + _LOST_BITS, guessed=True,
        )  # fmt: skip

    def _broken(self, path: Path) -> Iterator[Path]:
        """The trail byte is lost, to the comma before a mark, or with the single byte that it was read with.

        `??！`: the mark itself lost its lead byte, to another comma.
        """
        behind = path.at + 1
        following = self.text[behind : behind + 1]
        to_a_comma = following in _MARKS and following != ""
        after = likelihood.plain(following) if to_a_comma else ""
        pair, cut = self._cut_mark(behind)
        if cut:
            after = cut.plain
        for one in self.likeliest(path.last, trails(path.lead), after):
            read = self.read(path, one, behind)._replace(guessed=True)
            if to_a_comma:
                yield read
                if cut:
                    yield self.read(read, cut, behind + 2, *pair)
            yield self.lost(read, behind) if behind < len(self.text) else read

    def _cut_mark(self, at: int) -> tuple[bytes, Candidate | None]:
        """The bytes of the mark that is shown behind a sign, and the mark that the sign was part of, if it was."""
        shown = self.text[at + 1 : at + 2]
        if self.text[at : at + 1] not in _SIGNS or shown not in _MARKS or not shown:
            return b"", None
        pair = mirrorbytes.pair_of(shown) or b"\0"
        cut = (one for one in leads(pair[0]) if one.character in _MARKS)
        return pair, next(cut, None)

    def likeliest(
        self, before: str, candidates: tuple[Candidate, ...], after: str, most: int = _TRIED
    ) -> list[Candidate]:
        """The likeliest of the candidates between two simplified characters; none of the same twice."""
        bits, alone = self.model.bits, self.model.alone
        costs: dict[str, tuple[float, Candidate]] = {}
        for one in candidates:
            plain = one.plain
            cost = bits(before, plain) if before else alone(plain)
            if after:
                cost += bits(plain, after)
            if one.strange:
                cost += _STRANGE_BITS
            if plain not in costs or cost < costs[plain][0]:
                costs[plain] = cost, one
        return [one for _, one in nsmallest(most, costs.values(), key=lambda cost: cost[0])]
