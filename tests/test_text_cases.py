"""Each mend on its case files: where it fires, and where it must not."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from jiyuan_news.text import MENDS, clean, words
from jiyuan_news.text import commas as commas_mend
from jiyuan_news.text import script as script_mend

FOLDER = Path(__file__).parent / "cases" / "text"
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['name']}")
    for file in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(file.read_text("utf-8"))["case"]
]


def raw_of(case: dict[str, Any]) -> str:
    return json.loads(case["raw_json"]) if "raw_json" in case else case["raw"]


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    raw = raw_of(case)
    assert clean(raw, **case.get("options", {"script": True})).text == case.get("clean", raw)


@pytest.mark.parametrize("case", CASES)
def test_what_is_clean_stays_as_it_is(case: dict[str, Any]) -> None:
    options = case.get("options", {"script": True})
    once = clean(raw_of(case), **options).text
    assert clean(once, **options).text == once


def test_there_are_many_cases_of_what_no_mirror_made() -> None:
    cases = tomllib.loads((FOLDER / "harmless.toml").read_text("utf-8"))["case"]
    assert len(cases) == len({raw_of(case) for case in cases}) >= 60
    assert not [case["name"] for case in cases if "clean" in case]


@pytest.mark.parametrize("mend", MENDS, ids=lambda mend: mend.name)
def test_every_mend_has_cases_that_fire_and_cases_that_do_not(mend: Any) -> None:
    cases = tomllib.loads((FOLDER / f"{mend.name}.toml").read_text("utf-8"))["case"]
    fired = [
        any(
            step.mend == mend.name
            for step in clean(raw_of(case), **case.get("options", {"script": True})).steps
        )
        for case in cases
    ]
    assert any(fired)
    assert not all(fired)


def test_words_written_with_zhu() -> None:
    table = words.load()["written"]
    for example in table["examples"]:
        assert "着" in script_mend._with_particles(example), example
    for counterexample in table["counterexamples"]:
        assert script_mend._with_particles(counterexample) == counterexample


def test_words_with_dry() -> None:
    table = words.load()["dry"]
    for example in table["examples"]:
        assert script_mend._in_names().search(example), example
    for counterexample in table["counterexamples"]:
        assert not script_mend._in_names().search(counterexample), counterexample


def test_words_that_mirrors_leave() -> None:
    table = words.load()["unconverted"]
    for example in table["examples"]:
        assert any(word in example for word in table["words"]), example
    for counterexample in table["counterexamples"]:
        assert not any(word in counterexample for word in table["words"]), counterexample


def test_words_younger_than_the_list() -> None:
    table = words.load()["recent"]
    for example in table["examples"]:
        assert any(word in example for word in table["words"]), example
    for counterexample in table["counterexamples"]:
        assert not any(word in counterexample for word in table["words"]), counterexample
    assert all(2 <= len(word) <= 5 for word in table["words"])


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a,,b", "a,,b"),
        ("区,,b", "区,b"),
        ("1,,三", "1,三"),
        (",,区", ",,区"),
        ("区\n,,区", "区\n,,区"),
        ("区,,,。", "区。"),
        ("区,,,a", "区,a"),
        ("a,,,b", "a,,,b"),
        ("区,,?ji", "区,,?ji"),
        ("区,?", "区?"),
    ],
)
def test_which_commas_are_doubled(text: str, kept: str) -> None:
    assert "".join(commas_mend._DOUBLED.split(text)[::2]) == kept
