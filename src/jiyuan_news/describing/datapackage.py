"""The descriptor of a data set: a Data Package, version 2 (https://datapackage.org), with all files and columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from jiyuan_news.describing.files import Lines, Written
from jiyuan_news.facts import About, Licence
from jiyuan_news.schema import SCHEMA_VERSION, descriptions
from jiyuan_news.shapes import Shape, fields

NAME = "datapackage.json"


def datapackage(
    about: About,
    version: str,
    tables: Sequence[tuple[Lines, Written]],
    more: Iterable[dict[str, Any]] = (),
    sources: Iterable[str] = (),
) -> bytes:
    """The descriptor.

    Args:
        about: what people wrote of the data set.
        version: the version of the data.
        tables: the tables, and the file of each.
        more: other files, as resources.
        sources: what the data was made from, in words.

    """
    known = {table.name for table, _ in tables}
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
        "resources": [*(_table(about, known, *one) for one in tables), *more],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def licences(*told: Licence | None) -> list[dict[str, str]]:
    """Licences as the descriptor tells them."""
    return [{"name": one.name, "path": one.path, "title": one.title} for one in told if one]


def _told(**values: Any) -> dict[str, Any]:
    """What is known; of what is not, the descriptor says nothing."""
    return {key: value for key, value in values.items() if value}


def _contributor(creator: Any) -> dict[str, Any]:
    return {"title": creator.name, "roles": ["creator"], **_told(path=creator.path, email=creator.email)}


def _table(about: About, known: set[str], table: Lines, file: Written) -> dict[str, Any]:
    raw = "text" in fields(table.cls)
    return {
        "name": table.name,
        "path": file.path,
        "title": f"{table.title}, one JSON object a line",
        "description": descriptions()[table.cls.__name__][""],
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
        "bytes": file.size,
        "rows": file.rows,
        "hash": f"sha256:{file.sha256}",
        **_told(
            licenses=licences(about.text_licence)
            if raw
            else licences(about.records_licence, about.text_licence)
        ),
        "schema": {
            "fields": columns(table.cls, table.key),
            "primaryKey": list(table.key),
            **_told(
                foreignKeys=[
                    {"fields": [column], "reference": {"resource": other, "fields": [key]}}
                    for column, other, key in table.refers
                    if other in known
                ]
            ),
        },
    }


def columns(cls: type[Any], key: Sequence[str]) -> list[dict[str, Any]]:
    """The columns of a table (Table Schema), from the fields of its class; what is nested is an object or array."""
    words = descriptions()[cls.__name__]
    return [
        {"name": name, **_column(shape, name in key), "description": words[name]}
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
