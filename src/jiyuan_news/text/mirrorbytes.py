"""GBK bytes as mirrors edit them: the bytes of characters, the glosses of the table, and the mirrors' own rule."""

from __future__ import annotations

from functools import cache
from importlib import resources

import attrs

UNKNOWN = "?？\ufffd"
"""What a crawl shows for bytes that it could not decode, or for what it made of them."""
# Narrowed marks have the two bytes of their wide form where they cannot be single bytes.
_NARROW = {mark: wide.encode("gbk") for mark, wide in zip(",:;!?()", "，：；！？（）", strict=True)}
_NARROWED = str.maketrans("，：；！？（）", ",:;!?()")
# Other decoders' characters for the same bytes.
_SAME = {"―": b"\xa1\xaa", "〜": b"\xa1\xab", "･": b"\xa1\xa4"}


@attrs.frozen(slots=True)
class Gloss:
    """A character that mirrors gloss."""

    character: str
    """The character, traditional."""
    pair: bytes
    """Its two bytes."""
    inserted: bytes
    """The gloss, in brackets, as it is put behind them."""
    level: int
    """The first level of mirrors that gloss it."""


@cache
def glosses() -> tuple[Gloss, ...]:
    """The table, in the order in which the levels come."""
    lines = resources.files(__package__).joinpath("mirror_glosses.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return tuple(
        Gloss(character, character.encode("gbk"), f"({reading})".encode("gb18030"), int(level))
        for character, reading, level in rows
    )


@cache
def by_reading() -> dict[str, tuple[Gloss, ...]]:
    """The glosses of the table by what stands in their brackets."""
    found: dict[str, tuple[Gloss, ...]] = {}
    for gloss in glosses():
        reading = gloss.inserted.decode("gb18030")[1:-1]
        found[reading] = (*found.get(reading, ()), gloss)
    return found


@cache
def level_of(character: str) -> int:
    """The level at which a character is first glossed; -1 for one that is not in the table."""
    return next((gloss.level for gloss in glosses() if gloss.character == character), -1)


def level(text: str) -> int:
    """The highest level of the characters of the table that are glossed in a text; -1 for none."""
    shown = ((gloss.level, gloss.character + gloss.inserted.decode("gb18030")) for gloss in glosses())
    return max((level for level, glossed in shown if glossed in text), default=-1)


def is_in_table(character: str) -> bool:
    """Whether mirrors are known to gloss the character."""
    return level_of(character) >= 0


def pair_of(character: str) -> bytes | None:
    """The two bytes of a character, or none: it has one byte, or four."""
    if character in _NARROW:
        return _NARROW[character]
    try:
        data = character.encode("gb18030")
    except UnicodeEncodeError:
        return None
    if len(data) == 2:
        return data
    return _private_pairs().get(character) if is_private(character) else _SAME.get(character)


@cache
def _private_pairs() -> dict[str, bytes]:
    """The pairs of private use that stand for other characters by now, by what they stood for."""
    pairs = (bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in private_seconds(lead))
    return {pair.decode("gb18030"): pair for pair in pairs}


@cache
def character_of(lead: int, trail: int) -> str:
    """The character of two bytes; none (`""`) where they are no pair or stand for no character but of private use."""
    if not (0x81 <= lead <= 0xFE and 0x40 <= trail <= 0xFE and trail != 0x7F):
        return ""
    character = bytes((lead, trail)).decode("gb18030", "ignore")
    return "" if len(character) != 1 or is_private(character) else character


@cache
def private_seconds(lead: int) -> frozenset[int]:
    """The bytes that make a pair of private use with a lead byte."""
    if not 0x81 <= lead <= 0xFE:
        return frozenset()
    trails = (trail for trail in range(0x40, 0xFF) if trail != 0x7F)
    return frozenset(one for one in trails if is_private(bytes((lead, one)).decode("gb18030")))


def is_private(character: str) -> bool:
    """Whether it is a character of private use, as GBK's user area has them."""
    return "\ue000" <= character <= "\uf8ff"


def again(text: str, level: int) -> str:
    """What a crawl shows of `text` (as a mirror converted it) once a mirror of `level` has glossed its bytes, narrowed."""
    return shown(with_glosses(text.encode("gb18030"), level)).translate(_NARROWED)


def with_glosses(data: bytes, level: int) -> bytes:
    """The bytes once a mirror of `level` has glossed them."""
    for gloss in reversed(glosses()):
        if gloss.level <= level and gloss.pair in data:
            data = data.replace(gloss.pair, gloss.pair + gloss.inserted)
    return data


def bytes_of(text: str) -> bytes:
    """The bytes of a text, of narrowed marks those of their wide forms."""
    return b"".join(pair_of(one) or one.encode("gb18030", "replace") for one in text)


def narrowed(text: str) -> str:
    """`text` with narrow marks and one sign for what is unknown."""
    return text.translate(_NARROWED).replace("\ufffd", "?")


def shown(data: bytes) -> str:
    """The text of bytes as a crawl decodes them: a lead byte and what is no trail byte give one `?`."""
    pieces: list[str] = []
    at, size = 0, len(data)
    while at < size:
        lead = data[at]
        if lead < 0x81 or lead == 0xFF:
            pieces.append(chr(lead))
            at += 1
            continue
        trail = data[at + 1] if at + 1 < size else 0
        legal = 0x40 <= trail <= 0xFE and trail != 0x7F
        pieces.append(data[at : at + 2].decode("gb18030") if legal else "?")
        at += 2
    return "".join(pieces)
