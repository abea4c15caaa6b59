"""JSON Lines: streams of records that round trip, and errors that name file and line."""

from __future__ import annotations

import gzip
import io
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.record_strategies import records as made

from jiyuan_news import records
from jiyuan_news.codec import RecordError, dumps, read_jsonl, trusted_lines, write_jsonl
from jiyuan_news.spans import Span

VENUES = [
    records.Venue("主会场", "main", Span(0, 3)),
    # Some languages end a line at these; JSON Lines does not, and JSON does not escape them.
    records.Venue("文\u2028化\u0085城\x0c", "branch", Span(3, 6)),
]
GOOD = dumps(VENUES[0])
WRONG = GOOD.replace(b'"main"', b'"hall"')
WORDS = "/role: expected one of main, branch, venue, got 'hall'"


@given(st.lists(made(records.Article), max_size=4))
def test_lines_are_streams_that_round_trip(articles: list[records.Article]) -> None:
    file = io.BytesIO()
    assert write_jsonl(file, iter(articles)) == len(articles)
    data = file.getvalue()
    assert data.count(b"\n") == len(articles)
    for trusted in (False, True):
        file.seek(0)
        assert list(read_jsonl(file, records.Article, trusted=trusted)) == articles
        text = io.TextIOWrapper(io.BytesIO(data), "utf-8", newline="\n")
        assert list(read_jsonl(text, records.Article, trusted=trusted)) == articles
    assert trusted_lines(data, records.Article) == articles


@pytest.mark.parametrize("name", ["records.jsonl", "records.jsonl.gz"])
def test_files_are_read_back(tmp_path: Path, name: str) -> None:
    path = tmp_path / "deep" / name
    assert write_jsonl(str(path), VENUES) == 2
    assert list(read_jsonl(path, records.Venue)) == VENUES
    assert list(read_jsonl(str(path), records.Venue, trusted=True)) == VENUES
    assert list(path.parent.iterdir()) == [path]


def test_packed_files_are_the_same_bytes_whenever_and_wherever_they_are_written(tmp_path: Path) -> None:
    first, second = tmp_path / "one.jsonl.gz", tmp_path / "two.jsonl.gz"
    write_jsonl(first, VENUES)
    write_jsonl(second, VENUES)
    data = first.read_bytes()
    assert second.read_bytes() == data
    assert data[3:8] == bytes(5), "no name, no time"
    assert gzip.decompress(data) == b"".join(dumps(venue) + b"\n" for venue in VENUES)


def test_reading_and_writing_take_one_record_at_a_time() -> None:
    lines = itertools.chain([GOOD], itertools.repeat(b"not looked at"))
    assert next(read_jsonl(lines, records.Venue)) == VENUES[0]

    file = io.BytesIO()
    seen: list[int] = []

    def endless() -> Iterator[records.Venue]:
        for venue in VENUES:
            seen.append(len(file.getvalue()))
            yield venue

    write_jsonl(file, endless())
    assert seen == [0, len(GOOD) + 1]


def test_blank_lines_and_line_ends_of_other_systems_are_passed_over() -> None:
    data = b"\n" + GOOD + b"\r\n \n\n" + GOOD
    assert list(read_jsonl(io.BytesIO(data), records.Venue)) == VENUES[:1] * 2
    assert trusted_lines(data, records.Venue) == VENUES[:1] * 2
    assert trusted_lines(b"", records.Venue) == list(read_jsonl([], records.Venue)) == []


@pytest.mark.parametrize("name", ["venues.jsonl", "venues.jsonl.gz"])
@pytest.mark.parametrize("trusted", [False, True])
def test_an_error_names_file_line_and_pointer(tmp_path: Path, name: str, trusted: bool) -> None:
    path = tmp_path / name
    data = GOOD + b"\n\n" + WRONG + b"\n"
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    read = read_jsonl(path, records.Venue, trusted=trusted)
    assert next(read) == VENUES[0]
    with pytest.raises(RecordError) as caught:
        next(read)
    assert str(caught.value) == f"{path}:3: {WORDS}"
    assert caught.value.where == f"{path}:3"


def test_an_error_in_lines_without_a_name_names_the_line() -> None:
    with pytest.raises(RecordError, match=rf"^line 2: {WORDS}$"):
        list(read_jsonl([GOOD, WRONG], records.Venue))
    with pytest.raises(RecordError, match=rf"^line 2: {WORDS}$"):
        trusted_lines(GOOD + b"\n" + WRONG, records.Venue)


@pytest.mark.parametrize("cut", [5, 20, -12, -1])
def test_a_packed_file_that_is_cut_is_an_error_of_the_data(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "venues.jsonl.gz"
    path.write_bytes(gzip.compress((GOOD + b"\n") * 100)[:cut])
    with pytest.raises(RecordError, match=r"venues\.jsonl\.gz: .*the rest of a gzip file"):
        list(read_jsonl(path, records.Venue))


def test_a_file_that_is_not_packed_is_an_error_of_the_data(tmp_path: Path) -> None:
    path = tmp_path / "venues.jsonl.gz"
    path.write_bytes(GOOD)
    with pytest.raises(RecordError, match="Not a gzipped file"):
        list(read_jsonl(path, records.Venue))


def test_a_file_that_fails_half_way_is_not_there(tmp_path: Path) -> None:
    for name in ("venues.jsonl", "venues.jsonl.gz"):
        with pytest.raises(TypeError, match="is no record class"):
            write_jsonl(tmp_path / name, [*VENUES, "会议"])
    assert list(tmp_path.iterdir()) == []


def test_a_class_that_is_no_record_is_refused_before_anything_is_read() -> None:
    with pytest.raises(TypeError, match="is no record class"):
        read_jsonl("no such file", dict)
