"""What people write about a repository's data set: `data/about.toml` and `data/sources.toml`, held to `data/raw`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import attrs

from jiyuan_news import __version__
from jiyuan_news.codec import RecordError, structured
from jiyuan_news.describing.citation import Project
from jiyuan_news.facts import About, Creator, Licence

ABOUT = Path("data/about.toml")
SOURCES = Path("data/sources.toml")
RAW = Path("data/raw")
PROJECT = Path("pyproject.toml")


class Refused(ValueError):
    """The data set cannot be built as its sources stand; the message says where and what to do."""


@attrs.frozen
class RawPage:
    """What people write about a raw page, in `data/sources.toml`."""

    name: str
    """Name of its file in `data/raw`."""
    sha256: str
    """SHA-256 of the file, in lower-case hex, as `sha256sum` prints it."""
    title: str
    """What it is, for people."""
    origin: str
    """Where it is from."""
    licence: str
    """What may be done with its text."""
    url: str | None = None
    """Address of the page, which gives dates their year."""
    retrieved: str | None = None
    """When it was crawled."""


def read_about(path: Path, shown: object = None) -> About:
    """What people wrote of a data set.

    Raises:
        Refused: the file cannot be read, or something in it is missing, unknown or of the wrong kind.
    """
    shown = shown or path
    told = _toml(path, shown)[1]
    try:
        return structured(_filled(told), About)
    except RecordError as error:
        raise Refused(f"{shown}: {error}; docs/data.md has all keys") from None


def _filled(told: dict[str, Any]) -> dict[str, Any]:
    """The same with all keys that may be left out; those of the records may not."""
    filled = {**_defaults(About), **told}
    for key, cls in (("records_licence", Licence), ("text_licence", Licence)):
        if isinstance(filled[key], dict):
            filled[key] = {**_defaults(cls), **filled[key]}
    if isinstance(filled["creators"], list):
        filled["creators"] = [
            {**_defaults(Creator), **one} if isinstance(one, dict) else one for one in filled["creators"]
        ]
    return filled


def _defaults(cls: type[Any]) -> dict[str, Any]:
    given = {field.name: field.default for field in attrs.fields(cls) if field.default is not attrs.NOTHING}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in given.items()}


def read_sources(root: Path) -> list[RawPage]:
    """The raw pages of a repository, in the order of `data/sources.toml`, held to the files in `data/raw`.

    Raises:
        Refused: for a file that is missing or not listed, and for an entry that is wrong.
    """
    text, told = _toml(root / SOURCES, SOURCES)
    entries = told.pop("page", [])
    if told or not isinstance(entries, list):
        raise Refused(
            f"{SOURCES}: has {sorted(told) or 'page'}; write [[page]] tables, and all else into {ABOUT}"
        )
    starts = [at for at, line in enumerate(text.splitlines(), 1) if line.strip() == "[[page]]"]
    sources: list[RawPage] = []
    for at, entry in zip(starts, entries, strict=True):
        source = _entry(f"{SOURCES}, line {at}", entry)
        if source.name in {other.name for other in sources}:
            raise Refused(
                f"{SOURCES}, line {at}: name: {source.name!r} stands twice; keep one entry for each file"
            )
        sources.append(source)
    unlisted = {path.name for path in (root / RAW).iterdir()} - {source.name for source in sources}
    if unlisted:
        raise Refused(f"{RAW / min(unlisted)}: has no entry in {SOURCES}; add one or remove the file")
    return sources


def read_project(root: Path) -> Project | None:
    """What the repository's pyproject.toml tells of the code; None where there is none."""
    if not (root / PROJECT).exists():
        return None
    told = _toml(root / PROJECT, PROJECT)[1]["project"]
    return Project(told["name"], told["description"], told["license"], __version__)


def _toml(path: Path, shown: object) -> tuple[str, dict[str, Any]]:
    try:
        text = path.read_text("utf-8")
        return text, tomllib.loads(text)
    except OSError as error:
        where = "; run in a repository of the data, or name one with --root" if shown != path else ""
        raise Refused(f"{shown}: {error.strerror}{where}") from None
    except ValueError as error:
        raise Refused(f"{shown}: {error}") from None


def _entry(place: str, entry: dict[str, Any]) -> RawPage:
    fields = attrs.fields_dict(RawPage)
    for key, value in entry.items():
        if key not in fields:
            raise Refused(f"{place}: {key!r} is no key of a page; use {', '.join(fields)}")
        if not isinstance(value, str) or not value:
            raise Refused(f"{place}: {key}: {value!r} is no text; write a string")
    missing = [key for key, field in fields.items() if field.default is attrs.NOTHING and key not in entry]
    if missing:
        raise Refused(f"{place}: {', '.join(missing)} missing; every page needs it")
    if "/" in entry["name"] or "\\" in entry["name"]:
        raise Refused(f"{place}: name: {entry['name']!r} is a path; write the name of a file in {RAW}")
    return RawPage(**entry)
