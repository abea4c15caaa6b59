"""Articles that stand on several pages: the best copy of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain, islice

import attrs

from jiyuan_news.records import Article


def merge_articles(articles: Iterable[Article]) -> list[Article]:
    """The articles, each id once, in the order of their pages' hashes and, on a page, from the top.

    Copies of an article have the same id: the same item stands in the lists of many pages. The copy that is kept
    stays as it was read: a report before a teaser, then the copy with the fewest doubts, a dated one before an undated
    one, the one with the most headlines, contributors and credit, then the smaller hash of its page. Its
    `meeting_ids` also have those that were read from the other copies alone.

    Copies may come in any order and in batches: merging what was merged changes nothing. Raises nothing.
    """
    copies: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        copies[article.id].append(article)
    kept = [best(one) for one in copies.values()]
    return sorted(
        kept, key=lambda article: (article.source, article.span.start, article.span.end, article.id)
    )


def best(copies: Iterable[Article]) -> Article:
    """The best of the copies with one id, with the meetings of all. Keeps none of the others in memory."""
    first, *more = islice(copies := iter(copies), 2)
    if not more:
        return first
    kept, ids = first, set(first.meeting_ids)
    for copy in chain(more, copies):
        kept = min(kept, copy, key=_order)
        ids.update(copy.meeting_ids)
    others = ids.difference(kept.meeting_ids)
    return attrs.evolve(kept, meeting_ids=(*kept.meeting_ids, *sorted(others))) if others else kept


def _order(article: Article) -> tuple[object, ...]:
    """The better the copy, the smaller; equal only for equal copies of one page."""
    return (
        article.kind != "report",
        len(article.doubtful),
        article.date_published is None,
        -(len(article.headlines) + len(article.by) + (article.credit is not None)),
        article.source,
        article.span.start,
        article.span.end,
        repr(article),
    )
