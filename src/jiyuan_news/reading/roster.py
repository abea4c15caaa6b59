"""People as a text names them, and those that a page has named so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from jiyuan_news.records import Post

if TYPE_CHECKING:
    from jiyuan_news.reading.rules import Rule


@attrs.define(slots=True)
class Named:
    """A person or group of a list; offsets in the clean text."""

    name: str
    person: bool
    start: int
    end: int
    rule: Rule
    """What tells that it is a person, or a group."""
    posts: tuple[Post, ...] = ()
    written: str | None = None


class Roster:
    """The persons that a page has named so far."""

    __slots__ = ("_by_head", "_names")

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._by_head: dict[str, list[str]] = {}

    def add(self, name: str) -> None:
        """Notes a person."""
        if name not in self._names:
            self._names.add(name)
            like = self._by_head.setdefault(name[:2], [])
            like.append(name)
            like.sort(key=len, reverse=True)

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def at(self, text: str, start: int, end: int) -> int:
        """Length of the longest name of a known person that stands at `start`; 0 for none."""
        for name in self._by_head.get(text[start : start + 2], ()):
            if text.startswith(name, start) and start + len(name) <= end:
                return len(name)
        return 0
