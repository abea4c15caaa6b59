"""Mirrors gloss converted characters with pinyin: `示範區(qū)`. The bracket goes when it is a reading of its character.

A genuine bracket stays: `返(來)濟`, `(擴大)`, `(GDP)`. So does ruby text, which glosses characters, too, that have
one form only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources
from itertools import repeat
from operator import add, itemgetter
from typing import TYPE_CHECKING

from jiyuan_news.text import script
from jiyuan_news.text.offsets import Cuts, Edits

if TYPE_CHECKING:
    from jiyuan_news.text.evidence import Evidence

# Letters of pinyin, with tone marks composed or combining, or with the digit of a tone; zhuang is the longest.
_LETTERS = "a-zà-ǹɡ\u0300-\u030c"
_BRACKET = re.compile(rf"(\([{_LETTERS}]{{1,9}}[0-5]?\))")
_CUT = re.compile(rf"\(([{_LETTERS}]{{1,9}})\s*\Z")
# Mirrors write these forms nowhere (they leave 于 后 并 里 范 干 as they are); genuine traditional text needs them.
_GENUINE = "於" + script.NEVER_OF_A_MIRROR
_LAST = itemgetter(-1)
_NOTHING = Cuts([""])
Span = tuple[int, int]
# Characters with their brackets that were judged before: glosses, and others (is it ruby?). Forgotten when too many.
_MEMORY = 50_000
_known_glosses: set[str] = set()
_known_others: dict[str, bool] = {}


def mend(text: str, evidence: Evidence) -> tuple[str, Edits | None]:
    """Without the brackets that only say how the converted character before them is read."""
    return text, evidence.glosses(text) or None


def find(text: str) -> Cuts:
    """The deletion of each gloss that a mirror made, bracket and all, in order."""
    if "(" not in text:
        return _NOTHING
    found = Cuts(_BRACKET.split(text))
    if not _all_known(found.parts):
        found = Cuts.at(text, _judged(text))
    start = text.rfind("(")
    if start > 0 and (cut := _CUT.match(text, start)):
        found = _with_cut(text, found, start, cut)
    if 0 < len(found) <= 2 and genuine_forms(text) > 2 * len(found):
        return _NOTHING  # the help of a writer of traditional characters with a rare one
    return found


def _all_known(parts: list[str]) -> bool:
    """Whether each bracket of a text split at its brackets is a gloss of the character before it, known as one."""
    kept = parts[:-1:2]
    return "" not in kept and _known_glosses.issuperset(map(add, map(_LAST, kept), parts[1::2]))


def _judged(text: str) -> list[Span]:
    """The glosses among the brackets, each judged on its own."""
    found: list[Span] = []
    ruby: list[Span] = []
    known = _known_glosses
    base, base_to = "", -1
    for match in _BRACKET.finditer(text):
        start, end = match.span()
        key = text[start - 1 : end]
        if key not in known:
            if found and found[-1][1] == start:  # glossed twice
                base = base if base_to == start else text[found[-1][0] - 1]
                base_to = end
                key = base + text[start:end]
            if not _is_gloss(key):
                if _known_others.get(key):
                    ruby.append((start, end))
                continue
        found.append((start, end))
    return _without_ruby(found, ruby) if ruby else found


def _with_cut(text: str, found: Cuts, start: int, cut: re.Match[str]) -> Cuts:
    """With the gloss that the end of the text cut off."""
    spans = list(found.spans)
    twice = spans and spans[-1][1] == start
    if not _begins_reading(text[spans[-1][0] - 1] if twice else text[start - 1], cut[1]):
        return found
    return Cuts.at(text, [*spans, (start, cut.end(1))])


def genuine_forms(text: str) -> int:
    """How many characters of `text` only genuine traditional writing has."""
    return sum(map(text.count, _GENUINE))


def _without_ruby(found: list[Span], ruby: list[Span]) -> list[Span]:
    """The glosses that are no part of ruby text, where every character is glossed, converted or not."""
    if len(ruby) > 2 and 2 * len(ruby) >= len(found):
        return []
    genuine = set(ruby)
    own: list[Span] = []
    chain: list[Span] = []
    for span in sorted(found + ruby):
        if (
            chain and span[0] != chain[-1][1] + 1
        ):  # but for the base of the second, nothing stands between two
            own += chain if genuine.isdisjoint(chain) else []
            chain = []
        chain.append(span)
    return own + (chain if genuine.isdisjoint(chain) else [])


def _is_gloss(key: str) -> bool:
    """Whether `key`, a character and the bracket after it, is one that a mirror makes; remembered."""
    if key in _known_others:
        return False
    if len(_known_glosses) + len(_known_others) > _MEMORY:
        _known_glosses.clear()
        _known_others.clear()
    read = is_reading(key[:1], key[2:-1])
    if read and script.is_converted(key[0]):
        _known_glosses.add(key)
        return True
    _known_others[key] = read
    return False


def is_reading(character: str, letters: str) -> bool:
    """Whether `letters`, with tone or without, are a reading of the character."""
    return character != "" and character in _table().get(fold(letters), "")


def _begins_reading(character: str, letters: str) -> bool:
    """Whether `letters` are a reading of a converted character, or the beginning of one."""
    begun = fold(letters)
    readings = (reading for reading, characters in _table().items() if character in characters)
    return (
        begun != "" and script.is_converted(character) and any(map(str.startswith, readings, repeat(begun)))
    )


def fold(reading: str) -> str:
    """A reading without tone, ü and v as u: `lǜ` and `lv4` are `lu`."""
    letters = unicodedata.normalize("NFD", reading.replace("ɡ", "g").replace("v", "u"))
    return "".join(letter for letter in letters if "a" <= letter <= "z")


@cache
def _table() -> dict[str, str]:
    """All characters that are read as a syllable, by the folded syllable."""
    lines = resources.files(__package__).joinpath("readings.txt").read_text("utf-8").splitlines()
    return dict(line.split(" ") for line in lines if not line.startswith("#"))
