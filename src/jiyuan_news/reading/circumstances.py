"""How and where a meeting was held: its mode and its venues, by its name and by what sentences tell."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from jiyuan_news import vocabulary
from jiyuan_news.reading.rules import Rule, rule
from jiyuan_news.records import Mode, VenueRole

HALL = rule("venue-hall", "主会场设在甲, 分会场: the word tells the role, a place beside it the name")
WHERE = rule("venue-of-the-verb", "会议在甲召开: the place stands with the verb that says that it was held")
MODE_OF_NAME = rule("mode-by-name", "The meeting's name tells how it was held")
MODE_OF_SENTENCE = rule("mode-by-sentence", "A sentence about the meeting tells how it was held")


class Place(NamedTuple):
    """A venue; offsets in the clean text."""

    name: str
    role: VenueRole
    start: int
    end: int
    rule: Rule


TELLS = re.compile(r"视频|电视|线下|现场|主会场|分会场|会议?在|会议地点|[后即]在")
"""Without one of these words a sentence tells neither."""

# What was said at other meetings, and how those were held, tells nothing of this one.
_MEETING = ("会议", "大会", "本次会议", "此次会议")
_SPIRIT = re.compile(r"[^，。；]*精神")
_HALLS: tuple[tuple[str, VenueRole], ...] = (("主会场", "main"), ("分会场", "branch"))
_HELD_IN = re.compile(
    r"(?:[^，。]{0,16}[日午晚]，)?(?:本次|此次|这次)?(?:会议|大会|[\u4e00-\u9fff]{2}会)在(?P<a>[^，。；]{2,24}?)(?:胜利|隆重|顺利)?(?:召开|举行)"
    r"|会议地点(?:设?在|[：:])(?P<b>[^，。；]{2,24})"
)

# After a tour: 观摩结束后在甲召开会议.
_THEN_IN = re.compile(
    r"(?:随后|随即|结束后|之后)，?在(?P<a>[^，。；]{2,24}?)(?:召开|举行)了?(?:会议|大会)(?=[，。]|$)"
)


@cache
def _modes() -> list[tuple[Mode, re.Pattern[str], re.Pattern[str]]]:
    return [
        (one["mode"], re.compile(one["name"]), re.compile(one["text"]))
        for one in vocabulary.load("meetings")["mode"]
    ]


_WATCHED = re.compile("(?:集中|组织|统一)?(?:收听|收看)")


@cache
def _hall(word: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<=会场)，(?P<c>[^。；在]{{2,60}}?)|(?:在|于|，|；|^)(?P<a>[^，。；在]{{2,20}}?))(?:设立?|设置|设有)(?:了)?{word}"
        rf"|{word}设在(?P<b>[^，。；]{{2,20}})|(?P<d>各(?:(?!设|在)[^，。；]){{0,8}}{word})"
        rf"|在(?P<e>[^，。；在我本和与]{{1,12}}{word})(?=参加|出席|参会|列席)"
    )


# A verb has begun another clause; 会上, 线下, 途中 are words, not places.
_NO_PLACE = re.compile("出席|参加|收听|收看|主持|^.[里内中上下]$")


@cache
def _no_place() -> tuple[str, ...]:
    return tuple(vocabulary.load("meetings")["no_venue"]["endings"])


def is_place(words: str) -> bool:
    """Whether what stands between 在 and 召开 is a place, and no time or manner (在掌声中, 在节前)."""
    return not words.endswith(_no_place()) and _NO_PLACE.search(words) is None


def place_at(text: str, a: int, b: int) -> list[Place]:
    """The venue that stands between 在 and 召开, if it is one."""
    for word, role in _HALLS:
        if (at := text.find(word, a, b)) >= 0:
            return [Place(word, role, at, at + len(word), HALL)]
    return [Place(text[a:b], "venue", a, b, WHERE)] if is_place(text[a:b]) else []


def modes() -> list[Mode]:
    """The modes of `meetings.toml`, in its order."""
    return [mode for mode, _, _ in _modes()]


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
        if at > 0 and sentence[at - 1] != "各" and _WATCHED.match(sentence, at + len(word)):
            at = sentence.find(word, at + len(word))  # that of a meeting held elsewhere
        if at < 0 or any(place.role == role for place in known):
            continue
        named = _hall(word).search(
            sentence, sentence.rfind("，", 0, at) + 1 if at != sentence.find(word) else 0
        )
        if named and named[named.lastgroup or ""] not in _MEETING:
            key = named.lastgroup or ""
            found.append(Place(named[key], role, a + named.start(key), a + named.end(key), HALL))
        else:
            found.append(Place(word, role, a + at, a + at + len(word), HALL))
    held = None if known or found else _HELD_IN.match(sentence) or _THEN_IN.search(sentence)
    if held:
        found += place_at(text, *(a + at for at in held.span(held.lastgroup or "a")))
    return found
