"""Spans of a text, and where an offset lies in it.

Every offset in a record counts Unicode code points of the raw text, as Python does. Other languages
count UTF-16 units (JavaScript, Java, C#) or UTF-8 bytes (Go, Rust): `Span.utf16` and `Span.utf8` turn one
into the other.
"""

from __future__ import annotations

from bisect import bisect_right

import attrs


@attrs.frozen(slots=True)
class Span:
    """A stretch of a text: code points `start` to `end`, the end excluded (W3C Web Annotation, TextPositionSelector)."""

    start: int
    """Code points of the raw text before the stretch."""
    end: int
    """Code points of the raw text up to and with the stretch."""

    @property
    def slice(self) -> slice:
        """`text[span.slice]` is the stretch itself."""
        return slice(self.start, self.end)

    def utf16(self, text: str) -> tuple[int, int]:
        """The same stretch of `text` in UTF-16 code units."""
        start = self.start + _astral(text, 0, self.start)
        return start, start + (self.end - self.start) + _astral(text, self.start, self.end)

    def utf8(self, text: str) -> tuple[int, int]:
        """The same stretch of `text` in UTF-8 bytes; a lone surrogate counts the three bytes of U+FFFD."""
        start = len(text[: self.start].encode("utf-8", "surrogatepass"))
        return start, start + len(text[self.start : self.end].encode("utf-8", "surrogatepass"))


def _astral(text: str, start: int, end: int) -> int:
    return sum(character > "\uffff" for character in text[start:end])


class Lines:
    """Turns offsets of a text into lines and columns, both counted from 1, columns in code points."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        starts = [0]
        at = text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = text.find("\n", at + 1)
        self._starts = starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of the code point at `offset`."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
