"""Writes the files of a data set from what was read: records, pages and descriptions, each measured as it is written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

from jiyuan_news import publishing
from jiyuan_news.building import joining
from jiyuan_news.building.drafts import drafts, place
from jiyuan_news.building.exports import written
from jiyuan_news.building.store import Store
from jiyuan_news.codec import dumps
from jiyuan_news.describing import card, citation, croissant
from jiyuan_news.describing.datapackage import NAME, datapackage
from jiyuan_news.describing.files import ARTICLES, MEETINGS, PAGES, Written, measured, write_lines
from jiyuan_news.facts import About
from jiyuan_news.progress import Progress
from jiyuan_news.publishing import graphml, json_ld, sqlite
from jiyuan_news.tables import TABLES

FOLDER = "tables"
"""The folder of the flat tables."""


@attrs.frozen
class Built:
    """A data set that was written."""

    version: str
    """Its version: the day that people wrote, and the hash of its records."""
    files: tuple[Written, ...]
    """Its files, in the order that they were written in."""


def write(
    store: Store,
    folder: Path,
    about: About,
    formats: Sequence[str],
    resources: Sequence[dict[str, Any]] | None = None,
    sources: Sequence[str] = (),
    home: Path | None = None,
    tell: Callable[[int], None] = lambda count: None,
) -> Built:
    """Merges what was read and writes the data set. A file takes its place once all are written, the descriptor last.

    Args:
        store: the pages and what was read from them.
        folder: where to write.
        about: what people wrote of the data set.
        formats: those that the flat tables are written in.
        resources: the raw pages, where they are files of their own; None to write them as a table.
        sources: what the data was made from, in words.
        home: the folder that tells of the raw pages; else the one that is written.
        tell: called with the number of meetings that were merged since.

    Raises:
        MissingLibrary: a format needs a library that is not installed.
    """
    joining.join(store, tell)
    digest = hashlib.sha256()
    with drafts(folder) as made:
        files = [
            write_lines(made, ARTICLES, joining.articles(store), digest),
            write_lines(made, MEETINGS, joining.meetings(store), digest),
        ]
        if resources is None:
            files.append(write_lines(made, PAGES, (dumps(page) for page in store.pages())))
        version = f"{about.version or '0'}+{digest.hexdigest()[:12]}"
        files += _tables(made, home or made, version, about.place, formats)
        for name, data in _descriptions(about, version, files, resources, sources):
            (made / name).write_bytes(data)
            files.append(measured(made, name))
        place(made, folder, files)
    if resources is None:
        _remove(folder, {one.path for one in files})
    return Built(version, tuple(files))


def _tables(made: Path, home: Path, version: str, place: str | None, formats: Sequence[str]) -> list[Written]:
    """Writes the flat tables of the records that were written."""
    sources = publishing.Streamed(lambda: publishing.sources_of(home))
    dataset = attrs.evolve(publishing.load(made, trusted=True), version=version, sources=sources, place=place)
    with Progress("writing tables", len(formats)) as bar:
        files: list[Written] = []
        for format in formats:
            files += written(format, dataset, made, FOLDER)
            bar.add()
    return files


def _remove(folder: Path, kept: set[str]) -> None:
    """Removes what an earlier build wrote that was asked for more: it is of other pages."""
    tables = [f"{name}.{format}" for name in TABLES for format in ("csv", "parquet")]
    tables += [sqlite.FILE, sqlite.METADATA, graphml.FILE, json_ld.FILE]
    for path in {*(f"{FOLDER}/{name}" for name in tables), card.NAME, citation.NAME} - kept:
        (folder / path).unlink(missing_ok=True)


def _descriptions(
    about: About,
    version: str,
    files: list[Written],
    resources: Sequence[dict[str, Any]] | None,
    sources: Sequence[str],
) -> Iterator[tuple[str, bytes]]:
    """The files that describe the others; the descriptor is the last."""
    told = tuple(files)
    yield croissant.NAME, croissant.croissant(about, version, told)
    if any(one.format == "parquet" for one in told):
        yield card.NAME, card.card(about, version, told)
    if resources is None and about.creators:  # a citation must name somebody
        yield citation.NAME, citation.citation(None, about, version)
    yield NAME, datapackage(about, version, told, resources or (), sources)
