"""How likely a text is in Chinese news, in bits: small for news, large for garbage.

Three things tell it: the pairs of characters that are common in news, the words of the language, and what the page
itself says elsewhere. Only for texts with damaged bytes: loading takes some 50 ms.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from importlib import resources
from math import log2
from types import MappingProxyType

from jiyuan_news.text import script, words

# The share of a common pair, of characters one by one, and bits for characters that no common pair has.
_PAIRS = 0.9
_UNKNOWN_BITS = -log2(1 - _PAIRS)
_COMMON_BITS, _RARE_BITS, _ODD_BITS = 16.0, 19.0, 24.0
# The share of what the page itself says elsewhere.
_OWN = 0.3
# How much words count beside pairs; what a character costs more that is no part of one.
_WORDS = 1.0
_APART_BITS = 3.0
_LONGEST_WORD = 5
# How many words were counted for words.txt.
_ALL_WORDS = 60_101_967
# Marks cost the same everywhere, at most: what is read aloud has other ones than what is written.
_MARKS, _MARK_BITS = frozenset("，。、；：！？（）《》“”"), 9.0
# Of marks beside each other written news has more than news that is read aloud.
_WRITTEN = {"。”": 3.0, "！”": 3.0, "？”": 3.0, "：“": 2.0, "。“": 5.0, "，“": 5.0, "”，": 3.0, "”。": 5.0}
# Marks that come in pairs, and what it costs that one of them is missing.
_PAIRED = {"“": "”", "‘": "’", "《": "》", "（": "）", "【": "】"}
_NO_PAIRED = re.compile("[^“”‘’《》（）【】]+")
# What is quoted with its full stop is a sentence, and longer.
_SHORT_QUOTE = re.compile("“[^“”。]{1,4}。”")
_CLOSING = frozenset(_PAIRED.values())
_UNPAIRED_BITS = 8.0
# Forms that mirrors leave simplified and OpenCC does not, and marks as the crawl narrows them.
_NARROWED = str.maketrans(",:;!?()著", "，：；！？（）着")
UNKNOWN = "\ufffd"
_NOTHING: Mapping[str, float] = MappingProxyType({})


class Likelihood:
    """Bits of simplified characters, pairs and words; and of a page, once it is told."""

    __slots__ = ("_alone", "_firsts", "_own", "_pairs", "_words")

    def __init__(
        self, pairs: Mapping[str, float], alone: Mapping[str, float], words: Mapping[str, float]
    ) -> None:
        self._pairs = pairs
        self._firsts = {pair[0] for pair in pairs} - _MARKS
        self._alone = alone
        self._words = words
        self._own: Mapping[str, float] = _NOTHING

    def of_page(self, text: str) -> Likelihood:
        """The same, for a page with this text: what it says twice is likelier than what others say."""
        page = Likelihood.__new__(Likelihood)
        page._pairs, page._firsts, page._alone, page._words = (
            self._pairs,
            self._firsts,
            self._alone,
            self._words,
        )
        firsts = Counter(text)
        page._own = _NOTHING
        page._own = {
            pair: self._mixed(pair, count / firsts[pair[0]])
            for pair, count in Counter(map(str.__add__, text, text[1:])).items()
        }
        return page

    def _mixed(self, pair: str, share: float) -> float:
        return -log2(_OWN * share + (1 - _OWN) * 2 ** -self.bits(pair[0], pair[1]))

    def bits(self, first: str, second: str) -> float:
        """What it costs to find the second simplified character after the first."""
        pair = first + second
        own = self._own.get(pair)
        if own is not None:
            return own
        known = self._pairs.get(pair)
        if known is not None:
            return known
        if first in self._firsts and second not in _MARKS:
            return self.alone(second) + _UNKNOWN_BITS
        return self.alone(second)  # anything can stand beside a mark

    def alone(self, character: str) -> float:
        """What a simplified character costs by itself."""
        if character in _MARKS:
            return _MARK_BITS
        known = self._alone.get(character)
        return rarity(character) if known is None else known

    def of(self, text: str) -> float:
        """What the simplified characters of `text` cost one after the other, but for the first."""
        return sum(map(self.bits, text, text[1:]))

    def judged(self, opened: str, text: str, behind: str) -> float:
        """What simplified text costs, by its pairs, its words and its paired marks: slower, and a better judge.

        `opened` are marks before the text, `behind` is text behind it: for the marks in them alone.
        """
        marks = _NO_PAIRED.sub("", opened + text + behind)
        faults = unpaired(marks) + len(_SHORT_QUOTE.findall(text))
        return self.of(text) + _WORDS * self.in_words(text) + _UNPAIRED_BITS * faults

    def in_words(self, text: str) -> float:
        """What the text costs in the words that it is cheapest in."""
        known = self._words
        costs = [0.0]
        for end in range(1, len(text) + 1):
            one = text[end - 1]
            best = costs[-1] + self.alone(one) + (_APART_BITS if one != UNKNOWN else 0.0)
            for start in range(max(0, end - _LONGEST_WORD), end - 1):
                word = known.get(text[start:end])
                if word is not None and costs[start] + word < best:
                    best = costs[start] + word
            costs.append(best)
        return costs[-1]


def unpaired(text: str) -> int:
    """How many marks of a text that come in pairs have none; one that is open at the end is no fault."""
    awaited: list[str] = []
    faults = 0
    for mark in text:
        if mark in _PAIRED:
            faults += _PAIRED[mark] in awaited and mark == "“"
            awaited.append(_PAIRED[mark])
        elif mark in _CLOSING:
            if mark in awaited:
                while awaited.pop() != mark:
                    faults += 1
            else:
                faults += 1
    return faults


@cache
def rarity(character: str) -> float:
    """Bits of a character that no common pair has: by its place in GB 2312."""
    if character.isascii():
        return _RARE_BITS if character.isprintable() else _ODD_BITS
    try:
        lead = character.encode("gb2312")[0]
    except UnicodeEncodeError:
        return _ODD_BITS
    if lead <= 0xA3:
        return _RARE_BITS
    return _COMMON_BITS if 0xB0 <= lead <= 0xD7 else _RARE_BITS if lead > 0xD7 else _ODD_BITS


@cache
def load() -> Likelihood:
    """The counts of the package, read when they are first needed."""
    counts: dict[str, float] = {}
    firsts: dict[str, float] = defaultdict(float)
    seconds: dict[str, float] = defaultdict(float)
    for count, letters in _read("pairs.txt"):
        for pair in re.findall("..", letters):
            counts[pair] = count
            firsts[pair[0]] += count
            seconds[pair[1]] += count
    total = sum(seconds.values())
    alone = {one: -log2(count / total) for one, count in seconds.items()}
    alone |= {UNKNOWN: 0.0, "\u3000": _MARK_BITS}
    bits = {
        pair: -log2(_PAIRS * count / firsts[pair[0]] + (1 - _PAIRS) * 2 ** -alone[pair[1]])
        for pair, count in counts.items()
    }
    capped = {pair: min(_MARK_BITS, cost) for pair, cost in bits.items() if pair[1] in _MARKS}
    return Likelihood(bits | capped | _WRITTEN, alone, _load_words())


def _load_words() -> dict[str, float]:
    """Bits of words."""
    counts: dict[str, float] = {}
    for level, length_and_letters in _read("words.txt"):
        length, letters = length_and_letters.split(" ")
        counts.update(dict.fromkeys(re.findall("." * int(length), letters), level))
    recent = words.load()["recent"]
    counts |= dict.fromkeys(recent["words"], recent["count"])
    return {word: log2(_ALL_WORDS / count) for word, count in counts.items()}


def _read(name: str) -> list[tuple[float, str]]:
    lines = resources.files(__package__).joinpath(name).read_text("utf-8").splitlines()
    parts = (line.split(" ", 1) for line in lines if not line.startswith("#"))
    return [(2 ** (int(level) / 2), letters) for level, letters in parts]


def plain(text: str) -> str:
    """`text` as it is counted: simplified, marks wide."""
    return script.simplified(text).translate(_NARROWED)
