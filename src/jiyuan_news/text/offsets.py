"""The way from offsets of a changed text back to the text that it was made from: exact, monotone, without diffing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Literal

import attrs

Edit = tuple[int, int, str]
"""Start and end of a stretch, the end excluded, and what stands there afterwards: `""` deletes it."""


@attrs.frozen(slots=True)
class Cuts:
    """The deletions of a text that was split at them; as edits only when they are asked for, which few do."""

    parts: list[str]
    """What is kept and what is cut, in turn; first and last something kept, if only `""`."""

    @property
    def spans(self) -> Iterator[tuple[int, int]]:
        """Start and end of each."""
        bounds = list(accumulate(map(len, self.parts)))
        return zip(bounds[::2], bounds[1::2], strict=False)

    def __iter__(self) -> Iterator[Edit]:
        return ((start, end, "") for start, end in self.spans)

    def __len__(self) -> int:
        return len(self.parts) // 2


@attrs.frozen(slots=True)
class Sureness:
    """How sure an edit is."""

    status: Literal["certain", "scored", "lost"]
    """`certain`: no other text can have been meant. `scored`: the likeliest was taken. `lost`: not all of it can be told."""
    margin: float | None
    """By how many bits a scored text is likelier than the next; none where there was no other to choose from."""


CERTAIN = Sureness("certain", None)


@attrs.frozen(slots=True)
class Judged:
    """Edits that are not all certain."""

    edits: Sequence[Edit]
    """The edits, in order."""
    sureness: Sequence[Sureness]
    """How sure each is."""

    def __iter__(self) -> Iterator[Edit]:
        return iter(self.edits)

    def __len__(self) -> int:
        return len(self.edits)


Edits = Cuts | Judged | Sequence[Edit]
"""Edits are in order and do not overlap."""


def edited(text: str, edits: Edits) -> str:
    """`text` with `edits` made."""
    if isinstance(edits, Cuts):
        return "".join(edits.parts[::2])
    pieces: list[str] = []
    at = 0
    for start, end, replacement in edits:
        pieces += (text[at:start], replacement)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


@attrs.frozen(slots=True)
class OffsetMap:
    """A piecewise map: in each piece offsets are shifted by one amount, or the piece maps as a whole.

    Piece k begins at `breaks[k - 1]` (piece 0 at 0). A deletion needs no piece of its own: the text behind it
    is shifted more. Where letters have no counterparts (a rebuilt run) the whole piece maps to one stretch.
    """

    breaks: list[int]
    """Offsets of the changed text at which pieces begin, but for the first."""
    shifts: list[int]
    """For each piece, what to add to an offset of the changed text."""
    wholes: dict[int, tuple[int, int]]
    """The pieces that map as a whole, and the stretch that each maps to."""

    @classmethod
    def of(cls, edits: Edits, size: int) -> OffsetMap:
        """The map back from a text in which `edits` were made to the text before, which was `size` long."""
        if isinstance(edits, Cuts) and "" not in edits.parts:
            breaks = list(accumulate(map(len, edits.parts[:-1:2])))
            return cls(breaks, list(accumulate(map(len, edits.parts[1::2]), initial=0)), {})
        made = cls([], [0], {})
        shift = 0
        for start, end, replacement in edits:
            at = start - shift
            shift += end - start - len(replacement)
            if replacement:
                made._begin(at, 0)
                made.wholes[len(made.shifts) - 1] = (start, end)
                at += len(replacement)
            if end < size:
                made._begin(at, shift)
        return made

    def _begin(self, at: int, shift: int) -> None:
        """A piece from `at` on; in place of the last one, where that has nothing in it."""
        if at == (self.breaks[-1] if self.breaks else 0):
            self.shifts[-1] = shift
        else:
            self.breaks.append(at)
            self.shifts.append(shift)

    def start(self, offset: int) -> int:
        """Where the character at `offset` begins in the text before."""
        piece = bisect_right(self.breaks, offset)
        if piece in self.wholes:
            return self.wholes[piece][0]
        return offset + self.shifts[piece]

    def end(self, offset: int) -> int:
        """Where the character *before* `offset` ends in the text before."""
        piece = bisect_right(self.breaks, offset - 1)
        if piece in self.wholes:
            return self.wholes[piece][1]
        return offset + self.shifts[piece]
