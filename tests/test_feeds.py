"""Whole invented pages: what was put into them comes out, each value with its place, in every layout and any cloak."""

from __future__ import annotations

import json
import re
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from support.cloak import cloak
from support.feeds import KNOWN, Cut, Feed, broken, cut_pages, feeds, reading
from support.feeds.pages import traditional
from support.texts import hostile

import jiyuan_news as jn

VALID = jsonschema_rs.validator_for(jn.json_schema("page"))
FOLDER = Path(__file__).parent / "support" / "feeds"
SOURCES = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.py") if path.stem != "known")


def parsed(feed: Feed) -> jn.Page:
    return jn.parse(feed.raw, url=feed.url)


def letters(text: str) -> str:
    """The letters and digits alone: what of a stretch cleaned by itself is the same as in its page."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


# -- what was put in comes out


@given(feeds())
def test_a_page_reads_back_as_what_it_was_made_from(feed: Feed) -> None:
    found = reading.one_dot(reading.values(parsed(feed)))
    wanted = reading.one_dot(feed.truth)
    assert found["articles"] == wanted["articles"]
    assert found["meetings"] == wanted["meetings"]


@given(feeds())
def test_every_value_stands_where_it_was_put(feed: Feed) -> None:
    cleaned = jn.clean(feed.raw, script=True)
    wanted = {label: cleaned.raw_span(*place) for label, place in feed.places.items()}
    assert reading.places(parsed(feed)) == wanted


@given(feeds())
def test_spans_point_at_what_they_say(feed: Feed) -> None:
    """Each stretch, cleaned by itself, is the value: no map is asked."""
    page = parsed(feed)

    def said(span: jn.Span) -> str:
        return letters(jn.clean(feed.raw[span.slice], script=True).text)

    for article in page.articles:
        for headline in article.headlines:
            assert said(headline.span) == letters(headline.value)
        for paragraph in article.paragraphs:
            assert said(paragraph.span) == letters(paragraph.text)
        for maker in article.by:
            assert said(maker.span) == letters(maker.name)
        if article.dateline:
            assert said(article.dateline.span) == letters(article.dateline.quote)
    for meeting in page.meetings:
        for member in meeting.attendance:
            assert said(member.span) == letters(member.name)
        for speech in meeting.speeches:
            assert said(speech.span) == letters(speech.text)
        for item in meeting.agenda:
            words = said(item.span)
            assert letters(item.action) in words
            assert letters(item.topic) in words
        for venue in meeting.venues:
            assert said(venue.span) == letters(venue.name)


@given(feeds())
def test_segments_are_the_lines_of_the_page(feed: Feed) -> None:
    cleaned = jn.clean(feed.raw, script=True)
    segments = parsed(feed).segments
    assert "".join(feed.raw[segment.span.slice] for segment in segments) == feed.raw
    starts = [cleaned.raw_start(start) for start, _, _ in feed.segments]
    assert [(segment.span.start, segment.article) for segment in segments] == [
        (start, article) for start, (_, _, article) in zip(starts, feed.segments, strict=True)
    ]
    for segment, (_, kinds, _) in zip(segments, feed.segments, strict=True):
        assert segment.kind in kinds


# -- damage that loses nothing


@given(feeds())
def test_damage_is_undone_and_the_map_is_exact(feed: Feed) -> None:
    cleaned = jn.clean(feed.raw, script=True)
    assert cleaned.text == feed.text
    spans = [cleaned.raw_span(index, index + 1) for index in range(len(feed.text))]
    assert all(span.end == span.start + 1 for span in spans)
    assert all(one.end <= next_.start for one, next_ in pairwise(spans))
    there = "".join(feed.raw[span.start] for span in spans)
    mirrored = (cloak(feed.text, -1), cloak(feed.text, -1, narrow=False), traditional(feed.text))
    assert there in (feed.text, narrowed(feed.text), *mirrored)


def narrowed(text: str) -> str:
    return text.translate(str.maketrans("，：；！？（）", ",:;!?()"))


@given(feeds())
def test_a_damaged_copy_has_the_ids_of_the_clean_page(feed: Feed) -> None:
    page, clean = parsed(feed), jn.parse(feed.text, url=feed.url)
    assert not page.repairs
    assert not any(record.doubtful for record in (*page.articles, *page.meetings))
    assert [article.id for article in page.articles] == [article.id for article in clean.articles]
    assert [meeting.id for meeting in page.meetings] == [meeting.id for meeting in clean.meetings]


# -- damage of any kind


def undated(values: dict[str, Any], kept: int) -> dict[str, Any]:
    """The first `kept` articles and their meetings, without the dates that the lost one may have given a year."""
    articles = [article | {"dateline": None} for article in values["articles"][:kept]]
    meetings = [meeting | {"date": None} for meeting in values["meetings"] if meeting["article"] < kept]
    return reading.one_dot({"articles": articles, "meetings": meetings})


@given(cut_pages())
def test_a_page_cut_in_its_last_item_keeps_the_others(cut: Cut) -> None:
    page = jn.parse(cut.raw, url=cut.feed.url)
    kept = len(cut.feed.truth["articles"]) - 1
    assert undated(reading.values(page), kept) == undated(cut.feed.truth, kept)
    (rest,) = page.articles[kept:]
    assert letters(rest.text) == letters(cut.words)  # a mirror may have left a comma of its own
    assert rest.date_published is None
    assert rest.truncated or cut.words[-1] in "。！）"


def check(text: str, page: jn.Page) -> None:
    """What holds of any text: its segments tile it, its spans lie in it, its JSON is valid and reads back."""
    at = 0
    for segment in page.segments:
        assert segment.span.start == at < segment.span.end
        at = segment.span.end
    assert at == len(text)
    data = jn.dumps(page)
    VALID.validate(json.loads(data))
    assert jn.loads(data, jn.Page) == page
    assert all(0 <= span.start <= span.end <= len(text) for span in reading.places(page).values())


@given(broken())
def test_broken_pages_are_read_without_complaint(text: str) -> None:
    check(text, jn.parse(text))


@given(hostile)
def test_any_text_is_read_without_complaint(text: str) -> None:
    check(text, jn.parse(text))


@given(feeds(), broken())
def test_the_same_page_gives_the_same_bytes(feed: Feed, other: str) -> None:
    """Whatever was read in between."""
    first = jn.dumps(parsed(feed))
    jn.parse(other)
    assert jn.dumps(parsed(feed)) == first


# -- what is not read yet


@pytest.mark.xfail(reason="not read yet: take the entry out of KNOWN when it is")
@pytest.mark.parametrize("template", KNOWN)
def test_what_is_not_read_yet(template: str) -> None:
    found = reading.told_by(KNOWN[template].page)
    for key in KNOWN[template].pointer.split("/")[1:]:
        found = found[int(key) if isinstance(found, list) else key]
    assert found == KNOWN[template].value


@pytest.mark.parametrize("template", KNOWN)
def test_what_is_not_read_yet_is_a_template(template: str) -> None:
    assert re.search(rf"""on\("{template}"\)|\b{template}=|"{template}": """, SOURCES)
