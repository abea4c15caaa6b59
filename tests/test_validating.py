"""The checker's driver: inputs told apart, every place exact, nothing raises, time and memory within bounds."""

from __future__ import annotations

import gzip
import json
import os
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.check_cases import PAGE, ROOT, good, line, report_on
from support.feeds import Feed, broken, feeds
from support.record_strategies import look_up, mutated, places, records
from support.texts import hostile

import jiyuan_news as jn
from jiyuan_news.checks.locate import locate
from jiyuan_news.findings import Report
from jiyuan_news.inputs import json_texts, streams
from jiyuan_news.validating import records as reading

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text('a/~0"\\\n{,', max_size=3), inner, max_size=4)
    ),
)


def codes(report: Report) -> list[str]:
    return [one.code for one in report]


# -- places


@given(JSON, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_pointers_lead_to_their_values(value: Any, indent: Any, ascii: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii)
    ways = {
        "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in way): way
        for way in places(value)
    }
    for pointer, span in locate(text, ways).items():
        assert json.loads(text[span.slice]) == look_up(value, ways[pointer])


def test_a_missing_value_is_placed_at_what_should_hold_it_and_of_two_the_last_counts() -> None:
    text = ' {"a": {"b": 1}, "a": {"b": [2]}}'
    found = locate(text, ["/a/b/0", "/a/c/d", "/x"])
    assert [text[span.slice] for span in found.values()] == ["2", '{"b": [2]}', text[1:]]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_places_of_records_count_in_the_whole_input(tmp_path: Path, end: str) -> None:
    bad = line({"of": "meeting", "set": {"/sessions/1/ordinal": 58}}).decode()
    text = "\ufeff" + end.join([line({"of": "article"}).decode(), "", bad, ""])
    path = tmp_path / "records.jsonl"
    path.write_bytes(text.encode())
    (found,) = report_on(path).select("JN626")
    assert found.place.span
    assert text[found.place.span.slice] == found.place.words == "58"
    assert found.place.pointer == "/sessions/1/ordinal"
    before = text[: found.place.span.start]
    assert (found.place.line, found.place.column) == (3, len(before) - before.rindex("\n"))


def test_json_over_several_lines_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "records.json"
    meeting = json.loads(line({"of": "meeting", "set": {"/sessions/1/ordinal": 58}}))
    for value, pointer in (
        ([good()["article"], meeting], "/1"),
        (meeting, ""),
        ({**good()["page"], "meetings": [meeting, good()["held by teaser"]]}, "/meetings/0"),
    ):
        path.write_text(json.dumps(value, indent=2, ensure_ascii=False), "utf-8")
        (found,) = report_on(path)
        assert (found.code, found.place.pointer) == ("JN626", f"{pointer}/sessions/1/ordinal")
        assert found.place.words == "58"


# -- inputs


def test_inputs_are_told_apart_by_their_content(tmp_path: Path) -> None:
    for name, content in {
        "page": PAGE.encode(),
        "page-gb": PAGE.encode("gb18030"),
        "record": line({"of": "meeting"}),
        "pretty.txt": json.dumps(good()["page"], indent=1).encode(),
        "packed": gzip.compress(line({"of": "meeting"})),
        "packed-page": gzip.compress(PAGE.encode()),
        "first-line-broken": b"{\n" + b"\n".join([line({"of": "article"})] * 3),
        "bracket": "[视频]市委召开会议。\n会议强调,要抓好落实。".encode(),
        "empty.jsonl": b"",
        "empty": b"",
    }.items():
        (tmp_path / name).write_bytes(content)
    kinds = {Path(one.path).name: one.kind for one in report_on(tmp_path).inputs}
    assert kinds == {
        "page": "feed", "page-gb": "feed", "record": "records", "pretty.txt": "records", "packed": "records",
        "packed-page": "feed", "first-line-broken": "records", "bracket": "feed", "empty.jsonl": "records", "empty": "feed",
    }  # fmt: skip
    assert report_on(ROOT / "data").inputs[0].kind == "dataset"


def test_the_real_data_set_has_no_fault() -> None:
    report = report_on(ROOT / "data")
    assert not report.findings
    assert not report.not_run


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("content", [PAGE.encode(), line({"of": "meeting", "set": {"/sessions": []}})])
def test_standard_input_is_an_input(content: bytes, packed: bool) -> None:
    report = report_on(Path("-"), stdin=gzip.compress(content) if packed else content)
    assert [one.path for one in report.inputs] == ["<stdin>"]
    assert "JN613" in codes(report) or report.inputs[0].kind == "feed"


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="pipes have no path here")
def test_a_pipe_which_can_be_read_but_once_is_an_input() -> None:
    reader, writer = os.pipe()
    os.write(writer, gzip.compress(line({"of": "meeting", "set": {"/sessions": []}})))
    os.close(writer)
    assert "JN613" in codes(report_on(Path(f"/dev/fd/{reader}")))
    os.close(reader)


def test_what_is_hidden_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a" / ".cache").mkdir(parents=True)
    for name in ("a/page.txt", "a/.cache/page.txt", ".page.txt"):
        (tmp_path / name).write_text(PAGE, "utf-8")
    assert [one.path for one in report_on(tmp_path).inputs] == [str(tmp_path / "a" / "page.txt")]


def test_what_cannot_be_read_is_told_and_the_rest_is_checked(tmp_path: Path) -> None:
    (tmp_path / "utf-16").write_bytes(PAGE.encode("utf-16"))
    (tmp_path / "image").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\xff")
    many = b"\n".join([line({"of": "meeting", "set": {"/sessions": []}})] * 3000)
    (tmp_path / "cut.gz").write_bytes(gzip.compress(many)[:-20])
    (tmp_path / "page").write_text(PAGE, "utf-8")
    report = report_on(tmp_path, tmp_path / "nothing-here")
    assert {Path(one.path).name for one in report.unreadable} == {"utf-16", "image", "cut.gz", "nothing-here"}
    assert all(one.problem for one in report.unreadable)
    assert "JN613" in codes(report), "what stands before the cut"
    assert [one.kind for one in report.inputs if one.path.endswith("page")] == ["feed"]


def test_words_are_compared_when_the_page_is_there_in_any_order(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    (tmp_path / "bad.jsonl").write_bytes(line({"of": "meeting", "set": {"/attendance/0/name": "符山远"}}))
    for paths in (["bad.jsonl", "page.txt"], ["page.txt", "bad.jsonl"]):
        report = report_on(*[tmp_path / name for name in paths])
        assert codes(report).count("JN516") == 1
        assert [Path(one.path).name for one in report.inputs] == paths
    alone = report_on(tmp_path / "bad.jsonl")
    assert "JN516" not in codes(alone)
    assert "1 of 1 records" in {one.code: one.reason for one in alone.not_run}["JN516"]


def test_rules_without_anything_to_compare_are_named() -> None:
    assert {one.code for one in jn.validate_records([line({"of": "article"})]).not_run} == {
        "JN512",
        "JN516",
        "JN703",
    }
    skipped = jn.validate_records([line({"of": "page"})]).not_run
    assert {one.code for one in skipped} == {"JN516", "JN517", "JN520"}
    skipped = jn.validate_records([line({"of": "meeting"})], feeds=[PAGE]).not_run
    assert {one.code for one in skipped} == {"JN704", "JN705", "JN707"}


# -- what the parser gives is right


@given(feeds())
def test_records_of_generated_pages_have_no_error(feed: Feed) -> None:
    assert not jn.validate(feed.raw).counts["error"]
    report = jn.validate_records([jn.dumps(jn.parse(feed.raw, url=feed.url))], feeds=[feed.raw])
    assert not report.counts["error"], report.findings


@given(st.lists(feeds(), min_size=1, max_size=4))
@settings(max_examples=15)
def test_a_merged_data_set_has_no_error(made: list[Feed]) -> None:
    pages = [jn.parse(feed.raw, url=feed.url) for feed in made]
    articles = [article for page in pages for article in page.articles]
    merged = jn.merge_meetings([meeting for page in pages for meeting in page.meetings], articles)
    lines = [jn.dumps(one) for one in [*jn.merge_articles(articles), *merged]]
    report = jn.validate_records(lines, feeds=[feed.raw for feed in made])
    assert not report.counts["error"], report.findings


# -- nothing raises


@given(broken() | hostile)
def test_no_text_raises(text: str) -> None:
    report = jn.validate(text)
    for one in report:
        assert one.place.span is not None
        assert one.place.words in one.place.excerpt
    records = jn.validate_records([jn.dumps(jn.parse(text))], feeds=[text])
    assert not {"JN510", "JN512", "JN513", "JN514", "JN516", "JN517"} & set(codes(records)), records.findings


@given(st.lists(st.sampled_from([jn.Page, jn.Article, jn.Meeting]).flatmap(records), max_size=3))
def test_no_record_raises(made: list[Any]) -> None:
    report = jn.validate_records([jn.dumps(one) for one in made], feeds=[PAGE])
    assert "JN504" not in codes(report)


@given(
    st.sampled_from(["page", "article", "meeting"]).flatmap(lambda name: mutated(good()[name])),
    st.integers(0, 3),
)
def test_nothing_that_is_nearly_a_record_raises(value: Any, indent: int) -> None:
    text = json.dumps(value, indent=indent or None, ensure_ascii=bool(indent % 2))
    for report in (jn.validate_records(text.splitlines(keepends=True), feeds=[PAGE]), jn.validate(text)):
        for one in report:
            assert one.place.span is None or one.place.span.end <= len(text) + 1


@given(st.lists(st.binary(max_size=40) | st.text(max_size=40), max_size=5))
def test_no_line_raises(lines: list[bytes | str]) -> None:
    jn.validate_records(lines)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 1_000_000,
        '{"a":' * 100_000,
        "(" * 100_000,
        "會(huì" * 30_000,
        "2021-08-21" * 20_000,
        "58日，" * 20_000,
        "\x00" * 100_000,
        "\u202e" * 100_000,
        "\ud800" * 100_000,
        "市" * 1_000_000,
        "<p " * 100_000,
        "&" * 100_000,
        "锟斤拷" * 50_000,
        "涓" * 200_000,
        "æ" * 200_000,
        "\\u" * 100_000,
    ],
    ids=lambda text: ascii(text[:6]),
)
def test_hostile_texts_take_no_longer_than_their_size(text: str) -> None:
    begun = time.perf_counter()
    jn.validate(text)
    assert time.perf_counter() - begun < 20


def seconds(lines: list[bytes], feeds: list[str]) -> float:
    begun = time.process_time()
    jn.validate_records(lines, feeds=feeds)
    return time.process_time() - begun


def many(times: int) -> list[dict[str, Any]]:
    """Records with lists of that many items that all have to do with each other."""
    page, meeting = good()["page"], good()["meeting"]
    spanning = {**meeting["attendance"][0], "span": {"start": 0, "end": len(PAGE)}, "name": "\ufffd"}
    return [
        {**meeting, "attendance": [spanning] * times, "doubtful": ["/attendance/0/posts"] * times},
        {**meeting, "speeches": [{"a": 1}] * times},
        {**page, "articles": page["articles"] * times, "meetings": page["meetings"] * times},
    ]


@pytest.mark.parametrize("kind", range(3))
def test_hostile_records_take_no_longer_than_their_size(kind: int) -> None:
    few, lot = (json.dumps(many(times)[kind]).encode() for times in (100, 800))
    assert seconds([lot], [PAGE]) < 25 * seconds([few], [PAGE]) + 0.5


def test_memory_is_bounded_for_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST", 100)
    bad = line({"of": "meeting", "set": {"/sessions/1/ordinal": 58}})
    jn.validate_records([bad], limit=10)
    tracemalloc.start()
    try:
        report = jn.validate_records((bad for _ in range(400)), limit=10)
        few = tracemalloc.get_traced_memory()[1]
        tracemalloc.reset_peak()
        jn.validate_records((bad for _ in range(1_600)), limit=10)
        assert tracemalloc.get_traced_memory()[1] < 1.2 * few + 100_000
    finally:
        tracemalloc.stop()
    assert codes(report) == ["JN626"] * 10
    assert [(one.code, one.count) for one in report.left_off] == [("JN626", 390)]
    assert report.counts["error"] == 400
    assert "300 records more than the 100" in {one.code: one.reason for one in report.not_run}["JN701"]


def test_a_line_that_is_too_long_is_told_and_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "LONGEST_LINE", 10_000)
    monkeypatch.setattr(json_texts, "LONGEST_LINE", 10_000)
    bad = line({"of": "meeting", "set": {"/sessions": []}})
    (tmp_path / "records.jsonl").write_bytes(bad + b"\n" + b" " * 25_000 + bad + b"\n" + bad)
    (tmp_path / "pretty.json").write_text(json.dumps([good()["page"]] * 9, indent=1), "utf-8")
    report = report_on(tmp_path)
    assert [(Path(one.place.path).name, one.place.line, one.code) for one in report if one.code in ("JN505", "JN613")] == [
        ("pretty.json", 1, "JN505"), ("records.jsonl", 1, "JN613"), ("records.jsonl", 2, "JN505"), ("records.jsonl", 3, "JN613"),
    ]  # fmt: skip
