"""Which rules a run tells of: `--select` and `--ignore`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from jiyuan_news.checks.catalogue import Check, checks
from jiyuan_news.findings import Event, Input


def selected(select: Iterable[str], ignore: Iterable[str]) -> Callable[[Event], bool]:
    """What tells whether an event is of a rule that is wanted: of those selected, or all, less those ignored.

    Each word is a rule's code or name, or how codes begin (`JN5`).

    Raises:
        LookupError: a word is none of these; the message says what to do.

    """
    rules = checks()
    wanted = _codes(select, rules) or {rule.code for rule in rules}
    codes = wanted - _codes(ignore, rules)
    return lambda event: isinstance(event, Input) or event.code in codes


def _codes(words: Iterable[str], rules: Sequence[Check]) -> set[str]:
    codes: set[str] = set()
    for word in words:
        found = {rule.code for rule in rules if rule.name == word or rule.code.startswith(word.upper())}
        if not found or not word:
            raise LookupError(f"{word!r} is no rule and no beginning of a code; `jiyuan-news rule` lists all")
        codes |= found
    return codes
