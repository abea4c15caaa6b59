"""The description of a data set for machine learning: Croissant 1.1 (https://docs.mlcommons.org/croissant)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jiyuan_news.describing.files import Written
from jiyuan_news.facts import About
from jiyuan_news.schema import descriptions
from jiyuan_news.shapes import Shape, fields

NAME = "croissant.json"
_OWN = (
    "arrayShape citeAs column conformsTo containedIn equivalentProperty extract field fileProperty fileObject fileSet "
    "format includes isArray isLiveDataset jsonPath key md5 parentField path recordSet references regex repeated replace "
    "samplingRate separator source subField transform"
)
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
    **{word: f"cr:{word}" for word in _OWN.split()},
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
}
_MEDIA = {"jsonl": "application/jsonlines", "parquet": "application/x-parquet"}
_TYPES = {"integer": "sc:Integer", "boolean": "sc:Boolean", "date": "sc:Date"}


def croissant(about: About, version: str, files: Sequence[Written]) -> bytes:
    """The description of the Parquet tables, which have their types; of the records where there are none.

    Of records only the columns that are no objects are told: `datapackage.json` and the schemas have all.
    """
    own = [one for one in files if one.format == "parquet"] or [one for one in files if one.format == "jsonl"]
    package = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": about.name,
        "description": f"{about.title}. {about.description}",
        "version": version,
        **_told(
            url=about.homepage,
            citeAs=about.citation,
            keywords=list(about.keywords),
            license=[one.path for one in (about.records_licence,) if one],
            creator=[
                {"@type": "sc:Organization", **_told(name=one.name, url=one.path, email=one.email)}
                for one in about.creators
            ],
            datePublished=about.version and "-".join(f"{int(part):02}" for part in about.version.split(".")),
        ),
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": one.path,
                "name": one.path,
                "contentUrl": one.path,
                "contentSize": f"{one.size} B",
                "encodingFormat": _MEDIA[one.format],
                "sha256": one.sha256,
            }
            for one in own
        ],
        "recordSet": [_record_set(one) for one in own],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _told(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _record_set(file: Written) -> dict[str, Any]:
    content = file.content
    assert content is not None
    name = Path(file.path).stem
    words = descriptions()[content.cls.__name__]
    own = {column: shape for column, shape in fields(content.cls).items() if _is_plain(shape, file.format)}
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": content.description,
        "key": [{"@id": f"{name}/{column}"} for column in content.key],
        "field": [_field(file.path, name, column, shape, words[column]) for column, shape in own.items()],
    }


def _is_plain(shape: Shape, format: str) -> bool:
    if shape.kind == "list":
        return format == "parquet"
    return shape.kind != "record"


def _field(path: str, table: str, name: str, shape: Shape, description: str) -> dict[str, Any]:
    many = {"isArray": True, "arrayShape": "-1"} if shape.kind == "list" else {}
    return {
        "@type": "cr:Field",
        "@id": f"{table}/{name}",
        "name": name,
        "description": description,
        "dataType": _TYPES.get(shape.kind, "sc:Text"),
        **many,
        "source": {"fileObject": {"@id": path}, "extract": {"column": name}},
    }
