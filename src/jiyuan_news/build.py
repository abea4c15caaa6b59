"""Builds the data set of a repository from its raw pages: the same bytes each time, no clock, no absolute paths."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs

from jiyuan_news.checks.catalogue import catalogue_bytes
from jiyuan_news.codec import dumps
from jiyuan_news.crawl import read_page
from jiyuan_news.files import Undecodable, whole
from jiyuan_news.merging import merge_articles, merge_meetings
from jiyuan_news.records import Article, Meeting, Page
from jiyuan_news.schema import RECORDS, json_schema, schema_bytes

SOURCES = Path("data/sources.toml")
RAW = Path("data/raw")


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


def build(root: Path, output: Path | None = None) -> list[tuple[Path, str]]:
    """Builds the data set and the schemas of the repository `root`, into it or into the folder `output`.

    All is made before anything is written, and each file is written whole.

    Returns:
        Each path written, relative to the output, and what is in it.

    Raises:
        Refused: when `data/sources.toml` and `data/raw` are not in order, such as when a file's hash differs.
    """
    version, sources = read_sources(root)
    pages = [_page(root, source) for source in sources]
    order = {page.source.sha256: at for at, page in enumerate(pages)}
    told = [article for page in pages for article in page.articles]
    articles = merge_articles(told)
    articles.sort(key=lambda article: (order[article.source], article.span.start))
    meetings = merge_meetings([meeting for page in pages for meeting in page.meetings], told)
    meetings.sort(key=lambda meeting: (order[meeting.source], meeting.sessions[0].span.start))
    tables = {"articles": _lines(articles), "meetings": _lines(meetings)}
    files = {Path("data", f"{name}.jsonl"): data for name, data in tables.items()}
    files[Path("data/datapackage.json")] = _package(version, sources, tables)
    files |= {Path("schemas", f"{name}.schema.json"): schema_bytes(name) for name in RECORDS}
    files[Path("schemas/rules.json")] = catalogue_bytes()
    for path, data in files.items():
        with whole((output or root) / path) as file:
            file.write(data)
    return [(path, f"{len(data):,} bytes") for path, data in files.items()]


def read_sources(root: Path) -> tuple[str, list[RawPage]]:
    """The version of the data and its raw pages, in the order of `data/sources.toml`, held to the files in `data/raw`.

    Raises:
        Refused: for a file that is missing, not listed, or other than its entry says, and for an entry that is wrong.
    """
    try:
        text = (root / SOURCES).read_text("utf-8")
        told = tomllib.loads(text)
    except OSError as error:
        raise Refused(
            f"{SOURCES}: {error.strerror}; run in a repository of the data, or name one with --root"
        ) from None
    except ValueError as error:
        raise Refused(f"{SOURCES}: {error}") from None
    version, entries = told.pop("version", None), told.pop("page", [])
    if not isinstance(version, str) or told or not isinstance(entries, list):
        raise Refused(
            f'{SOURCES}: has {sorted(told) or version!r}; write version = "YYYY.MM.DD" and [[page]] tables'
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
    return version, sources


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


def _page(root: Path, source: RawPage) -> Page:
    path = RAW / source.name
    try:
        data = (root / path).read_bytes()
        found = hashlib.sha256(data).hexdigest()
        if found != source.sha256:
            raise Refused(
                f"{path}: its SHA-256 is {found}, but {SOURCES} says {source.sha256}; "
                "restore the file, or correct the entry if the change is meant"
            )
        return read_page(data, name=source.name, url=source.url, retrieved=source.retrieved)
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}; {SOURCES} lists it") from None
    except Undecodable as error:
        raise Refused(f"{path}: {error}") from None


def _lines(records: Iterable[Article | Meeting]) -> bytes:
    return b"".join(dumps(record) + b"\n" for record in records)


def _package(version: str, sources: list[RawPage], tables: dict[str, bytes]) -> bytes:
    """The descriptor of the data set: a Data Package, version 2 (Frictionless)."""
    content = hashlib.sha256(b"".join(tables.values())).hexdigest()
    resources = [
        {
            "name": name,
            "path": f"{name}.jsonl",
            "title": f"The {name}, one JSON object a line",
            "format": "jsonl",
            "mediatype": "application/jsonl",
            "encoding": "utf-8",
            **_measured(data),
            "schema": {"primaryKey": ["id"], "fields": _fields(json_schema(name.removesuffix("s")))},
        }
        for name, data in tables.items()
    ]
    resources += [
        {
            "name": Path(source.name).stem,
            "path": f"raw/{source.name}",
            "title": source.title,
            "description": f"{source.origin} {source.licence}",
            "format": "txt",
            "mediatype": "text/plain",
            "hash": f"sha256:{source.sha256}",
        }
        for source in sources
    ]
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "jiyuan-news",
        "title": "Meetings of the local government of Jiyuan, read from raw crawls of its news",
        "description": "Articles and meetings, each value with its place in the raw page. Made by `jiyuan-news build`.",
        "version": f"{version}+{content[:12]}",
        "licenses": [
            {
                "name": "CC0-1.0",
                "path": "https://creativecommons.org/publicdomain/zero/1.0/",
                "title": "What this project adds: structure, spans, names of kinds. Quoted text stays its publisher's.",
            }
        ],
        "sources": [{"title": source.title} for source in sources],
        "resources": resources,
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _fields(schema: dict[str, Any]) -> list[dict[str, str]]:
    """The columns of a table of records (Table Schema), from their JSON Schema; what is nested is an object or array."""
    columns = []
    for name, told in schema["properties"].items():
        kind = told.get("type", "object" if "$ref" in told or "anyOf" in told else "string")
        if isinstance(kind, list):
            kind = kind[0]
        columns.append({"name": name, "type": told.get("format", kind), "description": told["description"]})
    return columns


def _measured(data: bytes) -> dict[str, Any]:
    return {
        "bytes": len(data),
        "rows": data.count(b"\n"),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
    }
