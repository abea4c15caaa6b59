"""The files of a data set, measured while they are written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs

from jiyuan_news.files import whole
from jiyuan_news.records import Article, Document, Meeting


@attrs.frozen
class Lines:
    """A file of JSON Lines: a record a line."""

    name: str
    """Its name; the file is `NAME.jsonl`."""
    cls: type[Any]
    """The class of its records, whose docstrings describe the columns."""
    key: tuple[str, ...]
    """The columns that no two of its records have the same."""
    title: str
    """What it is, for people."""
    refers: tuple[tuple[str, str, str], ...] = ()
    """Columns that name a record of another table: the column, that table, and its column."""


ARTICLES = Lines("articles", Article, ("id",), "The articles", (("source", "pages", "sha256"),))
MEETINGS = Lines("meetings", Meeting, ("id",), "The meetings", (("source", "pages", "sha256"),))
PAGES = Lines("pages", Document, ("sha256",), "The raw pages")


@attrs.frozen
class Written:
    """A file of a data set."""

    path: str
    """Its path within the data set."""
    size: int
    """Its bytes."""
    sha256: str
    """Its SHA-256, in lower-case hex."""
    rows: int
    """How many records it has."""


def write_lines(path: Path, bodies: Iterable[bytes], *digests: Any) -> Written:
    """Writes JSON Lines, a line for each body, whole or not at all.

    Args:
        path: the file.
        bodies: the JSON of each record.
        digests: hashes of `hashlib` that are told the same bytes.

    """
    own, size, rows = hashlib.sha256(), 0, 0
    with whole(path) as file:
        for body in bodies:
            line = body + b"\n"
            file.write(line)
            size, rows = size + len(line), rows + 1
            for digest in (own, *digests):
                digest.update(line)
    return Written(path.name, size, own.hexdigest(), rows)
