"""Rules for the evidence of records: spans lie where they should, and the words stand there."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import attrs

from jiyuan_news.checks.catalogue import Fault, Faults, check
from jiyuan_news.checks.records import Setting, own_parts
from jiyuan_news.identity import letters
from jiyuan_news.records import (
    AgendaItem,
    Article,
    Contributor,
    Date,
    Headline,
    Meeting,
    Page,
    Paragraph,
    Participant,
    Session,
    Speech,
    Venue,
)
from jiyuan_news.spans import Span

_SPANNED = (
    Headline,
    Contributor,
    Date,
    Paragraph,
    Session,
    Venue,
    Participant,
    AgendaItem,
    Speech,
)
"""What has words in the raw text."""


@check("JN510", "span-reversed", "error", "record", of=Span)
def span_reversed(span: Span, setting: Setting) -> Faults:
    """A span ends before it begins.

    Why: It holds no text; `text[start:end]` is silently empty.

    Example: `{"start": 57, "end": 24}`.

    To do: Look for swapped arguments, or a span that was moved at one end only.
    """
    if span.end < span.start:
        yield Fault(f"The span begins at {span.start} and ends at {span.end}.")


@check("JN511", "empty-span", "error", "record", of=_SPANNED)
def empty_span(part: Any, setting: Setting) -> Faults:
    """A value has an empty span.

    Why: Every value has its words in the raw text; this one has none.

    Example: `{"start": 0, "end": 0}`, put in where a span was not known.

    To do: Give the stretch of the raw text; a value without evidence is no value of a record.
    """
    if part.span.start == part.span.end:
        yield Fault("The span holds no character.", "/span")


@check("JN512", "span-outside-text", "error", "record", of=(Page, Article, Meeting))
def span_outside_text(record: Page | Article | Meeting, setting: Setting) -> Faults:
    """A span ends behind the end of the raw text.

    Why: It counts in another text, or in other units, so it is wrong wherever it lies.

    Example: Spans in bytes: `{"start": 5200, "end": 5230}` in a page of 2,783 characters.

    To do: Count code points of the raw text as the crawl stored it. JavaScript and Java count UTF-16 units, Go and Rust bytes.
    """
    size = record.source.characters if isinstance(record, Page) else setting.size(record.source)
    if size is None:
        return
    for pointer, span in _spans(record):
        if span.end > size:
            yield Fault(f"The span ends at {span.end:,}, but the text has {size:,} characters.", pointer)


def _spans(record: Page | Article | Meeting) -> Iterator[tuple[str, Span]]:
    """The spans of a record that count in its source; not those of a page's articles, which are records themselves."""
    if isinstance(record, Page):
        record = attrs.evolve(record, articles=(), meetings=())
    return ((pointer, part) for pointer, part in own_parts(record) if type(part) is Span)


@check("JN513", "segments-do-not-tile", "error", "record", of=Page)
def segments_do_not_tile(page: Page, setting: Setting) -> Faults:
    """The segments of a page leave a part of the raw text out, or have it twice.

    Why: Joined, the segments are the raw text: nothing of the page may be dropped unseen.

    Example: A segment that ends at 120, and a next one that begins at 121.

    To do: Begin each segment where the one before ends; line ends belong to the segment before them.
    """
    at = 0
    for index, segment in enumerate(page.segments):
        if segment.span.start != at:
            yield Fault(
                f"The segment begins at {segment.span.start}, the one before ends at {at}.",
                f"/segments/{index}/span",
            )
        at = segment.span.end
    if at != page.source.characters:
        yield Fault(f"The segments end at {at}, the text at {page.source.characters}.", "/segments")


@check("JN514", "segment-of-no-article", "error", "record", of=Page)
def segment_of_no_article(page: Page, setting: Setting) -> Faults:
    """A segment belongs to an article that the page does not have.

    Why: The number is an index into `articles`; a reader that follows it fails.

    Example: `"article": 6` on a page with six articles, which are counted from 0.

    To do: Count from 0, and count anew when an article is dropped.
    """
    for index, segment in enumerate(page.segments):
        if segment.article is not None and segment.article >= len(page.articles):
            yield Fault(f"The page has {len(page.articles)} articles.", f"/segments/{index}/article")


@check("JN515", "span-outside-article", "error", "record", of=Article)
def span_outside_article(article: Article, setting: Setting) -> Faults:
    """A paragraph or the dateline of an article lies outside of the article's span, or a headline of a report does.

    Why: The words are another article's, or the span of the article is wrong.

    Example: A teaser that spans 900 to 1000, with a paragraph from 850 to 1000.

    To do: Look which of the two is wrong; a teaser's span is its body, a report's runs from its first headline on.
    """
    inner = [(f"/paragraphs/{index}", one.span) for index, one in enumerate(article.paragraphs)]
    if article.dateline:
        inner.append(("/dateline", article.dateline.span))
    if article.kind == "report":
        inner += [(f"/headlines/{index}", one.span) for index, one in enumerate(article.headlines)]
    for pointer, span in inner:
        if not _within(span, article.span):
            yield Fault("This is outside of the article's span.", f"{pointer}/span")


def _within(span: Span, outer: Span) -> bool:
    return outer.start <= span.start and span.end <= outer.end


@check("JN516", "quote-not-at-span", "error", "record", of=(Article, Meeting))
def quote_not_at_span(record: Article | Meeting, setting: Setting) -> Faults:
    """The words of a value are not in the raw text at its span.

    Why: The value has no evidence: it was made up, changed later, or its span counts in another text.

    Example: The name 甲某某 with a span that holds `会议强调，`.

    To do: Compare with the raw page. If all spans of a page are off, it is another version of the page, or other units are counted.
    """
    raw = setting.raw.get(record.source)
    if raw is None:
        return
    for pointer, part in own_parts(record):
        name = _QUOTED.get(type(part))
        if name is None:
            continue
        quote, span = getattr(part, name), part.span
        # A stretch that is far longer than the quote is not looked through for its letters.
        there = raw.words(Span(span.start, min(span.end, span.start + 8 * len(quote) + 100)))
        if not _told_by(quote, there):
            yield Fault(f"The text has {_short(there)!r} there.", f"{pointer}/{name}")


_QUOTED = {
    Headline: "value",
    Contributor: "name",
    Date: "quote",
    Paragraph: "text",
    Participant: "name",
    Speech: "text",
    AgendaItem: "topic",
    Venue: "name",
}
"""The values whose letters all stand at their span."""


def _told_by(quote: str, words: str) -> bool:
    """Whether the letters and digits of a quote stand in the words, in this order; others may stand between them."""
    there = iter(letters(words))
    return all(letter in there for letter in letters(quote))


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:40]}…"


@check("JN517", "other-length", "error", "record", of=Page)
def other_length(page: Page, setting: Setting) -> Faults:
    """The page's length is not that of its raw text.

    Why: `characters` counts code points; whoever counts other units has other spans too.

    Example: `"characters": 2790` for a text of 2,783 characters, seven of which take two UTF-16 units.

    To do: Count code points.
    """
    raw = setting.raw.get(page.source.sha256)
    if raw and raw.size != page.source.characters:
        yield Fault(f"The raw text has {raw.size:,} characters.", "/source/characters")


@check("JN518", "meeting-outside-article", "error", "record", of=Page)
def meeting_outside_article(page: Page, setting: Setting) -> Faults:
    """A value of a meeting lies outside of the article that tells the meeting.

    Why: It is of another article, so somebody is said to have been where they were not.

    Example: A speech of the report under a meeting of the first teaser.

    To do: Look which article the words stand in, and give the meeting to that one.
    """
    homes: dict[str, list[Span]] = defaultdict(list)
    for article in sorted(page.articles, key=lambda article: article.span.start):
        homes[article.id].append(article.span)  # an item may stand twice in a list
    for index, meeting in enumerate(page.meetings):
        own = homes.get(next(iter(meeting.article_ids), ""))
        if own and meeting.sessions:
            start = meeting.sessions[0].span.start
            home = own[max(0, bisect_right(own, start, key=lambda span: span.start) - 1)]
            for pointer, span in _spans(meeting):
                if not _within(span, home):
                    words = "This is outside of the span of the meeting's article."
                    yield Fault(words, f"/meetings/{index}{pointer}")


@check("JN520", "repair-not-at-span", "error", "record", of=Page)
def repair_not_at_span(page: Page, setting: Setting) -> Faults:
    """The raw text at the span of a repair is not what the repair says was there.

    Why: What is marked as unsure is another place; the guess passes for a fact.

    Example: `"before": "?!斑^"` with a span that holds `會議`.

    To do: Compare with the raw page: mostly it is another version, or other units are counted.
    """
    raw = setting.raw.get(page.source.sha256)
    for index, repair in enumerate(page.repairs) if raw else ():
        if raw and (there := raw.raw(repair.span)) != repair.before:
            yield Fault(f"The text has {_short(there)!r} there.", f"/repairs/{index}/before")


def needing_raw(*, pages: bool, others: bool) -> list[str]:
    """Codes of the rules that look at nothing without the raw page: for records of pages, and for other records."""
    codes = ["JN512"] if others else []
    codes += ["JN516"] if pages or others else []
    return codes + (["JN517", "JN520"] if pages else [])
