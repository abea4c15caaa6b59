"""Entries of the vocabularies by their places, so that a reason can point at the one that decided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import attrs

from jiyuan_news import vocabulary


@attrs.frozen(slots=True)
class Entry:
    """A place in a vocabulary, and what stands there."""

    vocabulary: str
    """Name of the file: `verbs.toml`."""
    pointer: str
    """Where it stands in the file, as a JSON pointer (RFC 6901) into its data: `/role/0/pattern`."""
    words: str
    """The word or the pattern there."""

    def __str__(self) -> str:
        return f"{self.vocabulary} {self.pointer} {self.words}"


def _value(name: str, pointer: str) -> Any:
    found: Any = vocabulary.load(name)
    for key in pointer.split("/")[1:]:
        found = found[int(key) if isinstance(found, list) else key]
    return found


def at(name: str, pointer: str) -> Entry:
    """The entry at a place of the vocabulary `name`."""
    return Entry(f"{name}.toml", pointer, str(_value(name, pointer)))


def every(name: str, pointer: str) -> list[Entry]:
    """The entries of a list of the vocabulary `name`."""
    return [
        Entry(f"{name}.toml", f"{pointer}/{index}", one) for index, one in enumerate(_value(name, pointer))
    ]


def ending(name: str, pointer: str, text: str) -> Entry | None:
    """The entry of a list of words or patterns with the longest match at the end of `text`; None for none."""
    return _longest((entry, pattern.search(text)) for entry, pattern in _patterns(name, pointer, "(?:{})$"))


def beginning(name: str, pointer: str, text: str) -> Entry | None:
    """The same at its beginning."""
    return _longest((entry, pattern.match(text)) for entry, pattern in _patterns(name, pointer, "{}"))


@cache
def _patterns(name: str, pointer: str, form: str) -> tuple[tuple[Entry, re.Pattern[str]], ...]:
    return tuple((one, re.compile(form.format(one.words))) for one in every(name, pointer))


def _longest(found: Iterable[tuple[Entry, re.Match[str] | None]]) -> Entry | None:
    lengths = [(len(match[0]), entry) for entry, match in found if match and match[0]]
    return max(lengths, key=lambda one: one[0])[1] if lengths else None


def tables(name: str, key: str, **wanted: str) -> Iterator[str]:
    """The places of the lists of words in the tables `key` whose fields are as `wanted`."""
    for index, table in enumerate(_value(name, f"/{key}")):
        if all(table.get(field) == value for field, value in wanted.items()):
            yield f"/{key}/{index}/words"
