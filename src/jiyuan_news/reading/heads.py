"""What stands above the body of a report: its headlines, its meta lines, the lines of the site."""

from __future__ import annotations

import re

from jiyuan_news.reading import bylines, headlines
from jiyuan_news.reading.byline_grammar import HAN, SQUARES, grammar
from jiyuan_news.reading.kickers import is_bulletin, is_kicker
from jiyuan_news.reading.layout_words import words
from jiyuan_news.reading.lines import is_empty_label
from jiyuan_news.reading.lists import Lines
from jiyuan_news.reading.names import is_name
from jiyuan_news.reading.page_days import DAY
from jiyuan_news.reading.signatures import are_writers, is_office
from jiyuan_news.reading.site import is_column, is_menu, states_day
from jiyuan_news.records import SegmentKind

_HEADING = re.compile(
    r"第[一二三四五六七八九十百零\d]{1,4}[章条节]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[、.．]|(?:范文|例文|篇)[一二三四五六七八九十1-9](?:[：:]|$)"
)
_CHAPTER = re.compile(r"第[一二三四五六七八九十百零〇\d]{1,6}[章回节](?!\s*总)")
_SENTENCES = re.compile(r"[。；;]")
_ARROWS = re.compile(r"[>＞›»\-\s]+")
_MOST_HEADLINES = 6
_MOST_LABELS = 10
# Whose speech or report it is, under its title.
_SPEAKER = re.compile(rf"[{HAN}、（）]{{1,20}}[长任记员席理监]\s+(?P<name>[{HAN}·]{{2,4}})")
_SECTION = re.compile(r"\d{2}\s+\S{2,12}")
_NOW = re.compile("今天|今日|现在|当前时间")
_SHORTEST_SUBTITLE = 8
_LONGEST_LABEL = 9
_UNKNOWN_LABEL = re.compile(rf"[{HAN}\s]{{2,8}}[：:]\s*[^，。；！？：:]{{0,20}}")
_LONGEST_HEADLINE = 45
_OF_MEETING = ("form", "minutes", "cast", "when")


def body_start(lines: Lines, end: int, kinds: list[SegmentKind]) -> int:
    """Index of the body's first line: a by-line, a sentence, a heading; `kinds` gets the lines above."""
    body = _first_line(lines, end, kinds)
    headlines.settle(lines, kinds)
    return _entry(lines, kinds, body, end)


def _first_line(lines: Lines, end: int, kinds: list[SegmentKind]) -> int:
    titles: list[int] = []
    under_meta = False  # a meta line stands under the first headline
    apart = 0  # the last line of the site
    for index in range(end):
        line = lines.rows[index][2]
        kind = lines.kind_of_head(index)
        titled = kind == "meta" and titles and _RECORD.search(lines.rows[titles[-1]][2]) is not None
        if kind == "meta" and _begins_minutes(lines, index, end, bool(titled)):
            return index
        if kind is None:
            if _begins_body(lines, index, len(titles), end):
                return index
            said = any(not is_column(lines.rows[at][2]) for at in titles)
            kind = _above(lines, index, end, kinds, len(titles), under_meta and said)
            if kind == "headline":
                titles.append(index)
                if (
                    index - apart > _MOST_HEADLINES and len(titles) > _MOST_HEADLINES
                ):  # a page of short lines: one headline, the rest is its body
                    del kinds[titles[0] + 1 :]
                    return titles[0] + 1
        elif kind == "boilerplate" and states_day(line) and not _NOW.search(line):
            kind = "meta"
        elif kind == "boilerplate" and titles and _is_trail(line):
            for above in titles:  # the names above a trail are the site's, unless no headline follows
                kinds[above] = "boilerplate"
            titles.clear()
        if kind == "boilerplate":
            apart = index
        under_meta = bool(titles) and (under_meta or kind == "meta")
        kinds.append(kind)
    return end


def _is_trail(line: str) -> bool:
    """Whether a line of the site says where the page stands in it."""
    return line.startswith(_HOME) or any(map(line.__contains__, _STEPS)) or "位置" in line


def _begins_body(lines: Lines, index: int, headlines: int, end: int) -> bool:
    """Whether a line of text is the first of the body, and no headline."""
    line = lines.rows[index][2]
    if line[-1] in "：:":
        return headlines > 0 or (len(line) > _LONGEST_LABEL and not is_kicker(line[:-1]))
    if headlines == 0 and len(line) <= _LONGEST_HEADLINE and index + 1 < end and not _SENTENCES.search(line):
        # a headline may exclaim or ask, unless it begins with a by-line
        return lines.is_text(index) and bylines.head_of(lines.text, *lines.rows[index][:2]) is not None
    if headlines and _CHAPTER.match(line) and _is_chapter(lines, index, end):
        return False
    if headlines and (_HEADING.match(line) or (DAY.match(line) and "，" in line)):
        return True
    return lines.is_text(index) and not is_menu(line)


def _is_chapter(lines: Lines, index: int, end: int) -> bool:
    """Whether 第…章 heads the one chapter of a book that the page shows, and not the first part of rules."""
    below = lines.rows[index + 1 : min(end, index + _MOST_LABELS)]
    return bool(below) and not any(_HEADING.match(line) for _, _, line in below)


def _above(
    lines: Lines, index: int, end: int, kinds: list[SegmentKind], headlines: int, under_meta: bool
) -> SegmentKind:
    """What a line above the body is that no word of its own tells: a headline, or what stands beside it."""
    line = lines.rows[index][2]
    before = lines.rows[index - 1][2] if index else ""
    after = lines.rows[index + 1][2] if index + 1 < end else ""
    if kinds and kinds[-1] == "meta" and len(line) < 30 and is_empty_label(before):
        return "meta"  # the value of a label on the line above
    if headlines and len(line) <= _SHORTEST_SUBTITLE and under_meta and not words().verbs.search(line):
        return "boilerplate"  # a button under the meta line
    if len(line) <= 20 and (
        _ARROWS.fullmatch(before) or before[-1:] in _TRAIL or _TRAIL.issuperset(after or "-")
    ):
        return "boilerplate"  # a step of a trail
    if headlines and len(line) <= 14 and grammar().outlet_end.search(line) and _is_day(lines, index + 1, end):
        return "meta"  # the outlet above the day
    if states_day(line):
        return "meta"
    if headlines and line[0] in SQUARES and are_writers(line, "", True):
        return "byline"
    if under_meta and (is_office(line) or words().site.fullmatch(line)):
        return "meta"
    if headlines and under_meta and kinds[-1] == "meta" and _UNKNOWN_LABEL.fullmatch(line):
        return "meta"
    if len(line) <= _LONGEST_LABEL and is_empty_label(line) and not is_kicker(line[:-1]):
        return "boilerplate"
    if headlines and (speaker := _SPEAKER.fullmatch(line)) and is_name(speaker["name"], introduced=False):
        return "boilerplate"
    return "boilerplate" if is_menu(line) or _SECTION.fullmatch(line) else "headline"


_TRAIL = frozenset(">＞›»")
_HOME = ("首页", "主页", "网站首页")
_STEPS = (">", "＞", "›", "»")


def _is_day(lines: Lines, index: int, end: int) -> bool:
    """Whether a line is a meta line that begins with a day."""
    return index < end and lines.kind_of_head(index) == "meta" and lines.rows[index][2][0].isdigit()


_RECORD = re.compile("(?:纪要|记录)$")


def _begins_minutes(lines: Lines, index: int, end: int, titled: bool) -> bool:
    """Whether a meta line is the first of those that open minutes (`时间：`, `地点：`, `参加人员：`).

    Under a title that says so (`titled`: 会议纪要), or under when and where, the chair's will do.
    """
    for at in range(index, min(end, index + _MOST_LABELS)):
        field = bylines.field_of(lines.rows[at][2])
        if field not in _OF_MEETING:
            return False
        if field == "minutes" or (field == "cast" and (titled or at > index + 1)):
            return True
    return False


def _entry(lines: Lines, kinds: list[SegmentKind], body: int, end: int) -> int:
    """Of a bulletin the headline of its first entry, with which its body begins; else `body`."""
    heads = [index for index, kind in enumerate(kinds) if kind == "headline"]
    if len(heads) < 2 or heads[-1] != body - 1 or not is_bulletin(lines.rows[heads[0]][2]):
        return body
    inner = any(
        lines.kind(index) is None
        and not lines.is_text(index)
        and len(lines.rows[index][2]) <= _LONGEST_HEADLINE
        and lines.is_text(index + 1)
        for index in range(body + 1, end - 1)
    )
    if not inner:
        return body
    del kinds[heads[-1] :]
    return heads[-1]
