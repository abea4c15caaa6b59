"""Comma mirrors put a `,` before two of every three marks: `市長,、` for `市長、`. It is taken out again.

Other mirrors put a character there that cannot be seen.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from jiyuan_news.text.offsets import Cuts

if TYPE_CHECKING:
    from jiyuan_news.text.evidence import Evidence

# The marks as the crawl shows them, half of them narrowed.
_MARKS = "，,、。；;！!？?：:"
# Of several commas the last may be the mark itself. A `?` before a letter or a mark may be a lost character.
_COMMA_AS_MARK = rf",(?![{_MARKS}])"
_QUESTION = r"\?(?![a-zà-ǹ?!，、。；！？\ufffd])"
_WIDE = "\x80-\U0010ffff"
_COMMA = rf"""
      , (?=[{_MARKS}])      # a quick look, for the commas of clean text
      (?:                   # behind Han, a mark or a number: before any mark
        (?<=[)"'%{_WIDE}],) ,*
        (?= [，、。；;！!？：:] | {_QUESTION} | {_COMMA_AS_MARK} )
      |                     # behind a digit or letter: `a,,b` is an empty cell of a table, unless Han or a mark follows
        (?<=[^\n,],) ,*
        (?= [，、。；！？：] | (?: [;!:] | {_QUESTION} | {_COMMA_AS_MARK} ) (?=[{_WIDE}]) )
      )
    """
_UNSEEN = rf"[\x00-\x08\x0e-\x1b\x7f]+(?=[{_MARKS}])"
_DOUBLED = re.compile(f"({_COMMA})", re.VERBOSE)
_DOUBLED_OR_UNSEEN = re.compile(f"({_COMMA}|{_UNSEEN})", re.VERBOSE)
_ANY_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f]")


# The marks that mirrors put commas before. Few of them doubled are mistakes, or empty cells: `甲,,乙`.
_ALL = re.compile("[，,、。；;！!？?]")
_FEW = 3


def mend(text: str, evidence: Evidence) -> tuple[str, Cuts | None]:
    """Without what stands directly before a mark, a comma or an unseen character, on a page that a mirror made."""
    unseen = _ANY_UNSEEN.search(text) is not None
    if not (unseen or _DOUBLED.search(text)) or not evidence.cloaked:
        return text, None
    parts = (_DOUBLED_OR_UNSEEN if unseen else _DOUBLED).split(text)
    if len(parts) == 1:
        return text, None
    evidence.commas = frozenset(accumulate(map(len, parts[:-1:2])))
    return text, Cuts(parts)


def are_of_a_mirror(text: str) -> bool:
    """Whether every other mark or more has a comma before it, and not only commas have: so no writer's text does."""
    if not _DOUBLED.search(text):
        return False
    parts = _DOUBLED.split(text)
    doubled = len(parts) // 2
    if doubled < _FEW or all(behind[0] in "，," for behind in parts[2::2]):
        return False
    return 2 * doubled >= len(_ALL.findall("".join(parts[::2])))
