"""Lone surrogates are no characters: nothing can be written out that has one, so U+FFFD stands in their place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiyuan_news.text.evidence import Evidence

SURROGATE = re.compile("[\ud800-\udfff]")
LOST = "\ufffd"
"""What stands in clean text for a character that is lost; decoders write it, too."""


def scalars(text: str) -> str:
    """U+FFFD for each lone surrogate, letter for letter."""
    return SURROGATE.sub(LOST, text)


def mend(text: str, evidence: Evidence) -> tuple[str, None]:
    """U+FFFD for each lone surrogate, letter for letter."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return scalars(text), None
    return text, None
