"""A data set in memory: its records, and the tables derived from them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path

import attrs

from jiyuan_news.codec import read_jsonl
from jiyuan_news.dataset import data_version, folder, load_articles, load_meetings
from jiyuan_news.files import decode
from jiyuan_news.identity import page_sha256
from jiyuan_news.records import Article, Document, Meeting
from jiyuan_news.rows import SourceRow
from jiyuan_news.tables import Tables, derive


@attrs.frozen(slots=False)
class Dataset:
    """Articles and merged meetings, with the version of the data where it has one."""

    articles: tuple[Article, ...]
    meetings: tuple[Meeting, ...]
    version: str | None = None
    sources: tuple[SourceRow, ...] = ()
    """What is known of the raw pages; their text stays where it is."""

    @cached_property
    def tables(self) -> Tables:
        """The flat tables, derived on first use."""
        return derive(self.articles, self.meetings, self.sources)


def load(path: Path | None = None) -> Dataset:
    """The data set of a folder with `articles.jsonl` and `meetings.jsonl`, or the one shipped with the library.

    What is known of the raw pages is read from `sources.jsonl`, which an export has, `pages.jsonl`, which a build has, or
    `sources.toml`, which a repository has; there need be none.

    Raises:
        RecordError: names the file, the line and what is wrong with a record.
        OSError: a file cannot be read.
    """
    articles = load_articles(path and path / "articles.jsonl")
    meetings = load_meetings(path and path / "meetings.jsonl")
    home = folder("data") if path is None else path
    return Dataset(tuple(articles), tuple(meetings), _version(path), tuple(sources_of(home)))


def sources_of(home: Traversable) -> Iterator[SourceRow]:
    """What the folder of a data set tells of its raw pages; see `load`."""
    told, pages, listed = (home.joinpath(name) for name in ("sources.jsonl", "pages.jsonl", "sources.toml"))
    if told.is_file():
        with told.open("rb") as file:
            yield from read_jsonl(file, SourceRow)
    elif pages.is_file():
        with pages.open("rb") as file:
            for page in read_jsonl(file, Document):
                yield SourceRow(
                    page.sha256, page.name, page.url, page.retrieved, page.language, page.characters
                )
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
