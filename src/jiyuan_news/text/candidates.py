"""The characters that lost bytes can have been part of, by the byte that is left."""

from __future__ import annotations

from functools import cache
from itertools import repeat
from typing import NamedTuple

from jiyuan_news.text import glosses, likelihood, mirrorbytes, script, words


class Candidate(NamedTuple):
    """A character, and what there is to know of it."""

    character: str
    """As a mirror may write it."""
    plain: str
    """Simplified, as pairs are counted."""
    lead: int
    """Its lead byte."""
    trail: int
    """Its trail byte."""
    level: int
    """The level at which mirrors gloss it first; -1 for never."""
    strange: bool
    """Whether it is a simplified form that traditional writing does not have, which mirrors would have converted."""


@cache
def candidate(character: str) -> Candidate:
    """What there is to know of a character of two bytes."""
    lead, trail = mirrorbytes.pair_of(character) or b"\0\0"
    level = mirrorbytes.level_of(character)
    return Candidate(character, likelihood.plain(character), lead, trail, level, _is_strange(character))


def _is_strange(character: str) -> bool:
    """Mirrors convert all that they can, but for some forms, most of them such as traditional writing has, too: 后 里 干."""
    if character in words.load()["never_converted"]["characters"]:
        return False
    if script.is_converted(character) or script.traditional(character) == character:
        return False
    try:
        character.encode("big5")
    except UnicodeEncodeError:
        return True
    return False


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
def trails(lead: int) -> tuple[Candidate, ...]:
    """The characters with a lead byte."""
    found = (mirrorbytes.character_of(lead, trail) for trail in range(0x40, 0xFF))
    return tuple(candidate(character) for character in found if character)


@cache
def leads(trail: int) -> tuple[Candidate, ...]:
    """The characters with a trail byte that are common enough to be guessed."""
    found = (mirrorbytes.character_of(lead, trail) for lead in range(0x81, 0xFF))
    return tuple(candidate(character) for character in found if character)


@cache
def before_dropped(lead: int) -> tuple[tuple[Candidate, frozenset[int]], ...]:
    """The characters with a lead byte after which a pair of private use can begin, and its second bytes."""
    pairs = ((one, mirrorbytes.private_seconds(one.trail)) for one in trails(lead) if not one.strange)
    return tuple((one, seconds) for one, seconds in pairs if seconds)
