"""Writes a data set in the formats of its users: one module a format, each with `write`, and `read` where it can be read.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from jiyuan_news import publishing
    >>> with TemporaryDirectory() as folder:
    ...     written = publishing.write("csv", publishing.load(), Path(folder))
    ...     [path.name for path in written][:3]
    ['articles.csv', 'meetings.csv', 'organizations.csv']

JSON Lines of the records are the truth; the tables of the other formats are derived from them. Every file is written
whole or not at all. The libraries that a format needs are imported when it is used.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs

from jiyuan_news.publishing.extras import MissingLibrary, needed
from jiyuan_news.publishing.sets import Dataset, Streamed, load, sources_of

__all__ = [
    "FORMATS",
    "Dataset",
    "Format",
    "MissingLibrary",
    "Streamed",
    "check",
    "load",
    "read",
    "sources_of",
    "write",
]


@attrs.frozen(slots=True)
class Format:
    """A way to write a data set."""

    name: str
    module: str
    title: str
    reads: str | None
    """What `read` gives, or None where the format is not read back."""
    needs: str | None = None
    """The library that it needs, which the extra of its name brings."""


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("jsonl", "json_lines", "the records as JSON Lines, the truth", "Dataset"),
        Format("csv", "csv_tables", "the tables as CSV", "Tables"),
        Format("parquet", "parquet", "the tables as Parquet", "Tables", needs="pyarrow"),
        Format("sqlite", "sqlite", "the tables as a SQLite database, for Datasette too", "Tables"),
        Format("graphml", "graphml", "who was at meetings with whom, as GraphML for Gephi", "Network"),
        Format("jsonld", "json_ld", "articles and events as JSON-LD (schema.org)", None),
    )
}
"""The formats by name."""


def check(formats: Iterable[str]) -> None:
    """Tells before anything is written what cannot be.

    Raises:
        KeyError: there is no such format.
        MissingLibrary: a library that one needs is not installed; the message says how to get it.

    """
    for name in formats:
        if (library := FORMATS[name].needs) is not None:
            needed(library, name)


def write(format: str, dataset: Dataset, folder: Path) -> list[Path]:
    """Writes the data set into a folder, which is made where it is not there, and tells the files.

    Raises:
        KeyError: there is no such format.
        MissingLibrary: a library that the format needs is not installed; the message says how to get it.
        OSError: a file cannot be written.

    """
    written: list[Path] = _module(format).write(dataset, folder)
    return written


def read(format: str, folder: Path) -> Any:
    """What `write` wrote into the folder: equal to what it was given.

    Raises:
        KeyError: there is no such format, or it is not read back.
        MissingLibrary: a library that the format needs is not installed.
        OSError: a file cannot be read.
        ValueError: a file is not what `write` writes.

    """
    if FORMATS[format].reads is None:
        raise KeyError(f"{format} is not read back")
    return _module(format).read(folder)


def _module(format: str) -> Any:
    return import_module(f"{__name__}.{FORMATS[format].module}")
