"""Where the list of other articles begins on a page of the feed.

The list follows the report without a mark of its own. What tells it: the words 推荐阅读; the dates, each
glued to the head of the line after its item; and where there are none, lines under the report that begin with
another day.
"""

from __future__ import annotations

import re

from jiyuan_news.reading import bylines
from jiyuan_news.reading.byline_grammar import BLANKS
from jiyuan_news.reading.datelines import vague
from jiyuan_news.reading.layout_words import words
from jiyuan_news.reading.lines import close_look, is_record, kind_of, meta_head, suspect
from jiyuan_news.reading.page_days import DAY, iso_date
from jiyuan_news.records import SegmentKind

Row = tuple[int, int, str]
"""A line without the blanks around it: start and end in the clean text, and its words."""

_DIGITS = frozenset("0123456789")
_GLUED = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"\s*\d{1,2}[:：]\d{2}")
_SENTENCE = re.compile(r"[。；;]|[！？!?](?=.)")
_ENDS = ("。", "！", "？", "”", "）", "…")
# What is no word at the ends of a line: blanks, also as entities, the edge of a table's cell, a tag that a crawl left in.
_BLANK = frozenset(BLANKS)
_ENTITY = ("&nbsp;", "&nbsp；")
_ENTITIES = re.compile(rf"(?:&nbsp[;；]|[{re.escape(BLANKS)}])+")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,80}>")
_TAGS = re.compile(rf"(?:{_TAG.pattern}\s*)+")
_LONGEST_TAG = 84
_LONGEST_ITEM = 260
_LONGEST_TITLE = 50
_MOST_ITEMS = 6
_FAR = 6
# A line without any of these begins with no by-line.
_HEAD_MARKS = re.compile("[讯电员摄编]|消息|记者|供稿|[实见]习")


class Lines:
    """The lines of a page that are not blank, each looked at closely at most once."""

    __slots__ = ("_kinds", "_suspects", "dated", "rows", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.rows: list[Row] = []
        self._kinds: dict[int, SegmentKind | None] = {}
        at = 0
        for line in text.splitlines(keepends=True):
            start, end = _words(line)
            if start < end:
                bare, start, end = line[start:end], at + start, at + end
                if "。" in bare and (head := meta_head(bare)):
                    kept = bare[:head].rstrip(BLANKS)
                    self.rows.append((start, start + len(kept), kept))
                    start, bare = start + head, bare[head:]
                self.rows.append((start, end, bare))
            at += len(line)
        self._suspects = [suspect(line) for _, _, line in self.rows]
        self.dated = [
            index for index, (_, _, line) in enumerate(self.rows) if line[0] in _DIGITS and _is_glued(line)
        ]
        """The lines that begin with the date of the item above them."""

    def kind(self, index: int) -> SegmentKind | None:
        """What the line is by its own words; None for text, which most lines are told by their ends."""
        if not self._suspects[index]:
            return None
        if index not in self._kinds:
            self._kinds[index] = close_look(self.rows[index][2])
        return self._kinds[index]

    def kind_of_head(self, index: int) -> SegmentKind | None:
        """The same with more doubt: of the lines at the head of a page few are text."""
        if index not in self._kinds:
            self._kinds[index] = kind_of(self.rows[index][2])
        return self._kinds[index]

    def is_text(self, index: int) -> bool:
        """Whether the line is a sentence of a body, or begins one with a by-line."""
        start, end, line = self.rows[index]
        if _SENTENCE.search(line) or len(line) > 80:
            return True
        return _HEAD_MARKS.search(line) is not None and bylines.head_of(self.text, start, end) is not None

    def is_apart(self, index: int, above: int) -> bool:
        """Whether the line stands at the right, far from where the line `above` begins."""
        own, other = (
            start - self.text.rfind("\n", 0, start) for start in (self.rows[index][0], self.rows[above][0])
        )
        return own > _FAR + other

    def ends_report(self, index: int) -> bool:
        """Whether the line stands under a report, never inside one: an editor's line, or one of the site."""
        return self.kind(index) in ("meta", "byline", "boilerplate") and len(self.rows[index][2]) < 80


def _words(line: str) -> tuple[int, int]:
    """Where the words of a line begin and end; a line of cells and tags alone keeps them."""
    start, end = len(line) - len(line.lstrip(BLANKS)), len(line.rstrip(BLANKS))
    if start < end and line[end - 1] in ";；":
        end = _before(line, end, edges=False)
    if start < end and (blanks := _ENTITIES.match(line, start, end)):
        start = blanks.end()
    if start < end and line[end - 1] in "|>":
        inner = _before(line, end, edges=True)
        end = inner if inner > start else end
    if start < end and line[start] == "<":
        tags = _TAGS.match(line, start, end)
        start = tags.end() if tags and tags.end() < end else start
    return start, end


def _before(line: str, end: int, *, edges: bool) -> int:
    """Where the blanks before `end` begin, with the `edges` of cells and tags between them."""
    while end:
        last = line[end - 1]
        if last in _BLANK or (edges and last == "|"):
            end -= 1
        elif line.endswith(_ENTITY, 0, end):
            end -= len(_ENTITY[0])
        elif edges and last == ">" and _TAG.fullmatch(line, tag := _opening(line, end), end):
            end = tag
        else:
            break
    return end


def _opening(line: str, end: int) -> int:
    return max(line.rfind("<", max(0, end - _LONGEST_TAG), end), 0)


def _is_glued(line: str) -> bool:
    """Whether a line begins with a date that is no meta line's."""
    if not _GLUED.match(line):
        return False
    if len(line) == 10:
        return True
    if is_record(line):
        return False
    return not (_TIME.match(line, 10) or (len(line) < 120 and bylines.field_of(line[10:])))


def head_of(line: str) -> str | None:
    """The word before the first item of a list that the line begins with, or None."""
    return next((head for head in words().list_heads if line.startswith(head)), None)


def is_links(lines: Lines, begin: int) -> bool:
    """Whether what follows is a list of headlines, as other sites have it, and no list of items."""
    rows = lines.rows
    if lines.dated and begin == lines.dated[0]:
        return _dates_first(lines)
    if not head_of(rows[begin][2]) or len(rows) < begin + 2:
        return False
    return not any("。" in line or DAY.search(line) or line[0].isdigit() for _, _, line in rows[begin:])


def start(lines: Lines) -> int:
    """Index of the first line of the list; the number of lines where there is none."""
    rows = lines.rows
    count = len(rows)
    heads = words().list_heads
    if any(map(lines.text.__contains__, heads)):
        for index in range(count):
            if rows[index][2].startswith(heads):
                return index
    return _dated(lines, lines.dated[0]) if lines.dated else _undated(lines)


def _first_text(lines: Lines, end: int) -> int:
    for index in range(end):
        if lines.kind(index) is None and lines.is_text(index):
            return index
    return end


def _dated(lines: Lines, first: int) -> int:
    """The first line of a list whose first date stands at the head of line `first`."""
    rows, count = lines.rows, len(lines.rows)
    others = len(lines.dated) > 1
    if first == 0:
        return 0 if others else count
    text = _first_text(lines, first)
    above = rows[first - 1]
    if text < first and _dates_first(lines):
        return count if above[2].startswith(words().end) else first
    closed = others and lines.dated[-1] == count - 1 and len(rows[-1][2]) == 10
    if text == first and len(above[2]) < 30 and not closed and not above[2].endswith(_ENDS):
        return count  # dates before what they date: a chronicle, or the report's own date
    alone = not others and len(rows[first][2]) == 10
    if alone and not DAY.match(above[2]) and (first - 1 <= text or "济源" not in lines.text):
        return count  # the date under a report of another place
    if first - 1 == text and bylines.head_of(lines.text, *above[:2]):
        return first
    if _ends_meeting(above[2]):
        return first  # the date closes the report, not an item
    begin = first - 1
    for index in range(first - 2, text, -1):
        if lines.ends_report(index):
            if _reads_as_items(lines, index + 1, first):
                return index + 1
            break
    date = rows[first][2][:10]
    while begin - 1 > text and _is_item(lines, begin - 1, date):
        begin -= 1
    return begin


_PRESENT = re.compile(r"(?:参加|出席|列席|陪同)(?:了)?(?:会议|大会|活动|调研|学习|上述活动)?。$")


def _ends_meeting(line: str) -> bool:
    """Whether a paragraph is the last of a report of a meeting: who was there, and no day."""
    return _PRESENT.search(line) is not None and not DAY.search(line) and not line.startswith(vague())


def _dates_first(lines: Lines) -> bool:
    """Whether the dates stand before what they date: headlines all, the last one too."""
    rests = [lines.rows[index][2][10:].strip(BLANKS) for index in lines.dated]
    return (
        len(rests) > 1
        and all(
            rest and len(rest) <= _LONGEST_TITLE and not rest.endswith(_ENDS) and "。" not in rest
            for rest in rests
        )
        and lines.dated[-1] - lines.dated[0] < 2 * len(rests)
    )


def _reads_as_items(lines: Lines, begin: int, end: int) -> bool:
    """Whether the lines may be the items of a list: few, and short."""
    texts = [lines.rows[index][2] for index in range(begin, end) if lines.kind(index) is None]
    return 0 < len(texts) <= _MOST_ITEMS and all(len(line) < _LONGEST_ITEM for line in texts)


def _tells_when(row: Row) -> bool:
    """Whether a line begins with a day, or with 近日 or the like."""
    return DAY.match(row[2]) is not None or row[2].startswith(vague())


def _is_item(lines: Lines, index: int, date: str) -> bool:
    """Whether a line begins with a day at most ten days before the list's first date, as undated items do."""
    line = lines.rows[index][2]
    day = DAY.match(line)
    if not day or lines.kind(index) is not None or not (line.endswith(_ENDS) or len(line) < 60):
        return False
    known, own = iso_date(date[:4], date[5:7], date[8:10]), iso_date(date[:4], day[1], day[2])
    return known is not None and own is not None and (known - own).days % 365 <= 10


def _undated(lines: Lines) -> int:
    """The first line of a list without dates, under the last line of a report of the feed."""
    rows, count = lines.rows, len(lines.rows)
    if count < 3 or "济源" not in lines.text:
        return count
    text = _first_text(lines, count)
    for index in range(count - 1, text, -1):
        if lines.ends_report(index):
            items = _reads_as_items(lines, index + 1, count)
            return index + 1 if items and any(map(_tells_when, rows[index + 1 :])) else count
    begin = count
    while begin - 1 > text + 1 and DAY.match(rows[begin - 1][2]) and len(rows[begin - 1][2]) < _LONGEST_ITEM:
        begin -= 1
    if begin == count:
        return count
    lead, own = DAY.search(lines.text, *rows[text][:2]), DAY.match(rows[begin][2])
    apart = lead is None or own is None or lead[1] != own[1] or abs(int(lead[2]) - int(own[2])) > 3
    cut = begin == count - 1 and not rows[begin][2].endswith(_ENDS)
    return begin if apart or cut else count
