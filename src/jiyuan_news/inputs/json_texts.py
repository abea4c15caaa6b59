"""The JSON texts of an input: each line that is one, or all lines together; what is no JSON is told, with its place."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator
from itertools import islice, tee
from typing import Any

import attrs

from jiyuan_news.checks.catalogue import Check
from jiyuan_news.checks.records import NOT_JSON, NOT_UTF8, TOO_LONG
from jiyuan_news.codec import read_json
from jiyuan_news.inputs.streams import LONGEST_LINE
from jiyuan_news.spans import Span


@attrs.frozen(slots=True)
class Piece:
    """A JSON text of an input: a line, or all of it."""

    data: bytes
    """Empty for one that is too long."""
    line: int
    offset: int
    """Code points before it."""
    size: int = 0
    """Bytes of one that is too long."""


def pieces(lines: Iterable[bytes | str | int]) -> Iterator[Piece]:
    """The JSON texts of an input: each line that is not blank, or all together where JSON goes over several lines."""
    told, ahead = tee(_numbered(lines))
    first = [one.data.strip() for one in islice(filter(_is_filled, islice(ahead, _AHEAD)), 2)]
    del ahead  # else it would keep all lines for itself
    if len(first) == 2 and _goes_on(*first):
        yield _joined(told)
    else:
        yield from filter(_is_filled, told)


_AHEAD = 1000
"""Lines in which the first two that are not blank are looked for."""


def _is_filled(piece: Piece) -> bool:
    return bool(piece.size or piece.data.strip())


def in_one(lines: Iterable[bytes]) -> bool:
    """Whether the lines are one JSON text, and not each one of its own."""
    first = list(islice(filter(None, map(bytes.strip, islice(lines, _AHEAD))), 2))
    return len(first) == 2 and _goes_on(*first)


def _goes_on(line: bytes, following: bytes) -> bool:
    """Whether JSON is written over several lines: a record a line never ends in an open bracket or a comma."""
    if line.startswith(b"["):
        return line == b"[" or line.endswith((b"{", b"[", b",", b":"))
    return line.endswith((b"{", b"[", b",", b":")) and not following.startswith(b"{")


def _joined(all_: Iterable[Piece]) -> Piece:
    data, size = [], 0
    for one in all_:
        size += one.size or len(one.data)
        if size <= LONGEST_LINE:
            data.append(one.data)
    return Piece(b"", 1, 0, size) if size > LONGEST_LINE else Piece(b"".join(data), 1, 0)


def _numbered(lines: Iterable[bytes | str | int]) -> Iterator[Piece]:
    offset = 0
    for number, line in enumerate(lines, 1):
        if isinstance(line, int):
            yield Piece(b"", number, offset, line)
            offset += line
            continue
        data = line.encode("utf-8", "surrogatepass") if isinstance(line, str) else line
        data = data if data.endswith(b"\n") else data + b"\n"
        yield Piece(data, number, offset)
        offset += len(data.decode("utf-8", "replace"))


@attrs.frozen(slots=True)
class Broken:
    """What is wrong with a text that is no JSON."""

    rule: Check
    span: Span
    message: str


def value_of(piece: Piece, text: str) -> tuple[Any, Broken | None]:
    """The value of a JSON text, or why there is none."""
    if piece.size:
        words = f"The record has {piece.size:,} bytes; {LONGEST_LINE:,} are read."
        return None, Broken(TOO_LONG, Span(0, 0), words)
    try:
        piece.data.decode()
        return read_json(piece.data.removeprefix(codecs.BOM_UTF8)), None
    except UnicodeDecodeError as error:
        at = len(piece.data[: error.start].decode("utf-8", "replace"))
        words = f"Byte 0x{piece.data[error.start]:02X} is not UTF-8."
        return None, Broken(NOT_UTF8, Span(at, at + 1), words)
    except json.JSONDecodeError as error:
        at = min(error.pos, max(0, len(text.rstrip()) - 1))
        return None, Broken(NOT_JSON, Span(at, at + 1), f"This is no JSON: {error.msg}.")
