"""Writes the files of a data set from what was read: records, pages and descriptions, each measured as it is written."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs

from jiyuan_news import publishing
from jiyuan_news.building import joining
from jiyuan_news.building.store import Store
from jiyuan_news.codec import dumps
from jiyuan_news.describing import card, croissant
from jiyuan_news.describing.datapackage import NAME, datapackage
from jiyuan_news.describing.files import ARTICLES, MEETINGS, PAGES, Written, flat, measured, write_lines
from jiyuan_news.facts import About

TABLES = "tables"
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
    resources: Sequence[dict[str, Any]] | None = None,
    sources: Sequence[str] = (),
    tables: Sequence[str] = (),
    home: Path | None = None,
    tell: Callable[[int], None] = lambda count: None,
) -> Built:
    """Merges what was read and writes the data set. A file takes its place once all are written, the descriptor last.

    Args:
        store: the pages and what was read from them.
        folder: where to write.
        about: what people wrote of the data set.
        resources: the raw pages, where they are files of their own; None to write them as a table.
        sources: what the data was made from, in words.
        tables: formats to write the flat tables in, too; for that all records are held in memory.
        home: the folder that tells of the raw pages, for those tables; else the one that is written.
        tell: called with the number of meetings that were merged since.

    Raises:
        MissingLibrary: a format needs a library that is not installed.
    """
    joining.join(store, tell)
    digest = hashlib.sha256()
    with _drafts(folder) as drafts:
        files = [
            write_lines(drafts, ARTICLES, joining.articles(store), digest),
            write_lines(drafts, MEETINGS, joining.meetings(store), digest),
        ]
        if resources is None:
            files.append(write_lines(drafts, PAGES, (dumps(page) for page in store.pages())))
        version = f"{about.version or '0'}+{digest.hexdigest()[:12]}"
        files += _tables(drafts, home or drafts, version, tables)
        made = {croissant.NAME: croissant.croissant(about, version, files)}
        if tables:
            made[card.NAME] = card.card(about, version, files)
        made[NAME] = datapackage(about, version, files, resources or (), sources)
        for name, data in made.items():
            (drafts / name).write_bytes(data)
            files.append(measured(drafts, name))
        for file in files:
            (folder / file.path).parent.mkdir(exist_ok=True)
            (drafts / file.path).replace(folder / file.path)
    return Built(version, tuple(files))


def _tables(drafts: Path, home: Path, version: str, formats: Sequence[str]) -> Iterator[Written]:
    """Writes the flat tables of the records that were written."""
    if not formats:
        return
    sources = publishing.Streamed(lambda: publishing.sources_of(home))
    dataset = attrs.evolve(publishing.load(drafts, trusted=True), version=version, sources=sources)
    for format in formats:
        for path in publishing.write(format, dataset, drafts / TABLES):
            rows = len(dataset.tables[path.stem])
            yield measured(drafts, f"{TABLES}/{path.name}", rows, flat(path.stem))


@contextmanager
def _drafts(folder: Path) -> Iterator[Path]:
    """A folder for files that are not whole; what a build that was killed left of such a folder goes with it."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(".draft-*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=".draft-", dir=folder) as made:
        yield Path(made)
