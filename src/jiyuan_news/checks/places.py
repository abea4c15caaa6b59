"""Places of a text, which may be a part of an input."""

from __future__ import annotations

import attrs

from jiyuan_news.findings import Place
from jiyuan_news.spans import Lines, Span


class Places:
    """Makes the places of a text that begins somewhere in an input."""

    def __init__(self, path: str, text: str, *, line: int = 1, offset: int = 0) -> None:
        self._path = path
        self._text = text
        self._before = (line - 1, offset)
        self._lines: Lines | None = None

    def at(self, span: Span, pointer: str | None = None) -> Place:
        """The place of a stretch of the text."""
        self._lines = self._lines or Lines(self._text)
        place = Place.of(self._path, self._text, self._lines, span, pointer)
        lines, offset = self._before
        if not offset:
            return place
        moved = Span(span.start + offset, span.end + offset)
        return attrs.evolve(place, line=place.line + lines, span=moved)


def whole(path: str) -> Place:
    """The place of what is wrong with an input as a whole."""
    return Place(path, 1, 1, None)
