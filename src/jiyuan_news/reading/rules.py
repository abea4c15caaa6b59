"""The rules of reading by name, so that a value can be traced to the one that gave it (`jiyuan_news.explain`)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs


@attrs.frozen(slots=True, eq=False)
class Rule:
    """A rule of reading."""

    name: str
    """Its name, which no other rule has: `role-by-predicate`."""
    says: str
    """What it says, in a sentence without its stop."""


@attrs.frozen(slots=True)
class Told:
    """The rule that a value was read by, and the words that it went by; offsets in the clean text."""

    rule: Rule
    start: int
    end: int


_RULES: dict[str, Rule] = {}
RULES: Mapping[str, Rule] = MappingProxyType(_RULES)
"""All rules of the modules imported so far, by name."""


def rule(name: str, says: str) -> Rule:
    """Makes a rule, where the grammar stands that it names."""
    if name in _RULES:
        raise ValueError(f"two rules are named {name}")
    return _RULES.setdefault(name, Rule(name, says))
