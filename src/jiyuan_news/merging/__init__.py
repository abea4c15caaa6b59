"""Across pages: an article that stands on several pages is one, and so is a gathering that several articles tell.

`merge_articles` keeps the best copy of each article; `merge_meetings` joins the tellings of one gathering. Both are
functions of the set of records alone: their order does not matter, doing it twice changes nothing, and pages can come
in batches. Only sure merges are made; `docs/identity.md` says which those are.
"""

from __future__ import annotations

from jiyuan_news.merging.articles import merge_articles
from jiyuan_news.merging.meetings import merge_meetings

__all__ = ["merge_articles", "merge_meetings"]
