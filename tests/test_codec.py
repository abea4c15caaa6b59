"""The codec: round trips, canonical bytes, and exactly what the schemas accept."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import attrs
import jsonschema_rs
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.record_strategies import mutated
from tests.support.record_strategies import records as made

from jiyuan_news import codec, records, schema
from jiyuan_news.codec import RecordError, dumps, loads, read_jsonl, trusted_lines, write_jsonl
from jiyuan_news.spans import Span

CLASSES = [cls for cls in vars(records).values() if isinstance(cls, type) and attrs.has(cls)]
SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_every_record_survives_the_round_trip(cls: type[Any]) -> None:
    @SLOW
    @given(made(cls))
    def holds(record: Any) -> None:
        data = dumps(record)
        assert loads(data, cls) == record
        assert loads(data, cls, trusted=True) == record
        assert dumps(loads(data, cls)) == data

    holds()


@SLOW
@given(st.lists(made(records.Article), max_size=4))
def test_json_lines_are_streams_that_round_trip(articles: list[records.Article]) -> None:
    file = io.BytesIO()
    assert write_jsonl(file, articles) == len(articles)
    assert list(read_jsonl(file.getvalue().splitlines(keepends=True), records.Article)) == articles
    assert trusted_lines(file.getvalue(), records.Article) == articles


@pytest.mark.parametrize("name", ["records.jsonl", "records.jsonl.gz"])
def test_json_lines_files_are_read_back(tmp_path: Path, name: str) -> None:
    venues = [records.Venue("主会场", "main", Span(0, 3)), records.Venue("文化城", "branch", Span(3, 6))]
    write_jsonl(tmp_path / name, venues)
    assert list(read_jsonl(tmp_path / name, records.Venue)) == venues


def test_an_error_in_a_file_names_file_line_and_pointer(tmp_path: Path) -> None:
    file = tmp_path / "venues.jsonl"
    good = dumps(records.Venue("主会场", "main", Span(0, 3)))
    file.write_bytes(good + b"\n" + good.replace(b'"main"', b'"hall"') + b"\n")
    with pytest.raises(
        RecordError, match=r"venues\.jsonl:2: /role: expected one of main, branch, venue, got 'hall'"
    ):
        list(read_jsonl(file, records.Venue))


VALIDATORS = {
    name: jsonschema_rs.validator_for(schema.json_schema(name), validate_formats=True)
    for name in schema.RECORDS
}


@pytest.mark.parametrize("name", list(schema.RECORDS))
def test_codec_accepts_what_the_schema_accepts_and_nothing_else(name: str) -> None:
    cls = schema.RECORDS[name]

    @SLOW
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        record = data.draw(made(cls))
        value = data.draw(mutated(orjson.loads(dumps(record))))
        accepted = not list(codec.problems(value, cls))
        assert accepted == VALIDATORS[name].is_valid(value), value

    holds()


@SLOW
@given(made(records.Meeting), st.data())
def test_one_wrong_value_is_reported_at_its_pointer(meeting: records.Meeting, data: st.DataObject) -> None:
    value = orjson.loads(dumps(meeting))
    key = data.draw(st.sampled_from(sorted(value)))
    value[key] = 1.5
    with pytest.raises(RecordError) as caught:
        loads(orjson.dumps(value), records.Meeting)
    assert [problem.pointer for problem in caught.value.errors] == [f"/{key}"]
    assert caught.value.errors[0].value == 1.5


@pytest.mark.parametrize(
    "wrong",
    [
        b'{"start":true,"end":2}',
        b'{"start":1.0,"end":2}',
        b'{"start":"1","end":2}',
        b'{"start":1}',
        b'{"start":1,"end":2,"x":3}',
        b"[]",
        b"nonsense",
        b"",
    ],
)
def test_no_lax_scalars(wrong: bytes) -> None:
    with pytest.raises(RecordError):
        loads(wrong, Span)


def test_lone_surrogates_become_replacement_characters() -> None:
    assert orjson.loads(dumps(records.Venue("会\ud800场", "main", Span(0, 3))))["name"] == "会\ufffd场"


def test_lists_of_records_load() -> None:
    venues = [records.Venue("主会场", "main", Span(0, 3))]
    assert loads(dumps(venues), list[records.Venue]) == venues
