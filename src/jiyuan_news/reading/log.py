"""The notices of one page, collected while it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiyuan_news.spans import Lines, Span

if TYPE_CHECKING:
    from jiyuan_news.notices import NoticeKind
    from jiyuan_news.records import Notice
    from jiyuan_news.text import CleanText


class _FewPlaces(Lines):
    """Lines and columns by counting: quicker than an index for the few notices of a page."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def position(self, offset: int) -> tuple[int, int]:
        return self._text.count("\n", 0, offset) + 1, offset - self._text.rfind("\n", 0, offset)


_FEW = 20


class Log:
    """Collects notices of a page at places of its clean text, and tells them at places of the raw one."""

    __slots__ = ("_clean", "_found", "_lines")

    def __init__(self, clean: CleanText) -> None:
        self._clean = clean
        self._found: list[Notice] = []
        self._lines: Lines | None = None

    def add(self, kind: NoticeKind, start: int, end: int, message: str) -> None:
        """A notice about the clean text from `start` to `end`; `message` is one sentence about the place."""
        self.add_raw(kind, self._clean.raw_span(start, end), message)

    def add_raw(self, kind: NoticeKind, span: Span, message: str) -> None:
        """A notice about a stretch of the raw text."""
        if self._lines is None:
            self._lines = _FewPlaces(self._clean.raw)
        elif len(self._found) == _FEW:
            self._lines = Lines(self._clean.raw)
        self._found.append(kind.at(span, self._lines, message))

    def notices(self) -> tuple[Notice, ...]:
        """All of them, each once, in the order of the page."""
        return tuple(sorted(dict.fromkeys(self._found), key=lambda notice: (notice.span.start, notice.code)))
