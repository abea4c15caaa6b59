"""People as a text names them, and those that a page has named so far."""

from __future__ import annotations

from collections.abc import Iterable
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

    __slots__ = ("_by_family", "_by_head", "_posts")

    def __init__(self) -> None:
        self._posts: dict[str, set[str]] = {}
        self._by_head: dict[str, list[str]] = {}
        self._by_family: dict[str, list[str]] = {}

    def add(self, name: str, posts: Iterable[Post] = ()) -> None:
        """Notes a person, and posts that the person holds."""
        if name not in self._posts:
            self._posts[name] = set()
            like = self._by_head.setdefault(name[:2], [])
            like.append(name)
            like.sort(key=len, reverse=True)
            self._by_family.setdefault(name[0], []).append(name)
        self._posts[name].update(post.label for post in posts)

    def __contains__(self, name: str) -> bool:
        return name in self._posts

    def called(self, family: str, title: str) -> str | None:
        """The one known person with this family name and a post that ends in the title (`邹书记`); None for none or two."""
        held = {
            name: [post for post in self._posts[name] if post.endswith(title)]
            for name in self._by_family.get(family[0], ())
            if name.startswith(family)
        }
        deputy = "副" + title  # who is called by the title may be a deputy, where no other has it
        first = [name for name, posts in held.items() if any(not post.endswith(deputy) for post in posts)]
        found = first or [name for name, posts in held.items() if posts]
        return found[0] if len(found) == 1 else None

    def at(self, text: str, start: int, end: int) -> int:
        """Length of the longest name of a known person that stands at `start`; 0 for none."""
        for name in self._by_head.get(text[start : start + 2], ()):
            if text.startswith(name, start) and start + len(name) <= end:
                return len(name)
        return 0
