"""How mirrors disguise a page, forwards: what `jiyuan_news.text` has to undo. See CLOAKING.md, "The mechanism".

Simplified characters become traditional ones, those up to a level are glossed, commas are put before marks; the real
mirrors do that to GBK bytes, without looking where characters begin (`aligned=False`). The crawl then narrows marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from opencc import OpenCC

LEVELS = range(-1, 14)
"""All cut-offs of the gloss table: at -1 nothing is glossed, at 13 every character of the table is."""

# Simplified forms that mirrors never convert, and converted forms that are not OpenCC's.
_NEVER = frozenset(
    "范于群并里后干采余云系只面制志松台表准冲丑仆伙克折卷占叶合向吁周回困夫姜家岳布征志念愿才扎斗朱术杆栗杯梁沈沾注淀玩症秋签纤综致舍苏蒙蔑蜡胡赞辟适郁酸钟须饥"
)
_OWN = {
    "众": "眾",
    "启": "啟",
    "湿": "濕",
    "墙": "墻",
    "着": "著",
    "台": "臺",
    "冲": "沖",
    "准": "準",
    "术": "術",
    "钟": "鐘",
    "饥": "饑",
}
_MARKS = "，、。；！？"
MARKS_NARROWED = str.maketrans("，：；！？（）", ",:;!?()")


@cache
def gloss_table() -> dict[str, tuple[str, int]]:
    """Reading and level of each traditional character that mirrors gloss."""
    lines = (Path(__file__).parent / "gloss_order.tsv").read_text("utf-8").splitlines()[1:]
    return {character: (reading, int(level)) for character, reading, level in map(str.split, lines)}


@cache
def _simplified_to_traditional() -> tuple[OpenCC, OpenCC]:
    return OpenCC("s2t"), OpenCC("t2s")


@cache
def converted(character: str) -> str:
    """The one form that a mirror writes for a simplified character."""
    if character in _OWN:
        return _OWN[character]
    if character in _NEVER:
        return character
    forth, back = _simplified_to_traditional()
    form: str = forth.convert(character)
    return form if len(form) == 1 and back.convert(form) == character else character


def cloak(
    text: str,
    level: int = 13,
    *,
    commas: bool = False,
    phase: int = 0,
    aligned: bool = True,
    private_use: bool = True,
    narrow: bool = True,
) -> str:
    """The page that a mirror makes of `text`, as a crawl stores it.

    `level` is the cut-off of the gloss table. `commas` puts a comma before two marks of three; `phase` says which is
    left out first. `aligned` looks where characters begin, so that nothing breaks; else the bytes are edited blindly,
    and `private_use` says whether the crawl keeps characters of GBK's user area. `narrow` narrows full-width marks.
    """
    traditional = "".join(map(converted, text))
    glossed = {character: f"({reading})" for character, (reading, at) in gloss_table().items() if at <= level}
    if aligned:
        disguised = _aligned(traditional, glossed, commas, phase)
    else:
        disguised = decoded(blindly(traditional.encode("gb18030"), glossed, commas, phase), private_use)
    return disguised.translate(MARKS_NARROWED) if narrow else disguised


def _aligned(text: str, glossed: dict[str, str], commas: bool, phase: int) -> str:
    pieces: list[str] = []
    marks = phase
    for character in text:
        if commas and character in _MARKS:
            if marks % 3 < 2:
                pieces.append(",")
            marks += 1
        pieces += (character, glossed.get(character, ""))
    return "".join(pieces)


def blindly(data: bytes, glossed: dict[str, str], commas: bool = False, phase: int = 0) -> bytes:
    """The bytes after every insertion; those of late levels come first, wherever the two bytes stand."""
    return traced(data, glossed, commas, phase)[0]


def traced(
    data: bytes, glossed: dict[str, str], commas: bool = False, phase: int = 0
) -> tuple[bytes, list[int]]:
    """The same, and for each byte where it stood before; -1 for one that was inserted."""
    places = list(range(len(data)))
    for character, gloss in reversed(glossed.items()):
        pair = character.encode("gb18030")
        behind = [found.end() for found in re.finditer(re.escape(pair), data)]
        data, places = _inserted(data, places, behind, gloss.encode("gb18030"))
    if commas:
        marks = b"|".join(re.escape(mark.encode("gb18030")) for mark in _MARKS)
        before = [
            found.start() for found in re.finditer(b"(?=" + marks + b")", data)
        ]  # one may begin in another
        data, places = _inserted(
            data, places, [at for count, at in enumerate(before, phase) if count % 3 < 2], b","
        )
    return data, places


def _inserted(data: bytes, places: list[int], where: list[int], piece: bytes) -> tuple[bytes, list[int]]:
    bounds = list(pairwise([0, *where, len(data)]))
    kept = [place for start, end in bounds for place in (*places[start:end], *[-1] * len(piece))]
    return piece.join(data[start:end] for start, end in bounds), kept[: len(kept) - len(piece)]


def units(data: bytes) -> Iterator[tuple[str, int, int]]:
    """What a decoder makes of the bytes, with their start and end: of a lead byte and no trail byte one `?`."""
    at = 0
    while at < len(data):
        lead, pair = data[at], data[at : at + 2]
        if lead < 0x81 or lead == 0xFF:
            yield chr(lead), at, at + 1
            at += 1
            continue
        legal = len(pair) == 2 and 0x40 <= pair[1] <= 0xFE and pair[1] != 0x7F
        yield pair.decode("gb18030") if legal else "?", at, at + 2
        at += 2


def is_private(character: str) -> bool:
    """Whether it is of GBK's user area, which some crawls drop."""
    return "\ue000" <= character <= "\uf8ff"


def decoded(data: bytes, private_use: bool = True) -> str:
    """The text that the crawl makes of them."""
    shown = (character for character, _, _ in units(data))
    return "".join(one for one in shown if private_use or not is_private(one))
