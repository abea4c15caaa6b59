"""What a text shows of having been disguised by a mirror: simplified text, converted, glossed, comma'd."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import islice
from operator import ne

from jiyuan_news.text import commas, glosses, script, shifted_bytes, words
from jiyuan_news.text.offsets import Cuts

# Any traditional text of some length has one of these: without one, there is nothing to look for.
_COMMON = re.compile("[會國這個來時為們開說對過學業動發問長關應實現經進]")


@cache
def _unconverted() -> dict[str, list[str]]:
    """Words with a form that mirrors never convert, as no writer of traditional characters writes them.

    They are looked up by the character that most of them share, so that few are searched for.
    """
    all_words: list[str] = words.load()["unconverted"]["words"]
    common = Counter(character for word in all_words for character in word)
    by_character: dict[str, list[str]] = {}
    for word in all_words:
        by_character.setdefault(max(word, key=common.__getitem__), []).append(word)
    return by_character


class Evidence:
    """What one text shows; every question is answered once, when it is first asked."""

    __slots__ = ("_cloaked", "_glosses", "_simplified", "commas", "convert", "text")

    def __init__(self, text: str, convert: bool | None) -> None:
        self.convert = convert
        """Whether the caller wants simplified characters: always, never, or (none) where a mirror is at work."""
        self.text = text
        """The text as it came."""
        self.commas: frozenset[int] = frozenset()
        """Where the commas stood, or what cannot be seen, that were taken out, in the text that this left."""
        self._cloaked: bool | None = None
        self._glosses: Cuts | None = None
        self._simplified: tuple[str, str] | None = None

    def glosses(self, text: str) -> Cuts:
        """The deletions of the glosses of `text`; remembered for the text that the evidence is of."""
        if text is not self.text:
            return glosses.find(text)
        if self._glosses is None:
            self._glosses = glosses.find(text)
        return self._glosses

    def simplified(self, text: str) -> str:
        """`text` in simplified characters; the last one is remembered."""
        if self._simplified is None or self._simplified[0] is not text:
            self._simplified = text, script.simplified(text)
        return self._simplified[1]

    @property
    def cloaked(self) -> bool:
        """Whether a mirror made the text.

        It has glosses or what is left of them; or traditional characters, beside words that mirrors leave simplified or
        with commas before most marks.
        """
        if self._cloaked is None:
            self._cloaked = (
                self._glossed() or self._broken() or self._left_unconverted() or self._with_commas()
            )
        return self._cloaked

    def _glossed(self) -> bool:
        if self._glosses is None and glosses.begins_glossed(self.text):
            return True  # the mend will look for all of them, perhaps in a text without some commas
        return bool(self.glosses(self.text))

    def _broken(self) -> bool:
        return any(True for _ in shifted_bytes.proofs(self.text))

    def _left_unconverted(self) -> bool:
        return self.unconverted() > 0

    def unconverted(self) -> int:
        """How many words a traditional text has with forms that mirrors leave simplified; 0 if its writer has others."""
        text = self.text
        if not _COMMON.search(text):
            return 0
        left = sum(
            sum(map(text.count, those)) for character, those in _unconverted().items() if character in text
        )
        if not left or left <= glosses.genuine_forms(text):
            return 0
        return left if is_traditional(text, self.simplified(text)) else 0

    def _with_commas(self) -> bool:
        text = self.text
        return (
            commas.are_of_a_mirror(text)
            and not glosses.genuine_forms(text)
            and is_traditional(text, self.simplified(text))
        )


def is_traditional(text: str, simplified: str) -> bool:
    """Whether conversion changes a tenth of the Han characters: in simplified text none, in traditional some 0.3.

    Looks at some 300 characters, evenly, of a longer text. `simplified` is the text after conversion.
    """
    if simplified == text:
        return False
    step = len(text) // 300 + 1
    sample, changed = text[::step], simplified[::step]
    if _differ(sample, changed, -(-len(sample) // 10)):  # a tenth of all characters, Han or not
        return True
    han = sum("\u3400" <= character <= "\u9fff" for character in sample)
    return han > 0 and _differ(sample, changed, -(-han // 10))


def _differ(one: str, other: str, count: int) -> bool:
    """Whether so many characters differ in two texts of the same length."""
    return any(islice(filter(None, map(ne, one, other)), count - 1, None))
