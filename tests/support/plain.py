"""Clean text that needed no cleaning: what the layers of `reading` are tested on by themselves."""

from __future__ import annotations

from typing import Any, cast

import attrs

from jiyuan_news.reading import articles, segments
from jiyuan_news.reading.articles import Story
from jiyuan_news.reading.log import Log
from jiyuan_news.reading.segments import Layout
from jiyuan_news.spans import Span
from jiyuan_news.text import CleanText


@attrs.frozen
class Plain:
    """Text whose clean form is itself."""

    text: str

    @property
    def raw(self) -> str:
        return self.text

    def raw_start(self, index: int) -> int:
        return index

    def raw_span(self, start: int, end: int) -> Span:
        return Span(start, end)


def plain(text: str) -> CleanText:
    """`text` as its own clean text."""
    return cast(CleanText, Plain(text))


def read(text: str, url_date: Any = None) -> tuple[Layout, list[Story], Log]:
    """Layout and articles of a text that needs no cleaning."""
    clean = plain(text)
    log = Log(clean)
    layout = segments.layout(clean.text, log)
    return layout, articles.read(layout, clean, log, url_date), log
