"""Templates by name, so that one can be left out while the parser gets it wrong: see `known`."""

from __future__ import annotations

import os
from typing import TypeVar

from hypothesis import strategies as st
from support.feeds.known import KNOWN

T = TypeVar("T")

_TRIED = set(os.environ.get("FEEDS_TRY", "").split(","))


def on(template: str) -> bool:
    """Whether pages may have it."""
    return template not in KNOWN or template in _TRIED or "all" in _TRIED


def either(**templates: st.SearchStrategy[T]) -> st.SearchStrategy[T]:
    """One of the templates that are on; shrinking prefers the first."""
    return st.one_of([strategy for name, strategy in templates.items() if on(name)])
