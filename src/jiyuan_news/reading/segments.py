"""The layout of a page: which line is headline, meta line, by-line, body, caption, item of the list, date.

A page of the feed is a report and a list of other articles, each item's date glued to the head of the next
line. Pages of other places have a headline, meta lines and a body. Works line by line, with offsets into the
clean text.
"""

from __future__ import annotations

import datetime as dt
import re

import attrs

from jiyuan_news import notices
from jiyuan_news.reading import bylines, lists
from jiyuan_news.reading.bylines import BLANKS, Byline
from jiyuan_news.reading.dates import iso_date
from jiyuan_news.reading.lines import close_look, shot_of, suspect, words
from jiyuan_news.reading.lists import Lines, Row
from jiyuan_news.reading.log import Log
from jiyuan_news.records import ArticleKind, SegmentKind

Range = tuple[int, int]


@attrs.define(slots=True)
class Draft:
    """An article as the layout shows it: ranges of the clean text."""

    kind: ArticleKind
    headlines: list[Range] = attrs.Factory(list)
    metas: list[Range] = attrs.Factory(list)
    bylines: list[Range] = attrs.Factory(list)
    """By-lines apart from the head of the body."""
    captions: list[Range] = attrs.Factory(list)
    head: Byline | None = None
    """The by-line at the head of the body."""
    paragraphs: list[Range] = attrs.Factory(list)
    published: dt.date | None = None
    """Of a teaser, the date after it."""


@attrs.define(slots=True)
class Layout:
    """A page's segments and the articles that they belong to."""

    pieces: list[tuple[int, SegmentKind, int]] = attrs.Factory(list)
    """Where a segment starts in the clean text, its kind, its article or -1; each ends at the next."""
    drafts: list[Draft] = attrs.Factory(list)
    site: list[Range] = attrs.Factory(list)
    """The lines of the site itself."""

    def put(self, start: int, kind: SegmentKind, article: int) -> None:
        """A segment from `start` on, unless it only continues the one before."""
        last = self.pieces[-1] if self.pieces else None
        if last is None or last[1] != kind or last[2] != article:
            self.pieces.append((start, kind, article))


def layout(text: str, log: Log) -> Layout:
    """Tells the lines of the clean text apart: the report, and from the head of the list on its items."""
    found, lines = Layout(), Lines(text)
    begin = lists.start(lines)
    _report(found, lines, begin, log)
    if begin < len(lines.rows):
        _items(found, lines, begin, log)
    return found


# -- the report

_HEADING = re.compile(
    r"第[一二三四五六七八九十百零\d]{1,4}[章条节]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[、.．]"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_MOST_HEADLINES = 6
_SHORTEST_SUBTITLE = 8


def _report(found: Layout, lines: Lines, end: int, log: Log) -> None:
    rows = lines.rows
    kinds = _kinds(lines, end)
    if "body" not in kinds:
        _promote(kinds, rows)
    draft = Draft("report")
    held: dict[SegmentKind, list[Range]] = {
        "headline": draft.headlines, "meta": draft.metas, "byline": draft.bylines, "caption": draft.captions,
        "body": draft.paragraphs, "boilerplate": found.site,
    }  # fmt: skip
    for kind, (start, stop, _) in zip(kinds, rows, strict=False):
        held[kind].append((start, stop))
    if draft.paragraphs:
        _trim(draft, lines.text)
    if not draft.paragraphs:
        _no_report(found, kinds, rows, log)
        return
    found.drafts.append(draft)
    _pieces(found, draft, kinds, rows)


def _kinds(lines: Lines, end: int) -> list[SegmentKind]:
    """What each line of the report is."""
    kinds: list[SegmentKind] = []
    body = _body_start(lines, end, kinds)
    tail = False
    known = words()
    for index in range(body, end):
        line = lines.rows[index][2]
        kind = lines.kind(index)
        if kind == "boilerplate":
            tail = tail or line.startswith(known.tail)
        elif kind == "meta" and bylines.field_of(line) == "cast":
            kind = "body"
        elif kind is None:
            kind = "boilerplate" if tail and len(line) < 40 and "。" not in line else "body"
        kinds.append(kind)
    if "body" in kinds:
        _inside(lines, kinds, body)
    return kinds


_INSIDE = ("none", "published", "reporter")


def _inside(lines: Lines, kinds: list[SegmentKind], body: int) -> None:
    """Labels that stand inside a body (`关键词:`, `时间:`, a reporter's question) are a part of it."""
    last = len(kinds) - 1 - kinds[::-1].index("body")
    for index in range(body + 1, last - 1):
        if kinds[index] in ("meta", "byline") and bylines.field_of(lines.rows[index][2]) in _INSIDE:
            kinds[index] = "body"


def _body_start(lines: Lines, end: int, kinds: list[SegmentKind]) -> int:
    """Index of the body's first line: a by-line, a sentence, a heading; `kinds` gets the lines above."""
    headlines = 0
    for index in range(end):
        line = lines.rows[index][2]
        kind = lines.kind_of_head(index)
        if kind is None:
            if lines.is_text(index) or line[-1] in "：:" or (headlines and _HEADING.match(line)):
                return index
            if kinds and kinds[-1] == "meta" and lines.rows[index - 1][2][-1] in "：:" and len(line) < 30:
                kind = "meta"  # the value of a label on the line above
            elif headlines and len(line) <= _SHORTEST_SUBTITLE and "meta" in kinds:
                kind = "boilerplate"  # a button under the meta line
            else:
                kind = "headline"
                headlines += 1
                if headlines > _MOST_HEADLINES:  # a page of short lines: one headline, the rest is its body
                    first = kinds.index("headline") + 1
                    del kinds[first:]
                    return first
        elif kind == "boilerplate" and headlines and line.startswith(words().start):
            kinds[:] = [
                "boilerplate" if above == "headline" else above for above in kinds
            ]  # the site's own name
            headlines = 0
        kinds.append(kind)
    return end


def _promote(kinds: list[SegmentKind], rows: list[Row]) -> None:
    """The body of a page without a sentence: a photo's caption, else the lines under the first headline."""
    photos = [i for i, kind in enumerate(kinds) if kind == "caption" and "。" in rows[i][2]]
    heads = [i for i, kind in enumerate(kinds) if kind == "headline"]
    body = photos or heads[1:]
    if not photos and sum(len(_HAN.findall(rows[i][2])) for i in body) < 20:
        only = rows[heads[0]][2] if len(heads) == 1 else ""
        body = heads if "，" in only or lists.DAY.search(only) else []
    for index in body:
        kinds[index] = "body"


def _no_report(found: Layout, kinds: list[SegmentKind], rows: list[Row], log: Log) -> None:
    lost = [i for i, kind in enumerate(kinds) if kind not in ("boilerplate", "meta")]
    if lost:
        start, stop = rows[lost[0]][0], rows[lost[-1]][1]
        log.add(notices.UNRECOGNISED, start, stop, "These lines are no text of an article.")
    for index, kind in enumerate(kinds):
        found.put(rows[index][0], "unrecognised" if index in lost else kind, -1)


def _trim(draft: Draft, text: str) -> None:
    """Takes the by-line off the head of the body, and the credits off its end."""
    start, stop = draft.paragraphs[0]
    head = draft.head = bylines.head_of(text, start, min(stop, start + 160))
    if head:
        if head.end < stop:
            draft.paragraphs[0] = (head.end, stop)
        else:
            del draft.paragraphs[0]
    for index in range(-1, -1 - min(2, len(draft.paragraphs)), -1):
        start, stop = draft.paragraphs[index]
        near = max(start + 1, stop - 120)
        line = text[near:stop]
        if not line:
            continue
        # No by-line ends in a full stop, but that of a photo may.
        match = (words().credit_end.search(line) if line[-1] != "。" else None) or shot_of(line)
        if match and match.start():
            cut = near + match.start()
            draft.bylines.append((cut, stop))
            draft.paragraphs[index] = (start, start + len(text[start:cut].rstrip(BLANKS)))


def _pieces(found: Layout, draft: Draft, kinds: list[SegmentKind], rows: list[Row]) -> None:
    cuts = {stop: start for start, stop in draft.bylines}
    head = draft.head.end if draft.head else -1
    last: SegmentKind | None = None
    for kind, (start, stop, _) in zip(kinds, rows, strict=False):
        if kind == "body" and (start < head <= stop or stop in cuts):
            if start < head <= stop:
                found.put(start, "byline", 0)
                start = head
            if start < stop:
                found.put(start, "body", 0)
            if start < cuts.get(stop, 0):
                found.put(cuts[stop], "byline", 0)
            last = None
        elif kind != last:
            found.put(start, kind, -1 if kind == "boilerplate" else 0)
            last = kind


# -- the items of the list


def _items(found: Layout, lines: Lines, begin: int, log: Log) -> None:
    rows, drafts = lines.rows, found.drafts
    report = drafts[0] if drafts else None
    item = -1  # the item that a date would close
    links = lists.is_links(lines, begin)
    dated = frozenset(lines.dated)
    glued = 0
    undated: list[Range] = []
    for index in range(begin, len(rows)):
        start, stop, line = rows[index]
        if index in dated:
            date = iso_date(line[:4], line[5:7], line[8:10])
            found.put(start, "date", item)
            if date is None:
                log.add(notices.IMPOSSIBLE_DATE, start, start + 10, f"There is no such day as {line[:10]}.")
            if item >= 0:
                drafts[item].published = date
                item = -1
            glued += len(line) > 10
            line = line[10:].lstrip(BLANKS)
        elif index == begin and (head := lists.head_of(line)):
            found.put(start, "boilerplate", -1)
            line = line[len(head) :].lstrip(BLANKS + ":：")
        if not line:
            continue
        start = stop - len(line)
        kind = "boilerplate" if links else close_look(line) if len(line) < 60 and suspect(line) else None
        if kind is None:
            if item >= 0:
                undated.append(drafts[item].paragraphs[0])
            item = len(drafts)
            drafts.append(Draft("teaser", paragraphs=[(start, stop)]))
            found.put(start, "teaser", item)
        elif kind == "boilerplate" or report is None:
            found.put(start, "boilerplate", -1)
            found.site.append((start, stop))
        else:
            found.put(start, kind, 0)
            {"meta": report.metas, "byline": report.bylines}.get(kind, report.captions).append((start, stop))
    if item >= 0:
        undated.append(drafts[item].paragraphs[0])
    if glued:
        message = f"{glued} dates head the line after their item."
        log.add(notices.GLUED_DATES, rows[begin][0], rows[-1][1], message)
    if undated:
        log.add(notices.UNDATED_TEASERS, *undated[0], f"{len(undated)} items of the list have no date.")
