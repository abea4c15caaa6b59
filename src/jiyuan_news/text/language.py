"""The script of a raw text, measured."""

from __future__ import annotations

import re
from typing import Literal

from jiyuan_news.text.cleantext import CleanText
from jiyuan_news.text.evidence import is_traditional

Language = Literal["zh-Hans", "zh-Hant", "zh-Hant-t-zh-hans", "und"]

_ENOUGH = re.compile(r"(?:[^㐀-鿿]*[㐀-鿿]){20}")


def language(raw: str, clean: CleanText) -> Language:
    """The script of `raw` (BCP 47), which `clean` was made from.

    `zh-Hant-t-zh-hans` is simplified text that a mirror converted; `und` stands for under 20 Han characters.
    """
    if not _ENOUGH.match(raw):
        return "und"
    converted = next((change for change in clean.changes if change.mend == "script"), None)
    if converted is None and clean.evidence.convert:
        return "zh-Hans"
    text = converted.before if converted else clean.text
    if not is_traditional(text, converted.after if converted else clean.evidence.simplified(text)):
        return "zh-Hans"
    return "zh-Hant-t-zh-hans" if clean.evidence.cloaked else "zh-Hant"
