"""The outlet that an article is credited to: named by its by-line, a label, a caption, or beside the date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from jiyuan_news.reading import bylines
from jiyuan_news.reading.rules import Told, rule

if TYPE_CHECKING:
    from jiyuan_news.reading.segments import Draft, Layout

CREDIT_OF_BYLINE = rule("credit-of-byline", "The by-line at the head of the body names the outlet")
CREDIT_OF_CAPTION = rule("credit-of-caption", "The caption says 新华社发")
CREDIT_OF_REPORTERS = rule("credit-of-reporters", "The outlet stands before its reporters")
CREDIT_OF_SOURCE = rule("credit-of-source", "A label such as 来源 names it")
CREDIT_BESIDE_DATE = rule("credit-beside-date", "It stands beside the date of a meta line without a label")
CREDIT_OF_PAPER = rule("credit-of-paper", "The by-line says 本报, and the page names its paper")


def of(text: str, draft: Draft, layout: Layout) -> tuple[str, Told] | None:
    """The outlet that `draft` is credited to, and what tells it; None where nothing does."""
    return next(((outlet, told) for outlet, told in _named(text, draft, layout) if outlet), None)


_PAPER = re.compile(r"[\u4e00-\u9fff]{2,6}?(?:日报|晚报|时报|晨报|商报|新报)")


def _named(text: str, draft: Draft, layout: Layout) -> Iterator[tuple[str | None, Told]]:
    """The outlets that an article may be of, the best first, and what tells them."""
    head = draft.head
    if head and head.outlet:
        yield head.outlet, Told(CREDIT_OF_BYLINE, head.start, head.end)
    for start, end in draft.captions:
        if text.startswith("新华社发", start):
            yield "新华社", Told(CREDIT_OF_CAPTION, start, end)
    for start, end in [*draft.bylines, *draft.metas]:
        yield bylines.outlet_of_reporters(text[start:end]), Told(CREDIT_OF_REPORTERS, start, end)
    for start, end in [*draft.metas, *draft.bylines]:
        yield bylines.source_of(text[start:end]), Told(CREDIT_OF_SOURCE, start, end)
    for (start, end), (next_start, next_end) in pairwise(draft.metas):
        value = text[next_start:next_end]  # of a label on a line of its own
        label = bylines.field_of(text[start:end]) if text[end - 1] in "：:" else None
        if label == "source" and not bylines.field_of(value):
            yield bylines.outlet_name(value), Told(CREDIT_OF_SOURCE, start, next_end)
    for start, end in draft.metas:
        yield bylines.dated_outlet(text[start:end]), Told(CREDIT_BESIDE_DATE, start, end)
    for (start, end), (next_start, next_end) in pairwise(draft.metas):
        if not text[end:next_start].strip():
            both = text[start:end] + " " + text[next_start:next_end]  # the outlet on a line above the day
            yield bylines.dated_outlet(both), Told(CREDIT_BESIDE_DATE, start, next_end)
    if (head and head.own) or any(bylines.is_own(text[slice(*span)]) for span in draft.bylines):
        for start, end in [*draft.metas, *draft.frame, *layout.site]:
            paper = _PAPER.search(text, start, end)
            if paper:
                yield paper[0], Told(CREDIT_OF_PAPER, *paper.span())
