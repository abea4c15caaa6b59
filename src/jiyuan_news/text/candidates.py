"""The characters that lost bytes can have been part of: those that mirrors write, by one of their bytes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import repeat

from jiyuan_news.text import glosses, likelihood, mirrorbytes, script

# Forms that mirrors never convert though OpenCC does.
_NEVER = frozenset(
    "范于群并里后干采余云系只面制志松台表准冲丑仆伙克折卷占叶合向吁周回困夫姜家岳布征念愿才扎斗朱术杆栗杯梁沈沾注"
    "淀玩症秋签纤综致舍苏蒙蔑蜡胡赞辟适郁酸钟须饥"
)


@cache
def glossed(letters: str, lead: int) -> tuple[str, ...]:
    """The characters with a lead byte that are read so: of the mirrors' table, which is nearly complete, else of all."""
    known = mirrorbytes.by_reading().get(letters, ())
    found = tuple(one.character for one in known if one.pair[0] == lead)
    if found or letters.isascii():
        return found
    return tuple(
        character
        for character in map(mirrorbytes.character_of, repeat(lead), range(0x40, 0xFF))
        if glosses.is_reading(character, letters) and script.is_converted(character)
    )


@cache
def trails(lead: int) -> tuple[str, ...]:
    """The characters that mirrors write with a lead byte."""
    found = (mirrorbytes.character_of(lead, trail) for trail in range(0x40, 0xFF))
    return tuple(character for character in found if character and is_a_mirrors(character))


@cache
def leads(trail: int) -> tuple[str, ...]:
    """The characters that mirrors write with a trail byte."""
    found = (mirrorbytes.character_of(lead, trail) for lead in range(0x81, 0xFF))
    return tuple(character for character in found if character and is_a_mirrors(character))


@cache
def users(lead: int) -> tuple[tuple[str, Callable[[str], bool]], ...]:
    """The characters with a lead byte whose trail byte begins a pair of GBK's user area, and what the next can be.

    The area: AAA1 to AFFE, F8A1 to FEFE, A140 to A7A0.
    """

    def high(character: str) -> bool:
        return character.encode("gb18030")[0] >= 0xA1

    def low(character: str) -> bool:
        return character.encode("gb18030")[0] <= 0xA0

    found = []
    for character in trails(lead):
        trail = character.encode("gb18030")[1]
        if 0xAA <= trail <= 0xAF or trail >= 0xF8:
            found.append((character, high))
        elif 0xA1 <= trail <= 0xA7:
            found.append((character, low))
    return tuple(found)


@cache
def is_a_mirrors(character: str) -> bool:
    """Whether a mirror writes the character: it converts all that it can, but for a few."""
    return character in _NEVER or script.is_converted(character) or script.traditional(character) == character


@cache
def simplified(character: str) -> str:
    """A character as pairs are counted."""
    return likelihood.plain(character)
