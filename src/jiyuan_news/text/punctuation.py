"""Marks that the crawl narrowed are widened again in Chinese text (GB/T 15834): `,` `(` `)` `:` `;` `!` `?`.

A mark is Chinese by its neighbours: the nearest characters, beyond other marks of these and a blank. Narrow and wide
marks are alike in that, so that widening one never changes what is said of another: once is enough.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiyuan_news.text.evidence import Evidence

_WIDE = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？", "(": "（", ")": "）"}
_SKIPPED = frozenset(",:;!?()，：；！？（）")
_BLANKS = " \u3000\t\xa0"
# The blanks that Latin writing has behind a mark; a tab parts the cells of a table.
_LATIN_BLANKS = " \xa0"
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#[0-9]{2,6});\Z")
_ENTITY_SIZE = 10
_FAR = 4
_HAN_MARKS = "\u3007、。《》〈〉「」『』【】〔〕〖〗“”‘’…—·"
_HAN_MARKS_SET = frozenset(_HAN_MARKS)
# A comma before Han is Chinese; these are the others.
_COMMA_BEFORE_OTHER = re.compile(f",(?![一-鿿{_HAN_MARKS}])")
_BETWEEN_HAN = {mark: re.compile(rf"\{mark}(?<=[一-鿿]\{mark})(?=[一-鿿])") for mark in ":;!?"}
# A pair with no bracket in it; `splitlines` knows all of these line ends, too.
_PAIR = re.compile(r"\([^()（）\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*\)")
_BRACKETS = re.compile("[()（）]")
# What a question mark may stand before; elsewhere it may be what is left of a lost character.
_LOST = frozenset("?？!！,，)）\ufffd")


def mend(text: str, evidence: Evidence) -> tuple[str, None]:
    """The text with full-width marks between Han."""
    wide = text
    if "," in wide:
        wide = _commas(wide)
    for mark in ":;!?":
        if mark in wide:
            wide = _marks(wide, mark)
    if "(" in wide or ")" in wide:
        wide = _brackets(wide)
    return wide, None


def _is_han(character: str) -> bool:
    """Whether it is a Han character or a mark of Chinese writing that no Latin writing has."""
    return (
        "一" <= character <= "鿿"
        or character in _HAN_MARKS_SET
        or "㐀" <= character <= "䶿"
        or "豈" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003ffff"
    )


def _commas(text: str) -> str:
    narrow = [match.start() for match in _COMMA_BEFORE_OTHER.finditer(text)]
    narrow = [at for at in narrow if not _is_chinese(text, at)]
    wide = text.replace(",", "，")
    return _replaced(wide, narrow, ",") if narrow else wide


def _marks(text: str, mark: str) -> str:
    text = _BETWEEN_HAN[mark].sub(_WIDE[mark], text)  # most of them; the others are judged
    found: list[int] = []
    at = text.find(mark)
    while at >= 0:
        other = (mark == "?" and _may_be_lost(text, at)) or (mark == ";" and _ends_entity(text, at))
        if not other and _is_chinese(text, at):
            found.append(at)
        at = text.find(mark, at + 1)
    return _replaced(text, found, _WIDE[mark]) if found else text


def _may_be_lost(text: str, at: int) -> bool:
    """Whether the question mark at `at` looks like a character that the crawl could not decode."""
    return (
        text[at - 1 : at] in _LOST
        or text[at + 1 : at + 2] in _LOST
        or "A" <= text[at + 1 : at + 2] < "\u0250"
    )


def _ends_entity(text: str, at: int) -> bool:
    """Whether the semicolon at `at` is that of `&nbsp;`, which a crawl left as it was written."""
    return _ENTITY.search(text, max(0, at + 1 - _ENTITY_SIZE), at + 1) is not None


def _is_chinese(text: str, at: int) -> bool:
    """Whether the mark at `at` has Han on one side and nothing on the other that makes it part of Latin text."""
    before = _neighbour(text, at, -1)
    after = _neighbour(text, at, 1)
    if _is_han(before):
        if _is_han(after):
            return True
        # A digit or letter that follows at once does not make it Latin writing: `李明, said` and `好 :)` are.
        return text[at - 1] not in _BLANKS and (
            not after or after > "\x7f" or text[at + 1] not in _LATIN_BLANKS
        )
    return _is_han(after) and before != "/" and (not before or text[at + 1] not in _BLANKS)


def _neighbour(text: str, at: int, step: int) -> str:
    """The nearest character on one side beyond marks and one blank; none at a line's end or further than a few."""
    blanks = 0
    for place in range(at + step, at + step * (_FAR + 1), step):
        if not 0 <= place < len(text):
            return ""
        character = text[place]
        if character == "\n" or character == "\r":
            return ""
        if character in _BLANKS:
            blanks += 1
            if blanks > 1:
                return ""
        elif character not in _SKIPPED:
            return character
    return ""


def _brackets(text: str) -> str:
    """Brackets, a pair as a pair; pairs end within their line."""
    found: list[int] = []
    pairs = [pair.span() for pair in _PAIR.finditer(text)]
    if 2 * len(pairs) == text.count("(") + text.count(")"):  # as on most pages: none in another, none alone
        for opened, behind in pairs:
            if _is_chinese_pair(text, opened, behind - 1):
                found += (opened, behind - 1)
    else:
        start = 0
        for line in text.splitlines(keepends=True):
            if "(" in line or ")" in line:
                _line_of_brackets(text, start, start + len(line), found)
            start += len(line)
        found.sort()
    if not found:
        return text
    pieces: list[str] = []
    done = 0
    for at in found:
        mark = text[at]
        pieces += (text[done:at], _WIDE.get(mark, mark))
        done = at + 1
    pieces.append(text[done:])
    return "".join(pieces)


def _line_of_brackets(text: str, start: int, end: int, found: list[int]) -> None:
    """Add the places of the brackets of `text[start:end]` that are to be wide."""
    unclosed: list[int] = []
    for match in _BRACKETS.finditer(text, start, end):
        at = match.start()
        if match[0] in "(（":
            unclosed.append(at)
        elif unclosed:
            opened = unclosed.pop()
            if text[opened] == "（" or text[at] == "）" or _is_chinese_pair(text, opened, at):
                found += (opened, at)
        elif _between_han(text, at):
            found.append(at)
    found += [at for at in unclosed if _between_han(text, at)]


def _is_chinese_pair(text: str, opened: int, closed: int) -> bool:
    if "一" <= text[opened + 1] <= "鿿" and text[opened - 1 : opened] != " ":
        return True  # as most are
    chinese = _is_han(_neighbour(text, opened, 1)) or _is_han(_neighbour(text, closed, -1))
    if chinese and text[opened - 1 : opened] != " ":
        return True
    before, after = _neighbour(text, opened, -1), _neighbour(text, closed, 1)
    if chinese:  # but for `Beijing (北京) is`: Latin writing around it, set off by blanks
        return not (before.isascii() and before.isalpha() and after.isascii() and after.isalpha())
    sides = [side for side in (before, after) if side]
    return bool(sides) and all(map(_is_han, sides))


def _between_han(text: str, at: int) -> bool:
    return _is_han(_neighbour(text, at, -1)) and _is_han(_neighbour(text, at, 1))


def _replaced(text: str, places: list[int], mark: str) -> str:
    pieces: list[str] = []
    done = 0
    for at in places:
        pieces += (text[done:at], mark)
        done = at + 1
    pieces.append(text[done:])
    return "".join(pieces)
