"""Values that rest on a repair which is not certain: records name them in `doubtful`, as JSON pointers.

What has a span is doubtful when a repair overlaps or touches it: a name beside a lost character may be part of a
longer one. What has none is judged by the words that it was read from: a post by its sentence up to the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from jiyuan_news import notices
from jiyuan_news.records import Article, Meeting, Repair, Segment

if TYPE_CHECKING:
    from jiyuan_news.notices import NoticeKind
    from jiyuan_news.reading.log import Log
    from jiyuan_news.spans import Span
    from jiyuan_news.text import CleanText

_SENTENCE_ENDS = re.compile("[。！？\n]")
# Values without spans, by the kinds of segments that tell them.
_TOLD_BY = {"credit": ("byline", "meta"), "date_published": ("meta", "date")}
_MANY = 50


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


def _tell(log: Log, kind: NoticeKind, found: list[Repair], how: str) -> None:
    if found:
        first = found[0]
        places = "one place" if len(found) == 1 else f"the first of {len(found)} places"
        message = f"{places[0].upper()}{places[1:]}: {first.after!r} {how} of {first.before!r}."
        log.add_raw(kind, first.span, message)


def articles(
    read: Sequence[Article], segments: Sequence[Segment], doubts: Sequence[Repair]
) -> tuple[Article, ...]:
    """The articles, with the pointers to their doubtful values."""
    return tuple(
        attrs.evolve(
            article, doubtful=tuple(_of_article(article, index, segments, _near(article.span, doubts)))
        )
        for index, article in enumerate(read)
    )


def meetings(
    read: Sequence[Meeting], told: Sequence[Article], doubts: Sequence[Repair], clean: CleanText
) -> tuple[Meeting, ...]:
    """The meetings, with the pointers to their doubtful values."""
    homes = {article.id: article.span for article in told}
    marked = []
    for meeting in read:
        span = homes[meeting.article_ids[0]]
        near = [clean.to_clean(one.span) for one in _near(span, doubts)]
        pointers = list(_with_spans(meeting, _near(span, doubts)))
        if near:
            pointers += _by_sentence(meeting, clean, clean.to_clean(span), near)
        marked.append(attrs.evolve(meeting, doubtful=tuple(dict.fromkeys(pointers))))
    return tuple(marked)


def _near(span: Span, doubts: Sequence[Repair]) -> list[Repair]:
    return [one for one in doubts if _touch(span, one.span)]


def _touch(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def _with_spans(record: Any, doubts: Sequence[Repair]) -> Iterator[str]:
    """The pointers to the values of a record that have a span with doubts."""
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        items = enumerate(value) if isinstance(value, tuple) else [(None, value)]
        for index, item in items:
            span = getattr(item, "span", None)
            if span is not None and any(_touch(span, one.span) for one in doubts):
                yield f"/{field.name}" if index is None else f"/{field.name}/{index}"


def _of_article(
    article: Article, index: int, segments: Sequence[Segment], doubts: Sequence[Repair]
) -> Iterator[str]:
    yield from _with_spans(article, doubts)
    own = {
        one.kind
        for one in segments
        if one.article == index and any(_touch(one.span, it.span) for it in doubts)
    }
    for name, kinds in _TOLD_BY.items():
        if getattr(article, name) is not None and not own.isdisjoint(kinds):
            yield f"/{name}"


def _by_sentence(meeting: Meeting, clean: CleanText, home: Span, doubts: list[Span]) -> Iterator[str]:
    """The pointers to what was read from the words around a name: posts and roles, convener and mode, speaker and verb."""
    text = clean.text

    def around(start: int, end: int) -> bool:
        return any(start <= one.end and one.start <= end for one in doubts)

    for index, person in enumerate(meeting.attendance):
        at, count = text.find(person.name, home.start, home.end), 0
        while at >= 0 and count < _MANY:
            first, last = _sentence(text, at, home)
            pointer = f"/attendance/{index}"
            if around(first, at):
                if person.posts:
                    yield f"{pointer}/posts"
                if person.post_as_written is not None:
                    yield f"{pointer}/post_as_written"
            if person.roles and around(first, last):
                yield f"{pointer}/roles"
            at, count = text.find(person.name, at + len(person.name), home.end), count + 1
    for index, session in enumerate(meeting.sessions):
        first, last = _sentence(text, clean.to_clean(session.span).start, home)
        if around(first, last):
            if session.organizer is not None:
                yield f"/sessions/{index}/organizer"
            if meeting.mode is not None:
                yield "/mode"
    for index, speech in enumerate(meeting.speeches):
        start = clean.to_clean(speech.span).start
        if around(_sentence(text, start, home)[0], start):
            yield from (f"/speeches/{index}/speaker", f"/speeches/{index}/verb")


def _sentence(text: str, at: int, home: Span) -> tuple[int, int]:
    """Where the sentence with this place begins and ends."""
    first = max(text.rfind(mark, home.start, at) for mark in "。！？\n") + 1
    last = _SENTENCE_ENDS.search(text, at, home.end)
    return max(first, home.start), last.start() if last else home.end
