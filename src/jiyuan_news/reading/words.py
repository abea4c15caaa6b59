"""Words of a vocabulary, found by what a text ends in."""

from __future__ import annotations

from collections.abc import Iterable


class Endings:
    """A set of words; tells the longest that a stretch of text ends in, by its last character first."""

    __slots__ = ("_by_last",)

    def __init__(self, words: Iterable[str]) -> None:
        by_last: dict[str, list[str]] = {}
        for word in dict.fromkeys(words):
            by_last.setdefault(word[-1], []).append(word)
        self._by_last = {last: tuple(sorted(found, key=len, reverse=True)) for last, found in by_last.items()}

    @property
    def last(self) -> frozenset[str]:
        """The last characters of the words."""
        return frozenset(self._by_last)

    def of(self, words: str) -> str | None:
        """The longest word that `words` ends in, or None."""
        if not words:
            return None
        known = self._by_last.get(words[-1])
        if known is None or not words.endswith(known):
            return None
        return next(word for word in known if words.endswith(word))
