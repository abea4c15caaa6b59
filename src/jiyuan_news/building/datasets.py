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

from jiyuan_news.building import joining
from jiyuan_news.building.store import Store
from jiyuan_news.codec import dumps
from jiyuan_news.describing.datapackage import NAME, datapackage
from jiyuan_news.describing.files import ARTICLES, MEETINGS, PAGES, Lines, Written, write_lines
from jiyuan_news.facts import About


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
    tell: Callable[[int], None] = lambda count: None,
) -> Built:
    """Merges what was read and writes the data set. A file takes its place once all are written, the descriptor last.

    Args:
        store: the pages and what was read from them.
        folder: where to write.
        about: what people wrote of the data set.
        resources: the raw pages, where they are files of their own; None to write them as a table.
        sources: what the data was made from, in words.
        tell: called with the number of meetings that were merged since.

    """
    joining.join(store, tell)
    content = hashlib.sha256()
    with _drafts(folder) as drafts:
        tables: list[tuple[Lines, Written]] = []
        for table, bodies in ((ARTICLES, joining.articles(store)), (MEETINGS, joining.meetings(store))):
            tables.append((table, write_lines(drafts / f"{table.name}.jsonl", bodies, content)))
        if resources is None:
            bodies = (dumps(page) for page in store.pages())
            tables.append((PAGES, write_lines(drafts / "pages.jsonl", bodies)))
        version = f"{about.version or '0'}+{content.hexdigest()[:12]}"
        descriptor = datapackage(about, version, tables, resources or (), sources)
        files = [file for _, file in tables]
        files.append(_file(drafts / NAME, descriptor))
        for file in files:
            (drafts / file.path).replace(folder / file.path)
    return Built(version, tuple(files))


def _file(path: Path, data: bytes) -> Written:
    path.write_bytes(data)
    return Written(path.name, len(data), hashlib.sha256(data).hexdigest(), 0)


@contextmanager
def _drafts(folder: Path) -> Iterator[Path]:
    """A folder for files that are not whole; what a build that was killed left of such a folder goes with it."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(".draft-*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=".draft-", dir=folder) as made:
        yield Path(made)
