"""A data set in memory: its records, and the tables derived from them."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import attrs

from jiyuan_news.dataset import data_version, load_articles, load_meetings
from jiyuan_news.records import Article, Meeting
from jiyuan_news.tables import Tables, derive


@attrs.frozen(slots=False)
class Dataset:
    """Articles and merged meetings, with the version of the data where it has one."""

    articles: tuple[Article, ...]
    meetings: tuple[Meeting, ...]
    version: str | None = None

    @cached_property
    def tables(self) -> Tables:
        """The flat tables, derived on first use."""
        return derive(self.articles, self.meetings)


def load(path: Path | None = None) -> Dataset:
    """The data set of a folder with `articles.jsonl` and `meetings.jsonl`, or the one shipped with the library.

    Raises:
        RecordError: names the file, the line and what is wrong with a record.
        OSError: a file cannot be read.
    """
    articles = load_articles(path and path / "articles.jsonl")
    meetings = load_meetings(path and path / "meetings.jsonl")
    return Dataset(tuple(articles), tuple(meetings), _version(path))


def _version(path: Path | None) -> str | None:
    """The version of the data set, where it has one."""
    try:
        return data_version(path)
    except (OSError, ValueError):
        return None
