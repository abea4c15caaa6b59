"""The descriptor of a data set: a Data Package, version 2 (https://datapackage.org), with all files and columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from jiyuan_news.describing.files import PAGES, Content, Written
from jiyuan_news.facts import About, Creator, Licence
from jiyuan_news.schema import SCHEMA_VERSION, descriptions
from jiyuan_news.shapes import Shape, fields

NAME = "datapackage.json"


def datapackage(
    about: About,
    version: str,
    files: Sequence[Written],
    more: Iterable[dict[str, Any]] = (),
    sources: Iterable[str] = (),
) -> bytes:
    """The descriptor.

    Args:
        about: what people wrote of the data set.
        version: the version of the data.
        files: its tables.
        more: other files, as resources.
        sources: what the data was made from, in words.

    """
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": about.name,
        "title": about.title,
        "description": about.description,
        "version": version,
        "schemaVersion": SCHEMA_VERSION,
        **_told(homepage=about.homepage, keywords=list(about.keywords)),
        **_told(contributors=[_contributor(one) for one in about.creators]),
        **_told(licenses=licences(about.records_licence)),
        **_told(sources=[{"title": title} for title in sources]),
        "resources": [*_resources(about, files), *more],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def licences(*told: Licence | None) -> list[dict[str, str]]:
    """Licences as the descriptor tells them."""
    return [{"name": one.name, "path": one.path, "title": one.title} for one in told if one]


def _told(**values: Any) -> dict[str, Any]:
    """What is known; of what is not, the descriptor says nothing."""
    return {key: value for key, value in values.items() if value}


def _contributor(creator: Creator) -> dict[str, Any]:
    return {"title": creator.name, "roles": ["creator"], **_told(path=creator.path, email=creator.email)}


_FORMATS = {"jsonl": ("application/jsonl", "one JSON object a line"), "csv": ("text/csv", "CSV")}


def _resources(about: About, files: Sequence[Written]) -> Iterator[dict[str, Any]]:
    """The tables, each once: of one that stands in Parquet beside another format that file is told with it."""
    typed = {file.content: file for file in files if file.format == "parquet"}
    own = [(file, file.content) for file in files if file.content and file.format in _FORMATS]
    known = {content.name for _, content in own}
    for file, content in own:
        mediatype, words = _FORMATS[file.format]
        text = licences(about.text_licence)
        yield {
            "name": content.name,
            "type": "table",
            "path": file.path,
            "title": f"{content.title}, {words}",
            "description": content.description,
            "format": file.format,
            "mediatype": mediatype,
            "encoding": "utf-8",
            **_measured(file),
            "rows": file.rows,
            **_told(licenses=text if content is PAGES else licences(about.records_licence) + text),
            "schema": _schema(content, known, missing=file.format == "csv"),
            **_told(parquet=content in typed and {"path": typed[content].path, **_measured(typed[content])}),
        }


def _measured(file: Written) -> dict[str, Any]:
    return {"bytes": file.size, "hash": f"sha256:{file.sha256}"}


def _schema(content: Content, known: set[str], missing: bool) -> dict[str, Any]:
    keys = [
        {"fields": list(one.columns), "reference": {"resource": one.table, "fields": list(one.key)}}
        for one in content.references
        if one.table in known
    ]
    return {
        "fields": columns(content.cls, content.key),
        **_told(missingValues=[""] if missing else []),
        "primaryKey": list(content.key),
        **_told(foreignKeys=keys),
    }


def columns(cls: type[Any], key: Sequence[str]) -> list[dict[str, Any]]:
    """The columns of a table (Table Schema), from the fields of its class; what is nested is an object or array."""
    words = descriptions()[cls.__name__]
    return [
        {"name": name, **_column(shape, (name,) == tuple(key)), "description": words[name]}
        for name, shape in fields(cls).items()
    ]


_TYPES = {"enum": "string", "list": "array", "record": "object"}


def _column(shape: Shape, key: bool) -> dict[str, Any]:
    limits: dict[str, Any] = {"required": not shape.nullable}
    if key:
        limits["unique"] = True
    if shape.kind == "enum":
        limits["enum"] = list(shape.choices)
    if shape.kind == "string" and shape.pattern is not None:
        limits["pattern"] = shape.pattern.pattern
    return {"type": _TYPES.get(shape.kind, shape.kind), "constraints": limits}
