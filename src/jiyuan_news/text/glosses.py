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

from jiyuan_news.text import mirrorbytes, script
from jiyuan_news.text.offsets import Cuts, Edits

if TYPE_CHECKING:
    from jiyuan_news.text.evidence import Evidence

# Letters of pinyin, with tone marks composed or combining, or with the digit of a tone; zhuang is the longest.
_LETTERS = "a-zà-ǹɡ\u0300-\u030c"
_BRACKET = re.compile(rf"(\([{_LETTERS}]{{1,9}}[0-5]?\))")
_CUT = re.compile(rf"\(([{_LETTERS}]{{1,9}})\s*\Z")
# Mirrors write these forms nowhere (they leave 于 后 并 里 范 干 as they are); genuine traditional text needs them.
_GENUINE = "於" + script.NEVER_OF_A_MIRROR
# So many glosses in so many characters settle it.
_SEVERAL = 3
_BEGINNING = 200
_LAST = itemgetter(-1)
_NOTHING = Cuts([""])
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
    parts = _BRACKET.split(text)
    if not _all_known(parts):
        parts = _judged(parts)
    if parts[-1].rfind("(") >= 0:
        _cut_last(parts)
    found = Cuts(parts)
    if 0 < len(found) <= 2 and genuine_forms(text) > 2 * len(found):
        return _NOTHING  # the help of a writer of traditional characters with a rare one
    return found


def begins_glossed(text: str) -> bool:
    """Whether the beginning of a text has several brackets, and all are glosses that were met before: a quick look."""
    parts = _BRACKET.split(text[:_BEGINNING])
    return len(parts) > 2 * _SEVERAL and _all_known(parts)


def _all_known(parts: list[str]) -> bool:
    """Whether each bracket of a text split at its brackets is a gloss of the character before it, known as one."""
    try:
        return _known_glosses.issuperset(map(add, map(_LAST, parts[:-1:2]), parts[1::2]))
    except IndexError:  # no character is before it: the text begins with it, or another bracket ends there
        return False


def _judged(parts: list[str]) -> list[str]:
    """A text split at its glosses alone, made of one that is split at all its brackets."""
    found: set[int] = set()
    ruby: set[int] = set()
    base = ""
    for index in range(1, len(parts), 2):
        before = parts[index - 1][-1:]
        twice = not before and index - 2 in found
        base = before or (base if twice else "")
        key = base + parts[index]
        if key in _known_glosses or _is_gloss(key) or _is_across(parts[index - 1], parts[index]):
            found.add(index)
        elif _known_others.get(key):
            ruby.add(index)
    if ruby:
        found = _without_ruby(parts, found, ruby)
    apart: list[str] = []
    kept = [parts[0]]
    for index in range(1, len(parts), 2):
        if index in found:
            apart += ("".join(kept), parts[index])
            kept = []
        else:
            kept.append(parts[index])
        kept.append(parts[index + 1])
    return [*apart, "".join(kept)]


def _cut_last(parts: list[str]) -> None:
    """Splits off the gloss that the end of the text cut."""
    last = parts[-1]
    start = last.rfind("(")
    cut = _CUT.match(last, start)
    base = last[:start][-1:] or (parts[-3][-1:] if len(parts) > 2 else "")
    if cut and _begins_reading(base, cut[1]):
        parts[-1:] = last[:start], last[start : cut.end(1)], last[cut.end(1) :]


def genuine_forms(text: str) -> int:
    """How many characters of `text` only genuine traditional writing has."""
    return sum(map(text.count, _GENUINE))


def _without_ruby(parts: list[str], found: set[int], ruby: set[int]) -> set[int]:
    """The glosses that are no part of ruby text, where every character is glossed, converted or not."""
    if len(ruby) > 2 and 2 * len(ruby) >= len(found):
        return set()
    own: set[int] = set()
    chain: set[int] = set()
    for index in sorted(found | ruby):
        # But for the base of the second, nothing stands between two of a chain.
        if index - 2 not in chain or len(parts[index - 1]) != 1:
            own |= chain if ruby.isdisjoint(chain) else set()
            chain = set()
        chain.add(index)
    return own | (chain if ruby.isdisjoint(chain) else set())


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


def _is_across(before: str, bracket: str) -> bool:
    """Whether a bracket glosses a byte of one character and the letter behind it, which are a character of the mirrors'.

    `皖I(lǐng)CP`: EE of 皖 and 49, the letter, are 領.
    """
    if not "@" <= before[-1:] <= "~":
        return False
    pair = mirrorbytes.pair_of(before[-2:-1])
    known = mirrorbytes.by_reading().get(bracket[1:-1], ())
    return pair is not None and any(one.pair == bytes((pair[1], ord(before[-1]))) for one in known)


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
