"""A data set: its records, read one by one each time they are asked for, and the tables derived from them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Generic, TypeVar

import attrs

from jiyuan_news.codec import read_json, read_jsonl
from jiyuan_news.dataset import data_version, folder
from jiyuan_news.files import decode
from jiyuan_news.identity import page_sha256
from jiyuan_news.records import Article, Document, Meeting
from jiyuan_news.rows import SourceRow
from jiyuan_news.tables import Derived, derived

T = TypeVar("T")


@attrs.frozen
class Streamed(Generic[T]):
    """Things that are made anew, one by one, each time they are asked for."""

    _make: Callable[[], Iterator[T]]

    def __iter__(self) -> Iterator[T]:
        return self._make()


@attrs.frozen(slots=False)
class Dataset:
    """Articles and merged meetings, with the version of the data where it has one. They are gone through several times."""

    articles: Iterable[Article]
    meetings: Iterable[Meeting]
    version: str | None = None
    sources: Iterable[SourceRow] = ()
    """What is known of the raw pages; their text stays where it is."""
    place: str | None = None
    """The place that the pages are of, where they do not show one."""

    @cached_property
    def tables(self) -> Derived:
        """The flat tables, derived on first use and kept on disk."""
        return derived(self.articles, self.meetings, self.sources, self.place)


def load(path: Path | None = None, *, trusted: bool = False) -> Dataset:
    """The data set of a folder with `articles.jsonl` and `meetings.jsonl`, or the one shipped with the library.

    What is known of the raw pages is read from `sources.jsonl`, which an export has, `pages.jsonl`, which a build has, or
    `sources.toml`, which a repository has; there need be none. No record is held in memory, whatever their number.

    Args:
        path: the folder.
        trusted: skip the checks of the records, for data that this library wrote.

    Raises:
        RecordError: names the file, the line and what is wrong with a record; once it is met.
        OSError: a file cannot be read.
    """
    home = folder("data") if path is None else path
    trusted = trusted or path is None
    for name in ("articles.jsonl", "meetings.jsonl"):
        with home.joinpath(name).open("rb"):
            pass  # a file that is not there is told now, not when its first record is asked for
    return Dataset(
        Streamed(lambda: _records(home, "articles.jsonl", Article, trusted)),
        Streamed(lambda: _records(home, "meetings.jsonl", Meeting, trusted)),
        _version(path),
        Streamed(lambda: sources_of(home)),
        _place(home),
    )


def _records(home: Traversable, name: str, cls: type[T], trusted: bool) -> Iterator[T]:
    path = home.joinpath(name)
    if isinstance(path, Path):
        yield from read_jsonl(path, cls, trusted=trusted)
    else:  # within an archive
        with path.open("rb") as file:
            yield from read_jsonl(file, cls, trusted=trusted)


def sources_of(home: Traversable) -> Iterator[SourceRow]:
    """What the folder of a data set tells of its raw pages; see `load`."""
    told, pages, listed = (home.joinpath(name) for name in ("sources.jsonl", "pages.jsonl", "sources.toml"))
    if told.is_file():
        yield from _records(home, "sources.jsonl", SourceRow, False)
    elif pages.is_file():
        for page in _records(home, "pages.jsonl", Document, False):
            yield SourceRow(page.sha256, page.name, page.url, page.retrieved, page.language, page.characters)
    elif listed.is_file():
        for entry in tomllib.loads(listed.read_text("utf-8")).get("page", []):
            text, _ = decode(home.joinpath("raw", entry["name"]).read_bytes())
            url, retrieved = entry.get("url"), entry.get("retrieved")
            yield SourceRow(page_sha256(text), entry["name"], url, retrieved, None, len(text))


def _version(path: Path | None) -> str | None:
    """The version of the data set, where it has one."""
    try:
        return data_version(path)
    except (OSError, ValueError):
        return None


def _place(home: Traversable) -> str | None:
    """The place that people named for all pages, as the descriptor tells it."""
    path = home.joinpath("datapackage.json")
    try:
        told = read_json(path.read_bytes())
    except (OSError, ValueError):
        return None
    place = told.get("place") if isinstance(told, dict) else None
    return place if isinstance(place, str) and place else None
