"""The records that are shipped with the library, typed and offline."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from jiyuan_news.codec import read_json, read_jsonl
from jiyuan_news.files import decode
from jiyuan_news.identity import page_sha256
from jiyuan_news.records import Article, Meeting

R = TypeVar("R", Article, Meeting)


def load_articles(path: str | Path | None = None) -> Iterator[Article]:
    """All articles of a data set, read one by one as they are asked for; `list` gives all at once.

    Args:
        path: the folder of a data set, or a file of articles (JSON Lines; `.gz` is unpacked). Without it, those shipped
            with the library, in its order: by the hashes of their pages, and within a page from the top.

    Raises:
        RecordError: names the file, the line and everything wrong with it.
        OSError: the file cannot be read.

    """
    return _load(path, "articles.jsonl", Article)


def load_meetings(path: str | Path | None = None) -> Iterator[Meeting]:
    """All meetings of a data set, read one by one; takes and raises what `load_articles` does."""
    return _load(path, "meetings.jsonl", Meeting)


def _load(path: str | Path | None, name: str, cls: type[R]) -> Iterator[R]:
    if path is None:
        return _shipped(name, cls)
    path = Path(path)
    return read_jsonl(path / name if path.is_dir() else path, cls)


def _shipped(name: str, cls: type[R]) -> Iterator[R]:
    with folder("data").joinpath(name).open("rb") as file:
        yield from read_jsonl(file, cls, trusted=True)


def data_version(path: str | Path | None = None) -> str:
    """The version of the shipped data set, or of the one in the folder `path`: `2026.11.24+9b550d6a146c`.

    That is the day of its last change, as people wrote it (`0` where nobody did), and the first digits of the hash of
    its records.

    Raises:
        OSError: the folder has no descriptor.
        ValueError: the descriptor tells no version.
    """
    home = folder("data") if path is None else Path(path)
    told = read_json(home.joinpath("datapackage.json").read_bytes())
    version = told.get("version") if isinstance(told, dict) else None
    if not isinstance(version, str):
        raise ValueError(f"{home.joinpath('datapackage.json')}: tells no version; build the data set again")
    return version


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
