"""Traditional characters to simplified ones: OpenCC's t2s, and what it leaves or overdoes. The length is kept."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from jiyuan_news.text import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from jiyuan_news.text.evidence import Evidence

# Characters of names that conversion changes, and forms that tell a real conversion from a mirror's.
_IN_NAMES = "乾昇陞脩"
NEVER_OF_A_MIRROR = "後並裡裏範幹"


def mend(text: str, evidence: Evidence) -> tuple[str, None]:
    """In simplified characters, where that is asked for or the text shows that a mirror converted it."""
    if evidence.convert is False or (evidence.convert is None and not evidence.cloaked):
        return text, None
    converted = evidence.simplified(text)
    if converted == text:
        return text, None
    if _sparse(text, converted):
        # Simplified text with a few rare forms: those that simplified writing has, too, stay (李乾).
        keep = _also_simplified()
        pairs = zip(text, converted, strict=True)
        converted = "".join([old if old != new and old in keep else new for old, new in pairs])
        return (text if converted == text else converted), None
    if any(map(text.__contains__, _IN_NAMES)):
        converted = _with_names(text, converted, evidence)
    if "著" in converted:
        converted = _with_particles(converted)
    return converted, None


def _with_names(text: str, converted: str, evidence: Evidence) -> str:
    """With the characters of names as they were, where they are no other word's.

    A mirror never converts 干 and 升, so that its 乾 and 昇 are those of the simplified text. Elsewhere one after a
    surname is one of a name, too.
    """
    found = [match.start() for match in _in_names().finditer(text)]
    if not found:
        return converted
    if not evidence.cloaked or any(form in text for form in NEVER_OF_A_MIRROR):
        surnames = words.load()["dry"]["surnames"]
        found = [at for at in found if at and text[at - 1] in surnames]
    letters = list(converted)
    for at in found:
        letters[at] = text[at]
    return "".join(letters)


def _with_particles(text: str) -> str:
    """着 for 著, but in the words that are written with 著."""
    before, not_followed = _written()
    pieces: list[str] = []
    done = 0
    for match in not_followed.finditer(text):
        at = match.start()
        if at == 0 or text[at - 1] not in before:
            pieces += (text[done:at], "着")
            done = at + 1
    pieces.append(text[done:])
    return "".join(pieces)


def simplified(text: str) -> str:
    """`text` through OpenCC's t2s, letter for letter."""
    try:
        converted = _converter()(text)
    except UnicodeEncodeError:  # lone surrogates, where the mend that replaces them was left out
        whole = re.split("([\ud800-\udfff]+)", text)
        whole[::2] = map(simplified, whole[::2])
        return "".join(whole)
    if len(converted) == len(text):
        return converted
    # No entry of OpenCC 1.4.2 changes the length; should one of a later version, its line goes letter by letter.
    return "".join(_line_by_letters(line) for line in text.splitlines(keepends=True))


def _line_by_letters(line: str) -> str:
    converted = _converter()(line)
    if len(converted) == len(line):
        return converted
    letters = ((letter, _converter()(letter)) for letter in line)
    return "".join(new if len(new) == 1 else old for old, new in letters)


def is_converted(character: str) -> bool:
    """Whether conversion to simplified characters changes it; 著 counts, which stands for 着."""
    return character == "著" or simplified(character) != character


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC  # 18 ms: only for who needs it

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


def traditional(character: str) -> str:
    """The one traditional form that OpenCC has for a simplified character."""
    return _back()(character)


@cache
def _back() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("s2t").convert
    return convert


def _sparse(text: str, converted: str) -> bool:
    """Whether so few letters change that the text is simplified: under 3 %, or none but such as simplified text has."""
    # Of 16 looks at 8 letters, traditional text shows changes in nine of ten: most pages need no more.
    step = max(8, len(text) // 16)
    changed = 0
    for at in range(0, 16 * step, step):
        changed += text[at : at + 8] != converted[at : at + 8]
        if changed > 10:
            return False
    different = [old for old, new in zip(text, converted, strict=True) if old != new]
    han = sum("\u3400" <= character <= "\u9fff" for character in text)
    return len(different) * 33 < han or _also_simplified().issuperset(different)


@cache
def _also_simplified() -> frozenset[str]:
    return frozenset(words.load()["also_simplified"]["characters"])


@cache
def _in_names() -> re.Pattern[str]:
    """The characters of names, but for 乾 where it is 干."""
    table = words.load()["dry"]
    return re.compile(f"乾(?<![{table['before']}]乾)(?![{table['after']}])|[{_IN_NAMES.replace('乾', '')}]")


@cache
def _written() -> tuple[frozenset[str], re.Pattern[str]]:
    """The characters before 著 that make a word with it, and 著 where none is made with what follows."""
    table = words.load()["written"]
    return frozenset(table["before"]), re.compile(f"著(?!(?:{'|'.join(table['after'])}))")
