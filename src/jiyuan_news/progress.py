"""A bar for who waits: how far it is, how fast, how long still. On a terminal only; elsewhere nothing is written."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import IO, TypeVar

T = TypeVar("T")

_EVERY = 0.1
"""Seconds between two drawings."""
_CELLS = 24
WIPE = "\r\033[K"
"""What takes the bar away from the line that it stands on."""


class Progress:
    """A bar on stderr, drawn a few times a second and taken away at the end.

    >>> with Progress("reading", 3) as bar:  # stderr is no terminal here: nothing is written
    ...     bar.add(2)
    """

    def __init__(self, label: str, total: int | None = None, stream: IO[str] | None = None) -> None:
        """`total` is None where nobody knows how much there is."""
        self._stream = stream or sys.stderr
        self._shown = self._stream is not None and self._stream.isatty()
        self._label, self._total, self._done = label, total, 0
        self._start = time.monotonic()
        self._drawn = self._start - _EVERY  # the first is drawn at once

    def add(self, count: int = 1) -> None:
        """So many more are done."""
        self._done += count
        if self._shown and time.monotonic() - self._drawn >= _EVERY:
            self._drawn = time.monotonic()
            self._stream.write(WIPE + self.line(self._drawn - self._start))
            self._stream.flush()

    def line(self, seconds: float) -> str:
        """The bar as it stands after so many seconds."""
        rate = self._done / seconds if seconds > 0 else 0.0
        if self._total is None:
            return f"{self._label} {self._done:,}  {rate:,.0f}/s"
        cells = _CELLS * self._done // max(self._total, 1)
        left = _clock((self._total - self._done) / rate) if rate else "?"
        bar = "#" * cells + "." * (_CELLS - cells)
        return f"{self._label} {self._done:,}/{self._total:,} [{bar}] {rate:,.0f}/s, {left} left"

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            self._stream.write(WIPE)
            self._stream.flush()


def counted(things: Iterable[T], label: str, total: int) -> Iterator[T]:
    """The same things, with a bar where there is more than one to wait for."""
    if total < 2:
        yield from things
        return
    with Progress(label, total) as bar:
        for thing in things:
            yield thing
            bar.add()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
