"""The way from offsets of a changed text back to the text that it was made from: exact, monotone, without diffing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import attrs

Edit = tuple[int, int, str]
"""Start and end of a stretch, the end excluded, and what stands there afterwards: `""` deletes it."""


def edited(text: str, edits: Sequence[Edit]) -> str:
    """`text` with `edits` made; they are in order and do not overlap."""
    pieces: list[str] = []
    at = 0
    for start, end, replacement in edits:
        pieces.append(text[at:start])
        if replacement:
            pieces.append(replacement)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


@attrs.frozen(slots=True)
class OffsetMap:
    """A piecewise map: in each piece offsets are shifted by one amount, or the piece maps as a whole.

    Piece k begins at `breaks[k - 1]` (piece 0 at 0). A deletion needs no piece of its own: the text behind it
    is shifted more. Where letters have no counterparts (a rebuilt run) the whole piece maps to one stretch.
    """

    breaks: list[int] = attrs.field(factory=list)
    """Offsets of the changed text at which pieces begin, but for the first."""
    shifts: list[int] = attrs.field(factory=lambda: [0])
    """For each piece, what to add to an offset of the changed text."""
    wholes: dict[int, tuple[int, int]] = attrs.field(factory=dict)
    """The pieces that map as a whole, and the stretch that each maps to."""

    def start(self, offset: int) -> int:
        """Where the character at `offset` begins in the first text."""
        piece = bisect_right(self.breaks, offset)
        if piece in self.wholes:
            return self.wholes[piece][0]
        return offset + self.shifts[piece]

    def end(self, offset: int) -> int:
        """Where the character *before* `offset` ends in the first text."""
        piece = bisect_right(self.breaks, offset - 1)
        if piece in self.wholes:
            return self.wholes[piece][1]
        return offset + self.shifts[piece]

    def pieces(self, size: int) -> Iterator[tuple[int, int, int, tuple[int, int] | None]]:
        """Start, end, shift and whole stretch (or none) of each piece of a changed text `size` long."""
        start = 0
        for piece, shift in enumerate(self.shifts):
            end = self.breaks[piece] if piece < len(self.breaks) else size
            yield start, end, shift, self.wholes.get(piece)
            start = end

    def then(self, edits: Sequence[Edit], size: int) -> OffsetMap:
        """The map after `edits` are made, too, in the changed text, which is `size` long before them."""
        if self.shifts == [0] and not self.wholes and not any(replacement for _, _, replacement in edits):
            return _of_deletions(edits, size)
        made = _Builder()
        pieces = self.pieces(size)
        _, end, shift, whole = next(pieces)
        at = 0
        removed = 0
        for edit_start, edit_end, replacement in (*edits, (size, size, "")):
            while True:  # the kept stretch before the edit, piece by piece
                stop = min(end, edit_start)
                if at < stop:
                    made.add(at - removed, shift + removed, whole)
                    at = stop
                if at == edit_start or end >= size:
                    break
                _, end, shift, whole = next(pieces)
            if replacement:
                stretch = (self.start(edit_start), self.end(edit_end))
                made.add(edit_start - removed, 0, (stretch[0], max(stretch)))
            removed += edit_end - edit_start - len(replacement)
            at = edit_end
            while end < at:
                _, end, shift, whole = next(pieces)
        return OffsetMap(made.breaks, made.shifts, made.wholes)


def _of_deletions(edits: Sequence[Edit], size: int) -> OffsetMap:
    """The commonest map, made without looking at pieces."""
    breaks: list[int] = []
    shifts = [0]
    shift = 0
    for start, end, _ in edits:
        if start - shift == (breaks[-1] if breaks else 0):  # nothing stands between two deletions
            shift += end - start
            shifts[-1] = shift
        elif end < size:
            breaks.append(start - shift)
            shift += end - start
            shifts.append(shift)
    return OffsetMap(breaks, shifts)


class _Builder:
    """Gathers pieces in order and joins those that are shifted alike."""

    __slots__ = ("breaks", "shifts", "wholes")

    def __init__(self) -> None:
        self.breaks: list[int] = []
        self.shifts: list[int] = [0]
        self.wholes: dict[int, tuple[int, int]] = {}

    def add(self, start: int, shift: int, whole: tuple[int, int] | None) -> None:
        last = len(self.shifts) - 1
        if whole == self.wholes.get(last) and (whole or shift == self.shifts[last]):
            return
        if start == 0:
            self.shifts[0] = shift
        else:
            self.breaks.append(start)
            self.shifts.append(shift)
        if whole:
            self.wholes[len(self.shifts) - 1] = whole
