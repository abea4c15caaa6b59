"""How likely a text is in Chinese news, in bits: small for news, large for garbage.

Three things tell it: the pairs of characters that are common in news, the words of the language, and what the page
itself says elsewhere. Only for texts with damaged bytes: loading takes some 100 ms.

Pairs and words tell much the same twice, so each counts in part. The parts were fitted on other text than they are
measured on, so that one reading that costs n bits less than another is 2^n times as likely.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from importlib import resources
from itertools import pairwise
from math import log2
from types import MappingProxyType

from jiyuan_news.text import marks, script, words

# How much count pairs, pairs that end in a mark, and words.
_PAIRS, _MARKS, _WORDS = 0.2, 0.45, 0.6
# The share of a common pair, of characters one by one, and bits for characters that no common pair has.
_COMMON_PAIRS = 0.9
_UNKNOWN_BITS = -log2(1 - _COMMON_PAIRS)
_COMMON_BITS, _RARE_BITS, _ODD_BITS = 16.0, 19.0, 24.0
# Bits of what is no word of the list: of ASCII, of a Chinese character beside what it costs in pairs, at least.
_ASCII_BITS, _APART_BITS, _NO_WORD_BITS = 9.0, 4.0, 16.0
LONGEST_WORD = 5
# The share of what the page itself says elsewhere: in pairs, and in words that it says so often.
_OWN, _OWN_WORDS, _OFTEN = 0.3, 0.05, 2
# So much of a page is looked at for its words, which news have near their beginning.
_PAGE = 50_000
# What a page repeats: two to four characters, no mark among them.
_OWN_SIZES = (2, 3, 4)
_HAN = re.compile("[\u4e00-\u9fff]+")
# Forms that mirrors leave simplified and OpenCC does not, and marks as the crawl narrows them.
_NARROWED = str.maketrans(",:;!?()著", "，：；！？（）着")
UNKNOWN = "\ufffd"
_NOTHING: Mapping[str, float] = MappingProxyType({})
Segmented = tuple[float, ...]
"""What a text costs in words up to its end, and up to each of the characters before it: the end's cost stands last."""
NO_TEXT: Segmented = (0.0,)


class Likelihood:
    """Bits of simplified characters, pairs and words; and of a page, once it is told."""

    __slots__ = ("_alone", "_firsts", "_own", "_own_words", "_pairs", "_words")

    def __init__(
        self, pairs: Mapping[str, float], alone: Mapping[str, float], words: Mapping[str, float]
    ) -> None:
        self._pairs = pairs
        self._firsts = {pair[0] for pair in pairs} - marks.ALL
        self._alone = alone
        self._words = words
        self._own: Mapping[str, float] = _NOTHING
        self._own_words: Mapping[str, float] = _NOTHING

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
        page._own_words = self._repeated(text[:_PAGE])
        return page

    def _mixed(self, pair: str, share: float) -> float:
        return -log2(_OWN * share + (1 - _OWN) * 2 ** -self.bits(pair[0], pair[1]))

    def _repeated(self, text: str) -> dict[str, float]:
        """What a page says more than once, as words: names, most of all."""
        counts: Counter[str] = Counter()
        for run in _HAN.findall(text):
            for size in _OWN_SIZES:
                counts.update(map("".join, zip(*(run[at:] for at in range(size)), strict=False)))
        bits = log2(max(len(text), 1) / _OWN_WORDS)
        return {
            said: min(bits - log2(count), self._words.get(said, bits))
            for said, count in counts.items()
            if count >= _OFTEN
        }

    def bits(self, first: str, second: str) -> float:
        """What it costs to find the second simplified character after the first."""
        pair = first + second
        own = self._own.get(pair)
        if own is not None:
            return own
        known = self._pairs.get(pair)
        if known is not None:
            return known
        if second in marks.ALL:
            return marks.bits(first, second)
        if first in self._firsts:
            return self.alone(second) + _UNKNOWN_BITS
        return self.alone(second)  # anything can stand beside a mark

    def alone(self, character: str) -> float:
        """What a simplified character costs by itself."""
        if character in marks.ALL:
            return marks.MOST_BITS
        known = self._alone.get(character)
        return rarity(character) if known is None else known

    def is_word(self, text: str) -> bool:
        """Whether some simplified characters are a word."""
        return text in self._words

    def of(self, text: str) -> float:
        """What the simplified characters of `text` cost one after the other, but for the first."""
        return sum(map(self.bits, text, text[1:]))

    def judged(self, opened: str, text: str, behind: str) -> float:
        """What simplified text costs, by its pairs, its words and its marks.

        `opened` are marks before the text, `behind` is text behind it: for the marks in them alone.
        """
        pairs = _PAIRS * self.of(text)
        ends = sum(self.bits(one, other) for one, other in pairwise(text) if other in marks.ALL)
        return (
            pairs
            + (_MARKS - _PAIRS) * ends
            + _WORDS * self.in_words(text)
            + marks.faults(opened, text, behind)
        )

    def in_words(self, text: str) -> float:
        """What the text costs in the words that it is cheapest in."""
        costs = NO_TEXT
        for end, one in enumerate(text):
            costs = self.segmented(costs, text[max(0, end + 1 - LONGEST_WORD) : end], one)
        return costs[-1]

    def further(self, last: str, near: str, costs: Segmented, one: str) -> tuple[float, Segmented]:
        """What one more character costs, and then the costs in words; `last` is the one before it, `near` up to it."""
        pair = self.bits(last, one) if last else self.alone(one)
        words = self.segmented(costs, near, one)
        return (_MARKS if one in marks.ALL else _PAIRS) * pair + _WORDS * (words[-1] - costs[-1]), words

    def segmented(self, costs: Segmented, before: str, one: str) -> Segmented:
        """The costs of a text, with one more character behind it; `before` is the last of it, four or more."""
        known, own = self._words, self._own_words
        alone = known.get(one)
        best = costs[-1] + (self._no_word(one) if alone is None else alone)
        text = before + one
        for size in range(2, min(len(costs), LONGEST_WORD, len(text)) + 1):
            said = text[-size:]
            word = own.get(said) or known.get(said)
            if word is not None and costs[-size] + word < best:
                best = costs[-size] + word
        return (*costs[1 - LONGEST_WORD :], best)

    def _no_word(self, character: str) -> float:
        """What it costs in words that a character is part of none."""
        if character in marks.ALL:
            return marks.in_words(character)
        if character == UNKNOWN:
            return 0.0
        if character.isascii():
            return _ASCII_BITS
        if "\u4e00" <= character <= "\u9fff":
            return max(_NO_WORD_BITS, self.alone(character) + _APART_BITS)
        return _ODD_BITS


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
    for level, letters in _read("pairs.txt"):
        count = 2 ** (level / 2)
        for pair in re.findall("..", letters):
            counts[pair] = count
            firsts[pair[0]] += count
            seconds[pair[1]] += count
    total = sum(seconds.values())
    alone = {one: -log2(count / total) for one, count in seconds.items()}
    alone |= {UNKNOWN: 0.0, "\u3000": marks.MOST_BITS}
    bits = {
        pair: -log2(_COMMON_PAIRS * count / firsts[pair[0]] + (1 - _COMMON_PAIRS) * 2 ** -alone[pair[1]])
        for pair, count in counts.items()
    }
    written = {
        pair: marks.bits(pair[0], pair[1], cost) for pair, cost in bits.items() if pair[1] in marks.ALL
    }
    return Likelihood(bits | written, alone, _load_words())


def _load_words() -> dict[str, float]:
    """Bits of words."""
    bits: dict[str, float] = {}
    for level, length_and_letters in _read("words.txt"):
        length, letters = length_and_letters.split(" ")
        bits.update(dict.fromkeys(re.findall("." * int(length), letters), level / 2))
    recent = words.load()["recent"]
    return dict.fromkeys(recent["words"], float(recent["bits"])) | bits


def _read(name: str) -> list[tuple[int, str]]:
    lines = resources.files(__package__).joinpath(name).read_text("utf-8").splitlines()
    parts = (line.split(" ", 1) for line in lines if not line.startswith("#"))
    return [(int(level), letters) for level, letters in parts]


def plain(text: str) -> str:
    """`text` as it is counted: simplified, marks wide."""
    return script.simplified(text).translate(_NARROWED)
