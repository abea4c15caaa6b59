"""Strangers' text for terminals and logs: what a terminal would obey, or hide, is shown instead; and how wide text is."""

from __future__ import annotations

import json
import re
from unicodedata import category, east_asian_width

# Categories Cc (control), Cf (format: marks of direction and of joining, tags), Cs (surrogates), Zl, Zp (line ends).
HIDDEN = re.compile(
    "[\0-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064"
    "\u2066-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)
"""A character that has no shape of its own and does something to what stands around it."""

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}


def visible(text: str) -> str:
    r"""The text with hidden characters shown: `␛` for an escape, `<U+202E>` for a mark of direction. One line.

    >>> visible("\x1b[31m")
    '␛[31m'
    """
    return HIDDEN.sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    return _PICTURES.get(code) or f"<U+{code:04X}>"


def shielded(text: str) -> str:
    """The same JSON, to a program, with hidden characters escaped: to a terminal it is harmless.

    Only line ends and tabs, which may stand between values, stay; within strings JSON has none.
    """
    return HIDDEN.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    return match[0] if match[0] in "\n\r\t" else json.dumps(match[0])[1:-1]


def width(text: str) -> int:
    """How many columns of a terminal a visible text takes: two for a wide character, none for one that combines."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if east_asian_width(character) in "WF":
        return 2
    return 0 if category(character) in ("Mn", "Me") else 1
