"""What stands under the body of a report: credits, a signature, the lines of the site."""

from __future__ import annotations

import re

from jiyuan_news.reading import bylines, crew
from jiyuan_news.reading.layout_words import words
from jiyuan_news.reading.lines import is_credits, is_empty_label
from jiyuan_news.reading.lists import Lines
from jiyuan_news.reading.page_days import FULL_DATE
from jiyuan_news.reading.signatures import are_writers, is_office, numeral_day
from jiyuan_news.reading.site import BULLETS, ends_page, is_rights
from jiyuan_news.records import SegmentKind

_BELOW = 14
"""So many lines at the end of a report are looked at closely: its credits are among them."""
_LONGEST_CREDIT = 70
_LONGEST_CAPTION = 80
_CIRCLED = frozenset("①②③④⑤⑥⑦⑧⑨")
_INSIDE = ("none", "published", "dated", "when", "form", "minutes", "cast", "reporter")
_OF_MEETING = ("cast", "form", "minutes")
_SURE = 3
_CREW = ("editor", "reporter", "correspondent", "photographer", "check")
_LIST_MARK = re.compile(r"[一二三四五六七八九十\d]{1,3}[、.．是]|[（(第◆●■★·•○]|[^：:]{1,12}[：:]")
MARKS = re.compile(r"[，。；！？、,;!?…]")
"""Marks that a headline or a link seldom has."""
SENTENCE_END = ("。", "！", "？", "”", "）", "…", ")")
"""What a paragraph ends in that is whole."""
_DATE = re.compile(FULL_DATE)


def kinds_below(lines: Lines, body: int, end: int, kinds: list[SegmentKind]) -> None:
    """Appends the kinds of the lines from the body's first on."""
    known = words()
    tail = over = False
    for index in range(body, end):
        line = lines.rows[index][2]
        close = index >= end - _BELOW and line[-1] != "。" and len(line) <= _LONGEST_CREDIT and index > body
        kind = lines.kind_of_head(index) if close else lines.kind(index)
        if over and _reports(lines, index):
            kinds[-1], kind, over = "body", "body", False  # its headline, and the text
        elif over:
            kind = kind if kind in ("byline", "meta") and bylines.field_of(line) in _CREW else "boilerplate"
        elif kind == "boilerplate":
            tail = tail or line.lstrip(BULLETS).startswith(known.tail)
            over = "body" in kinds and ends_page(line)
        elif kind == "meta" and _of_meeting(lines, index, body, end):
            kind = "body"
        elif kind is None and index >= end - _BELOW and index > body and is_rights(line):
            kind, over = "boilerplate", ends_page(line)
        elif kind is None:
            kind = "boilerplate" if tail and len(line) < 40 and "。" not in line else "body"
        kinds.append(kind)
    if "body" in kinds:
        _inside(lines, kinds, body)
        _pictures(lines, kinds, body)
        _sign(lines, kinds, body)
        _under_crew(lines, kinds, body)
        _leave(lines, kinds, body)


def _reports(lines: Lines, index: int) -> bool:
    """Whether a line is the text of another article, with the by-line of a paper, below its headline."""
    start, stop, _ = lines.rows[index]
    above = lines.rows[index - 1][2]
    if not lines.is_text(index) or MARKS.search(above) or ends_page(above):
        return False
    head = bylines.head_of(lines.text, start, stop)
    return head is not None and bool(head.people) and head.of_paper


def _of_meeting(lines: Lines, index: int, body: int, end: int) -> bool:
    """Whether a meta line tells of a meeting, or is the time of one (`时间：` with `地点：` below it)."""
    field = bylines.field_of(lines.rows[index][2])
    if field == "when":
        return index == body or (
            index + 1 < end and bylines.field_of(lines.rows[index + 1][2]) in _OF_MEETING
        )
    return field in _OF_MEETING


def _last(kinds: list[SegmentKind]) -> int:
    return len(kinds) - 1 - kinds[::-1].index("body")


def _inside(lines: Lines, kinds: list[SegmentKind], body: int) -> None:
    """Labels that stand inside a body (`关键词:`, `时间:`, a reporter's question) are a part of it."""
    for index in range(body + 1, _last(kinds) - 1):
        line = lines.rows[index][2]
        field = bylines.field_of(line) if kinds[index] in ("meta", "byline") else None
        if field not in _INSIDE or (field == "reporter" and crew.credits(line, 0, len(line))):
            continue
        if bylines.published_of(line)[1] < _SURE:
            kinds[index] = "body"


def _pictures(lines: Lines, kinds: list[SegmentKind], body: int) -> None:
    """The line above a photographer's says what the photo shows, if it is numbered or ends in no sentence mark."""
    for index in range(body + 1, len(kinds) - 1):
        if kinds[index] == "body" and kinds[index + 1] == "caption":
            line, credit = lines.rows[index][2], lines.rows[index + 1][2]
            told = line[0] in _CIRCLED or (line[-1] not in "！？”：:；" and "。" not in line)
            if told and len(line) <= _LONGEST_CAPTION and is_credits(credit):
                kinds[index] = "caption"


def _sign(lines: Lines, kinds: list[SegmentKind], body: int) -> None:
    """The offices above the day at the end of a text have signed it: they are no part of the body."""
    day = _last(kinds) + 1
    if day >= len(kinds) or not is_day(lines.rows[day][2]):
        return
    for index in range(day - 1, body, -1):
        if kinds[index] != "body" or not is_office(lines.rows[index][2]):
            return
        kinds[index] = "byline"


def is_day(line: str) -> bool:
    """Whether a line is a full date and no more."""
    return _DATE.fullmatch(line.strip("（()） \u3000")) is not None or numeral_day(line) is not None


_OPENS_LIST = re.compile("[：:][^。]{0,8}$")


def _leave(lines: Lines, kinds: list[SegmentKind], body: int) -> None:
    """Short lines in a row under the last sentence, without a mark, are links of the site.

    One alone may be a text that the crawl cut, unless a line of another kind stands between the two or below.
    """
    last = index = _last(kinds)
    while index > body and (kinds[index] != "body" or _is_link(lines.rows[index][2])):
        index -= 1
    links = [at for at in range(index + 1, last + 1) if kinds[at] == "body"]
    last_text = lines.rows[index][2]
    if not links or not last_text.endswith(SENTENCE_END) or _OPENS_LIST.search(last_text):
        return
    alone = lines.rows[links[0]][2]
    above = lines.text[lines.rows[body][0] : lines.rows[index][1]]
    if are_writers(alone, above, lines.is_apart(links[0], index)) or (len(links) == 1 and is_office(alone)):
        kinds[links[0]] = "byline"
        for at in links[1:]:
            kinds[at] = "boilerplate"
    elif len(links) > 1 or links[0] > index + 1 or links[0] + 1 < len(kinds) or words().below.search(alone):
        for at in links:
            kinds[at] = "boilerplate"


def _is_link(line: str) -> bool:
    line = line.lstrip(BULLETS)
    if len(line) > 25 or MARKS.search(line):
        return False
    return is_empty_label(line) or not _LIST_MARK.match(line)


def _under_crew(lines: Lines, kinds: list[SegmentKind], body: int) -> None:
    """What stands under the line of the editor, and is no sentence, is of the site."""
    for index in range(len(kinds) - 1, body, -1):
        line = lines.rows[index][2]
        if kinds[index] == "body":
            if "。" not in line:
                continue
            if words().credit_end.search(line[-_LONGEST_CREDIT:]):
                for at in range(index + 1, len(kinds)):
                    kinds[at] = "boilerplate" if kinds[at] == "body" else kinds[at]
            return
        crew_line = bylines.field_of(line) in (*_CREW, "source") or crew.credits(line, 0, len(line))
        if kinds[index] in ("meta", "byline") and crew_line:
            for at in range(index + 1, len(kinds)):
                if kinds[at] == "body":
                    kinds[at] = "boilerplate"
            return
