"""The words that the mends need, as data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load() -> dict[str, Any]:
    """`words.toml`, read when it is first needed. Callers must not change it."""
    return tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))
