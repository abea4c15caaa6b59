"""Bodies and places as names write them: in full or short, with their place or relatively."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

import attrs

from jiyuan_news import vocabulary

NUMBER = "[〇零一二三四五六七八九十百两0-9]{1,5}"
_TERM = re.compile(f"第?{NUMBER}届")
_HAN = "[\u4e00-\u9fff]"
_HIGHEST = 4
_SHORTEST_PLACE = 2
_HAS_PARTS = 2
"""From this rank on, a place has others in it that a name can go on with: 绥榆市莲塘坳区."""


@attrs.frozen(slots=True)
class Head:
    """A name whose place is held apart from the rest."""

    place: tuple[str, ...]
    """The place without levels, from the outside in: 槐溆 of 槐溆县委, 绥榆 and 莲塘坳 of 绥榆市莲塘坳区政府."""
    unique: bool
    """Whether that place is told from all others by its name."""
    last: bool
    """Whether its innermost part is, without those around it."""
    rank: int | None
    """The level of the place, named or not: 3 a province to 0 a township, or None."""
    relative: str
    """The name as every place would write it: 县委."""


def letters(text: str) -> str:
    """The letters and digits of the text after NFKC."""
    text = unicodedata.normalize("NFKC", text)
    return text if text.isalnum() else "".join(filter(str.isalnum, text))


def short(name: str) -> str:
    """The name without marks and term, bodies as they are mostly written."""
    name = _TERM.sub("", letters(name))
    for pattern, shorter in _shortenings():
        name = pattern.sub(shorter, name)
    return name


def head(name: str) -> Head:
    """Holds the place at the head of a short name apart."""
    levels = _levels()
    at, level, unique, last, rank = 0, "", False, False, _HIGHEST
    place: list[str] = []
    while not _relative().match(name, at) and (found := _named().match(name, at)):
        word = found["autonomous"] or found["level"]
        lower = levels[word].get("rank", rank - 1)
        if lower >= rank or (place and rank < _HAS_PARTS):
            break
        place.append(found[0].removesuffix(word))
        at, level, rank = found.end(), word, lower
        last = levels[word]["unique"]
        unique = unique or last
    own = _relative().match(name, at)
    if not place:
        return Head((), False, False, levels[own["level"]].get("rank") if own else None, name)
    rest = name[at:] if own else level.removeprefix("自治") + name[at:]
    return Head(tuple(place), unique, last, levels[level].get("rank"), rest)


def without_level(name: str) -> str:
    """The relative name without the level at its head: 防汛工作会 of 全县防汛工作会."""
    own = _relative().match(name)
    return name[own.end() :] if own else name


@lru_cache(maxsize=1 << 16)
def rank_of(label: str) -> int | None:
    """The level of a body or post by the place at its head: 3 a province to 0 a township, or None."""
    return head(label).rank


@lru_cache(maxsize=1 << 16)
def local_outlet(credit: str) -> str | None:
    """The outlet's name, if it is one that shows the place it writes about: 济源网, not 新华社, nor 县融媒体中心."""
    name = letters(credit)
    told, nameless = vocabulary.load("identity")["outlets"], 0
    if name in told["everywhere"] or _relative().match(name):
        return None
    if head(name).place:
        return name
    own = next((name.removesuffix(end) for end in told["endings"] if name.endswith(end)), "")
    for word in told["nameless"]:
        nameless += len(word) * own.count(word)
    return name if len(own) - nameless >= _SHORTEST_PLACE else None


@lru_cache(maxsize=1 << 16)
def outlet_place(credit: str) -> str | None:
    """The place that the outlet's name shows, without its level: 济源 of 济源网 and of 济源日报; None where it shows none."""
    name = local_outlet(credit)
    if name is None:
        return None
    if (found := head(name)).place:
        return found.place[-1]
    told = vocabulary.load("identity")["outlets"]
    return next(name.removesuffix(end) for end in told["endings"] if name.endswith(end))


def is_province(place: str) -> bool:
    """Whether this is the name of a province: its papers write of many cities as 我市."""
    return place in vocabulary.load("identity")["provinces"]["words"]


@cache
def _shortenings() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(one["pattern"]), one["short"]) for one in vocabulary.load("identity")["short"]]


@cache
def _levels() -> dict[str, dict[str, Any]]:
    return {word: level for level in vocabulary.load("identity")["level"] for word in level["words"]}


@cache
def _relative() -> re.Pattern[str]:
    """A place without a name: 市, 全市, 我市."""
    return re.compile(f"[全我本]?(?P<level>{_any_level()})")


@cache
def _named() -> re.Pattern[str]:
    """A place with its name: 槐溆县, 云泽彝族自治州."""
    return re.compile(
        f"(?![全各本我该]){_HAN}{{2,10}}?(?P<autonomous>自治[区州县旗])"
        f"|(?![全各本我该]){_HAN}{{2,4}}?(?P<level>{_any_level()})"
    )


def _any_level() -> str:
    return vocabulary.any_of(_levels())
