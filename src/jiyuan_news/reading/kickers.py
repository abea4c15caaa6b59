"""Headlines that lead to the next line, and titles of bulletins, by their words."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jiyuan_news import vocabulary
from jiyuan_news.reading.byline_grammar import either


@cache
def _endings() -> tuple[tuple[str, ...], re.Pattern[str]]:
    data: dict[str, Any] = vocabulary.load("layout")
    return tuple(data["kicker_endings"]["words"]), re.compile(either(data["bulletin"]["words"]))


def is_kicker(line: str) -> bool:
    """Whether a headline leads to the one below it (王某主持召开会议并强调)."""
    return line.endswith(_endings()[0])


def is_bulletin(title: str) -> bool:
    """Whether a page with this title has many entries, and is one article."""
    return _endings()[1].search(title) is not None
