"""Mirrors gloss converted characters with pinyin: `示範區(qū)`. The bracket goes when it is a reading of its character.

A genuine bracket stays: `返(來)濟`, `(擴大)`, `(GDP)`. So does ruby text, which glosses characters, too, that have
one form only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from jiyuan_news.text import script

if TYPE_CHECKING:
    from jiyuan_news.text.evidence import Evidence
    from jiyuan_news.text.offsets import Edit

# Letters of pinyin, tone marks composed or combining, and the digit of a tone: at most 6 letters (zhuang).
_LETTERS = "a-zà-üāēěīńňōūǎǐǒǔǖǘǚǜǹɡḿ\u0300-\u030c"
_BRACKET = re.compile(rf"\(([{_LETTERS}]{{1,9}}[0-5]?)\)")
_CUT = re.compile(rf"\(([{_LETTERS}]{{1,9}})\s*\Z")

_NONE, _GLOSS, _RUBY = 0, 1, 2
_MEMORY = 50_000
_verdicts: dict[str, int] = {}


def mend(text: str, evidence: Evidence) -> tuple[str, list[Edit] | None]:
    """Without the brackets that only say how the converted character before them is read."""
    found = evidence.glosses(text)
    return text, [(start, end, "") for start, end in found] or None


def find(text: str) -> list[tuple[int, int]]:
    """Start and end of each gloss that a mirror made, brackets included, in order."""
    if "(" not in text:
        return []
    found: list[tuple[int, int]] = []
    ruby: list[tuple[int, int]] = []
    known = _verdicts.get
    glossed_to = 0
    base = ""
    for match in _BRACKET.finditer(text):
        start, end = match.span()
        key = text[start - 1 : end] if start != glossed_to else base + text[start:end]
        verdict = known(key)
        if verdict is None:
            verdict = _judge(key)
        if verdict:
            (found if verdict == _GLOSS else ruby).append((start, end))
            glossed_to = end
            base = key[0]
    if ruby:
        found = _without_ruby(found, ruby)
    start = text.rfind("(")
    if start > 0 and (cut := _CUT.match(text, start)):
        base = base if start == glossed_to else text[start - 1]
        if _begins_reading(base, cut[1]):
            found.append((start, cut.end(1)))
    return found


def _without_ruby(found: list[tuple[int, int]], ruby: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The glosses that are no part of ruby text, where every character is glossed, converted or not."""
    if len(ruby) > 2 and 2 * len(ruby) >= len(found):
        return []
    own: list[tuple[int, int]] = []
    chain: list[tuple[int, int]] = []
    genuine = set(ruby)
    chained_to = -2
    for start, end in [*sorted(found + ruby), (len(genuine) << 60, 0)]:
        if start != chained_to + 1:  # one character between two brackets: the base of the second
            if genuine.isdisjoint(chain):
                own += chain
            chain = []
        chain.append((start, end))
        chained_to = end
    return own


def _judge(key: str) -> int:
    """What `key`, a character and the bracket after it, is; remembered."""
    verdict = _NONE
    if len(key) > 3 and fold(key[2:-1]) in _readings_of(key[0]):
        verdict = _GLOSS if script.is_converted(key[0]) else _RUBY
    if len(_verdicts) >= _MEMORY:
        _verdicts.clear()
    _verdicts[key] = verdict
    return verdict


def _begins_reading(base: str, letters: str) -> bool:
    folded = fold(letters)
    return script.is_converted(base) and any(reading.startswith(folded) for reading in _readings_of(base))


def fold(reading: str) -> str:
    """A reading without tone, ü and v as u: `lǜ` and `lv4` are `lu`."""
    letters = unicodedata.normalize("NFD", reading.replace("ɡ", "g").replace("v", "u"))
    return "".join(letter for letter in letters if "a" <= letter <= "z")


@cache
def _table() -> dict[str, str]:
    """All characters that are read as a syllable, by the folded syllable."""
    lines = resources.files(__package__).joinpath("readings.txt").read_text("utf-8").splitlines()
    return dict(line.split(" ") for line in lines if not line.startswith("#"))


def _readings_of(character: str) -> list[str]:
    return [reading for reading, characters in _table().items() if character in characters]
