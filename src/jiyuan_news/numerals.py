"""Numbers in Chinese numerals."""

from __future__ import annotations

DIGITS = dict(zip("〇零一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
"""What each digit counts; 两 is the 2 of quantities."""


def integer(words: str) -> int | None:
    """A number below 1,000 in Chinese or Arabic numerals; None for what is no number."""
    if words.isdigit():
        return int(words)
    total, digit = 0, 0
    for character in words:
        if character == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif character == "十":
            total, digit = total + (digit or 1) * 10, 0
        elif character in DIGITS:
            digit = DIGITS[character]
        else:
            return None
    return total + digit
