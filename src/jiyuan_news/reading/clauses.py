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
    last = _last_end(text, start)
    if last < 0 or text[last] == "\n":
        return start
    begin = _last_end(text, last) + 1
    while begin < start and text[begin] in " \u3000":
        begin += 1
    return begin


def _last_end(text: str, before: int) -> int:
    """Where the last mark that ends a sentence stands before an offset; -1 for none.

    Each search goes back only to what the one before it found, so that a mark which a page lacks costs no more.
    """
    found = -1
    for mark in "。！？\n":
        found = max(found, text.rfind(mark, found + 1, before))
    return found


def inside(text: str, start: int, at: int, opening: str, closing: str) -> bool:
    """Whether `at` stands inside a pair of marks that opens after `start`."""
    last = text.rfind(opening, start, at)
    return last >= 0 and text.find(closing, last, at) < 0


def trimmed(text: str, end: int) -> int:
    """`end`, moved back over blanks and line ends before it."""
    while end and text[end - 1] in " \u3000\n\r\t":
        end -= 1
    return end
