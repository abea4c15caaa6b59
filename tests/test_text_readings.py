"""The table of readings: generated, small, and enough for the mirrors' own table."""

from __future__ import annotations

import runpy
from importlib import resources
from pathlib import Path

import pytest
from support.cloak import gloss_table

from jiyuan_news.text import clean
from jiyuan_news.text.glosses import fold, is_reading

TOOL = Path(__file__).parent.parent / "tools" / "build_readings.py"


def test_the_table_is_what_the_tool_builds() -> None:
    pytest.importorskip("pypinyin")
    tool = runpy.run_path(str(TOOL))
    table = resources.files("jiyuan_news.text").joinpath("readings.txt")  # in the wheel, too
    assert table.read_text("utf-8") == tool["build"]()


def test_the_tool_folds_as_the_mend_does() -> None:
    pytest.importorskip("pypinyin")
    tool = runpy.run_path(str(TOOL))
    for reading in ("lǜ", "ér", "ḿ", "zhuāng", "ê̄", "ň"):
        assert tool["fold"](reading) == fold(reading)


def test_every_gloss_of_the_mirrors_goes() -> None:
    for character, (reading, _) in gloss_table().items():
        assert is_reading(character, reading)
        assert "(" not in clean(f"{character}({reading})", only="glosses").text
        assert "(" not in clean(f"{character}({fold(reading)})", only="glosses").text


@pytest.mark.parametrize("letters", ["lǜ", "lü", "lv", "lu", "lu\u0308\u0300", "lv4"])
def test_one_reading_in_every_spelling(letters: str) -> None:
    assert is_reading("綠", letters)


@pytest.mark.parametrize(
    ("character", "letters"), [("綠", "l"), ("綠", ""), ("", "lu"), ("綠", "lua"), ("a", "a")]
)
def test_what_is_no_reading(character: str, letters: str) -> None:
    assert not is_reading(character, letters)
