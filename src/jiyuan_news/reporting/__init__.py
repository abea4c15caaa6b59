"""What is made of a report: words for people, and the formats that other tools read. Pure functions, but `split`."""

from __future__ import annotations

from collections.abc import Callable

from jiyuan_news.findings import Report
from jiyuan_news.reporting.machines import github, json, jsonl
from jiyuan_news.reporting.sarif import sarif
from jiyuan_news.reporting.words import concise, full

FORMATS: dict[str, Callable[[Report], str]] = {
    "full": full,
    "concise": concise,
    "json": json,
    "jsonl": jsonl,
    "github": github,
    "sarif": sarif,
}
"""What writes a report, by the name of the format."""

SUMMED = frozenset({"full", "concise"})
"""The formats that end in the summary; with the others it is told apart from the data."""
