"""Where in a JSON text a value stands: from JSON pointers (RFC 6901) to stretches of the text, in one pass."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from jiyuan_news.spans import Span

# Possessive throughout: a string of a hundred megabytes must not leave a way back at each letter.
_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_KEY = re.compile(rf"\s*+({_STRING})\s*+:\s*+", re.S)
_SCALAR = re.compile(rf"{_STRING}|[^\s,\[\]{{}}]++", re.S)
_BRACKET = re.compile(rf"{_STRING}|[{{}}\[\]]", re.S)
_BLANK = re.compile(r"\s*+")

_Wanted = dict[str, Any]
"""What is looked for below a value: its keys and indexes, each with what is looked for below it."""


def locate(text: str, pointers: Iterable[str]) -> dict[str, Span]:
    """The stretch of each pointer's value in a JSON text that could be read.

    Of a key that stands twice the last counts, as readers take it. For a value that is not there, such as that of a
    missing key, the stretch is that of the nearest one that should hold it.
    """
    asked = list(pointers)
    wanted: _Wanted = {}
    for pointer in asked:
        below = wanted
        for step in pointer.split("/")[1:]:
            below = below.setdefault(step, {})
    found: dict[str, Span] = {}
    start = _after_blanks(text, text.startswith("\ufeff"))
    try:
        _visit(text, start, "", wanted, found)
    except RecursionError:  # a pointer of hundreds of steps
        found[""] = Span(start, len(text))
    return {pointer: _nearest(pointer, found) for pointer in asked}


def _nearest(pointer: str, found: dict[str, Span]) -> Span:
    while pointer not in found:
        pointer = pointer.rpartition("/")[0]
    return found[pointer]


def _visit(text: str, at: int, pointer: str, wanted: _Wanted, found: dict[str, Span]) -> int:
    """Notes where the value at `at` and what is wanted below it stand; the offset behind it."""
    if wanted and text[at] == "{":
        end = _object(text, at + 1, pointer, wanted, found)
    elif wanted and text[at] == "[":
        end = _list(text, at + 1, pointer, wanted, found)
    else:
        end = _past(text, at)
    found[pointer] = Span(at, end)
    return end


def _object(text: str, at: int, pointer: str, wanted: _Wanted, found: dict[str, Span]) -> int:
    while key := _KEY.match(text, at):
        step = json.loads(key[1], strict=False).replace("~", "~0").replace("/", "~1")
        at = _item(text, key.end(), f"{pointer}/{step}", wanted.get(step), found)
    return _after_blanks(text, at) + 1


def _list(text: str, at: int, pointer: str, wanted: _Wanted, found: dict[str, Span]) -> int:
    index = 0
    while text[at := _after_blanks(text, at)] != "]":
        at = _item(text, at, f"{pointer}/{index}", wanted.get(str(index)), found)
        index += 1
    return at + 1


def _item(text: str, at: int, pointer: str, wanted: _Wanted | None, found: dict[str, Span]) -> int:
    """The offset behind a value and the comma after it."""
    end = _past(text, at) if wanted is None else _visit(text, at, pointer, wanted, found)
    end = _after_blanks(text, end)
    return end + (text[end] == ",")


def _past(text: str, at: int) -> int:
    """The offset behind the value at `at`."""
    if text[at] not in "{[":
        scalar = _SCALAR.match(text, at)
        assert scalar, "the text was read as JSON before"
        return scalar.end()
    depth = 0
    for token in _BRACKET.finditer(text, at):
        depth += (token[0] in "{[") - (token[0] in "}]")
        if not depth:
            return token.end()
    raise AssertionError("the text was read as JSON before")


def _after_blanks(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    assert blank
    return blank.end()
