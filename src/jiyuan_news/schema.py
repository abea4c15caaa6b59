"""The JSON Schemas of the records, generated from their classes. The only module that turns classes into schemas."""

from __future__ import annotations

import ast
import inspect
import json
from functools import cache
from typing import Any

from jiyuan_news import changes, facts, findings, records, rows, spans
from jiyuan_news.shapes import DAY, LARGEST, Shape, fields

MIGRATIONS: tuple[changes.Migration, ...] = (
    changes.Migration("1.0.0", "first", "The records as docs/records.md has them."),
    changes.Migration(
        "1.1.0",
        "raw-documents",
        "Data sets may hold the raw pages as a table (Document). Nothing is to be done: no other record changed.",
    ),
)
"""The versions of the records, and what each changed: a new field is a minor version, a renamed one a major version."""

SCHEMA_VERSION = MIGRATIONS[-1].version
"""Version of the records."""

RECORDS: dict[str, type[Any]] = {
    "page": records.Page,
    "article": records.Article,
    "meeting": records.Meeting,
    "document": records.Document,
    "report": findings.Report,
    "changes": changes.ChangeLog,
}
"""The records that have a schema of their own."""


def migrations(old: str | None, new: str | None) -> tuple[changes.Migration, ...]:
    """What changed in the schemas after the version `old`, up to `new`; nothing where either is unknown or the later first."""
    known = [one.version for one in MIGRATIONS]
    if old not in known or new not in known:
        return ()
    return MIGRATIONS[known.index(old) + 1 : known.index(new) + 1]


@cache
def descriptions() -> dict[str, dict[str, str]]:
    """The docstring of every class of records and rows (under the key "") and of its fields, read from their source."""
    found: dict[str, dict[str, str]] = {}
    for module in (spans, records, rows, findings, facts, changes):
        for node in ast.parse(inspect.getsource(module)).body:
            if isinstance(node, ast.ClassDef):
                found[node.name] = {"": ast.get_docstring(node) or ""}
                for field, text in zip(node.body, node.body[1:], strict=False):
                    if (
                        isinstance(field, ast.AnnAssign)
                        and isinstance(field.target, ast.Name)
                        and isinstance(text, ast.Expr)
                        and isinstance(text.value, ast.Constant)
                    ):
                        found[node.name][field.target.id] = str(text.value.value)
    return found


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of `page`, `article`, `meeting`, `document`, `report` or `changes`.

    Raises:
        KeyError: no record has that name.

    """
    root = RECORDS[name]
    defs: dict[str, Any] = {}
    _define(root, root, defs)
    body = defs.pop(root.__name__)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:jiyuan-news:schema:{name}:{SCHEMA_VERSION}",
        "title": root.__name__,
        **body,
        "$defs": dict(sorted(defs.items())),
    }


def schema_bytes(name: str) -> bytes:
    """The schema as it stands in `schemas/`: UTF-8, indented, with a line end."""
    return (json.dumps(json_schema(name), ensure_ascii=False, indent=2) + "\n").encode()


def _define(cls: type[Any], root: type[Any], defs: dict[str, Any]) -> None:
    if cls.__name__ in defs:
        return
    words = descriptions()[cls.__name__]
    defs[cls.__name__] = {}
    shapes = fields(cls)
    defs[cls.__name__] = {
        "description": words[""],
        "type": "object",
        "properties": {
            key: {"description": words[key], **_of(shape, root, defs)} for key, shape in shapes.items()
        },
        "required": list(shapes),
        "additionalProperties": False,
    }


def _of(shape: Shape, root: type[Any], defs: dict[str, Any]) -> dict[str, Any]:
    kind = shape.kind
    if kind == "record":
        assert shape.record is not None
        _define(shape.record, root, defs)
        reference = {"$ref": "#" if shape.record is root else f"#/$defs/{shape.record.__name__}"}
        return {"anyOf": [reference, {"type": "null"}]} if shape.nullable else reference
    if kind == "any":
        return {}
    plain: dict[str, Any] = {"type": "array" if kind == "list" else kind}
    if kind == "enum":
        choices: list[str | None] = list(shape.choices)
        return {"enum": [*choices, None] if shape.nullable else choices}
    if kind == "list":
        assert shape.item is not None
        plain["items"] = _of(shape.item, root, defs)
    elif kind == "date":
        plain = {"type": "string", "format": "date", "pattern": DAY.pattern}
    elif kind == "integer":
        plain |= {"minimum": shape.minimum, "maximum": LARGEST}
    elif shape.pattern is not None:
        plain["pattern"] = shape.pattern.pattern
        if shape.examples:
            plain["examples"] = list(shape.examples)
    if shape.nullable:
        plain["type"] = [plain["type"], "null"]
    return plain
