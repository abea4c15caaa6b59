"""How likely characters stand side by side in Chinese news, in bits: small where they do, large for garbage.

Only for texts with damaged bytes: loading takes some 20 ms.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib import resources
from math import log2

import attrs

from jiyuan_news.text import script

# The share of a common pair, of characters one by one, and bits for characters that no common pair has.
_PAIRS = 0.9
_COMMON_BITS, _RARE_BITS, _ODD_BITS = 16.0, 19.0, 24.0
# Marks cost the same everywhere, at most: what is read aloud has other ones than what is written.
_MARKS, _MARK_BITS = frozenset("，。、；：！？（）《》“”"), 9.0
# Of marks beside each other written news has more than news that is read aloud.
_WRITTEN = {"。”": 3.0, "！”": 3.0, "？”": 3.0, "：“": 2.0, "。“": 5.0, "，“": 5.0, "”，": 3.0, "”。": 5.0}
# Forms that mirrors leave simplified and OpenCC does not, and marks as the crawl narrows them.
_NARROWED = str.maketrans(",:;!?()著", "，：；！？（）着")


@attrs.frozen(slots=True)
class Likelihood:
    """Counts of characters and pairs, simplified."""

    pairs: dict[str, float]
    """How often each common pair was counted."""
    firsts: dict[str, float]
    """How often each character began one."""
    characters: dict[str, float]
    """Bits of each character by itself."""

    def knows(self, first: str, second: str) -> bool:
        """Whether the two simplified characters are a common pair."""
        return first + second in self.pairs

    def bits(self, first: str, second: str) -> float:
        """What it costs to find the second simplified character after the first."""
        alone = self.alone(second)
        pair = first + second
        if pair in _WRITTEN:
            return _WRITTEN[pair]
        counted = self.pairs.get(pair)
        if counted is None:
            if first in _MARKS or second in _MARKS:  # anything can stand beside them
                return alone
            return alone - log2(1 - _PAIRS) if first in self.firsts else alone
        if second in _MARKS:
            return min(_MARK_BITS, -log2(_PAIRS * counted / self.firsts[first] + (1 - _PAIRS) * 2**-alone))
        return -log2(_PAIRS * counted / self.firsts[first] + (1 - _PAIRS) * 2**-alone)

    def alone(self, character: str) -> float:
        """What a simplified character costs by itself."""
        if character in _MARKS:
            return _MARK_BITS
        known = self.characters.get(character)
        return rarity(character) if known is None else known

    def of(self, text: str) -> float:
        """What the simplified characters of `text` cost one after the other, but for the first."""
        return sum(map(self.bits, text, text[1:]))


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
    pairs: dict[str, float] = {}
    firsts: dict[str, float] = defaultdict(float)
    seconds: dict[str, float] = defaultdict(float)
    for line in resources.files(__package__).joinpath("pairs.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        level, letters = line.split(" ", 1)
        count = 2 ** (int(level) / 2)
        for at in range(0, len(letters), 2):
            pairs[letters[at : at + 2]] = count
            firsts[letters[at]] += count
            seconds[letters[at + 1]] += count
    total = sum(seconds.values())
    return Likelihood(pairs, dict(firsts), {one: -log2(count / total) for one, count in seconds.items()})


def plain(text: str) -> str:
    """`text` as it is counted: simplified, marks wide."""
    return script.simplified(text).translate(_NARROWED)
