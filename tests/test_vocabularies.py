"""The vocabularies as files: lists that people can add a word to without a conflict, and each word once."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FILES = sorted((Path(__file__).parents[1] / "src" / "jiyuan_news").rglob("*.toml"))
WIDEST = 118


def lists(value: Any, where: str = "") -> Iterator[tuple[str, list[str]]]:
    """The lists of words in a vocabulary, each with its place."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        yield where, value
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from lists(inner, f"{where}/{key}")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_word_stands_once_in_its_list(path: Path) -> None:
    for where, words in lists(tomllib.loads(path.read_text("utf-8"))):
        assert [word for word, count in Counter(words).items() if count > 1] == [], where


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_long_lists_go_over_several_lines(path: Path) -> None:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if re.match(r"\w+ = \[.*\]$", line):
            width = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)
            assert width <= WIDEST or line.count('", ') == 0, f"{path.name}, line {number}"
