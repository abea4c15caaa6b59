"""Findings are put together in bounded memory, in the order of the inputs, each at its place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.texts import hostile

from jiyuan_news.findings import Event, Finding, Input, LeftOff, NotRun, Place, collect
from jiyuan_news.spans import Lines, Span


def finding(code: str = "JN104", path: str = "feed.txt", line: int = 1, column: int = 1) -> Finding:
    place = Place(path, line, column, Span(0, 0))
    return Finding(code, "cut-article", "warning", "It ends in no sentence mark.", place, False, "Look.")


@given(hostile, st.data())
def test_a_place_shows_its_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = Place.of("-", text, Lines(text), Span(start, end))
    first = text[start:end].split("\n")[0]
    assert place.words in (first, first.removesuffix("\r"))
    assert "\n" not in place.excerpt
    line = text.split("\n")[place.line - 1]
    assert line[place.excerpt_at - 1 :].startswith(place.excerpt)


def test_a_long_line_is_shown_around_the_place() -> None:
    text = "会" * 10_000_000
    lines = Lines(text)
    for start in range(1000, 2000):
        place = Place.of("-", text, lines, Span(start, start + 3))
        assert (place.column, place.words, len(place.excerpt)) == (start + 1, "会会会", 260)


def test_findings_come_in_the_order_of_inputs_and_places() -> None:
    events: list[Event] = [
        Input("b.txt", "feed"),
        finding(path="b.txt", line=2),
        finding(path="b.txt"),
        Input("a.txt", "feed"),
        finding(path="a.txt", line=3, column=2),
        finding(path="a.txt", line=3, code="JN301"),
        NotRun("JN701", "a.txt", "It looks at records."),
        finding(path="b.txt", line=1, column=9),
    ]
    report = collect(events)
    told = [(one.place.path, one.place.line, one.place.column) for one in report]
    assert told == [("b.txt", 1, 1), ("b.txt", 1, 9), ("b.txt", 2, 1), ("a.txt", 3, 1), ("a.txt", 3, 2)]
    assert [one.path for one in report.inputs] == ["b.txt", "a.txt"]
    assert [one.code for one in report.not_run] == ["JN701"]
    assert [one.code for one in report.select("JN3")] == ["JN301"]


@pytest.mark.parametrize("limit", [1, 3, None])
def test_what_is_too_much_is_counted(limit: int | None) -> None:
    def events() -> Iterator[Event]:
        yield finding("JN301")
        for line in range(1, 101):
            yield finding(line=line)

    report = collect(events(), limit=limit)
    assert report.counts["warning"] == 101
    assert len(report.select("JN104")) == (100 if limit is None else limit)
    assert report.left_off == (
        () if limit is None else (LeftOff("JN104", "cut-article", "warning", 100 - limit),)
    )
    assert report.select("JN301").counts["warning"] == 1


def test_what_is_not_kept_is_known() -> None:
    report = collect([finding(), finding("JN301")], keep=lambda one: one.code == "JN301")
    assert (len(report), report.known) == (1, 1)


def test_an_input_may_turn_out_unreadable() -> None:
    report = collect([Input("a.gz", "records"), finding(path="a.gz"), Input("a.gz", "records", "It is cut.")])
    assert report.inputs == report.unreadable == (Input("a.gz", "records", "It is cut."),)
