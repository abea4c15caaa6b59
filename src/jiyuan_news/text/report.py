"""What cleaning did, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jiyuan_news.spans import Lines

if TYPE_CHECKING:
    from jiyuan_news.text.cleantext import CleanText


def report(page: CleanText) -> Iterator[str]:
    """A line for each mend that fired, and one for each place that is not certain."""
    if not page.steps:
        yield "nothing was mended"
    for step in page.steps:
        yield f"{step.mend}: {step.count} {'change' if step.count == 1 else 'changes'}"
    lines = Lines(page.raw)
    for event in page.repairs:
        line, column = lines.position(event.span.start)
        margin = "" if event.sure.margin is None else f" by {event.sure.margin:.1f} bits"
        raw = page.raw[event.span.slice]
        clean = page.text[page.to_clean(event.span).slice]
        yield f"line {line}, column {column}: {event.mend} {event.status}{margin}: {raw!r} is {clean!r}"
