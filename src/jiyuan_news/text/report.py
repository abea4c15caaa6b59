"""What cleaning did, as JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiyuan_news.text.cleantext import CleanText


def report(page: CleanText) -> Iterator[str]:
    """A JSON object for each change, mend by mend: what was done, how sure it is, where in the raw text, and what became."""
    for event in page.events:
        margin = event.sure.margin
        told = {
            "mend": event.mend,
            "status": event.status,
            "margin": None if margin is None else round(margin, 1),
            "span": {"start": event.span.start, "end": event.span.end},
            "before": event.before,
            "after": event.after,
        }
        yield json.dumps(told, ensure_ascii=False)
