"""The codec: round trips, canonical bytes, and exactly what the schemas accept."""

from __future__ import annotations

import gc
import json
import pickle
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs
import cattrs
import jsonschema_rs
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.record_strategies import look_up, mutated
from tests.support.record_strategies import records as made
from tests.support.texts import hostile

import jiyuan_news as jn
from jiyuan_news import codec, records, schema
from jiyuan_news.codec import MISSING, Problem, RecordError, converter, dumps, loads
from jiyuan_news.shapes import LARGEST, RECORD_CLASSES
from jiyuan_news.spans import Span

SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
OPEN = Path(__file__).parent / "corpus" / "open"
VENUE = records.Venue("主会场", "main", Span(0, 3))


# -- there and back


@pytest.mark.parametrize("cls", RECORD_CLASSES, ids=lambda cls: cls.__name__)
def test_every_record_survives_the_round_trip(cls: type[Any]) -> None:
    @SLOW
    @given(made(cls))
    def holds(record: Any) -> None:
        data = dumps(record)
        assert data == orjson.dumps(json.loads(data))
        for trusted in (False, True):
            read = loads(data, cls, trusted=trusted)
            assert read == record
            assert hash(read) == hash(record)
            assert dumps(read) == data
            assert loads(dumps([record]), list[cls], trusted=trusted) == [record]  # type: ignore[valid-type]

    holds()


@SLOW
@given(hostile)
def test_what_the_parser_makes_of_any_text_is_read_back(text: str) -> None:
    page = jn.parse(text)
    assert loads(dumps(page), jn.Page) == page


@pytest.mark.parametrize("path", sorted(OPEN.glob("*.txt")), ids=lambda path: path.stem)
def test_what_the_parser_makes_of_a_page_is_read_back(path: Path) -> None:
    page = jn.parse(path.read_bytes().decode())
    assert loads(dumps(page), jn.Page) == page
    assert loads(dumps(page), jn.Page, trusted=True) == page


def test_bytes_are_canonical() -> None:
    """Keys in declared order and no blanks, however the JSON that was read was written."""
    data = dumps(next(jn.load_meetings()))
    value = orjson.loads(data)
    assert list(value) == [field.name for field in attrs.fields(records.Meeting)]
    for other in (json.dumps(value, indent=1), json.dumps(value, ensure_ascii=True, sort_keys=True)):
        assert dumps(loads(other, records.Meeting)) == data


def test_no_record_does_what_reading_would_pass_over() -> None:
    """Reading fills the fields in and calls nothing."""
    for cls in RECORD_CLASSES:
        assert not hasattr(cls, "__attrs_post_init__")
        for field in attrs.fields(cls):
            assert field.converter is None, f"{cls.__name__}.{field.name}"
            assert field.validator is None, f"{cls.__name__}.{field.name}"
            assert not field.name.startswith("_"), f"{cls.__name__}.{field.name}"


def test_lone_surrogates_become_replacement_characters() -> None:
    venue = records.Venue("会\ud800场\udc00", "main", Span(0, 3))
    assert orjson.loads(dumps(venue))["name"] == "会\ufffd场\ufffd"
    assert orjson.loads(dumps([venue, VENUE]))[0]["name"] == "会\ufffd场\ufffd"


@pytest.mark.parametrize("trusted", [False, True])
def test_lists_of_records_load_and_leave_the_collector_as_it_was(trusted: bool) -> None:
    assert loads(dumps([VENUE]), list[records.Venue], trusted=trusted) == [VENUE]
    assert loads(dumps((VENUE,)), list[records.Venue], trusted=trusted) == [VENUE]
    assert gc.isenabled()
    with pytest.raises(RecordError):
        loads("[1]", list[records.Venue], trusted=trusted)
    assert gc.isenabled()


# -- strict


VALIDATORS = {
    name: jsonschema_rs.validator_for(schema.json_schema(name), validate_formats=True)
    for name in schema.RECORDS
}


@pytest.mark.parametrize("name", list(schema.RECORDS))
def test_codec_accepts_what_the_schema_accepts_and_nothing_else(name: str) -> None:
    """And it finds what is wrong where an independent validator does."""
    cls, validator = schema.RECORDS[name], VALIDATORS[name]

    @SLOW
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        value = data.draw(mutated(orjson.loads(dumps(data.draw(made(cls))))))
        text = json.dumps(value)
        if validator.is_valid(value):
            record = loads(text, cls)
            assert loads(dumps(record), cls) == record
        else:
            with pytest.raises(RecordError) as caught:
                loads(text, cls)
            assert_same_places(caught.value.errors, validator.iter_errors(value), orjson.loads(text))

    holds()


def assert_same_places(ours: Iterable[Problem], theirs: Iterable[Any], value: Any) -> None:
    """The validator tells of keys at the object, and of what is in a nullable record at the record."""
    found = set()
    for problem in ours:
        place = steps(problem.pointer, value)
        if problem.value is MISSING:
            assert place[-1] not in look_up(value, place[:-1])
        else:
            assert look_up(value, place) == problem.value
        about_key = problem.expected.startswith(("the key ", "no key "))
        found.add(place[:-1] if about_key else place)
    places = {tuple(error.instance_path) for error in theirs}
    for place in found:
        assert any(place[: len(other)] == other for other in places), place
    for other in places:
        assert any(place[: len(other)] == other for place in found), other


def steps(pointer: str, value: Any) -> tuple[Any, ...]:
    """The way that a JSON pointer (RFC 6901) tells through a value."""
    way: list[Any] = []
    for step in pointer.split("/")[1:]:
        way.append(int(step) if isinstance(value, list) else step.replace("~1", "/").replace("~0", "~"))
        value = value[way[-1]] if isinstance(value, list) else value.get(way[-1])
    return tuple(way)


@SLOW
@given(made(records.Meeting), st.data())
def test_every_wrong_value_is_reported_at_its_pointer(meeting: records.Meeting, data: st.DataObject) -> None:
    value = orjson.loads(dumps(meeting))
    keys = data.draw(st.lists(st.sampled_from(list(value)), min_size=1, unique=True))
    for key in keys:
        value[key] = 1.5
    with pytest.raises(RecordError) as caught:
        loads(orjson.dumps(value), records.Meeting)
    assert [problem.pointer for problem in caught.value.errors] == [f"/{key}" for key in value if key in keys]
    assert {problem.value for problem in caught.value.errors} == {1.5}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"start":true,"end":2}', "/start: expected an integer from 0 to 9007199254740991, got true"),
        ('{"start":1.0,"end":2}', "/start: expected an integer from 0 to 9007199254740991, got 1.0"),
        ('{"start":"1","end":2}', "/start: expected an integer from 0 to 9007199254740991, got '1'"),
        ('{"start":-1,"end":2}', "/start: expected an integer from 0 to 9007199254740991, got -1"),
        (
            '{"start":9007199254740992,"end":2}',
            "/start: expected an integer from 0 to 9007199254740991, got 9007199254740992",
        ),
        (
            '{"start":1' + "0" * 30 + ',"end":2}',
            "/start: expected an integer from 0 to 9007199254740991, got 1e+30",
        ),
        ('{"start":null,"end":2}', "/start: expected an integer from 0 to 9007199254740991, got null"),
        ('{"start":1}', "/end: expected the key 'end' of Span, got nothing"),
        ('{"start":1,"end":2,"a/b~":[]}', "/a~1b~0: expected no key 'a/b~' in Span, got a list"),
        ("[]", "(the whole value): expected an object (Span), got a list"),
        ("null", "(the whole value): expected an object (Span), got null"),
        (
            '{"end":"x","y":{}}',
            "/start: expected the key 'start' of Span, got nothing; /end: expected an integer "
            "from 0 to 9007199254740991, got 'x'; /y: expected no key 'y' in Span, got an object",
        ),
    ],
    ids=lambda text: text[:30],
)
def test_errors_say_where_what_was_expected_and_what_is_there(text: str, words: str) -> None:
    for data in (text, text.encode()):
        with pytest.raises(RecordError) as caught:
            loads(data, Span)
        assert str(caught.value) == words


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b" ",
        b"nonsense",
        b'{"start":1e999,"end":2}',
        b'{"start":NaN,"end":2}',
        b"\xff",
        b'"\xed\xa0\x80"',
        b'\xef\xbb\xbf{"start":1,"end":2}',
    ],
)
@pytest.mark.parametrize("trusted", [False, True])
def test_what_is_no_json_is_refused(text: bytes, trusted: bool) -> None:
    with pytest.raises(RecordError, match=r"^\(the whole value\): expected JSON \("):
        loads(text, Span, trusted=trusted)


@pytest.mark.parametrize(
    ("value", "right"),
    [
        ("2021-08-20", True),
        ("2020-02-29", True),
        ("0001-01-01", True),
        ("9999-12-31", True),
        (None, True),
        ("0000-01-01", False),
        ("2021-02-29", False),
        ("20210820", False),
        ("2021-W33-6", False),
        ("2021-8-20", False),
        ("2021-08-20T00:00:00", False),
        ("2021-08-20\n", False),
        ("２０２１-08-20", False),
        (20210820, False),
    ],
)
def test_a_date_is_a_day_that_exists_written_in_one_way(value: Any, right: bool) -> None:
    date = orjson.loads(dumps(records.Date("2021-08-20", None, None, "stated", "8月20日", Span(0, 5))))
    date["earliest"] = value
    assert bool(codec.problems(date, records.Date)) != right


def test_a_key_given_twice_counts_as_given_last() -> None:
    for trusted in (False, True):
        assert loads('{"start":1,"start":5,"end":2}', Span, trusted=trusted) == Span(5, 2)


def test_the_largest_integer_is_read_exactly() -> None:
    assert loads(f'{{"start":0,"end":{LARGEST}}}', Span).end == LARGEST


def test_a_message_is_short_however_much_is_wrong() -> None:
    with pytest.raises(RecordError, match=r"and 981 more$") as caught:
        loads(orjson.dumps(["x" * 10_000] * 1001), list[Span])
    assert len(caught.value.errors) == 1001
    assert len(str(caught.value)) < 4000


def test_a_message_cannot_act_on_a_terminal() -> None:
    with pytest.raises(RecordError) as caught:
        loads(orjson.dumps({"start": "\x1b[2J\u202e", "end": 0, "\x1b[31m": 0}), Span)
    assert str(caught.value).isprintable()


def test_an_error_survives_the_way_between_processes() -> None:
    with pytest.raises(RecordError) as caught:
        loads('{"start":1,"x":null}', Span)
    back = pickle.loads(pickle.dumps(caught.value))
    assert (str(back), back.errors, back.where) == (str(caught.value), caught.value.errors, "")
    assert back.errors[0].value is MISSING
    assert back.errors[1].value is None


def test_trusted_data_that_cannot_be_read_is_reported_as_strictly() -> None:
    text = '{"start":"1","end":2,"x":3}'
    told = []
    for trusted in (False, True):
        with pytest.raises(RecordError) as caught:
            loads(text, Span, trusted=trusted)
        told.append(caught.value.errors)
    assert told[0] == told[1]


@pytest.mark.parametrize("cls", [dict, int, Problem, list[int], tuple[Span, ...], list])
def test_only_records_are_read_and_written(cls: Any) -> None:
    for trusted in (False, True):
        with pytest.raises(TypeError, match="is no record class"):
            loads("{}", cls, trusted=trusted)
    for value in (1, "x", {"a": 1}, [VENUE, 1], Problem("", 1, "")):
        with pytest.raises(TypeError, match="is no record class"):
            dumps(value)


# -- nesting


def nested(levels: int) -> str:
    """A meeting with tellings in tellings, as deep as one likes."""
    alone = dumps(records.Meeting("m1-" + "0" * 16, (), None, None, (), (), (), (), "0" * 64, (), (), (), ()))
    head, tail = alone.decode().rsplit("[]", 1)
    return f"{head}[" * levels + alone.decode() + f"]{tail}" * levels


def test_tellings_may_have_tellings() -> None:
    for trusted in (False, True):
        meeting = loads(nested(100), records.Meeting, trusted=trusted)
        assert dumps(meeting).decode() == nested(100)


@pytest.mark.parametrize("levels", [500, 510, 600, 100_000])
@pytest.mark.parametrize("trusted", [False, True])
def test_too_deep_nesting_is_a_record_error(levels: int, trusted: bool) -> None:
    with pytest.raises(RecordError, match=r"fewer levels of nesting|depth limit exceeded"):
        loads(nested(levels), records.Meeting, trusted=trusted)


@pytest.mark.parametrize("levels", [130, 2000])
def test_too_deep_a_record_is_not_written(levels: int) -> None:
    meeting = loads(nested(0), records.Meeting)
    for _ in range(levels):
        meeting = attrs.evolve(meeting, tellings=(meeting,))
    with pytest.raises(RecordError, match="fewer levels of nesting"):
        dumps(meeting)


# -- models of others


@attrs.define
class Dossier:
    title: str
    meetings: list[records.Meeting]
    lead: records.Article | None = None


@SLOW
@given(made(records.Meeting), made(records.Article))
def test_models_of_others_hold_records(meeting: records.Meeting, article: records.Article) -> None:
    mine = converter()
    dossier = Dossier("防汛", [meeting], article)
    data = mine.dumps(dossier)
    assert mine.loads(data, Dossier) == dossier
    assert orjson.dumps(orjson.loads(data)["lead"]) == dumps(article)


def test_models_of_others_hold_records_strictly() -> None:
    with pytest.raises(cattrs.ClassValidationError) as caught:
        converter().loads('{"title":"防汛","meetings":[{}],"lead":null}', Dossier)
    assert caught.group_contains(RecordError, match="/id: expected the key 'id' of Meeting")
