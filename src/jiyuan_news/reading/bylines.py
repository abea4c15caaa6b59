"""By-lines and meta lines: for which outlet an article was made, and when it was published."""

from __future__ import annotations

import datetime as dt
import re

import attrs

from jiyuan_news.reading.byline_grammar import BLANKS, HAN, SQUARES, grammar
from jiyuan_news.reading.crew import Credit, credits, is_nobody, reporters
from jiyuan_news.reading.page_days import full_date
from jiyuan_news.reading.signatures import is_office


def field_of(line: str) -> str | None:
    """The field that a line's first label names (`source`, `published`, `editor`, `none` …), or None."""
    words = grammar()
    match = words.label.match(line)
    return words.fields["".join(match["label"].split())] if match else None


@attrs.define(slots=True)
class Byline:
    """The by-line at the head of a body."""

    start: int
    """Offset in the clean text where it begins."""
    end: int
    """Offset in the clean text where the body begins."""
    outlet: str | None
    """The outlet that it names; None for 本报 and the like."""
    own: bool
    """Whether it names the paper itself (本报讯)."""
    people: list[Credit]
    day: tuple[int, int] | None = None
    """Where the day of the dispatch stands (`新华社郑州8月4日电`)."""

    @property
    def of_paper(self) -> bool:
        """Whether it names a paper, its own or another."""
        return self.own or self.outlet is not None


_WITH_PEOPLE = ("credit", "start", "cut", "bare")


def head_of(text: str, start: int, end: int) -> Byline | None:
    """The by-line that the line from `start` to `end` begins with, or None."""
    words = grammar()
    match = words.head.match(text, start, end)
    if match is None or match.end() == start:
        return None
    outlet, own = match["outlet"], False
    group = match.lastgroup if match.lastgroup in _WITH_PEOPLE else None
    if group is None and outlet is None:
        if match["office"] and (is_office(match["office"]) or is_nobody(match["office"])):
            return Byline(start, match.end(), None, False, [], None)
        return None
    if outlet and (
        text.startswith(words.no_outlet, match.start("outlet"), match.end())
        or (outlet + "讯").endswith(words.no_outlet)
    ):
        return None
    people = (reporters(text, *match.span(group)) or credits(text, *match.span(group))) if group else []
    if match["names"]:
        at = match.start("names")
        people = [
            Credit(name[0], "reporter", at + name.start(), at + name.end())
            for name in re.finditer(r"[^\s、]+", match["names"])
            if not is_nobody(name[0]) and not is_office(name[0])
        ]
    if outlet in words.own:
        outlet, own = None, True
    elif outlet:
        outlet = outlet_name(outlet)
    if outlet is None and group:
        outlet = outlet_of_reporters(match[group])
    return Byline(start, match.end(), outlet, own, people, match.span("day") if match["day"] else None)


_BEFORE_REPORTER = re.compile(
    rf"([{HAN}A-Za-z+]{{3,14}}?)\s?(?:首席|见习|实习|特约)?(?:全媒体|融媒体)?(?:首席|见习|实习|特约)?记者"
)


_AFTER_PICTURE = re.compile(
    rf"[\s（(]*(?:文\s?[/／、]?\s?图|图\s?[/／、]?\s?文)\s*[：:]?\s*([{HAN}]{{3,14}})\s+(?=[{HAN}])"
)


def outlet_of_reporters(words: str) -> str | None:
    """The outlet in `济源日报社全媒体记者 …` and `文/图：某县融媒体中心 …`, or None."""
    match = _BEFORE_REPORTER.search(words) or _AFTER_PICTURE.match(words)
    if match is None or not grammar().outlet_end.search(match[1]):
        return None
    return None if match[1] in grammar().own else outlet_name(match[1])


_DIGITAL = re.compile(r"(?<=[\u3400-\u9fff]{4})(?:数字报纸?|电子报|电子版|数字版)$")
_JOINT = re.compile(r"[-—–－、,，/·\s]")
_AROUND = BLANKS + '“”"《》\ufffd'


def outlet_name(written: str) -> str:
    """The name of an outlet, as credits give it: 济源日报社 → 济源日报, 济源网-济源日报 → 济源网."""
    first = _JOINT.split(written.strip(_AROUND), maxsplit=1)[0] or written
    known = grammar().outlets.get(first)
    if known:
        return known
    digital = _DIGITAL.sub("", first)  # 某县新闻数字报: the paper, not its form
    return digital[:-1] if digital.endswith("报社") else digital


_CELLS = re.compile(r"[\s|｜·]+")
_MOST_CELLS = 3
_NAME = re.compile(rf"[{HAN}]{{3,20}}(?:[-—][{HAN}]{{2,20}})?")
_WITH_TIME = re.compile(r"\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\s*")


def dated_outlet(line: str) -> str | None:
    """The outlet that stands without a label beside the date of a meta line, or None."""
    words = grammar()
    date = words.date.search(line)
    if date is None or len(line) > 60:
        return None
    rest = line[: date.start()].removeprefix("原创") + " " + _WITH_TIME.sub(" ", line[date.end() :])
    cells = [cell for cell in _CELLS.split(rest) if cell]
    outlet = next((cell for cell in cells if words.outlet_end.search(cell) and _NAME.fullmatch(cell)), None)
    return outlet_name(outlet) if outlet and len(cells) <= _MOST_CELLS else None


def is_own(line: str) -> bool:
    """Whether a by-line names the paper itself (`本报记者 …`)."""
    line = line.lstrip(SQUARES + "（( ")
    label = grammar().label.match(line)  # 作者：本报记者 甲
    return line.startswith(tuple(grammar().own), label.end() if label else 0) and not source_of(line)


def source_of(line: str) -> str | None:
    """The outlet after 来源 in a meta line, or None."""
    match = grammar().source.search(line)
    if match is None:
        return None
    value = match["value"].strip(BLANKS + ":：")
    date = grammar().date.search(value)
    if date:
        value = value[: date.start()].strip(BLANKS)
    name = outlet_name(value) if value else None
    return None if name in grammar().own else name


def published_of(line: str) -> tuple[dt.date | None, int]:
    """The publication date of a meta line, and how sure it is.

    3 where a label says so, 2 where a label says that the page states it (`时间：`), 1 where it stands beside
    other words of a meta line, 0 where the line is a date and no more.
    """
    best, rank = None, -1
    for match in grammar().date.finditer(line):
        date = full_date(match["date"])
        beside = len(line) > match.end() - match.start() + 1
        own = 3 if match["label"] else 2 if match["dated"] else int(beside)
        if own > rank and (date or own == 3):
            best, rank = date, own
    return best, max(rank, 0)
