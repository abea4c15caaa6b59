"""How and where a meeting was held: its mode and its venues, by its name and by what sentences tell."""

from __future__ import annotations

import re
from functools import cache

from jiyuan_news import vocabulary
from jiyuan_news.records import Mode, VenueRole

Place = tuple[str, VenueRole, int, int]
"""A venue: its name, its role, and where it stands in the clean text."""

TELLS = re.compile(r"视频|电视|线下|现场|主会场|分会场|会议在")
"""Without one of these words a sentence tells neither."""

# What was said at other meetings, and how those were held, tells nothing of this one.
_SPIRIT = re.compile(r"[^，。；]*精神")
_HALLS: tuple[tuple[str, VenueRole], ...] = (("主会场", "main"), ("分会场", "branch"))
_HELD_IN = re.compile(r"会议在(?P<a>[^，。；]{2,24})(?:召开|举行)")


@cache
def _modes() -> list[tuple[Mode, re.Pattern[str], re.Pattern[str]]]:
    return [
        (one["mode"], re.compile(one["name"]), re.compile(one["text"]))
        for one in vocabulary.load("meetings")["mode"]
    ]


@cache
def _hall(word: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:在|于|，|^)(?P<a>[^，。；在]{{2,20}}?)(?:设立?|设置|设有)(?:了)?{word}|{word}设在(?P<b>[^，。；]{{2,20}})"
    )


def mode_of_name(name: str) -> Mode | None:
    """The mode that a meeting's name tells."""
    return next((mode for mode, pattern, _ in _modes() if pattern.search(name)), None)


def mode_of(sentence: str) -> Mode | None:
    """The mode that a sentence about a meeting tells."""
    told = _SPIRIT.sub("", sentence)
    return next((mode for mode, _, pattern in _modes() if pattern.search(told)), None)


def venues(text: str, a: int, b: int, known: list[Place]) -> list[Place]:
    """The venues that the sentence `text[a:b]` tells beside those that are known."""
    found: list[Place] = []
    sentence = text[a:b]
    for word, role in _HALLS:
        at = sentence.find(word)
        if at < 0 or any(place[1] == role for place in known):
            continue
        named = _hall(word).search(sentence)
        if named:
            key = "a" if named["a"] else "b"
            found.append((named[key], role, a + named.start(key), a + named.end(key)))
        else:
            found.append((word, role, a + at, a + at + len(word)))
    held = None if known or found else _HELD_IN.match(sentence)
    if held:
        found.append((held["a"], "venue", a + held.start("a"), a + held.end("a")))
    return found
