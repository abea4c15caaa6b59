"""The descriptor of a data set: a Data Package, version 2 (https://datapackage.org), with all files and columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from jiyuan_news.codec import RecordError, structured
from jiyuan_news.describing.files import PAGES, Content, Written
from jiyuan_news.facts import About, Creator, Licence
from jiyuan_news.schema import SCHEMA_VERSION, descriptions
from jiyuan_news.shapes import Shape, fields

NAME = "datapackage.json"


def datapackage(
    about: About,
    version: str | None,
    files: Sequence[Written],
    more: Iterable[dict[str, Any]] = (),
    sources: Iterable[str] = (),
) -> bytes:
    """The descriptor.

    Args:
        about: what people wrote of the data set.
        version: the version of the data, where it has one.
        files: its tables, and what else stands beside them.
        more: other files, as resources.
        sources: what the data was made from, in words.

    """
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": about.name,
        "title": about.title,
        "description": about.description,
        **_told(version=version),
        "schemaVersion": SCHEMA_VERSION,
        **_told(homepage=about.homepage, place=about.place, keywords=list(about.keywords)),
        **_told(contributors=[_contributor(one) for one in about.creators]),
        **_told(licenses=licences(about.records_licence)),
        **_told(sources=[{"title": title} for title in sources]),
        "resources": [*_resources(about, files), *more],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def about_in(package: Any, path: str) -> About:
    """What people wrote of a data set, as far as its descriptor tells it.

    Raises:
        RecordError: it tells something of the wrong kind; the message names `path`.
    """
    told = package if isinstance(package, dict) else {}
    own, *_ = [*_licences_in(told), None]
    others = [one for resource in _list(told, "resources") for one in _licences_in(resource) if one != own]
    creators = [
        {"name": one.get("title"), "path": one.get("path"), "email": one.get("email")}
        for one in _list(told, "contributors")
    ]
    version = told.get("version")
    day = version.partition("+")[0] if isinstance(version, str) else None
    try:
        return structured(
            {
                **{key: told.get(key) for key in ("name", "title", "description", "homepage", "place")},
                "version": None if day == "0" else day,
                "citation": None,
                "keywords": told.get("keywords", []),
                "creators": creators,
                "records_licence": own,
                "text_licence": next(iter(others), None),
            },
            About,
        )
    except RecordError as error:
        raise RecordError(error.errors, path) from None


def _list(told: Any, key: str) -> list[Any]:
    value = told.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _licences_in(told: Any) -> list[dict[str, Any]]:
    return [{key: one.get(key) for key in ("name", "path", "title")} for one in _list(told, "licenses")]


def licences(*told: Licence | None) -> list[dict[str, str]]:
    """Licences as the descriptor tells them."""
    return [{"name": one.name, "path": one.path, "title": one.title} for one in told if one]


def _told(**values: Any) -> dict[str, Any]:
    """What is known; of what is not, the descriptor says nothing."""
    return {key: value for key, value in values.items() if value}


def _contributor(creator: Creator) -> dict[str, Any]:
    return {"title": creator.name, "roles": ["creator"], **_told(path=creator.path, email=creator.email)}


_FORMATS = {
    "jsonl": ("application/jsonl", "one JSON object a line"),
    "csv": ("text/csv", "CSV"),
    "parquet": ("application/vnd.apache.parquet", "Parquet"),
}
_MEDIA = {
    "db": "application/vnd.sqlite3",
    "yaml": "application/yaml",
    "graphml": "application/graphml+xml",
    "jsonld": "application/ld+json",
}


def _resources(about: About, files: Sequence[Written]) -> Iterator[dict[str, Any]]:
    """The files, tables each once: of one that stands in Parquet beside another format that file is told with it."""
    typed = {file.content: file for file in files if file.format == "parquet"}
    plain = {file.content for file in files if file.format != "parquet"}
    own = [
        (file, file.content)
        for file in files
        if file.content and (file.format != "parquet" or file.content not in plain)
    ]
    known = {content.name for _, content in own}
    text = licences(about.text_licence)
    for file, content in own:
        mediatype, words = _FORMATS[file.format]
        beside = typed.get(content)
        yield {
            "name": content.name,
            **_told(type="" if file is beside else "table"),
            "path": file.path,
            "title": f"{content.title}, {words}",
            "description": content.description,
            # Of Parquet alone frictionless is told that it is a file: it would open it, and takes lists amiss.
            "format": "apache-parquet" if file is beside else file.format,
            "mediatype": mediatype,
            **_told(encoding="" if file is beside else "utf-8"),
            **_measured(file),
            **({} if file is beside else {"rows": file.rows}),
            **_told(licenses=text if content is PAGES else licences(about.records_licence) + text),
            "schema": _schema(content, known, cells=file.format == "csv"),
            **_told(
                parquet=beside and beside is not file and {"path": beside.path, **_measured(beside)},
            ),
        }
    for file in files:
        if file.format in _MEDIA:
            yield {
                "name": file.path.lower().replace("/", "-"),
                "path": file.path,
                "format": file.format,
                "mediatype": _MEDIA[file.format],
                **_measured(file),
                **_told(licenses=licences(about.records_licence) + text),
            }


def _measured(file: Written) -> dict[str, Any]:
    return {"bytes": file.size, "hash": f"sha256:{file.sha256}"}


def _schema(content: Content, known: set[str], cells: bool) -> dict[str, Any]:
    """The columns and keys; `cells`: as CSV has them, in which an empty text and null are one."""
    keys = [
        {"fields": list(one.columns), "reference": {"resource": one.table, "fields": list(one.key)}}
        for one in content.references
        if one.table in known
    ]
    return {
        "fields": columns(content.cls, content.key, cells),
        **_told(missingValues=[""] if cells else []),
        "primaryKey": list(content.key),
        **_told(foreignKeys=keys),
    }


def columns(cls: type[Any], key: Sequence[str], cells: bool = False) -> list[dict[str, Any]]:
    """The columns of a table (Table Schema), from the fields of its class; what is nested is an object or array."""
    words = descriptions()[cls.__name__]
    return [
        {"name": name, **_column(shape, (name,) == tuple(key), cells), "description": words[name]}
        for name, shape in fields(cls).items()
    ]


_TYPES = {"enum": "string", "list": "array", "record": "object"}


def _column(shape: Shape, key: bool, cells: bool) -> dict[str, Any]:
    may_be_empty = cells and shape.kind == "string" and shape.pattern is None
    limits: dict[str, Any] = {"required": not (shape.nullable or may_be_empty)}
    if key:
        limits["unique"] = True
    if shape.kind == "enum":
        limits["enum"] = list(shape.choices)
    if shape.kind == "string" and shape.pattern is not None:
        limits["pattern"] = shape.pattern.pattern
    return {"type": _TYPES.get(shape.kind, shape.kind), "constraints": limits}
