"""What gave the values of an article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from jiyuan_news import vocabulary
from jiyuan_news.explaining import days
from jiyuan_news.explaining.entries import Entry, at, ending, every, tables
from jiyuan_news.explaining.found import Found
from jiyuan_news.reading.rules import rule
from jiyuan_news.spans import Span

if TYPE_CHECKING:
    from jiyuan_news.reading.articles import Story
    from jiyuan_news.reading.page import Reading
    from jiyuan_news.records import Article, Contributor, Segment

_KINDS = {
    "report": rule("article-report", "The body below the headline and the meta lines, or above the list"),
    "teaser": rule("article-teaser", "An item of the list, or a second report below the first"),
}
PARAGRAPH = rule("article-paragraph", "A line of the body, without by-line, caption and credits")
CUT = rule("article-cut", "The last paragraph ends in no sentence mark, or inside a bracket or a title")
ONLY_HEADLINE = rule("headline-only", "There is one line")
KICKER = rule("headline-kicker", "The first of several lines; of two one that ends in 强调, 时 and the like")
MAIN = rule("headline-main", "The line after the kicker; of two lines the first where it is no kicker")
SUBTITLE = rule("headline-subtitle", "A line below the main one")
PUBLISHED_BEHIND = rule("published-behind", "The date behind the item of the list, or behind the report")
_BY = {
    "byline": rule("by-of-byline", "A name in a by-line, behind a word of a role or before it"),
    "meta": rule("by-of-meta", "A name in a meta line or below the body, behind its label"),
    "caption": rule("by-of-caption", "A name in the credit of a photo"),
}


def found(article: Article, index: int, reading: Reading) -> Iterator[Found]:
    """What gave each value of `article`, the `index`-th of its page; in the order of the record."""
    story, clean = reading.stories[index], reading.clean
    yield Found("/kind", article.kind, _KINDS[article.kind], story.start, story.end)
    yield from _headlines(story, clean.text)
    if story.credit and story.credit_told:
        told = story.credit_told
        yield Found("/credit", story.credit, told.rule, told.start, told.end, _outlet(story.credit))
    for order, person in enumerate(article.by):
        yield from _person(f"/by/{order}", person, reading)
    if article.date_published:
        yield _published(article.date_published.isoformat(), story, index, reading)
    if article.dateline:
        day = clean.to_clean(article.dateline.span)
        yield from days.found("/dateline", article.dateline, day.start, day.end, story, of_meeting=False)
    for order, (start, end) in enumerate(story.paragraphs):
        yield Found(f"/paragraphs/{order}/text", clean.text[start:end], PARAGRAPH, start, end)
    if story.truncated:
        yield Found("/truncated", True, CUT, story.end - 1, story.end)


def _headlines(story: Story, text: str) -> Iterator[Found]:
    rules = {"kicker": KICKER, "main": MAIN, "subtitle": SUBTITLE}
    for index, (role, start, end) in enumerate(story.headlines):
        told = rules[role] if len(story.headlines) > 1 else ONLY_HEADLINE
        two = role == "kicker" and len(story.headlines) == 2
        line = text[start:end].rstrip("：:，, ")
        entry = ending("layout", "/kicker_endings/words", line) if two else None
        yield Found(f"/headlines/{index}/role", role, told, start, end, entry)


def _outlet(name: str) -> Entry | None:
    """A known outlet, or what the name of one ends in."""
    for index, outlet in enumerate(vocabulary.load("outlets")["outlet"]):
        if outlet["name"] == name:
            return at("outlets", f"/outlet/{index}/name")
    return ending("outlets", "/endings", name)


def _person(pointer: str, person: Contributor, reading: Reading) -> Iterator[Found]:
    """The name and the role of who made the article; the entry is the nearest word that gives the role."""
    clean = reading.clean
    name = clean.to_clean(person.span)
    segments = reading.page.segments
    segment = segments[_segment(segments, person.span.start)]
    told = _BY.get(segment.kind, _BY["byline"])
    around = clean.to_clean(segment.span)
    before, behind = clean.text[around.start : name.start], clean.text[name.end : around.end]
    yield Found(f"{pointer}/name", person.name, told, name.start, name.end)
    entry = _role(person.role, before, behind)
    yield Found(f"{pointer}/role", person.role, told, name.start, name.end, entry)


def _role(role: str, before: str, behind: str) -> Entry | None:
    lists = [*tables("layout", "role", role=role), *tables("layout", "label", field=role)]
    nearest: tuple[int, int, Entry] | None = None
    for pointer in lists:
        for entry in every("layout", pointer):
            for place, away in (
                (before.rfind(entry.words), len(before) - len(entry.words)),
                (behind.find(entry.words), 0),
            ):
                rank = (abs(place - away), -len(entry.words), entry)
                if place >= 0 and (nearest is None or rank[:2] < nearest[:2]):
                    nearest = rank
    return nearest[2] if nearest else None


def _published(day: str, story: Story, index: int, reading: Reading) -> Found:
    told = story.published_told
    if told:
        return Found("/date_published", day, told.rule, told.start, told.end)
    # The date of a teaser is the next one behind it, that of a report the first behind its body.
    segments, end = reading.page.segments, reading.page.articles[index].span.end
    behind = (segments[at] for at in range(_segment(segments, end - 1), len(segments)))
    span = next((one.span for one in behind if one.kind == "date" and one.article == index), None)
    place = reading.clean.to_clean(span) if span else Span(story.end, story.end)
    return Found("/date_published", day, PUBLISHED_BEHIND, place.start, place.end)


def _segment(segments: Sequence[Segment], offset: int) -> int:
    """Which of the segments, which tile the raw text, has its code point `offset`."""
    return bisect_right(segments, offset, key=lambda one: one.span.start) - 1
