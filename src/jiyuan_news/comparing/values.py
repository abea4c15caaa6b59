"""Two JSON values beside each other: the places where they differ."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from jiyuan_news.changes import FieldChange

_ALIGNED = 300
"""Items of lists that are laid beside each other by what they say; those of longer lists by their number alone."""


def differences(old: Any, new: Any, pointer: str = "") -> Iterator[FieldChange]:
    """Where the two differ, as deep as can be told, in the order of the new one."""
    if type(old) is type(new) is dict:
        for key in dict.fromkeys([*new, *old]):
            step = f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}"
            yield from differences(old.get(key), new.get(key), step)
    elif type(old) is type(new) is list:
        yield from _in_lists(old, new, pointer)
    elif type(old) is not type(new) or old != new:
        yield FieldChange(pointer, old, new)


def _in_lists(old: list[Any], new: list[Any], pointer: str) -> Iterator[FieldChange]:
    """Items that are the same stand beside each other, and what is between them, as far as it is as many."""
    for at, end, start, stop in _unlike(old, new):
        both = min(end - at, stop - start)
        for step in range(both):
            yield from differences(old[at + step], new[start + step], f"{pointer}/{start + step}")
        for index in range(start + both, stop):
            yield FieldChange(f"{pointer}/{index}", None, new[index])
        for index in range(at + both, end):
            yield FieldChange(f"{pointer}/{index}", old[index], None)


def _unlike(old: list[Any], new: list[Any]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches of two lists that are not the same: from and to in the old one, from and to in the new one."""
    if len(old) == len(new) or max(len(old), len(new)) > _ALIGNED:
        yield 0, len(old), 0, len(new)
        return
    before, after = ([json.dumps(item, sort_keys=True) for item in some] for some in (old, new))
    for tag, at, end, start, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield at, end, start, stop
