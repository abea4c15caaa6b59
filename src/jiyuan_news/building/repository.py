"""Builds the data set of a repository from its raw pages: the same bytes each time, no clock, no absolute paths."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from jiyuan_news import publishing
from jiyuan_news.building.crawls import Crawled
from jiyuan_news.building.datasets import write
from jiyuan_news.building.reading import read_all
from jiyuan_news.building.sources import (
    ABOUT,
    RAW,
    SOURCES,
    RawPage,
    Refused,
    read_about,
    read_project,
    read_sources,
)
from jiyuan_news.building.store import Store
from jiyuan_news.checks.catalogue import catalogue_bytes
from jiyuan_news.describing import citation
from jiyuan_news.describing.datapackage import licences
from jiyuan_news.facts import About
from jiyuan_news.files import Undecodable, decode, whole
from jiyuan_news.schema import RECORDS, schema_bytes

FORMATS = ("csv", "parquet")
"""How the tables stand in the repository: for all, and with their types."""


def build(root: Path, output: Path | None = None) -> list[tuple[Path, str]]:
    """Builds the data set and the schemas of the repository `root`, into it or into the folder `output`.

    Nothing is written before all pages were read, and each file is written whole.

    Returns:
        Each path written, relative to the output, and what is in it.

    Raises:
        Refused: when `data/about.toml`, `data/sources.toml` and `data/raw` are not in order, such as when a file's
            hash differs.
    """
    about = read_about(root / ABOUT, ABOUT)
    sources = read_sources(root)
    target = output or root
    with closing(Store(None)) as store:
        store.take(_pages(root, sources))
        read_all(store, jobs=1)
        titles = [one.title for one in sources]
        try:
            built = write(
                store, target / "data", about, FORMATS, _resources(sources, about), titles, root / "data"
            )
        except publishing.MissingLibrary as error:
            raise Refused(f"data/tables: {error}") from error
    written = [(Path("data", one.path), f"{one.size:,} bytes") for one in built.files]
    made = {Path("schemas", f"{name}.schema.json"): schema_bytes(name) for name in RECORDS}
    made[Path("schemas/rules.json")] = catalogue_bytes()
    project = read_project(root)
    if project is not None:
        made[Path(citation.NAME)] = citation.citation(project, about, built.version)
    for path, data in made.items():
        with whole(target / path) as file:
            file.write(data)
        written.append((path, f"{len(data):,} bytes"))
    return written


def _pages(root: Path, sources: list[RawPage]) -> Iterator[Crawled]:
    for source in sources:
        path = RAW / source.name
        try:
            data = (root / path).read_bytes()
        except OSError as error:
            raise Refused(f"{path}: {error.strerror}; {SOURCES} lists it") from None
        found = hashlib.sha256(data).hexdigest()
        if found != source.sha256:
            raise Refused(
                f"{path}: its SHA-256 is {found}, but {SOURCES} says {source.sha256}; "
                "restore the file, or correct the entry if the change is meant"
            )
        try:
            text, _ = decode(data)
        except Undecodable as error:
            raise Refused(f"{path}: {error}") from None
        yield Crawled(text, source.url, source.retrieved, source.name)


def _resources(sources: list[RawPage], about: About) -> list[dict[str, Any]]:
    """The raw pages as the descriptor tells of them."""
    told = licences(about.text_licence)
    return [
        {
            "name": Path(source.name).stem,
            "path": f"raw/{source.name}",
            "title": source.title,
            "description": f"{source.origin} {source.licence}",
            "format": "txt",
            "mediatype": "text/plain",
            "hash": f"sha256:{source.sha256}",
            **({"licenses": told} if told else {}),
        }
        for source in sources
    ]
