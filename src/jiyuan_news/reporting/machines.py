"""A report for other programs: JSON, JSON Lines, and annotations of GitHub's."""

from __future__ import annotations

import json as standard_json

from jiyuan_news.codec import dumps
from jiyuan_news.findings import STDIN, Finding, Report
from jiyuan_news.terminal import shielded, visible


def json(report: Report) -> str:
    """The whole report as `schemas/report.schema.json` has it, indented: a baseline is kept and compared."""
    return (
        shielded(standard_json.dumps(standard_json.loads(dumps(report)), ensure_ascii=False, indent=2)) + "\n"
    )


def jsonl(report: Report) -> str:
    """A finding a line, each as in the whole report."""
    return "".join(shielded(dumps(finding).decode()) + "\n" for finding in report)


_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def github(report: Report) -> str:
    """Annotations as GitHub's runner takes them from a log, the worst first: it shows ten of a kind in a step."""
    worst_first = sorted(report, key=lambda finding: list(_COMMANDS).index(finding.severity))
    return "".join(_annotation(finding) for finding in worst_first)


def _annotation(finding: Finding) -> str:
    place = finding.place
    told = {"title": f"{finding.code} {finding.name}", "file": place.path, "line": str(place.line)}
    if place.path == STDIN:
        del told["file"]
    if place.span is not None:
        told["col"] = str(place.column)
        if place.on_one_line:
            told |= {"endLine": str(place.line), "endColumn": str(place.column + len(place.words))}
    properties = ",".join(f"{key}={_property(value)}" for key, value in told.items())
    words = "\n".join(map(visible, [finding.message, finding.help]))
    return f"::{_COMMANDS[finding.severity]} {properties}::{_data(words)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
