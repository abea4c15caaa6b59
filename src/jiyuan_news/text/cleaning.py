"""The mends, in their order, and `clean`, which makes them."""

from __future__ import annotations

from collections.abc import Callable, Collection

import attrs

from jiyuan_news.text import commas, glosses, punctuation, script, shifted_bytes, surrogates
from jiyuan_news.text.cleantext import Change, CleanText
from jiyuan_news.text.evidence import Evidence
from jiyuan_news.text.offsets import Edits, edited


@attrs.frozen(slots=True)
class Mend:
    """A named rule that mends one kind of damage."""

    name: str
    """What `only`, `skip` and the steps call it."""
    make: Callable[[str, Evidence], tuple[str, Edits | None]]
    """Text and evidence to the text mended letter for letter and no edits, or to the same text and edits."""


MENDS = (
    Mend("surrogates", surrogates.mend),
    Mend("commas", commas.mend),
    Mend("bytes", shifted_bytes.mend),  # with the glosses in place, which are the evidence for them
    Mend("glosses", glosses.mend),
    Mend("script", script.mend),
    Mend("punctuation", punctuation.mend),
)
"""All mends, in the order in which they are made."""
_NAMES = frozenset(mend.name for mend in MENDS)


def clean(
    raw: str,
    *,
    only: str | Collection[str] | None = None,
    skip: str | Collection[str] = (),
    script: bool | None = None,
) -> CleanText:
    """Mends a text, and keeps the exact map back to it. Never raises on a text; clean text comes out unchanged.

    `only` names the only mends to make, `skip` those to leave out. `script` says whether traditional characters
    become simplified ones: always, never, or (none) where the text shows that a mirror made them.
    """
    mends = MENDS if only is None and not skip else _chosen(only, skip)
    evidence = Evidence(raw, script)
    changes: list[Change] = []
    text = raw
    for mend in mends:
        after, edits = mend.make(text, evidence)
        if edits is not None:
            after = edited(text, edits)
        if after is not text:
            changes.append(Change(mend.name, text, after, edits))
            text = after
    return CleanText(raw, text, tuple(changes), evidence)


def _chosen(only: str | Collection[str] | None, skip: str | Collection[str]) -> list[Mend]:
    wanted = _NAMES if only is None else _named(only)
    unwanted = _named(skip)
    return [mend for mend in MENDS if mend.name in wanted and mend.name not in unwanted]


def _named(names: str | Collection[str]) -> set[str]:
    chosen = {names} if isinstance(names, str) else set(names)
    if unknown := sorted(chosen - _NAMES):
        raise ValueError(f"no such mend: {', '.join(unknown)}; there are {', '.join(m.name for m in MENDS)}")
    return chosen
