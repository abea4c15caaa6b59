"""By-lines, meta lines and photo credits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiyuan_news import vocabulary
from jiyuan_news.reading import bylines, crew
from jiyuan_news.reading.lines import kind_of, shot_of

FOLDER = Path(__file__).parent / "cases"
HEADS = json.loads((FOLDER / "bylines.json").read_text("utf-8"))["cases"]
LINES = json.loads((FOLDER / "lines.json").read_text("utf-8"))["cases"]
LAYOUT = vocabulary.load("layout")


def people(found: list[crew.Credit]) -> list[str]:
    return [f"{person.role} {person.name}" for person in found]


@pytest.mark.parametrize("case", HEADS, ids=lambda case: case["text"][:22])
def test_head_of_a_body(case: dict[str, Any]) -> None:
    text = case["text"]
    head = bylines.head_of(text, 0, len(text))
    if case["body"] is None:
        assert head is None
        return
    assert head is not None
    assert (head.outlet, head.own, people(head.people)) == (
        case["outlet"],
        case.get("own", False),
        case["by"],
    )
    assert text[head.end :].startswith(case["body"])
    assert head.end < len(text) or not case["body"]
    for person in head.people:
        assert "".join(text[person.start : person.end].split()) == person.name


@pytest.mark.parametrize("case", LINES, ids=lambda case: case["line"][:22])
def test_line(case: dict[str, Any]) -> None:
    line = case["line"]
    assert kind_of(line) == case["kind"]
    if "by" in case:
        assert people(crew.credits(line, 0, len(line))) == case["by"]
    if case["kind"] == "meta":
        assert bylines.source_of(line) == case.get("source")
        published = bylines.published_of(line)[0]
        assert (published.isoformat() if published else None) == case.get("published")


@pytest.mark.parametrize("entry", LAYOUT["role"], ids=lambda entry: entry["role"])
def test_role_words(entry: dict[str, Any]) -> None:
    for example in entry["examples"]:
        assert entry["role"] in [person.role for person in crew.credits(example, 0, len(example))], example
    for example in entry["counterexamples"]:
        assert entry["role"] not in [person.role for person in crew.credits(example, 0, len(example))], (
            example
        )


@pytest.mark.parametrize("entry", vocabulary.load("outlets")["outlet"], ids=lambda entry: entry["name"])
def test_outlets(entry: dict[str, Any]) -> None:
    for example in entry["examples"]:
        head = bylines.head_of(example, 0, len(example))
        credited = head.outlet if head else None
        assert credited == entry["name"] or kind_of(example) == "caption", example
    for example in entry["counterexamples"]:
        assert bylines.head_of(example, 0, len(example)) is None, example


@pytest.mark.parametrize("key", ["organisation_endings", "no_names"])
def test_organisations_and_words_in_place_of_a_name_are_no_people(key: str) -> None:
    entry = LAYOUT[key]
    for example in entry["examples"]:
        assert crew.credits(example, 0, len(example)) == []
    for example in entry["counterexamples"]:
        assert len(crew.credits(example, 0, len(example))) == 1


@pytest.mark.parametrize(
    "line", ["记者 洪小 摄", "本报记者洪小 摄", "洪小 摄", "（洪小 摄）", "记者 洪小/图"]
)
def test_photo_credit(line: str) -> None:
    shot = shot_of(line)
    assert shot is not None
    assert people(crew.credits(line, shot.start("credit"), len(line))) == ["photographer 洪小"]


@given(
    st.text(st.sampled_from("记者通讯员摄图文/：: 　、王会·（）()[]责任编辑来源讯电济源网8月4日-2021。，|"))
)
def test_any_line_is_read_and_names_stand_where_they_say(line: str) -> None:
    kind_of(line) if line.strip() else None
    bylines.published_of(line)
    bylines.source_of(line)
    head = bylines.head_of(line, 0, len(line))
    for person in [*crew.credits(line, 0, len(line)), *(head.people if head else [])]:
        assert "".join(line[person.start : person.end].split()) == person.name != ""
