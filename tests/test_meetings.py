"""Meetings: the vocabularies hold their own examples, and short invented readouts read as a careful reader reads them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.feeds.numbers import chinese

import jiyuan_news as jn
from jiyuan_news import numerals, schema, vocabulary
from jiyuan_news.reading import circumstances, names, posts, roles, session_names
from jiyuan_news.reading.holding import held

CASES = json.loads((Path(__file__).parent / "cases" / "meetings.json").read_text("utf-8"))
PEOPLE = json.loads((Path(__file__).parent / "cases" / "people.json").read_text("utf-8"))
KINDS = vocabulary.load("meetings")["kind"]


def marked(post: jn.Post) -> str:
    return ("acting " if post.acting else "") + ("former " if post.former else "") + post.label


def page_of(case: dict[str, Any]) -> str:
    """The case as a page: its text after a by-line, unless it is one already."""
    return case["text"] if case.get("whole") else "济源网讯(记者 简一)" + case["text"]


def told(meeting: jn.Meeting, wanted: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "sessions": [[s.name, s.classification, s.organizer] for s in meeting.sessions],
        "numbers": [[s.term, s.year, s.ordinal] for s in meeting.sessions],
        "attendance": {
            p.name: [list(p.roles), [marked(post) for post in p.posts]] for p in meeting.attendance
        },
        "agenda": [[item.action, item.topic] for item in meeting.agenda],
        "venues": [[venue.name, venue.role] for venue in meeting.venues],
        "mode": meeting.mode,
        "speeches": [[speech.speaker, speech.verb, speech.text] for speech in meeting.speeches],
    }
    return {key: found[key] for key in wanted}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_readout_reads_as_labelled(case: dict[str, Any]) -> None:
    page = jn.parse(page_of(case))
    assert len(page.meetings) == len(case["meetings"])
    for meeting, wanted in zip(page.meetings, case["meetings"], strict=True):
        assert told(meeting, wanted) == wanted


@pytest.mark.parametrize("case", PEOPLE, ids=lambda case: case["name"])
def test_who_was_there_reads_as_labelled(case: dict[str, Any]) -> None:
    (meeting,) = jn.parse("济源网讯(记者 简一)8月4日,市委召开常委会会议。" + case["text"]).meetings
    there = {
        one.name: " ".join(one.roles) + " | " * bool(one.posts) + "、".join(map(marked, one.posts))
        for one in meeting.attendance
    }
    assert there == case["there"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_spans_point_at_what_they_say(case: dict[str, Any]) -> None:
    text = page_of(case)
    page = jn.parse(text)
    for meeting in page.meetings:
        for member in meeting.attendance:
            assert "".join(text[member.span.slice].split()) == member.name  # a name may be padded
        for speech in meeting.speeches:
            assert jn.clean(text[speech.span.slice]).text.endswith(speech.text[-3:])
        for item in meeting.agenda:
            assert text[item.span.slice].startswith(
                (item.action, item.topic, *"对就以", "围绕", "开展", "进行")
            )
        for session in meeting.sessions:
            assert text[session.span.slice][-2:] == session.name[-2:]


@pytest.mark.parametrize(
    "sentence",
    [
        "会议" + "在后" * 2000 + "甲" * 70 + "强调，要快。",
        "会议" + "在" * 40 + "甲" * 30 + "强调，要快。",
        "市长石齐出席会议并" + "代表甲乙" * 2000 + "讲话。",
        "市水利局" + "对甲乙" * 2000 + "，参加会议。",
        "甲代表团" * 2000 + "来到驻地，市长石齐参加审议。",
        "石齐来到" + "代表团" * 2000 + "，与代表座谈。",
    ],
    ids=lambda sentence: sentence[:10],
)
def test_what_is_said_again_and_again_takes_linear_time(sentence: str) -> None:
    """Nothing is timed: what is not linear here does not end."""
    jn.parse("济源网讯（记者 简一）8月4日，市委召开防汛会议。" + sentence)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind["classification"])
def test_kinds_hold_their_examples(kind: dict[str, Any]) -> None:
    for example in kind["examples"]:
        assert session_names.classify(example) == kind["classification"], example
    for example in kind["counterexamples"]:
        if example:
            assert session_names.classify(example) != kind["classification"], example


def test_every_kind_of_the_contract_has_an_entry() -> None:
    kinds = schema.json_schema("meeting")["$defs"]["Session"]["properties"]["classification"]["enum"]
    assert set(kinds) == {kind["classification"] for kind in KINDS}


def test_times_and_manners_are_no_venues() -> None:
    entry = vocabulary.load("meetings")["no_venue"]
    assert not any(map(circumstances.is_place, entry["examples"]))
    assert all(map(circumstances.is_place, entry["counterexamples"]))


def test_enlarged_meetings_are_told_from_what_is_to_be_enlarged() -> None:
    entry = vocabulary.load("meetings")["enlarged"]
    assert all(re.search(entry["pattern"], example) for example in entry["examples"])
    assert not any(re.search(entry["pattern"], example) for example in entry["counterexamples"])


@pytest.mark.parametrize("mode", vocabulary.load("meetings")["mode"], ids=lambda mode: mode["mode"])
def test_modes_hold_their_examples(mode: dict[str, Any]) -> None:
    assert all(circumstances.mode_of(example) == mode["mode"] for example in mode["examples"])
    assert not any(circumstances.mode_of(example) == mode["mode"] for example in mode["counterexamples"])


@pytest.mark.parametrize(
    "role", vocabulary.load("verbs")["role"], ids=lambda role: f"{role['role']}-{role['examples'][0]}"
)
def test_roles_hold_their_examples(role: dict[str, Any]) -> None:
    assert all(role["role"] in roles.roles_of(example) for example in role["examples"])
    assert not any(role["role"] in roles.roles_of(example) for example in role["counterexamples"])


def test_posts_and_family_names_hold_their_examples() -> None:
    words = vocabulary.load("posts")
    assert all(posts.ends_in_title(example) for example in words["examples"])
    assert not any(posts.ends_in_title(example) for example in words["counterexamples"])
    family = vocabulary.load("surnames")
    assert all(names.is_name(example + "一", False) for example in family["examples"])
    assert not any(names.is_name(example + "一", False) for example in family["counterexamples"])
    others = family["not_names"]
    assert not any(names.is_name(example, True) for example in others["examples"])
    assert all(names.is_name(example, False) for example in others["counterexamples"])


@pytest.mark.parametrize(
    ("words", "number"),
    [("五十七", 57), ("十", 10), ("一百零二", 102), ("二十", 20), ("102", 102), ("〇", 0), ("两", 2)],
)
def test_ordinals_in_both_numerals(words: str, number: int) -> None:
    assert numerals.integer(words) == number


@given(st.integers(1, 999))
def test_chinese_numerals_are_read_back(number: int) -> None:
    assert numerals.integer(chinese(number)) == number


@pytest.mark.parametrize("word", ["协会", "学会", "机会", "社会", "运动会", "晚会"])
def test_what_only_ends_as_a_meeting_does_is_none(word: str) -> None:
    sentence = f"7月1日,全县首届{word}在广场举行。"
    assert held(sentence, 0, len(sentence)) is None
