"""How likely the marks of written news are, in bits: by the character before them, in words, and in pairs.

News that are read aloud have other marks than written ones, so that the counts of `pairs.txt` tell little of them.
"""

from __future__ import annotations

import re

ALL = frozenset("，。、；：！？（）《》“”‘’—…·")
MOST_BITS = 9.0
"""What a mark costs behind a character, at most."""
# Of marks beside each other; others are hardly ever together.
_TOGETHER_BITS = 16.0
_TOGETHER = {
    "”，": 3, "——": 1, "”。": 3, "：“": 2, "。”": 3.5, "。（": 5.5, "）、": 2.5, "，“": 5, "”、": 4.5, "、“": 5, "……": 1,
    "》、": 2.5, "、《": 5, "。“": 5.5, "》，": 3, "！”": 2, "），": 4, "》。": 4, "？”": 3, "）。": 4.5, "”（": 6.5, "。《": 8,
    "”“": 7, "…”": 3, "，《": 9, "”；": 7, "）（": 6.5, "）：": 6.5, "）；": 7, "；“": 7, "—“": 6.5, "！（": 5.5, "》（": 6.5,
    "：（": 7.5, "：《": 7.5, "？（": 6.5, "”）": 8, "（“": 7, "（《": 7, "》”": 7, "“《": 8, "》《": 6, "’，": 4, "’。": 4,
    "，‘": 12, "：‘": 8, "。’": 9, "？！": 6, "？’": 4, "！’": 4, "。—": 11, "”—": 8, "”！": 9, "”？": 9,
}  # fmt: skip
# Of marks among words; of others.
_IN_WORDS = {
    "，": 4.5, "。": 5.5, "、": 6, "；": 9.5, "：": 9, "！": 11.5, "？": 11, "（": 8.5, "）": 8.5, "“": 8, "”": 8,
}  # fmt: skip
_OTHERS_IN_WORDS = 10.0
# Marks that come in pairs, and what it costs that one of them is missing.
_PAIRED = {"“": "”", "‘": "’", "《": "》", "（": "）", "【": "】"}
_NO_PAIRED = re.compile("[^“”‘’《》（）【】]+")
_CLOSING = frozenset(_PAIRED.values())
_FAULT_BITS = 5.0
# What is quoted with its full stop is a sentence, and longer.
_SHORT_QUOTE = re.compile("“[^“”。]{1,4}。”")
# Two marks that end something, one after the other.
_DOUBLED = re.compile("[，。、；：！？](?=[，。、；：！？])(?!？！)")


def bits(before: str, mark: str, counted: float = MOST_BITS) -> float:
    """What a mark costs behind a character; `counted` where the two were counted."""
    if before in ALL:
        return _TOGETHER.get(before + mark, _TOGETHER_BITS)
    return min(MOST_BITS, counted)


def in_words(mark: str) -> float:
    """What a mark costs among words."""
    return _IN_WORDS.get(mark, _OTHERS_IN_WORDS)


def faults(opened: str, text: str, behind: str) -> float:
    """What it costs that marks of a text have no partner, or stand where none stand; `opened` and `behind` are around it."""
    paired = _NO_PAIRED.sub("", opened + text + behind)
    found = unpaired(paired) + len(_SHORT_QUOTE.findall(text)) + len(_DOUBLED.findall(text))
    return _FAULT_BITS * found


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
