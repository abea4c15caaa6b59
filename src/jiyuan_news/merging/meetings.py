"""Meetings that several articles tell: one record a gathering, and every telling of it kept."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any, get_args

import attrs

from jiyuan_news.merging.articles import merge_articles
from jiyuan_news.merging.clusters import clustered, paired
from jiyuan_news.merging.evidence import Strength, contradict, strength
from jiyuan_news.merging.tellings import telling
from jiyuan_news.records import Article, DateBasis, Meeting
from jiyuan_news.shapes import fields
from jiyuan_news.spans import Span

_WHERE = ("source", "doubtful")
"""What of a telling is about its copy alone."""
_SUREST: tuple[str, ...] = get_args(DateBasis)


def merge_meetings(meetings: Iterable[Meeting], articles: Iterable[Article]) -> list[Meeting]:
    """One meeting for each gathering, by the last day it can have been on, those without one last, then by id.

    What merges is said in `docs/identity.md`: only what is surely the same. The richest telling (of a report before a
    teaser, then the one that tells most, then the smaller id) stays whole, with its id and spans. Its `article_ids`
    have the articles of all tellings, its own first; its `aliases` the ids of the others; its `tellings` the others,
    each as it was read. Of the copies of one telling (with one id) the one with the fewest doubts stays, then with
    the surest date; another is kept among the `tellings` if anything in it differs but spans, source and doubts.

    Meetings may come in any order and in batches, merged or not: merging what was merged changes nothing, and what a
    later page tells apart is parted again. Raises nothing.

    Args:
        meetings: as they were read, or merged before.
        articles: those that tell them, merged or not. A meeting whose article is missing counts as told by a teaser
            of an unknown outlet.
    """
    told: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        for one in _as_read(meeting):
            told[one.id].append(one)
    known = {article.id: article for article in merge_articles(articles)}
    copies = [distinct(told[id]) for id in sorted(told)]
    tellings = [telling(best, known.get(next(iter(best.article_ids), ""))) for best, *_ in copies]

    tiers: dict[Strength, list[tuple[int, int]]] = {
        step: [] for step in sorted(Strength, reverse=True) if step
    }
    keys = [list(one.keys()) for one in tellings]
    for a, b in paired(keys, lambda index: tellings[index].signs()):
        found = strength(tellings[a], tellings[b])
        if found:
            tiers[found].append((a, b))
    groups = clustered(len(tellings), list(tiers.values()), lambda a, b: contradict(tellings[a], tellings[b]))

    def richest(index: int) -> tuple[bool, int, str]:
        best = copies[index][0]
        return not tellings[index].report, -_length(best), best.id

    merged = []
    for group in groups:
        ranked = sorted(group, key=richest) if len(group) > 1 else group
        merged.append(_joined([copy for index in ranked for copy in copies[index]]))
    return sorted(merged, key=_when)


def _when(meeting: Meeting) -> tuple[dt.date, str]:
    return (meeting.date and meeting.date.latest) or dt.date.max, meeting.id


# -- tellings of one record


def _as_read(meeting: Meeting) -> Iterator[Meeting]:
    """The tellings that a record was merged from, each as it was read; the record itself if it was not merged."""
    if not meeting.tellings:
        yield meeting
        return
    others = [one for other in meeting.tellings for one in _as_read(other)]
    articles = {id for other in others for id in other.article_ids}
    ids = {id for other in others for id in (other.id, *other.aliases)}
    own = [id for at, id in enumerate(meeting.article_ids) if not at or id not in articles]
    yield attrs.evolve(
        meeting,
        article_ids=tuple(own),
        aliases=tuple([id for id in meeting.aliases if id not in ids]),
        tellings=(),
    )
    yield from others


def _joined(ranked: list[Meeting]) -> Meeting:
    """The first of the tellings with the others in it."""
    best, *others = ranked
    if not others:
        return best
    articles = dict.fromkeys(id for one in ranked for id in one.article_ids)
    ids = dict.fromkeys(id for one in ranked for id in (*one.aliases, one.id))
    ids.pop(best.id, None)
    return attrs.evolve(best, article_ids=tuple(articles), aliases=tuple(ids), tellings=tuple(others))


# -- copies of one telling


def distinct(copies: Iterable[Meeting]) -> list[Meeting]:
    """The copies with one id that differ in what they say, the best first. Keeps no more than those in memory."""
    first, *more = islice(copies := iter(copies), 2)
    if not more:
        return [first]
    kept: dict[Any, Meeting] = {}
    for copy in chain([first], more, copies):
        content = _content(copy)
        kept[content] = min(kept.get(content, copy), copy, key=_order)
    return sorted(kept.values(), key=_order)


def _order(meeting: Meeting) -> tuple[object, ...]:
    """The better the copy, the smaller; equal only for equal copies."""
    date = meeting.date
    return (
        len(meeting.doubtful),
        _SUREST.index(date.basis) if date else len(_SUREST),
        -_length(meeting),
        meeting.source,
        repr(meeting),
    )


def _content(value: Any) -> Any:
    """What a record says, without where it stands."""
    if isinstance(value, tuple):
        return tuple(map(_content, value))
    if isinstance(value, Span):
        return None
    if hasattr(value, "__attrs_attrs__"):
        apart = _WHERE if isinstance(value, Meeting) else ()
        return tuple([_content(getattr(value, name)) for name in fields(type(value)) if name not in apart])
    return value


def _length(meeting: Meeting) -> int:
    """Characters of what it tells: names, posts, agenda and speeches."""
    told = [session.name for session in meeting.sessions] + [venue.name for venue in meeting.venues]
    told += [word for one in meeting.attendance for word in (one.name, one.post_as_written or "")]
    told += [word for item in meeting.agenda for word in (item.action, item.topic)]
    told += [speech.text for speech in meeting.speeches]
    return sum(map(len, told))
