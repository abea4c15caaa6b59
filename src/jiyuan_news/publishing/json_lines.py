"""JSON Lines: the records themselves, one a line, and what is known of the raw pages."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jiyuan_news.codec import write_jsonl
from jiyuan_news.publishing.sets import Dataset, load


def write(dataset: Dataset, folder: Path) -> list[Path]:
    """Writes `articles.jsonl`, `meetings.jsonl` and `sources.jsonl`, in the order of the data set."""
    files: dict[str, Iterable[Any]] = {
        "articles": dataset.articles,
        "meetings": dataset.meetings,
        "sources": dataset.sources,
    }
    for name, records in files.items():
        write_jsonl(folder / f"{name}.jsonl", records)
    return [folder / f"{name}.jsonl" for name in files]


def read(folder: Path) -> Dataset:
    """The data set that `write` wrote; its version stands in `datapackage.json`, which `write` does not make."""
    return load(folder)
