"""Articles: headlines, credit, people, dates, body, identity; and whole pages."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.plain import plain, read

from jiyuan_news import vocabulary
from jiyuan_news.identity import article_id
from jiyuan_news.reading import articles
from jiyuan_news.reading.page import parse, parse_many

CASES = json.loads((Path(__file__).parent / "cases" / "pages.json").read_text("utf-8"))["cases"]
LAYOUT = vocabulary.load("layout")
EASY = st.sampled_from(
    "济源网讯（记者 甲小）8月4日，会议召开。\n2021-08-21推荐阅读责编：回顶部“”《》\r\ufeff\u3000\ud800"
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_articles(case: dict[str, Any]) -> None:
    text = "\n".join(case["text"])
    _, stories, _ = read(text)
    assert [story.kind for story in stories] == [article["kind"] for article in case["articles"]]
    for story, wanted in zip(stories, case["articles"], strict=True):
        body = "\n".join(text[slice(*span)] for span in story.paragraphs)
        assert story.truncated == wanted.get("truncated", False)
        assert (story.dateline.edtf if story.dateline else None) == wanted["dateline"]
        assert body.startswith(wanted.get("starts", ""))
        assert body.endswith(wanted.get("ends", ""))
        if "headlines" in wanted:
            assert [f"{role} {text[a:b]}" for role, a, b in story.headlines] == wanted["headlines"]
        if "credit" in wanted:
            assert story.credit == wanted["credit"]
        if "by" in wanted:
            assert [f"{person.role} {person.name}" for person in story.by] == wanted["by"]
        if "published" in wanted:
            assert (story.published.isoformat() if story.published else None) == wanted["published"]


@pytest.mark.parametrize(
    ("lines", "roles"),
    [
        (["甲"], ["main"]),
        (["甲一主持召开会议并强调", "压紧责任"], ["kicker", "main"]),
        (["甲一在调研时", "压紧责任"], ["kicker", "main"]),
        (["县里召开会议", "甲一出席"], ["main", "subtitle"]),
        (["甲", "乙", "丙"], ["kicker", "main", "subtitle"]),
        (["甲", "乙", "丙", "丁", "戊"], ["kicker", "main", "subtitle", "subtitle", "subtitle"]),
    ],
)
def test_headline_roles(lines: list[str], roles: list[str]) -> None:
    _, stories, _ = read("\n".join([*lines, "8月4日，会议召开。"]))
    assert [role for role, _, _ in stories[0].headlines] == roles


def test_kicker_endings() -> None:
    entry = LAYOUT["kicker_endings"]
    assert all(example.endswith(tuple(entry["words"])) for example in entry["examples"])
    assert not any(example.endswith(tuple(entry["words"])) for example in entry["counterexamples"])


def dateline(body: str) -> str | None:
    date = read(body)[1][0].dateline
    return date.edtf if date else None


def test_vague_days_give_no_dateline() -> None:
    for example in LAYOUT["vague"]["examples"]:
        assert dateline(example + "8月4日，会议召开。") is None, example
    for example in LAYOUT["vague"]["counterexamples"]:
        assert dateline(example) == "XXXX-08-04", example


@pytest.mark.parametrize("table", ["plan_before", "plan_after"])
def test_planned_days_give_no_dateline(table: str) -> None:
    for example in LAYOUT[table]["examples"]:
        assert dateline(example) is None, example
    for example in LAYOUT[table]["counterexamples"]:
        assert dateline(example) is not None, example


def test_titles_of_chronicles() -> None:
    words = LAYOUT["chronicle"]["words"]
    assert all(any(word in example for word in words) for example in LAYOUT["chronicle"]["examples"])
    assert not any(
        any(word in example for word in words) for example in LAYOUT["chronicle"]["counterexamples"]
    )


@given(st.text())
@hypothesis.example("a,\u0301")  # NFKC would make one letter of them if the mark were not between
def test_id_is_the_hash_of_letters_and_digits_after_nfkc(body: str) -> None:
    letters = "".join(c for c in unicodedata.normalize("NFKC", body) if c.isalnum())
    digest = hashlib.sha256(letters.encode("utf-8", "replace")).hexdigest()[:16]
    assert article_id(body) == "a1-" + digest


def test_id_does_not_depend_on_punctuation_or_width() -> None:
    one = "8月4日，会议召开（第2次）。"
    other = "8月4日,会议召开(第２次)。 "
    assert article_id(one) == article_id(other)


@pytest.mark.parametrize(
    ("body", "truncated"),
    [
        ("会议召开。", False),
        ("会议召开！", False),
        ("他说：“很好。”", False),
        ("会议召开（记者从市里获悉）。", False),
        ("会议召", True),
        ("会议召开，", True),
        ("审议《关于进一步加强", True),
        ("审议《关于进一步加强。", True),
        ("会议（扩大。", True),
    ],
)
def test_truncated(body: str, truncated: bool) -> None:
    assert articles.is_cut(body, 0, len(body)) is truncated


# -- whole pages, cleaned


@given(st.one_of(st.text(), st.text(EASY, max_size=200)))
def test_parse_takes_any_text_and_tiles_it(text: str) -> None:
    page = parse(text)
    at = 0
    for segment in page.segments:
        assert segment.span.start == at < segment.span.end
        at = segment.span.end
        assert segment.article is None or segment.article < len(page.articles)
    assert at == len(text) == page.source.characters


@given(st.one_of(st.text(), st.text(EASY, max_size=200)))
def test_spans_of_any_page_lie_in_its_text(text: str) -> None:
    page = parse(text)
    spans = [notice.span for notice in page.notices] + [article.span for article in page.articles]
    for article in page.articles:
        for item in (*article.headlines, *article.paragraphs, *article.by):
            spans.append(item.span)
            assert item.span.start < item.span.end
        if article.dateline:
            spans.append(article.dateline.span)
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_spans_point_at_what_they_say(case: dict[str, Any]) -> None:
    text = "\n".join(case["text"])
    for article in parse(text).articles:
        for headline in article.headlines:
            assert text[headline.span.slice] == headline.value
        for paragraph in article.paragraphs:
            assert text[paragraph.span.slice] == paragraph.text
        for person in article.by:
            assert "".join(text[person.span.slice].split()) == person.name
        if article.dateline:
            assert text[article.dateline.span.slice] == article.dateline.quote


def test_byte_order_mark_is_counted_and_not_hashed() -> None:
    text = "济源网讯（记者 甲小）8月4日，会议召开。"
    marked, bare = parse("\ufeff" + text), parse(text)
    assert marked.source.sha256 == bare.source.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert marked.segments[0].span.start == 0
    assert marked.articles[0].span.start == bare.articles[0].span.start + 1
    assert marked.articles[0].id == bare.articles[0].id


def test_lone_surrogate_gives_one_notice_and_moves_no_span() -> None:
    text = "济源网讯（记者 甲小）8月4日，会\ud800议\udfff召开。"
    page = parse(text)
    assert [notice.span.start for notice in page.notices if notice.code == "JN001"] == [text.index("\ud800")]
    paragraph = page.articles[0].paragraphs[0]
    assert paragraph.text == "8月4日，会\ufffd议\ufffd召开。"
    assert text[paragraph.span.slice] == "8月4日，会\ud800议\udfff召开。"


def test_address_fills_no_publication_date() -> None:
    page = parse(
        "济源网讯（记者 甲小）8月4日，会议召开。", url="http://example.cn/content/202108/05/c_1.html"
    )
    assert page.articles[0].date_published is None
    assert page.articles[0].dateline is not None
    assert (page.articles[0].dateline.edtf, page.articles[0].dateline.basis) == ("2021-08-04", "url")


def test_address_dates_no_teaser() -> None:
    text = "济源网讯（记者 甲小）8月4日，会议召开。\n甲一参加。\n推荐阅读8月20日，会议召开。"
    page = parse(text, url="http://example.cn/content/202108/05/c_1.html")
    assert page.articles[1].dateline is not None
    assert page.articles[1].dateline.basis == "none"


def test_many_are_read_one_by_one() -> None:
    texts = iter(["8月4日，会议召开。", "", "8月5日，会议召开。"])
    pages = parse_many(texts)
    assert len(next(pages).articles) == 1
    assert next(texts) == ""
    assert len(next(pages).articles) == 1
    assert list(pages) == []


def test_plain_text_is_its_own_clean_text() -> None:
    assert plain("甲").raw == plain("甲").text == "甲"
