"""The layout of a page: which line is headline, meta line, by-line, body, caption, an item of the list, its date.

A page of the feed is a report and a list of other articles, each item's date glued to the head of the next line.
Pages of other places have a headline, meta lines and a body. Works line by line with offsets into the clean text; most
lines are told by their first two characters and their last.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Any

import attrs

from jiyuan_news import notices, vocabulary
from jiyuan_news.reading import bylines
from jiyuan_news.reading.bylines import BLANKS, Byline
from jiyuan_news.reading.dates import iso_date
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
    """By-lines that stand apart from the head of the body, and photo credits."""
    head: Byline | None = None
    paragraphs: list[Range] = attrs.Factory(list)
    published: dt.date | None = None
    """Of a teaser, the date after it."""


@attrs.define(slots=True)
class Layout:
    """A page's segments and the articles that they belong to."""

    pieces: list[tuple[int, SegmentKind, int]] = attrs.Factory(list)
    """Where a segment starts in the clean text, its kind, and its article's index, -1 for none; each ends at the next."""
    drafts: list[Draft] = attrs.Factory(list)
    boilerplate: list[Range] = attrs.Factory(list)


@attrs.frozen(slots=True)
class _Words:
    start: tuple[str, ...]
    tail: tuple[str, ...]
    line: frozenset[str]
    anywhere: tuple[str, ...]
    captions: tuple[str, ...]
    list_heads: tuple[str, ...]
    heads: frozenset[str]
    """First two characters of lines that need a closer look."""
    shot: re.Pattern[str]
    credit_line: re.Pattern[str]
    glued_end: re.Pattern[str]


_MARKS = re.compile(r"[\s【】\[\]（()）|:：>＞<＜•·*]+")
_TRAIL = re.compile(r"[\w\s@·]{0,20}(?:\s*[>›»＞]+\s*[\w\s@·]{1,20}){1,6}")
_GLUED = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"\s*\d{1,2}[:：]\d{2}")
_FULL_DATE = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")
_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日")
_HEADING = re.compile(r"第[一二三四五六七八九十百零\d]{1,4}[章条节]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[、.．]")
_STOPS = re.compile(r"[。；;]|[！？!?](?=.)")
_HAN = re.compile(r"[\u3400-\u9fff]")


@cache
def _words() -> _Words:
    data: dict[str, Any] = vocabulary.load("layout")
    by_place: dict[str, list[str]] = {"start": [], "tail": [], "line": [], "anywhere": []}
    for entry in data["boilerplate"]:
        by_place[entry["place"]] += entry["words"]
    labels = [word for label in data["label"] for word in label["words"]]
    roles = [word for role in data["role"] for word in role["words"]]
    prefixes = data["role_prefixes"]["words"]
    captions = tuple(data["captions"]["starts"])
    list_heads = tuple(data["list_heads"]["words"])
    firsts = [*by_place["start"], *by_place["tail"], *by_place["line"], *labels, *roles, *prefixes, *captions, *list_heads]
    name = rf"[\u3400-\u9fff·•]{{2,4}}"
    role = "|".join(sorted((prefix + word for prefix in ["", *prefixes] for word in roles), key=len, reverse=True))
    return _Words(
        start=tuple(by_place["start"]),
        tail=tuple(by_place["tail"]),
        line=frozenset(_MARKS.sub("", word) for word in by_place["line"]),
        anywhere=tuple(by_place["anywhere"]),
        captions=captions,
        list_heads=list_heads,
        heads=frozenset(word[:2] for word in firsts if len(word) > 1) | {word + mark for word in labels if len(word) == 1 for mark in "：:/"} | {a[0] + " " for a in labels if len(a) == 2},
        shot=re.compile(
            rf"(?:^|(?<=[\s。！？”（(/、]))\s*(?P<credit>(?:[\u3400-\u9fff]{{0,12}}(?:{role})\s*)?{name}(?:[\s、]+{name}){{0,4}}"
            rf"(?:\s*[/／]?\s*(?:摄影?|供图|制图)|\s*[/／]\s*图))[)）]?。?$"
        ),
        credit_line=re.compile(
            rf"[□■◎●○◆\s（(\[【]*(?:(?:文|图|摄影)\s?[/、／]\s?(?:文|图|摄影?)?|[\u3400-\u9fff]{{0,12}}?(?:{role}))[\s：:/]"
        ),
        glued_end=re.compile(
            rf"(?<=[。！？”!?）)])\s*(?:[（(\[【]\s*(?P<credit>(?:[\u3400-\u9fff]{{0,12}}?(?:{role})|供稿|来源|编辑|作者|文[/／])[^（()）。，]{{0,60}})[)）\]】]"
            rf"|[（(](?P<cut>(?:{role})[^（()）。，]{{0,40}})|[（(]完[)）]"
            rf"|(?P<label>(?:责任编辑|责编|编辑|来源|信息来源|供稿|审核|记者|通讯员|作者)\s*[：:][^。]{{0,80}}))\s*$"
        ),
    )


def kind_of(line: str) -> SegmentKind | None:
    """What a line is by its own words: `boilerplate`, `meta`, `caption` or `byline`; None for headline and text."""
    words = _words()
    if line.startswith(words.start) or (line.startswith(words.tail) and not line.endswith("。")):
        return "boilerplate"
    length = len(line)
    if length <= 40:
        bare = _MARKS.sub("", line)
        if not bare or bare in words.line or bare.upper() in words.line:
            return "boilerplate"
        if ">" in line or "＞" in line:
            if _TRAIL.fullmatch(line):
                return "boilerplate"
    if length <= 90 and "。" not in line and sum(word in line for word in words.anywhere) >= 2:
        return "boilerplate"
    if length <= 400 and (field := bylines.field_of(line)) is not None:
        if field in ("source", "published", "none", "editor"):
            return None if field != "source" and "。" in line[:-1] and length > 60 else "meta"
        return "byline" if length <= 80 and not _STOPS.search(line) and "，" not in line else None
    if length <= 150:
        if line.startswith(words.captions):
            return "caption"
        if line[-1] in "摄影图）)。" and words.shot.search(line):
            return "caption"
        if length <= 100 and "。" not in line:
            date = _FULL_DATE.search(line)
            if date and _is_meta(line, date):
                return "meta"
            if length <= 70 and words.credit_line.match(line) and bylines.credits(line, 0, length):
                return "byline"
    return None


def _is_meta(line: str, date: re.Match[str]) -> bool:
    """Whether a line with a full date in it is a meta line: date alone, or with a time, a label or a short outlet."""
    before, after = line[: date.start()], line[date.end() :].lstrip("日号")
    if "，" in line or "," in before or "、" in line:
        return False
    if _TIME.match(after) or "来源" in after or "编辑" in after:
        return True
    rest = _MARKS.sub("", before + after)
    blank = not before or before[-1] in BLANKS or not after or after[0] in BLANKS
    return not rest or rest.startswith("星期") or (blank and len(rest) <= 14 and not before.strip(BLANKS))


_Row = tuple[int, int, str]


def _rows(text: str) -> list[_Row]:
    """The lines that are not blank: start and end without blanks around, and the words."""
    rows: list[_Row] = []
    at = 0
    for line in text.splitlines(keepends=True):
        words = line.rstrip(BLANKS)
        if words:
            size = len(words)
            words = words.lstrip(BLANKS)
            if words:
                rows.append((at + size - len(words), at + size, words))
        at += len(line)
    return rows


def layout(text: str, log: Log) -> Layout:
    """Tells the lines of the clean text apart."""
    return _Reader(text, log).read()


class _Reader:
    """One pass over the lines: first where the list begins, then the report above it, then its items."""

    def __init__(self, text: str, log: Log) -> None:
        self.text = text
        self.log = log
        self.rows = _rows(text)
        self.found = Layout()
        self.kinds: dict[int, SegmentKind | None] = {}

    def read(self) -> Layout:
        begin = self.list_start()
        self.report(begin)
        if begin < len(self.rows):
            self.teasers(begin)
        return self.found

    # -- lines

    def kind(self, index: int) -> SegmentKind | None:
        """What the line is by its own words, looked at closely only where its ends suggest it."""
        words = self.rows[index][2]
        heads = _words().heads
        if words[:2] not in heads and words[-1] not in "摄影图）)】]" and words[0] not in "（([【□■◎●○◆0123456789<>*@W首C":
            return None
        if index not in self.kinds:
            self.kinds[index] = kind_of(words)
        return self.kinds[index]

    def glued(self, index: int) -> bool:
        """Whether the line begins with the date of the item above it."""
        words = self.rows[index][2]
        return (
            words[0].isdigit()
            and _GLUED.match(words) is not None
            and not _TIME.match(words, 10)
            and not (len(words) < 120 and bylines.field_of(words[10:]))
        )

    def put(self, index: int, kind: SegmentKind, article: int) -> None:
        self.piece(self.rows[index][0], kind, article)

    def piece(self, start: int, kind: SegmentKind, article: int) -> None:
        pieces = self.found.pieces
        if not pieces or pieces[-1][1] != kind or pieces[-1][2] != article:
            pieces.append((start, kind, article))

    # -- the list

    def list_start(self) -> int:
        """Index of the first line of the list of other articles; the number of lines if there is none."""
        rows, count = self.rows, len(self.rows)
        heads = _words().list_heads
        for index in range(count):
            if rows[index][2].startswith(heads) and (index or len(rows[index][2]) > 6):
                return index
        first = next((index for index in range(count) if self.glued(index)), count)
        if first < count:
            return self.dated_start(first)
        return self.undated_start()

    def first_text(self, end: int) -> int:
        """Index of the first line before `end` that is a sentence of a body."""
        for index in range(end):
            if self.is_body(index):
                return index
        return end

    def is_body(self, index: int) -> bool:
        start, end, words = self.rows[index]
        return self.kind(index) is None and (
            _STOPS.search(words) is not None or len(words) > 90 or bylines.head_of(self.text, start, min(end, start + 140)) is not None
        )

    def dated_start(self, first: int) -> int:
        """The first line of a list whose first glued date heads line `first`."""
        rows, count = self.rows, len(self.rows)
        if first == 0:
            return count if not any(self.glued(i) for i in range(1, count)) else 0
        above = rows[first - 1]
        text = self.first_text(first)
        if text == first and len(above[2]) < 30:
            return count  # dates before their items: a chronicle, or the report's own date
        lone = len(rows[first][2]) == 10 and first == next((i for i in range(count - 1, -1, -1) if self.glued(i)), -1)
        if lone and not _DAY.match(above[2]) and not any(self.kind(i) for i in range(text, first)):
            if first - 1 <= text or not self.of_feed(text):
                return count
        if first - 1 == text and bylines.head_of(self.text, *above[:2]):
            return first
        begin = first - 1
        date = rows[first][2][:10]
        strong = [i for i in range(text + 1, first) if self.ends_report(i)]
        if strong:
            return min(strong[-1] + 1, begin) if not self.kind(begin) else begin
        while begin - 1 > text and self.own_day(begin - 1, date):
            begin -= 1
        return begin

    def ends_report(self, index: int) -> bool:
        """Whether the line stands under a report, never inside it: an editor's line or the site's own."""
        kind = self.kind(index)
        return kind in ("meta", "byline") or (kind == "boilerplate" and len(self.rows[index][2]) < 20)

    def own_day(self, index: int, date: str) -> bool:
        """Whether a line begins with a day at most ten days before the list's first date, as items do."""
        day = _DAY.match(self.rows[index][2])
        if not day or not self.rows[index][2].endswith(("。", "！", "”")):
            return False
        known, year = iso_date(date[:4], date[5:7], date[8:10]), int(date[:4])
        own = iso_date(str(year), day[1], day[2])
        if known is None or own is None:
            return False
        return (known - own).days % 365 <= 10

    def of_feed(self, index: int) -> bool:
        """Whether the page is of the feed, whose pages have lists."""
        words = self.rows[index][2][:40] if index < len(self.rows) else ""
        return words.startswith("济源") or "济源网" in words or "济源日报" in words

    def undated_start(self) -> int:
        """The first line of a list without dates: items that tell another day than the report, under its last line."""
        count = len(self.rows)
        text = self.first_text(count)
        if count - text < 3 or not self.of_feed(text):
            return count
        begin = count
        for index in range(count - 1, text + 1, -1):
            words = self.rows[index][2]
            if _DAY.match(words) and self.kind(index) is None and len(words) < 260:
                begin = index
            elif self.kind(index) is None or begin == count:
                break
            elif self.ends_report(index):
                return index + 1
        if begin == count:
            return count
        lead = _DAY.search(self.text, self.rows[text][0], self.rows[text][1])
        own = _DAY.match(self.rows[begin][2])
        last = self.rows[count - 1][2]
        apart = lead is None or own is None or lead[1] != own[1] or abs(int(lead[2]) - int(own[2])) > 3
        ended = not last.endswith(("。", "！", "？", "”", "）"))
        return begin if apart or (ended and begin == count - 1) else count

    # -- the report

    def report(self, end: int) -> None:
        rows = self.rows
        draft = Draft("report")
        kinds: list[SegmentKind] = []
        text = self.body_start(end)
        tail = False
        for index in range(end):
            start, stop, words = rows[index]
            kind: SegmentKind | None = self.kinds.get(index) if index < text else self.kind(index)
            if kind is None and index >= text:
                kind = "boilerplate" if tail and len(words) < 40 and "。" not in words else "body"
            elif kind is None:
                kind = "headline"
            if kind == "boilerplate":
                tail = tail or (index > text and words.startswith(_words().tail))
                self.found.boilerplate.append((start, stop))
            elif kind == "headline":
                draft.headlines.append((start, stop))
            elif kind == "meta":
                draft.metas.append((start, stop))
            elif kind == "byline" or kind == "caption":
                draft.bylines.append((start, stop))
            else:
                draft.paragraphs.append((start, stop))
            kinds.append(kind)
        if not draft.paragraphs:
            self.promote(draft, kinds, end)
        if not draft.paragraphs:
            self.no_report(kinds)
            return
        self.found.drafts.append(draft)
        self.trim(draft)
        self.pieces_of(draft, kinds, end)

    def body_start(self, end: int) -> int:
        """Index of the first line of the body: a by-line, a sentence, a heading of its own."""
        headlines = 0
        for index in range(end):
            start, stop, words = self.rows[index]
            kind = self.kinds[index] = kind_of(words)
            if kind is not None:
                continue
            if _STOPS.search(words) or len(words) > 80 or words[-1] in "：:" or (headlines and _HEADING.match(words)):
                return index
            if bylines.head_of(self.text, start, stop) is not None:
                return index
            headlines += 1
            if headlines > 6:
                return self.after_first_headline(index)
        return end

    def after_first_headline(self, last: int) -> int:
        """A page of short lines only: its first line is its headline, the rest is its body."""
        first = next(i for i in range(last + 1) if self.kinds.get(i) is None)
        return first + 1

    def promote(self, draft: Draft, kinds: list[SegmentKind], end: int) -> None:
        """Finds the body of a page without a sentence: a photo's caption, else the lines under the first headline."""
        rows = self.rows
        photos = [i for i in range(end) if kinds[i] == "caption" and "。" in rows[i][2]]
        lines = photos or [i for i in range(end) if kinds[i] == "headline"][1:]
        if not photos and sum(len(_HAN.findall(rows[i][2])) for i in lines) < 20:
            heads = [i for i in range(end) if kinds[i] == "headline"]
            lines = heads if len(heads) == 1 and ("，" in rows[heads[0]][2] or _DAY.search(rows[heads[0]][2])) else []
        for index in lines:
            span = rows[index][:2]
            kinds[index] = "body"
            draft.paragraphs.append(span)
            for held in (draft.headlines, draft.bylines):
                if span in held:
                    held.remove(span)

    def no_report(self, kinds: list[SegmentKind]) -> None:
        first = True
        for index, kind in enumerate(kinds):
            if kind not in ("boilerplate", "meta"):
                kind = "unrecognised"
                if first:
                    start, stop, _ = self.rows[index]
                    self.log.add(notices.UNRECOGNISED, start, stop, "These lines are no text of an article.")
                    first = False
            self.put(index, kind, -1)

    def trim(self, draft: Draft) -> None:
        """Takes the by-line off the head of the body, and the credits off its end."""
        start, stop = draft.paragraphs[0]
        head = draft.head = bylines.head_of(self.text, start, min(stop, start + 160))
        if head:
            if head.end < stop:
                draft.paragraphs[0] = (head.end, stop)
            else:
                del draft.paragraphs[0]
        for index in (-1, -2):
            if len(draft.paragraphs) < -index:
                break
            start, stop = draft.paragraphs[index]
            near = max(start + 1, stop - 120)
            words = self.text[near:stop]
            match = _words().glued_end.search(words)
            if match is None and words[-1] in "摄影图）)":
                match = _words().shot.search(words)
                if match and match.start() == 0:
                    match = None
            if match:
                cut = near + match.start()
                draft.bylines.append((cut, stop))
                draft.paragraphs[index] = (start, start + len(self.text[start:cut].rstrip(BLANKS)))

    def pieces_of(self, draft: Draft, kinds: list[SegmentKind], end: int) -> None:
        cuts = {cut: stop for cut, stop in draft.bylines}
        ends = dict(draft.paragraphs)
        head = draft.head.end if draft.head else -1
        for index in range(end):
            start, stop, _ = self.rows[index]
            kind = kinds[index]
            article = -1 if kind == "boilerplate" else 0
            if kind == "body" and start < head <= stop:
                self.piece(start, "byline", 0)
                start = head
                if head == stop:
                    continue
            self.piece(start, kind, article)
            if kind == "body" and ends.get(start, stop) < stop:
                cut = next(c for c in cuts if start < c < stop)
                self.piece(cut, "byline", 0)

    # -- the items of the list

    def teasers(self, begin: int) -> None:
        rows, drafts, text = self.rows, self.found.drafts, self.text
        open_item = -1
        glued = 0
        undated: list[Range] = []
        heads = _words().list_heads
        for index in range(begin, len(rows)):
            start, stop, words = rows[index]
            if self.glued(index):
                date = iso_date(words[:4], words[5:7], words[8:10])
                self.piece(start, "date", open_item)
                if date is None:
                    self.log.add(notices.IMPOSSIBLE_DATE, start, start + 10, f"There is no such day as {words[:10]}.")
                if open_item >= 0:
                    drafts[open_item].published = date
                    open_item = -1
                glued += len(words) > 10
                words = words[10:].lstrip(BLANKS)
                start = stop - len(words)
                if not words:
                    continue
            elif index == begin and words.startswith(heads):
                head = next(head for head in heads if words.startswith(head))
                self.piece(start, "boilerplate", -1)
                words = words[len(head) :].lstrip(BLANKS + ":：")
                start = stop - len(words)
                if not words:
                    continue
            kind = kind_of(words) if len(words) < 60 else None
            if kind is not None:
                self.piece(start, kind, 0 if kind != "boilerplate" and drafts and drafts[0].kind == "report" else -1)
                if kind == "boilerplate":
                    self.found.boilerplate.append((start, stop))
                elif drafts and drafts[0].kind == "report":
                    (drafts[0].metas if kind == "meta" else drafts[0].bylines).append((start, stop))
                continue
            if open_item >= 0:
                undated.append(drafts[open_item].paragraphs[0])
            open_item = len(drafts)
            drafts.append(Draft("teaser", paragraphs=[(start, stop)]))
            self.piece(start, "teaser", open_item)
        if open_item >= 0:
            undated.append(drafts[open_item].paragraphs[0])
        if glued:
            start, stop, _ = rows[begin]
            self.log.add(notices.GLUED_DATES, start, rows[-1][1], f"{glued} dates head the line after their item.")
        if undated:
            self.log.add(notices.UNDATED_TEASERS, *undated[0], f"{len(undated)} items of the list have no date.")
        del text
