"""Words of the field as data: one TOML file a vocabulary, loaded on first use.

Entries of every file carry `examples` and `counterexamples`; the tests hold them to both. Code has the grammar,
these files have the words: a new kind of meeting, post or verb is an entry here and no Python.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The vocabulary `name` (without `.toml`) as plain data. Callers must not change it."""
    return tomllib.loads(resources.files(__name__).joinpath(name + ".toml").read_text("utf-8"))
