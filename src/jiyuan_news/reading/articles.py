"""From the layout to articles: headlines with roles, who made it, when it was published, when it happened."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import attrs

from jiyuan_news import notices, vocabulary
from jiyuan_news.identity import article_id
from jiyuan_news.reading import bylines, crew, lines, outlets
from jiyuan_news.reading.datelines import find_dateline
from jiyuan_news.reading.dates import Calendar
from jiyuan_news.reading.kickers import is_kicker
from jiyuan_news.reading.log import Log
from jiyuan_news.reading.rules import Told, rule
from jiyuan_news.reading.segments import Draft, Layout, Range
from jiyuan_news.reading.signatures import numeral_day
from jiyuan_news.records import Article, ArticleKind, Contributor, Date, Headline, HeadlineRole, Paragraph

if TYPE_CHECKING:
    from jiyuan_news.text import CleanText


PUBLISHED_BY_LABEL = rule("published-by-label", "A label such as 发布时间 names the day")
PUBLISHED_BY_DATED = rule("published-by-time", "A label such as 时间 names the day")
PUBLISHED_IN_META = rule("published-in-meta", "The day stands in a meta line beside other words")
PUBLISHED_ALONE = rule("published-alone", "The day stands on a line of its own")
_PUBLISHED = (PUBLISHED_ALONE, PUBLISHED_IN_META, PUBLISHED_BY_DATED, PUBLISHED_BY_LABEL)


@attrs.define(slots=True)
class Story:
    """An article while it is read; all offsets count in the clean text."""

    kind: ArticleKind
    index: int
    """Its place in the page's articles."""
    id: str
    headlines: list[tuple[HeadlineRole, int, int]]
    paragraphs: list[Range]
    published: dt.date | None
    published_told: Told | None
    """How the page tells it; None where it is the date behind a teaser."""
    dateline: Date | None
    calendar: Calendar
    """Gives a year to the dates of its text."""
    credit: str | None
    credit_told: Told | None
    by: list[crew.Credit]
    truncated: bool
    start: int
    """From the first headline, or the first character of the body."""
    end: int
    """To the last character of the body."""


# -- the whole page


def read(layout: Layout, clean: CleanText, log: Log, url_date: dt.date | None) -> list[Story]:
    """The articles of a page, the report first if it has one."""
    drafts = layout.drafts
    text = clean.text
    stated: list[dt.date] = []
    told: list[Told | None] = []
    for draft in drafts:
        lead = draft.kind == "report" or draft.headlines
        found = _published(text, draft) if lead else None
        told.append(found[1] if found else None)
        if found:
            draft.published = found[0]
        if draft.published:
            stated.append(draft.published)
    crawl = max(stated, default=None)
    return [
        _story(index, draft, how, layout, clean, log, url_date, crawl)
        for index, (draft, how) in enumerate(zip(drafts, told, strict=True))
    ]


def _story(
    index: int,
    draft: Draft,
    published: Told | None,
    layout: Layout,
    clean: CleanText,
    log: Log,
    url_date: dt.date | None,
    crawl: dt.date | None,
) -> Story:
    text, paragraphs = clean.text, draft.paragraphs
    calendar = Calendar(draft.published, None, crawl)
    headlines: list[tuple[HeadlineRole, int, int]] = []
    credit = None
    by: list[crew.Credit] = []
    if draft.kind == "report":
        calendar.url = url_date
    if draft.kind == "report" or draft.headlines:
        if draft.headlines:
            headlines = _headlines(text, draft.headlines)
            calendar.stated = _title_year(text, headlines)
        credit = outlets.of(text, draft, layout)
        by = _people(text, draft)
    end = paragraphs[-1][1]
    truncated = is_cut(text, *paragraphs[-1])
    if truncated:
        log.add(notices.CUT_ARTICLE, end - 1, end, "The text ends in the middle of a sentence.")
    mention = find_dateline(text, paragraphs, calendar, draft.head.day if draft.head else None)
    dateline = calendar.resolve(mention, clean, log) if mention else None
    if mention and dateline and index == 0:
        if dateline.basis == "crawl":
            message = f"The year is that of {crawl}, the newest date on the page."
            log.add(notices.CRAWL_YEAR, mention.start, mention.end, message)
        elif dateline.basis == "none":
            log.add(notices.UNKNOWN_YEAR, mention.start, mention.end, "No year is known for this day.")
    return Story(
        draft.kind,
        index,
        article_id("".join([text[a:b] for a, b in paragraphs])),
        headlines,
        paragraphs,
        draft.published,
        published,
        dateline,
        calendar,
        credit[0] if credit else None,
        credit[1] if credit else None,
        by,
        truncated,
        min(headlines[0][1], paragraphs[0][0]) if headlines else paragraphs[0][0],
        end,
    )


def record(story: Story, clean: CleanText, sha256: str, meeting_ids: tuple[str, ...]) -> Article:
    """The record of an article."""
    text, span = clean.text, clean.raw_span
    return Article(
        story.id,
        sha256,
        story.kind,
        tuple([Headline(role, text[a:b], span(a, b)) for role, a, b in story.headlines]),
        story.credit,
        tuple([Contributor(p.name, p.role, span(p.start, p.end)) for p in story.by]),
        story.published,
        story.dateline,
        tuple([Paragraph(text[a:b], span(a, b)) for a, b in story.paragraphs]),
        story.truncated,
        (),
        span(story.start, story.end),
        meeting_ids,
    )


# -- headlines, credit, people


def _headlines(text: str, rows: list[Range]) -> list[tuple[HeadlineRole, int, int]]:
    roles: list[HeadlineRole] = ["main"]
    if len(rows) == 1:
        pass
    elif len(rows) == 2:
        first = text[slice(*rows[0])].rstrip("：:，, ")
        roles = ["kicker", "main"] if is_kicker(first) else ["main", "subtitle"]
    else:
        roles = ["kicker", "main"]
        roles += ["subtitle"] * (len(rows) - 2)
    return [(role, start, end) for role, (start, end) in zip(roles, rows, strict=True)]


_TITLE_YEAR = re.compile(r"(\d{4})年(?:度)?(?:(\d{1,2})月(?:份)?(?!\d{0,2}日|\d))?")


def _title_year(text: str, headlines: list[tuple[HeadlineRole, int, int]]) -> tuple[int, int | None] | None:
    """The year, and the month, of a chronicle's title."""
    words: dict[str, Any] = vocabulary.load("layout")
    for _, start, end in headlines:
        title = text[start:end]
        if any(word in title for word in words["chronicle"]["words"]):
            match = _TITLE_YEAR.search(title)
            if match:
                return int(match[1]), int(match[2]) if match[2] else None
    return None


def _people(text: str, draft: Draft) -> list[crew.Credit]:
    people = list(draft.head.people) if draft.head else []
    for start, end in draft.metas:
        people += crew.credits(text, start, end)
    for start, end in draft.frame:
        people += [person for person in crew.credits(text, start, end) if person.role == "editor"]
    for start, end in draft.bylines:
        people += crew.credits(text, start, end) or crew.sender(text, start, end)
    if not any(person.role in _WRITERS for person in people):
        for start, end in draft.bylines:
            people += crew.writers(text, start, end)
    for start, end in draft.captions:
        line = text[start:end]
        shot = lines.shot_of(line)
        if shot and "。" not in line and lines.is_credits(line):
            people += crew.credits(text, start, end)
        elif shot:
            people += crew.credits(text, start + shot.start("credit"), end)
    people.sort(key=lambda person: person.start)
    first: dict[tuple[str, str], crew.Credit] = {}
    for person in people:
        first.setdefault((person.name, person.role), person)
    return list(first.values())


_WRITERS = ("reporter", "trainee", "correspondent")


def _published(text: str, draft: Draft) -> tuple[dt.date, Told] | None:
    """The day on which the page says that it was published, by the surest of its lines."""
    best, sure, line_of = None, -1, (0, 0)
    before = None
    below = [text[a:b] for a, b in draft.metas if a > draft.paragraphs[-1][0]]
    links = sum(bylines.published_of(line)[1] == 1 for line in below) > 1  # days of other articles
    for start, end in [*draft.metas, *draft.frame, *draft.bylines]:
        line = text[start:end]
        date, rank = (None, 0) if lines.is_adoption(line) else bylines.published_of(line)
        field = bylines.field_of(line)
        if links and rank < _STATED and start > draft.paragraphs[-1][0]:
            continue
        if rank == 2 and before in _OF_MEETING:
            date = None  # when a meeting was
        if date is None and rank < 1:
            date, rank = numeral_day(line[line.rfind("：") + 1 :]), 0
        if rank > sure and (date or rank == 3):
            best, sure, line_of = date, rank, (start, end)
        before = field
    return (best, Told(_PUBLISHED[sure], *line_of)) if best else None


_OF_MEETING = ("form", "cast")
_STATED = 2


# -- cut or whole

_CLOSING = "”’」』）)】》〉]\"'"
_SENTENCE_MARKS = "。！？!?…"


def is_cut(text: str, start: int, end: int) -> bool:
    """Whether a body's last paragraph ends in no sentence mark, or inside a bracket or a title."""
    last = text[max(start, end - 4) : end].rstrip(_CLOSING)
    if not last:
        last = text[start:end].rstrip(_CLOSING)
    if not last or last[-1] not in _SENTENCE_MARKS:
        return True
    for opening, closing in ("《》", "（）", "()"):
        if text.rfind(opening, start, end) > text.rfind(closing, start, end):
            return True
    return False
