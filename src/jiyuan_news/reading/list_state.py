"""What has been read of a list of people, so that a step which leads nowhere can be taken back."""

from __future__ import annotations

from typing import Any

from jiyuan_news.reading import allotment, persons
from jiyuan_news.reading.posts import Chain
from jiyuan_news.reading.roster import Named, Roster


class ListState:
    """The persons and groups of a list so far, and the posts and offices whose holders are still to come."""

    __slots__ = (
        "_allotment", "_chain", "_from", "_office", "_pending", "_roster", "_shared", "_text", "_till", "found"
    )  # fmt: skip

    def __init__(self, text: str, roster: Roster, chain: Chain) -> None:
        self._text, self._roster, self._chain = text, roster, chain
        chain.people()
        self.found: tuple[Named, ...] = ()
        self._pending: tuple[str, ...] = ()  # posts whose holder is still to come
        self._from = self._till = -1  # where they begin and end
        self._office = -1  # where offices begin whose head noun is still to come
        self._shared: persons.Shared | None = None
        self._allotment: allotment.Allotment | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing has been read."""
        return not self.found and not self.open

    @property
    def open(self) -> bool:
        """Whether posts or offices were read and not yet what they belong to."""
        return bool(self._pending) or self._office >= 0

    @property
    def waits(self) -> bool:
        """Whether posts wait for their holder."""
        return bool(self._pending)

    def forget(self) -> None:
        """Drops posts and offices whose holders could not be read."""
        self._pending, self._from, self._office = (), -1, -1
        self._allot()

    def _state(self) -> tuple[Any, ...]:
        own = (self.found, self._pending, self._from, self._till, self._office, self._shared)
        return (*own, self._allotment, len(self._chain))

    def _restore(self, state: tuple[Any, ...]) -> None:
        self.found, self._pending, self._from, self._till, self._office, self._shared, *rest = state
        self._allotment, posts = rest
        self._chain.cut(posts)

    def _allot(self) -> None:
        if self._allotment:
            allotment.settle(self._allotment, self.found, self._chain)
            self._allotment = None
