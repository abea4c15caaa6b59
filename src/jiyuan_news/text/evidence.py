"""What a text shows of having been disguised by a mirror: simplified text, converted, glossed, comma'd."""

from __future__ import annotations

from functools import cache
from operator import ne

from jiyuan_news.text import glosses, script, words
from jiyuan_news.text.offsets import Edit

# So many glosses in so many characters settle it.
_PLENTY = 3
_BEGINNING = 200
# Any traditional text of some length has one of these: without one, there is nothing to look for.
_COMMON = "會國這個來時為們開說對過學業動發問長關應實現經進"


@cache
def _unconverted() -> list[str]:
    """Words with a form that mirrors never convert, as no writer of traditional characters writes them."""
    return list(words.load()["unconverted"]["words"])


class Evidence:
    """What one text shows; every question is answered once, when it is first asked."""

    __slots__ = ("_cloaked", "_glosses", "_text", "convert")

    def __init__(self, text: str, convert: bool | None) -> None:
        self.convert = convert
        """Whether the caller wants simplified characters: always, never, or (none) where a mirror is at work."""
        self._text = text
        self._cloaked: bool | None = None
        self._glosses: list[Edit] | None = None

    def glosses(self, text: str) -> list[Edit]:
        """The deletions of the glosses of `text`; remembered for the text that the evidence is of."""
        if text is not self._text:
            return glosses.find(text)
        if self._glosses is None:
            self._glosses = glosses.find(text)
        return self._glosses

    @property
    def cloaked(self) -> bool:
        """Whether a mirror made the text: it has glosses, or words that mirrors leave simplified in traditional text."""
        if self._cloaked is None:
            self._cloaked = self._glossed() or self._left_unconverted()
        return self._cloaked

    def _glossed(self) -> bool:
        if self._glosses is None and len(glosses.find(self._text[:_BEGINNING])) >= _PLENTY:
            return True  # the mend will look for the others, perhaps in a text without some commas
        return bool(self.glosses(self._text))

    def _left_unconverted(self) -> bool:
        text = self._text
        if not any(character in text for character in _COMMON):
            return False
        left = sum(map(text.count, _unconverted()))
        if not left or left <= glosses.genuine_forms(text):
            return False
        return traditional_share(text) >= 0.1


def traditional_share(text: str, simplified: str | None = None) -> float:
    """The share of Han characters that conversion changes: 0 in simplified text, about 0.3 in traditional.

    Taken over some 300 characters, evenly, of a longer text. `simplified` is the text after conversion, if known.
    """
    if simplified is None:
        simplified = script.simplified(text)
    if simplified == text:
        return 0.0
    step = len(text) // 300 + 1
    sample = text[::step]
    han = sum("\u3400" <= character <= "\u9fff" for character in sample)
    return sum(map(ne, sample, simplified[::step])) / han if han else 0.0
