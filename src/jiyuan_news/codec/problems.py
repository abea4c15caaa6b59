"""What is wrong with a JSON value, in words: its place, what should stand there and what does."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from reprlib import Repr
from typing import Any

import attrs

_TOLD = 20
"""Problems that a message tells; `RecordError.errors` has all."""

_short, _long = Repr(), Repr()
_short.maxstring = _short.maxother = _short.maxlong = 80
_long.maxstring = 200
_CONSTANTS = {None: "null", True: "true", False: "false"}


class _Missing(Enum):
    """Has one member, so that it is the same object after it was pickled."""

    MISSING = "nothing"


MISSING = _Missing.MISSING
"""The value of a problem where a key is missing; null is None."""


@attrs.frozen(slots=True)
class Problem:
    """One thing that is wrong with a JSON value."""

    pointer: str
    """Where, as a JSON pointer (RFC 6901); empty for the whole value."""
    value: Any
    """What stands there; `MISSING` for a key that is not there."""
    expected: str
    """What should stand there."""

    def under(self, key: str | int) -> Problem:
        """The same problem, seen from the object or list that has the value under `key`."""
        step = key.replace("~", "~0").replace("/", "~1") if isinstance(key, str) else key
        return Problem(f"/{step}{self.pointer}", self.value, self.expected)

    def __str__(self) -> str:
        place = _long.repr(self.pointer)[1:-1] or "(the whole value)"  # a key can be anything
        return f"{place}: expected {self.expected}, got {shown(self.value)}"


def shown(value: Any) -> str:
    """A JSON value in a few words. Strings are shown as Python writes them: nothing in them can act on a terminal."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    if value is None or isinstance(value, bool):
        return _CONSTANTS[value]
    return str(value.value) if value is MISSING else _short.repr(value)


class RecordError(ValueError):
    """A JSON value that is not the record asked for; `errors` has everything that is wrong with it."""

    __module__ = "jiyuan_news.codec"  # where callers import it from, and what a traceback should name

    def __init__(self, errors: Iterable[Problem], where: str = "") -> None:
        self.errors = tuple(errors)
        """All problems of the value: those of its fields in declared order, then unknown keys."""
        self.where = where
        """File and line of the value, where it was read from lines; else empty."""
        told = [str(error) for error in self.errors[:_TOLD]]
        if len(self.errors) > _TOLD:
            told.append(f"and {len(self.errors) - _TOLD} more")
        super().__init__((f"{where}: " if where else "") + "; ".join(told))

    def __reduce__(self) -> tuple[Any, ...]:
        # Exceptions are pickled by their message; this one is made of its problems (worker processes send it back).
        return type(self), (self.errors, self.where)
