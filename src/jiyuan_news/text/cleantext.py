"""The cleaned text and its way back: what `clean` returns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import repeat

import attrs

from jiyuan_news.spans import Span
from jiyuan_news.text import mirrorbytes
from jiyuan_news.text.evidence import Evidence
from jiyuan_news.text.offsets import CERTAIN, Edit, Edits, Judged, OffsetMap, Sureness


@attrs.frozen(slots=True)
class Change:
    """What one mend made of the text before it."""

    mend: str
    """Name of the mend."""
    before: str
    """The text as the mend found it."""
    after: str
    """The text as the mend left it."""
    edits: Edits | None
    """The stretches that it replaced, in order; none when it replaced letter for letter and kept the length."""

    @property
    def replaced(self) -> Iterable[Edit]:
        """The stretches of `before` that were replaced, in order."""
        if self.edits is not None:
            return self.edits
        pairs = enumerate(zip(self.before, self.after, strict=True))
        return ((at, at + 1, new) for at, (old, new) in pairs if old != new)

    @property
    def sureness(self) -> Sequence[Sureness] | None:
        """How sure each replacement is; none where all are certain."""
        return self.edits.sureness if isinstance(self.edits, Judged) else None


@attrs.frozen(slots=True)
class Step:
    """A mend that fired."""

    mend: str
    """Name of the mend."""
    count: int
    """How many changes it made: deletions, or letters replaced."""


@attrs.frozen(slots=True)
class Event:
    """One change, and where it was made."""

    mend: str
    """Name of the mend."""
    span: Span
    """The stretch of the raw text, in code points."""
    before: str
    """What stood there when the mend came to it."""
    after: str
    """What stands there instead; empty when it was deleted."""
    sure: Sureness = CERTAIN
    """How sure it is."""

    @property
    def status(self) -> str:
        """`certain`: no other text can have been meant. `scored`: the likeliest was taken. `lost`: nothing can tell."""
        return self.sure.status


@attrs.frozen(slots=True, eq=False)
class CleanText:
    """A text without its damage, with the exact and monotone map between its offsets and those of the raw text.

    All offsets count code points.
    """

    raw: str = attrs.field(repr=False)
    """The text as it came."""
    text: str
    """The text, mended."""
    changes: tuple[Change, ...] = attrs.field(repr=False)
    """What each mend that fired did, in the order of the mends."""
    evidence: Evidence = attrs.field(repr=False)
    """What the raw text shows of a mirror."""

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The mends that fired, in their order, and how often each did."""
        return tuple(Step(change.mend, sum(1 for _ in change.replaced)) for change in self.changes)

    @property
    def events(self) -> Iterator[Event]:
        """Every change, mend by mend, each in the order of the text; made as they are asked for."""
        return self._events(lambda change: True)

    @cached_property
    def repairs(self) -> tuple[Event, ...]:
        """The changes that are not certain, in the order of the text."""
        unsure = self._events(lambda change: change.sureness is not None)
        return tuple(event for event in unsure if event.sure.status != "certain")

    @property
    def lost(self) -> tuple[Event, ...]:
        """The repairs that leave something unknown: U+FFFD stands for it, or garbage as it was."""
        return tuple(event for event in self.repairs if event.sure.status == "lost")

    @cached_property
    def level(self) -> int | None:
        """How far down the mirrors' table characters are glossed, 0 to 13; none without glosses of the table."""
        found = mirrorbytes.level(self.raw) if self.evidence.glosses(self.raw) else -1
        return found if found >= 0 else None

    def _events(self, wanted: Callable[[Change], bool]) -> Iterator[Event]:
        """The events of some of the changes."""
        if not any(map(wanted, self.changes)):
            return
        maps: list[OffsetMap] = []
        for change in self.changes:
            if wanted(change):
                sureness = change.sureness or repeat(CERTAIN)
                for (start, end, after), sure in zip(change.replaced, sureness, strict=False):
                    stretch = Span(_start(maps, start), _end(maps, end))
                    yield Event(change.mend, stretch, change.before[start:end], after, sure)
            if change.edits is not None:
                maps.insert(0, OffsetMap.of(change.edits, len(change.before)))

    @cached_property
    def _maps(self) -> list[OffsetMap]:
        """The maps of the mends that moved letters, the last first: one after the other they lead to the raw text."""
        return [
            OffsetMap.of(change.edits, len(change.before))
            for change in reversed(self.changes)
            if change.edits is not None
        ]

    def raw_span(self, start: int, end: int) -> Span:
        """The raw text of `text[start:end]`: from the first character's beginning to the last one's own end.

        What was deleted behind the last character is not in it. An empty range has an empty span.
        """
        maps = self._maps
        if not maps:
            return Span(start, end if end > start else start)
        begin = _start(maps, start)
        return Span(begin, _end(maps, end) if end > start else begin)

    def raw_start(self, offset: int) -> int:
        """Where in the raw text the character at `offset` begins.

        What stands before the first character counts to it, so that consecutive offsets from 0 to `len(text)`
        cut the raw text into stretches that tile it: `raw_start(0)` is 0, `raw_start(len(text))` is `len(raw)`.
        """
        if offset <= 0:
            return 0
        if offset >= len(self.text):
            return len(self.raw)
        return _start(self._maps, offset)

    def to_raw(self, span: Span) -> Span:
        """The stretch of the raw text that a stretch of `text` was made from; see `raw_span`."""
        return self.raw_span(span.start, span.end)

    def to_clean(self, span: Span) -> Span:
        """The stretch of `text` made from a stretch of the raw text: all characters that have part in it."""
        size = len(self.text)
        offsets, maps = range(size), self._maps
        # A character is in when it ends behind the start of the stretch and begins before its end.
        start = bisect_right(offsets, span.start, key=lambda offset: _end(maps, offset + 1))
        end = bisect_left(offsets, span.end, key=lambda offset: _start(maps, offset))
        return Span(start, max(start, end))


def _start(maps: list[OffsetMap], offset: int) -> int:
    for one in maps:
        offset = one.start(offset)
    return offset


def _end(maps: list[OffsetMap], offset: int) -> int:
    for one in maps:
        offset = one.end(offset)
    return offset
