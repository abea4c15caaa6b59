"""Comma mirrors put a `,` before two of every three marks: `市長,、` for `市長、`. It is taken out again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiyuan_news.text.evidence import Evidence
    from jiyuan_news.text.offsets import Edit

# The marks as the crawl shows them, half of them narrowed. A `?` before a letter or a mark may be a lost character.
_RUN = re.compile(r",,*(?=[，,、。；;！!？?：:])")
_is_loss = re.compile(r"[a-zà-ǹ?!，、。；！？\ufffd]").match


def mend(text: str, evidence: Evidence) -> tuple[str, list[Edit] | None]:
    """Without the commas that stand directly before a mark, on a page that a mirror made."""
    runs = [run.span() for run in _RUN.finditer(text)] if "," in text else []
    if not runs or not evidence.cloaked:
        return text, None
    return text, [(start, end, "") for start, end in runs if _in_chinese(text, start, end)] or None


def _in_chinese(text: str, start: int, end: int) -> bool:
    """Whether Han or marks surround `text[start:end + 1]`, commas and a mark: `a,,b` is an empty cell of a table."""
    if start == 0:
        return False
    before, mark, after = text[start - 1], text[end], text[end + 1 : end + 2]
    if before == "\n" or (mark == "?" and _is_loss(after)):
        return False
    if before in ")\"'%" or before > "\x7f":
        return True
    # After a digit or a Latin letter the mark itself or what follows it must be Chinese.
    return mark > "\x7f" or after > "\x7f"
