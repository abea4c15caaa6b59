"""Sentences and clauses of a text, by offset; marks inside brackets, titles and quotations do not part clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[”’』）)]*|$)")
_CLAUSE = re.compile(r"(?:[^，,；;：:“《（(]|“[^”]{0,200}”?|《[^》]{0,200}》?|[（(][^）)]{0,200}[）)]?)+")


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of `text[start:end]`, their end marks included."""
    for match in _SENTENCE.finditer(text, start, end):
        if match.end() > match.start():
            yield match.span()


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The clauses of a sentence, without the marks between them."""
    return [match.span() for match in _CLAUSE.finditer(text, start, end)]


def before(text: str, start: int) -> int:
    """Where the sentence before the one at `start` begins in its line; `start` where it is the first."""
    last = max(text.rfind(mark, 0, start) for mark in "。！？\n")
    if last < 0 or text[last] == "\n":
        return start
    begin = max(text.rfind(mark, 0, last) for mark in "。！？\n") + 1
    while begin < start and text[begin] in " \u3000":
        begin += 1
    return begin


def inside(text: str, start: int, at: int, opening: str, closing: str) -> bool:
    """Whether `at` stands inside a pair of marks that opens after `start`."""
    last = text.rfind(opening, start, at)
    return last >= 0 and text.find(closing, last, at) < 0


def trimmed(text: str, end: int) -> int:
    """`end`, moved back over blanks and line ends before it."""
    while end and text[end - 1] in " \u3000\n\r\t":
        end -= 1
    return end
