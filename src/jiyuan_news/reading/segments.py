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
from jiyuan_news.reading import bylines, endings, further, heads, lists, titles
from jiyuan_news.reading.byline_grammar import BLANKS
from jiyuan_news.reading.bylines import Byline
from jiyuan_news.reading.layout_words import words
from jiyuan_news.reading.lines import close_look, shot_of, suspect
from jiyuan_news.reading.lists import Lines, Row
from jiyuan_news.reading.log import Log
from jiyuan_news.reading.page_days import DAY, iso_date
from jiyuan_news.reading.signatures import writers_behind
from jiyuan_news.reading.site import ends_page
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
    frame: list[Range] = attrs.Factory(list)
    """Meta lines of the page that an article after its first shares: their day, paper and editors count."""
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

_HAN = re.compile(r"[\u3400-\u9fff]")


def _report(found: Layout, lines: Lines, end: int, log: Log) -> None:
    rows = lines.rows
    kinds = _kinds(lines, end)
    if "body" not in kinds:
        _promote(kinds, rows)
    report = Draft("report")
    drafts, owner = [report], [0] * len(kinds)
    for begin, stop in further.starts(lines, kinds):
        own = kinds[stop] == "meta"  # else its meta lines are the report's
        for index in range(begin, len(kinds)):
            kinds[index] = "headline" if index < stop else kinds[index]
            owner[index] = len(drafts) if own or kinds[index] != "meta" else 0
        apart = own or (begin > 0 and ends_page(rows[begin - 1][2]))  # 新闻推荐: of another day
        drafts.append(Draft("teaser", frame=[] if apart else report.metas))
    held = [_held(draft, found) for draft in drafts]
    for index, (kind, (start, stop, line)) in enumerate(zip(kinds, rows, strict=False)):
        held[owner[index]][kind].append(
            (start + titles.title_start(line), start + titles.title_end(line))
            if kind == "headline"
            else (start, stop)
        )
    for draft in drafts:
        if draft.paragraphs:
            _trim(draft, lines.text)
    if not all(_says_something(draft, lines.text) for draft in drafts):
        _no_report(found, kinds, rows, log)
        return
    found.drafts += drafts
    _pieces(found, kinds, rows, owner)


def _says_something(draft: Draft, text: str) -> bool:
    return any(any(map(str.isalnum, text[start:stop])) for start, stop in draft.paragraphs)


def _held(draft: Draft, found: Layout) -> dict[SegmentKind, list[Range]]:
    """What holds the lines of a draft, by their kind."""
    return {
        "headline": draft.headlines, "meta": draft.metas, "byline": draft.bylines,
        "caption": draft.captions, "body": draft.paragraphs, "boilerplate": found.site,
    }  # fmt: skip


def _kinds(lines: Lines, end: int) -> list[SegmentKind]:
    """What each line of the report is."""
    kinds: list[SegmentKind] = []
    body = heads.body_start(lines, end, kinds)
    endings.kinds_below(lines, body, end, kinds)
    return kinds


def _promote(kinds: list[SegmentKind], rows: list[Row]) -> None:
    """The body of a page without a sentence: a photo's caption, an abstract, else the lines under the first headline."""
    photos = [i for i, kind in enumerate(kinds) if kind == "caption" and "。" in rows[i][2]] or [
        i for i, kind in enumerate(kinds) if kind == "meta" and bylines.field_of(rows[i][2]) == "abstract"
    ]
    heads = [i for i, kind in enumerate(kinds) if kind == "headline"]
    body = photos or heads[1:]
    if not photos and sum(len(_HAN.findall(rows[i][2])) for i in body) < 20:
        only = rows[heads[0]][2] if len(heads) == 1 else ""
        body = heads if "，" in only or DAY.search(only) else []
    for index in body:
        kinds[index] = "body"


_OF_NO_ARTICLE = ("boilerplate", "meta")


def _no_report(found: Layout, kinds: list[SegmentKind], rows: list[Row], log: Log) -> None:
    lost = [row for row, kind in zip(rows, kinds, strict=False) if kind not in _OF_NO_ARTICLE]
    if lost:
        log.add(notices.UNRECOGNISED, lost[0][0], lost[-1][1], "These lines are no text of an article.")
    for (start, _, _), kind in zip(rows, kinds, strict=False):
        found.put(start, kind if kind in _OF_NO_ARTICLE else "unrecognised", -1)


def _trim(draft: Draft, text: str) -> None:
    """Takes the by-line off the head of the body, and the credits off its end."""
    start, stop = draft.paragraphs[0]
    head = draft.head = bylines.head_of(text, start, min(stop, start + 160))
    if head:
        if head.end < stop:
            draft.paragraphs[0] = (head.end, stop)
        else:
            del draft.paragraphs[0]
    elif len(draft.paragraphs) > 1:  # under a lead of its own
        start, stop = draft.paragraphs[1]
        head = bylines.head_of(text, start, min(stop, start + 160))
        if head and head.people and head.of_paper and head.end < stop:
            draft.head = head
            draft.paragraphs[1] = (head.end, stop)
    for index in range(-1, -1 - min(2, len(draft.paragraphs)), -1):
        start, stop = draft.paragraphs[index]
        near = max(start + 1, stop - 120)
        line = text[near:stop]
        if not line:
            continue
        # No by-line ends in a full stop, but that of a photo may.
        match = (words().credit_end.search(line) if line[-1] != "。" else None) or shot_of(line)
        at = match.start() if match else writers_behind(line, text[draft.paragraphs[0][0] : near])
        if at > 0:
            cut = near + at + len(line[at:]) - len(line[at:].lstrip(BLANKS))
            draft.bylines.append((cut, stop))
            draft.paragraphs[index] = (start, start + len(text[start:cut].rstrip(BLANKS)))


def _pieces(found: Layout, kinds: list[SegmentKind], rows: list[Row], owner: list[int]) -> None:
    cuts = {stop: start for draft in found.drafts for start, stop in draft.bylines}
    ends = [draft.head.end if draft.head else -1 for draft in found.drafts]
    last: tuple[SegmentKind, int] | None = None
    for index, (kind, (start, stop, _)) in enumerate(zip(kinds, rows, strict=False)):
        article = owner[index]
        text: SegmentKind = "teaser" if article else "body"
        if kind == "body" and (start < ends[article] <= stop or stop in cuts):
            if start < ends[article] <= stop:
                found.put(start, "byline", article)
                start = ends[article]
            if start < stop:
                found.put(start, text, article)
            if start < cuts.get(stop, 0):
                found.put(cuts[stop], "byline", article)
            last = None
        elif (kind, article) != last:
            found.put(start, text if kind == "body" else kind, -1 if kind == "boilerplate" else article)
            last = (kind, article)


# -- the items of the list


def _items(found: Layout, lines: Lines, begin: int, log: Log) -> None:
    rows, drafts = lines.rows, found.drafts
    report = drafts[0] if drafts else None
    item = -1  # the item that a date would close
    links = lists.is_links(lines, begin)
    dated = frozenset(lines.dated)
    glued: list[Range] = []
    undated: list[Range] = []
    wordless: list[Range] = []
    for index in range(begin, len(rows)):
        start, stop, line = rows[index]
        if index in dated:
            date = iso_date(line[:4], line[5:7], line[8:10])
            of_report = index == begin and item < 0 and report is not None and not links
            found.put(start, "date", 0 if of_report else item)
            if report is not None and of_report:
                report.published = date
            if date is None:
                log.add(notices.IMPOSSIBLE_DATE, start, start + 10, f"There is no such day as {line[:10]}.")
            if item >= 0:
                drafts[item].published = date
                item = -1
            if len(line) > 10:
                glued.append((start, start + 10))
            line = line[10:].lstrip(BLANKS)
        elif index == begin and (head := lists.head_of(line)):
            found.put(start, "boilerplate", -1)
            line = line[len(head) :].lstrip(BLANKS + ":：")
        if not line:
            continue
        start = stop - len(line)
        kind = "boilerplate" if links else close_look(line) if len(line) < 60 and suspect(line) else None
        if kind is None and not any(map(str.isalnum, line)):
            found.put(start, "unrecognised", -1)
            wordless.append((start, stop))
        elif kind is None:
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
    for noticed, told, places in (
        (notices.GLUED_DATES, "The date of the item above runs into the next item", glued),
        (notices.UNDATED_TEASERS, "This item of the list has no date", undated),
        (notices.UNRECOGNISED, "This item of the list has no words", wordless),
    ):
        if places:
            more = f"; {len(places) - 1} more below" if len(places) > 1 else ""
            log.add(noticed, *places[0], f"{told}{more}.")
