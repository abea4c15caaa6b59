"""Whole pages: the articles, one after the other, the damage that crawls and mirrors do, and what should come out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import Any

import attrs
from hypothesis import strategies as st
from opencc import OpenCC
from support.cloak import LEVELS, cloak, gloss_table
from support.feeds import told, words
from support.feeds.articles import Line, Story, chronicle, cut_teaser, report, teaser, undated_teaser
from support.feeds.days import Calendar, published
from support.feeds.templates import either, on
from support.feeds.told import Body, Heads, Made, Mark, On, Said, Told


@attrs.frozen(eq=False)
class Feed:
    """A page, and what a careful reader makes of it."""

    text: str
    """As it was published."""
    raw: str
    """As the crawl stored it."""
    url: str | None
    truth: dict[str, Any]
    """Articles and meetings in the shape of the gold files, paragraphs and speeches in full."""
    places: dict[str, tuple[int, int]]
    """Where each value stands in `text`, by a label such as `meeting 0 speeches 1`."""
    segments: list[tuple[int, tuple[str, ...], int | None]]
    """Where each segment begins in `text`, what it may be, and its article."""

    def __repr__(self) -> str:
        return f"Feed(url={self.url!r}, raw={self.raw!r})"


# -- from stories to a page


@attrs.frozen
class Style:
    """How a page is laid out."""

    newline: str = "\n"
    gap: str = ""
    """Blank lines between paragraphs."""
    indent: str = ""
    head: str = ""
    tail: str = ""


@st.composite
def styles(draw: st.DrawFn) -> Style:
    """Line ends, blank lines, indentation, a byte order mark."""
    newline = draw(st.sampled_from(("\n", "\n", "\n", "\r\n")))
    gap = draw(st.sampled_from(("", "", "", newline, " " + newline)))
    indent = draw(st.sampled_from(("", "", "", "  ", "　　")))
    return Style(
        newline,
        gap,
        indent,
        draw(st.sampled_from(("", "", "", "\ufeff"))),
        draw(st.sampled_from(("", newline))),
    )


Row = tuple[Line, int | None, int]
"""A line, the article that it belongs to, and where it begins in the page's text."""


def _assembled(lines: list[tuple[Line, int | None]], style: Style) -> tuple[str, list[Row]]:
    """The text of a page, and where each line begins in it."""
    text = style.head
    rows: list[Row] = []
    for line, article in lines:
        if not line.glued:
            text += (style.newline + style.gap) * bool(rows)
            text += style.indent * bool({"body", "byline"} & set(line.kinds))
        rows.append((line, article, len(text)))
        text += line.told.text
    return text + style.tail, rows


def _segments(rows: list[Row]) -> list[tuple[int, tuple[str, ...], int | None]]:
    found: list[tuple[int, tuple[str, ...], int | None]] = []
    for line, article, start in rows:
        if not found or found[-1][1:] != (line.kinds, article):
            found.append((start if found else 0, line.kinds, article))
    return found


class _Truth:
    """Reads the marks of a page off its lines."""

    def __init__(self, text: str, rows: list[Row], stories: list[Story], url: dt.date | None) -> None:
        self.text = text
        self.articles: list[dict[str, Any]] = []
        self.meetings: list[dict[str, Any]] = []
        self.places: dict[str, tuple[int, int]] = {}
        crawl = max((story.published for story in stories if story.published), default=None)
        for index, story in enumerate(stories):
            marks = [
                mark.moved(start)
                for line, _, start in rows
                if line in story.lines
                for mark in line.told.marks
            ]
            report = story.kind == "report"
            calendar = Calendar(story.stated, story.published, url if report else None, crawl)
            self._article(story, marks, calendar)
            for number in range(story.meetings):
                self._meeting(index, [mark for mark in marks if mark.meeting == number], calendar)

    def _put(self, label: str, start: int, end: int) -> None:
        self.places[label] = (start, end)

    def _article(self, story: Story, marks: list[Mark], calendar: Calendar) -> None:
        name = f"article {len(self.articles)}"
        heads = [(mark, mark.fact) for mark in marks if isinstance(mark.fact, Heads)]
        makers = [(mark, mark.fact) for mark in marks if isinstance(mark.fact, Made)]
        bodies = [mark for mark in marks if isinstance(mark.fact, Body)]
        days = [(mark, mark.fact) for mark in marks if isinstance(mark.fact, On)]
        groups = {
            "headlines": [mark for mark, _ in heads],
            "by": [mark for mark, _ in makers],
            "paragraphs": bodies,
        }
        for group, members in groups.items():
            for number, mark in enumerate(members):
                self._put(f"{name} {group} {number}", mark.start, mark.end)
        self._put(name, min(mark.start for mark in (*groups["headlines"], *bodies)), bodies[-1].end)
        dateline = None
        if days:
            mark, day = days[0]
            self._put(f"{name} dateline", mark.start, mark.end)
            dateline = calendar.read(day, self.text[mark.start : mark.end])
        self.articles.append(
            {
                "kind": story.kind,
                "headlines": [{"role": fact.role, "value": self.text[m.start : m.end]} for m, fact in heads],
                "credit": story.credit,
                "by": [{"name": fact.name, "role": fact.role} for _, fact in makers],
                "date_published": story.published and story.published.isoformat(),
                "dateline": dateline,
                "paragraphs": [self.text[mark.start : mark.end] for mark in bodies],
                "truncated": story.truncated,
            }
        )

    def _meeting(self, article: int, marks: list[Mark], calendar: Calendar) -> None:
        meeting, places = told.meeting(self.text, marks)
        date = self.articles[article]["dateline"]
        for mark in marks:  # a day of its own
            if isinstance(mark.fact, On):
                date = calendar.read(mark.fact, self.text[mark.start : mark.end])
        for label, start, end in places:
            self._put(f"meeting {len(self.meetings)} {label}", start, end)
        self.meetings.append({"article": article, "date": date, **meeting})


# -- what pages have


@st.composite
def _dated(draw: st.DrawFn, closed: bool) -> list[Story]:
    """A list whose items are each closed by a date, but for the last, if the crawl cut it.

    Under a report that ends in an editor's line, the first may have none.
    """
    place = words.PLACES[0]
    days = draw(st.lists(published(), min_size=2, max_size=4))
    stories = [draw(teaser(place, day)) for day in days]
    if closed and draw(st.booleans()) and on("undated_first_item"):
        stories.insert(0, draw(undated_teaser(place, days[0])))
    if draw(st.integers(0, 4)) == 4 and on("cut_teaser"):
        stories.append(draw(cut_teaser()))
    return stories


@st.composite
def _undated(draw: st.DrawFn) -> list[Story]:
    """A list without dates: only the editor's line above and the days that its items begin with tell it."""
    near = draw(published())
    return [draw(undated_teaser(words.PLACES[0], near)) for _ in range(draw(st.integers(2, 4)))]


@st.composite
def _list_alone(draw: st.DrawFn) -> list[Story]:
    """A list with no report above it."""
    return draw(_dated(False))


def _glued(stories: list[Story], before: bool = False) -> list[Story]:
    """The same, each item glued to the date of the one before, and the first to what stands `before`."""
    found = []
    for story in stories:
        first, *others = story.lines
        found.append(attrs.evolve(story, lines=[attrs.evolve(first, glued=before), *others]))
        before = len(others) > 0
    return found


_TRAIL = Line(("boilerplate",), Told("您的位置：济源网 > 济源要闻 > 正文"), own=False)
_HEAD = Line(("boilerplate",), Told("推荐阅读"), own=False)
_TAILS = ("回顶部", "【打印】【关闭】", "上一篇：云泽县植树忙")


Lines = list[tuple[Line, int | None]]
"""The lines of a page, each with its article."""


def _owned(stories: list[Story]) -> Lines:
    return [
        (line, index if line.own else None) for index, story in enumerate(stories) for line in story.lines
    ]


@st.composite
def _report_alone(draw: st.DrawFn, url: dt.date | None) -> tuple[list[Story], Lines]:
    place = st.sampled_from((*words.PLACES, *[words.LIKE_A_NAME] * on("places_like_names")))
    stories = [draw(either(report=report(draw(place), url), chronicle=chronicle(draw(place))))]
    lines = _owned(stories)
    if draw(st.integers(0, 3)) == 3 and on("tail_of_the_site"):
        lines.append((Line(("boilerplate",), Told(draw(st.sampled_from(_TAILS))), own=False), None))
    return stories, lines


@st.composite
def _report_and_list(draw: st.DrawFn, url: dt.date | None) -> tuple[list[Story], Lines]:
    lead = draw(report(words.PLACES[0], url))
    closed = lead.lines[-1].kinds == ("meta", "byline")
    head = None
    if closed and draw(st.integers(0, 2)) == 2 and on("undated_list"):
        items = draw(_undated())
    else:
        head = _HEAD if draw(st.integers(0, 3)) == 3 and on("list_head") else None
        items = draw(_dated(closed and head is None))
    stories = [lead, *_glued(items, head is not None and draw(st.booleans()))]
    lines = _owned(stories)
    if head:
        lines.insert(len(lead.lines), (head, None))
    if not any("济源" in line.told.text for line, _ in lines):
        lines.insert(0, (_TRAIL, None))  # what tells that the page is one of the feed
    return stories, lines


def _goes_on(lines: Lines) -> bool:
    """Whether a speech runs over several paragraphs."""
    facts = [mark.fact for line, _ in lines for mark in line.told.marks]
    return any(isinstance(fact, Said) and not fact.verb for fact in facts)


# -- damage

Damage = Callable[[str], str]


@cache
def _converters() -> tuple[OpenCC, OpenCC]:
    return OpenCC("s2t"), OpenCC("t2s")


def traditional(text: str) -> str:
    """As a writer of traditional characters has it, where that can be read back."""
    forth, back = _converters()
    written = forth.convert(text)
    return "".join(new if back.convert(new) == old else old for new, old in zip(written, text, strict=True))


_NARROW = str.maketrans("，：；！？（）", ",:;!?()")


@st.composite
def damages(draw: st.DrawFn) -> Damage:
    """What a crawl or a mirror does that can be undone for certain: nothing, narrow marks, any level of cloaking."""
    way = draw(st.sampled_from(("clean", "narrow", "traditional", "cloaked", "cloaked")))
    if way == "traditional" and on("traditional_script"):
        return traditional
    if way == "clean":
        return str
    if way == "narrow":
        return lambda text: text.translate(_NARROW)
    level, narrow = draw(st.sampled_from(LEVELS)), draw(st.booleans())
    commas, phase = draw(st.booleans()), draw(st.integers(0, 2))

    def cloaked(text: str) -> str:
        glossed = any(f"({reading})" in cloak(text, level) for reading, _ in gloss_table().values())
        return cloak(
            text, level, commas=commas and glossed, phase=phase, narrow=narrow
        )  # commas alone are no evidence

    return cloaked


@st.composite
def feeds(draw: st.DrawFn, damage: st.SearchStrategy[Damage] | None = None) -> Feed:
    """A page in any layout, damaged so that nothing is lost, and what should come out."""
    day = draw(st.none() | st.none() | published()) if on("address") else None
    way = draw(st.sampled_from(("report", "report_and_list", "report_and_list", "list")))
    if way == "list":
        stories = _glued(draw(_list_alone()))
        lines = _owned(stories)
    else:
        stories, lines = draw(_report_alone(day) if way == "report" else _report_and_list(day))
    style = draw(styles())
    if _goes_on(lines) and not on("demands_in_spaced_paragraphs"):
        style = Style()
    text, rows = _assembled(lines, style)
    truth = _Truth(text, rows, stories, day)
    url = f"http://www.example.cn/content/{day:%Y%m/%d}/c_236000.html" if day else None
    raw = draw(damage if damage is not None else damages())(text)
    values = {"articles": truth.articles, "meetings": truth.meetings}
    return Feed(text, raw, url, values, truth.places, _segments(rows))
