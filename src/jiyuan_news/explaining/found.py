"""What gave one value, before it becomes a reason."""

from __future__ import annotations

from typing import NamedTuple

from jiyuan_news.explaining.entries import Entry
from jiyuan_news.reading.rules import Rule


class Found(NamedTuple):
    """A value, and what gave it; offsets in the clean text."""

    pointer: str
    value: str | int | bool
    rule: Rule
    start: int
    end: int
    entry: Entry | None = None
