"""Values that rest on a repair which is not certain, or on a lost character: `doubtful` names them, as JSON pointers.

What has a span is doubtful when a repair overlaps or touches it: a name beside a lost character may be part of a
longer one. What has none is judged by the words that it was read from: a post by its sentence up to the name.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from jiyuan_news import notices
from jiyuan_news.records import Article, Meeting, Repair, Segment
from jiyuan_news.spans import Span
from jiyuan_news.text.surrogates import LOST

if TYPE_CHECKING:
    from jiyuan_news.notices import NoticeKind
    from jiyuan_news.reading.log import Log
    from jiyuan_news.text import CleanText

_SENTENCE_ENDS = re.compile("[。！？\n]")
# Values without spans, by the kinds of segments that tell them.
_TOLD_BY = {"credit": ("byline", "meta"), "date_published": ("meta", "date")}
_MANY = 50
_LOST_RUN = re.compile(f"{LOST}+")


def repairs(clean: CleanText, log: Log) -> tuple[Repair, ...]:
    """The repairs of a page that are not certain, with a notice for each status that they have."""
    found = tuple(
        Repair(
            event.mend,
            event.span,
            event.sure.status,
            clean.raw[event.span.slice],
            clean.text[clean.to_clean(event.span).slice],
        )
        for event in clean.repairs
        if event.sure.status != "certain"
    )
    _tell(log, notices.SCORED_REPAIR, [one for one in found if one.status == "scored"], "was read")
    _tell(log, notices.LOST_TEXT, [one for one in found if one.status == "lost"], "is what can be told")
    return found


def stretches(clean: CleanText, repaired: Iterable[Repair]) -> list[Span]:
    """Where the raw text is in doubt, in order and apart: what was repaired, and what its decoder had lost before."""
    spans = [one.span for one in repaired]
    if LOST in clean.raw:
        mended = _Places(spans)
        for match in _LOST_RUN.finditer(clean.raw):
            span = Span(*match.span())
            if not mended.touch(span.start, span.end, mended.near(span)):
                spans.append(span)
        spans.sort(key=lambda span: span.start)
    return spans


def _tell(log: Log, kind: NoticeKind, found: list[Repair], how: str) -> None:
    if found:
        first = found[0]
        places = "one place" if len(found) == 1 else f"the first of {len(found)} places"
        message = f"{places[0].upper()}{places[1:]}: {first.after!r} {how} of {first.before!r}."
        log.add_raw(kind, first.span, message)


class _Places:
    """The stretches of the doubts, in order and apart, so that those near a record are quickly found."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in spans:
            self._starts.append(span.start)
            self._ends.append(span.end)

    def near(self, span: Span) -> range:
        """The numbers of those that overlap or touch a stretch."""
        return range(bisect_left(self._ends, span.start), bisect_right(self._starts, span.end))

    def touch(self, start: int, end: int, near: range) -> bool:
        """Whether one of those numbers overlaps or touches a stretch."""
        first = bisect_left(self._ends, start, near.start, max(near.start, near.stop))
        return first < near.stop and self._starts[first] <= end


def articles(
    read: Sequence[Article], segments: Sequence[Segment], doubts: Sequence[Span]
) -> tuple[Article, ...]:
    """The articles, with the pointers to their doubtful values."""
    places = _Places(doubts)
    own: dict[int | None, list[Segment]] = {}
    for segment in segments:
        own.setdefault(segment.article, []).append(segment)
    return tuple(
        attrs.evolve(article, doubtful=tuple(_of_article(article, own.get(index, []), places)))
        for index, article in enumerate(read)
    )


def meetings(
    read: Sequence[Meeting], told: Sequence[Article], doubts: Sequence[Span], clean: CleanText
) -> tuple[Meeting, ...]:
    """The meetings, with the pointers to their doubtful values."""
    homes = {article.id: article.span for article in told}
    places = _Places(doubts)
    in_clean = _Places(map(clean.to_clean, doubts))
    marked = []
    for meeting in read:
        home = homes[meeting.article_ids[0]]
        near = places.near(home)
        pointers = list(_with_spans(meeting, places, near))
        if near:
            pointers += _by_sentence(meeting, clean, clean.to_clean(home), in_clean, near)
        marked.append(attrs.evolve(meeting, doubtful=tuple(dict.fromkeys(pointers))))
    return tuple(marked)


def _with_spans(record: Any, doubts: _Places, near: range) -> Iterator[str]:
    """The pointers to the values of a record that have a span with doubts."""
    for field in attrs.fields(type(record)) if near else ():
        value = getattr(record, field.name)
        items = enumerate(value) if isinstance(value, tuple) else [(None, value)]
        for index, item in items:
            span = getattr(item, "span", None)
            if span is not None and doubts.touch(span.start, span.end, near):
                yield f"/{field.name}" if index is None else f"/{field.name}/{index}"


def _of_article(article: Article, own: list[Segment], doubts: _Places) -> Iterator[str]:
    # By-lines and dates stand outside an article's own span.
    spans = [article.span, *(one.span for one in article.by), *(one.span for one in own)]
    near = doubts.near(Span(min(span.start for span in spans), max(span.end for span in spans)))
    yield from _with_spans(article, doubts, near)
    kinds = {one.kind for one in own if doubts.touch(one.span.start, one.span.end, near)} if near else set()
    for name, told_by in _TOLD_BY.items():
        if getattr(article, name) is not None and not kinds.isdisjoint(told_by):
            yield f"/{name}"


def _by_sentence(
    meeting: Meeting, clean: CleanText, home: Span, doubts: _Places, near: range
) -> Iterator[str]:
    """The pointers to what was read from the words around a name: posts and roles, convener and mode, speaker and verb."""
    text = clean.text
    for index, person in enumerate(meeting.attendance):
        at, count = text.find(person.name, home.start, home.end), 0
        while at >= 0 and count < _MANY:
            first, last = _sentence(text, at, home)
            pointer = f"/attendance/{index}"
            if doubts.touch(first, at, near):
                if person.posts:
                    yield f"{pointer}/posts"
                if person.post_as_written is not None:
                    yield f"{pointer}/post_as_written"
            if person.roles and doubts.touch(first, last, near):
                yield f"{pointer}/roles"
            at, count = text.find(person.name, at + len(person.name), home.end), count + 1
    for index, session in enumerate(meeting.sessions):
        first, last = _sentence(text, clean.to_clean(session.span).start, home)
        if doubts.touch(first, last, near):
            if session.organizer is not None:
                yield f"/sessions/{index}/organizer"
            if meeting.mode is not None:
                yield "/mode"
    for index, speech in enumerate(meeting.speeches):
        start = clean.to_clean(speech.span).start
        if doubts.touch(_sentence(text, start, home)[0], start, near):
            yield from (f"/speeches/{index}/speaker", f"/speeches/{index}/verb")


def _sentence(text: str, at: int, home: Span) -> tuple[int, int]:
    """Where the sentence with this place begins and ends."""
    first = max(text.rfind(mark, home.start, at) for mark in "。！？\n") + 1
    last = _SENTENCE_ENDS.search(text, at, home.end)
    return max(first, home.start), last.start() if last else home.end
