"""The records that are shipped with the library, typed and offline."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from jiyuan_news.codec import trusted_lines
from jiyuan_news.files import decode
from jiyuan_news.identity import page_sha256
from jiyuan_news.records import Article, Meeting

R = TypeVar("R", Article, Meeting)


def load_articles() -> list[Article]:
    """All articles of the shipped data set, in its order: by the hashes of their pages, and within a page from the top."""
    return _load("articles.jsonl", Article)


def load_meetings() -> list[Meeting]:
    """All meetings of the shipped data set, in its order: by the hashes of their pages, and within a page from the top."""
    return _load("meetings.jsonl", Meeting)


def _load(name: str, cls: type[R]) -> list[R]:
    return trusted_lines(folder("data").joinpath(name).read_bytes(), cls)


def raw_text(sha256: str) -> str:
    """The raw page that a record's `source` names: what its spans count in.

    Raises:
        LookupError: when the shipped data set has no such page.
    """
    for path in folder("data").joinpath("raw").iterdir():
        text, _ = decode(path.read_bytes())
        if page_sha256(text) == sha256:
            return text
    raise LookupError(f"the data set has no page with the SHA-256 {sha256}")


def folder(name: str) -> Traversable:
    """The folder `data` or `schemas`: inside the package in a wheel or a zip, else the repository's own.

    Raises:
        FileNotFoundError: when it is in neither place; the package was then put together without it.
    """
    packaged = resources.files("jiyuan_news").joinpath(name)
    if packaged.is_dir():
        return packaged
    own = Path(__file__).parents[2] / name
    if own.is_dir():
        return own
    raise FileNotFoundError(f"jiyuan_news was installed without its folder {name!r}; install it from a wheel")
