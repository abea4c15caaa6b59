"""Whether a text is a mirror's, and what shows it."""

from __future__ import annotations

import attrs

from jiyuan_news.spans import Span
from jiyuan_news.text import mirrorbytes, shifted_bytes
from jiyuan_news.text.evidence import Evidence


@attrs.frozen(slots=True)
class Verdict:
    """Whether a mirror disguised a text, with the evidence; true where it did."""

    cloaked: bool
    """The verdict."""
    glosses: int
    """How many brackets only say how a converted character is read: `區(qū)`."""
    level: int | None
    """How far down the mirrors' table characters are glossed, 0 to 13; null without glosses of the table."""
    broken: tuple[Span, ...]
    """Where glosses cut characters in two: `?qǐng)`."""
    unconverted: int
    """How many words a traditional text has with forms that mirrors leave simplified: `示范區`."""

    def __bool__(self) -> bool:
        """The verdict."""
        return self.cloaked


def is_cloaked(raw: str) -> Verdict:
    """Whether a mirror disguised the text, with the evidence. Mends nothing and costs less than `clean`.

    >>> bool(is_cloaked("示范區(qū)召開會議")), is_cloaked("示范區(qū)召開會議").glosses
    (True, 1)
    >>> bool(is_cloaked("示範區召開會議，後續將對於規範與幹部學習問題進行討論"))
    False
    """
    evidence = Evidence(raw, convert=None)
    glosses = len(evidence.glosses(raw))
    broken = tuple(shifted_bytes.proofs(raw))
    unconverted = evidence.unconverted()
    level = mirrorbytes.level(raw) if glosses else -1
    return Verdict(
        bool(glosses or broken or unconverted), glosses, level if level >= 0 else None, broken, unconverted
    )
