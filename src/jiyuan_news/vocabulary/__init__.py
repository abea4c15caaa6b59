"""Words of the field as data: one TOML file a vocabulary, loaded on first use.

Entries of every file carry `examples` and `counterexamples`; the tests hold them to both. Code has the grammar,
these files have the words: a new kind of meeting, post or verb is an entry here and no Python.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The vocabulary `name` (without `.toml`) as plain data. Callers must not change it."""
    return tomllib.loads(resources.files(__name__).joinpath(name + ".toml").read_text("utf-8"))


def any_of(patterns: Iterable[str]) -> str:
    """A regex for any of the words or patterns, the longest first: of 局 and 局长 at one place the second is meant."""
    return "|".join(sorted(patterns, key=len, reverse=True))
