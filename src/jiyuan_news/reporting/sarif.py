"""A report as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jiyuan_news import __version__
from jiyuan_news.checks.catalogue import Check, checks
from jiyuan_news.findings import Finding, Place, Report
from jiyuan_news.records import Severity
from jiyuan_news.terminal import shielded, visible

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def sarif(report: Report) -> str:
    """One run with all findings, the manual pages of all rules, and what was not checked as notifications."""
    described = [_rule(rule) for rule in checks()]
    order = {rule["id"]: at for at, rule in enumerate(described)}
    run = {
        "tool": {
            "driver": {"name": "jiyuan-news", "semanticVersion": __version__, "rules": described},
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not report.unreadable,
                "toolExecutionNotifications": list(_notifications(report)),
            }
        ],
        "artifacts": [
            {"location": {"uri": uri}} for uri in dict.fromkeys(_uri(one.path) for one in report.inputs)
        ],
        "results": [_result(finding, order) for finding in report],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return shielded(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _rule(rule: Check) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": f"{rule.summary} {rule.why}"},
        "help": {
            "text": f"{rule.why}\n\nExample: {rule.example}\n\nTo do: {rule.help}",
            "markdown": f"{rule.why}\n\n**Example**: {rule.example}\n\n**To do**: {rule.help}",
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, order: dict[str, int]) -> dict[str, Any]:
    mark = "\0".join([finding.code, finding.place.path, finding.place.words])
    told: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": order.get(finding.code, -1),
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{visible(finding.message)} {visible(finding.help)}"},
        "locations": [_location(finding.place)],
        "partialFingerprints": {
            "words/v1": hashlib.sha256(mark.encode("utf-8", "surrogatepass")).hexdigest()
        },
        "properties": {"recovered": finding.recovered},
    }
    if finding.read_as is not None:
        told["properties"]["readAs"] = finding.read_as
    return told


def _location(place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.path)}}
    if place.span is not None:
        region: dict[str, Any] = {"startLine": place.line, "startColumn": place.column}
        if place.on_one_line:
            region |= {"endLine": place.line, "endColumn": place.column + len(place.words)}
        physical["region"] = region | {"snippet": {"text": place.words}}
    location: dict[str, Any] = {"physicalLocation": physical}
    if place.pointer:
        location["logicalLocations"] = [{"fullyQualifiedName": place.pointer, "kind": "member"}]
    return location


def _notifications(report: Report) -> Iterable[dict[str, Any]]:
    for one in report.unreadable:
        yield {
            "level": "error",
            "message": {"text": f"Not checked: {visible(one.problem or '')}"},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(one.path)}}}],
        }
    for rule in report.not_run:
        yield {
            "level": "note",
            "message": {"text": f"Not run: {visible(rule.reason)}"},
            "associatedRule": {"id": rule.code},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(rule.path)}}}],
        }
    for more in report.left_off:
        yield {
            "level": "warning",
            "message": {"text": f"{more.count} more findings of this rule are not listed."},
            "associatedRule": {"id": more.code},
        }


def _uri(path: str) -> str:
    """The path as a URI reference; a relative one stays relative, as code hosts want it."""
    if Path(path).is_absolute():
        return f"file://{quote(path, errors='replace')}"
    return quote(f"./{path}" if ":" in path.split("/")[0] else path, errors="replace")
