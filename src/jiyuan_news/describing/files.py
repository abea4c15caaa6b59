"""The files of a data set: what each holds, and how large it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs

from jiyuan_news.files import whole
from jiyuan_news.records import Article, Document, Meeting
from jiyuan_news.schema import descriptions
from jiyuan_news.tables import TABLES


@attrs.frozen
class Reference:
    """Columns that hold the key of another table, or null."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


@attrs.frozen
class Content:
    """What a table holds, in whatever format."""

    name: str
    """Its name, which no other table of the data set has."""
    cls: type[Any]
    """The class of its records or rows, whose docstrings describe the columns."""
    key: tuple[str, ...]
    """The columns that no two of its records have the same."""
    title: str
    """What it is, for people."""
    references: tuple[Reference, ...] = ()
    """Its foreign keys."""

    @property
    def description(self) -> str:
        """What a record of it is."""
        return descriptions()[self.cls.__name__][""]


_PAGE = (Reference(("source",), "pages", ("sha256",)),)
ARTICLES = Content("articles", Article, ("id",), "The articles", _PAGE)
MEETINGS = Content("meetings", Meeting, ("id",), "The meetings", _PAGE)
PAGES = Content("pages", Document, ("sha256",), "The raw pages")


def flat(name: str) -> Content:
    """What a flat table holds. Its name begins with `table-`: there are records called articles and meetings, too."""
    table = TABLES[name]
    references = tuple(
        Reference(one.columns, f"table-{one.table}", TABLES[one.table].key) for one in table.references
    )
    return Content(f"table-{name}", table.row, table.key, table.title, references)


@attrs.frozen
class Written:
    """A file of a data set."""

    path: str
    """Its path within the data set."""
    size: int
    """Its bytes."""
    sha256: str
    """Its SHA-256, in lower-case hex."""
    rows: int = 0
    """How many records it has, if it is a table."""
    content: Content | None = None
    """What it holds, if it is a table."""

    @property
    def format(self) -> str:
        """Its format, as the end of its name tells it."""
        return Path(self.path).suffix.removeprefix(".")


def write_lines(folder: Path, content: Content, bodies: Iterable[bytes], *digests: Any) -> Written:
    """Writes JSON Lines, a line for each body, whole or not at all.

    Args:
        folder: where to.
        content: what they are; the file is `NAME.jsonl`.
        bodies: the JSON of each record.
        digests: hashes of `hashlib` that are told the same bytes.

    """
    path = f"{content.name}.jsonl"
    own, size, rows = hashlib.sha256(), 0, 0
    with whole(folder / path) as file:
        for body in bodies:
            line = body + b"\n"
            file.write(line)
            size, rows = size + len(line), rows + 1
            for digest in (own, *digests):
                digest.update(line)
    return Written(path, size, own.hexdigest(), rows, content)


def measured(folder: Path, path: str, rows: int = 0, content: Content | None = None) -> Written:
    """A file that was written already."""
    with (folder / path).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Written(path, (folder / path).stat().st_size, digest, rows, content)
