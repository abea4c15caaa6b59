"""Further articles under the first of a page: each is told by the head of its text, a line of its own, or its credits."""

from __future__ import annotations

import re

from jiyuan_news.reading import bylines
from jiyuan_news.reading.datelines import vague
from jiyuan_news.reading.endings import MARKS, SENTENCE_END, is_day
from jiyuan_news.reading.kickers import is_bulletin, is_kicker
from jiyuan_news.reading.lists import Lines
from jiyuan_news.reading.site import is_title, names_somebody
from jiyuan_news.records import SegmentKind

_LONGEST_TITLE = 45
_MOST_TITLES = 3
_LEAD = 120
_DAY = re.compile(r"(?:\d{1,2}\s?月\s?)?\d{1,2}\s?日")
_RESTATED = 0.6


def starts(lines: Lines, kinds: list[SegmentKind]) -> list[tuple[int, int]]:
    """The headlines of each further article: their first line, and the line after their last."""
    found: list[tuple[int, int]] = []
    if "body" not in kinds:
        return found
    first = kinds.index("body") + 1
    bulletin = any(kind == "headline" and is_bulletin(lines.rows[at][2]) for at, kind in enumerate(kinds))
    for index in range(first, len(kinds) - 1):
        if not _may_head(lines, kinds, index):
            continue
        begin = index
        while index - begin < _MOST_TITLES - 1 and begin > first and _is_above(lines, kinds, begin - 1):
            begin -= 1
        whole = kinds[begin - 1] != "body" or lines.rows[begin - 1][2].endswith(SENTENCE_END)
        if whole and (
            _has_meta(lines, kinds, index)
            or _has_byline(lines, kinds, index)
            or (kinds[begin - 1] == "byline" and _is_credited(lines, kinds, index))
            or (not bulletin and _is_restated(lines, kinds, begin, index))
        ):
            found.append((begin, index + 1))
    return found


def _may_head(lines: Lines, kinds: list[SegmentKind], index: int) -> bool:
    line = lines.rows[index][2]
    return (
        kinds[index] == "body"
        and len(line) <= _LONGEST_TITLE
        and not MARKS.search(line)
        and line[-1] not in "：:"
    )


def _is_above(lines: Lines, kinds: list[SegmentKind], index: int) -> bool:
    """Whether the line is a headline above another: a kicker, or what says enough by itself."""
    line = lines.rows[index][2]
    return _may_head(lines, kinds, index) and (is_kicker(line) or is_title(line)) and not names_somebody(line)


def _has_meta(lines: Lines, kinds: list[SegmentKind], index: int) -> bool:
    """Whether a day of publication stands under the headline."""
    if index + 2 >= len(kinds) or kinds[index + 1] != "meta" or kinds[index + 2] != "body":
        return False
    meta = lines.rows[index + 1][2]
    return lines.is_text(index + 2) and (bylines.published_of(meta)[1] > 0 or is_day(meta))


def _has_byline(lines: Lines, kinds: list[SegmentKind], index: int) -> bool:
    """Whether the text begins with a by-line that names its paper (`本报讯`)."""
    if kinds[index + 1] != "body":
        return False
    start, stop, _ = lines.rows[index + 1]
    head = bylines.head_of(lines.text, start, min(stop, start + 160))
    return head is not None and head.of_paper and head.end < stop


def _is_credited(lines: Lines, kinds: list[SegmentKind], index: int) -> bool:
    """Whether a by-line stands under the text, as under the one before."""
    return kinds[index + 1] == "body" and lines.is_text(index + 1) and "byline" in kinds[index:]


def _is_restated(lines: Lines, kinds: list[SegmentKind], begin: int, index: int) -> bool:
    """Whether the text begins with its day and says again what the headline says."""
    lead = lines.rows[index + 1][2][:_LEAD]
    if (
        kinds[index + 1] != "body"
        or kinds[begin - 1] != "body"
        or not (_DAY.match(lead) or lead.startswith(vague()))
    ):
        return False
    for at in range(begin, index + 1):
        title = lines.rows[at][2]
        pairs = [title[i : i + 2] for i in range(len(title) - 1)]
        if is_title(title) and sum(map(lead.__contains__, pairs)) >= _RESTATED * len(pairs):
            return True
    return False
