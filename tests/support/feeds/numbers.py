"""Numbers of meetings and terms, in Chinese and in Arabic numerals."""

from __future__ import annotations

import attrs
from hypothesis import strategies as st

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A number below 1,000 in Chinese: 57 is 五十七, 102 is 一百零二."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    written = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        written += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        written += "零"
    return written + (_DIGITS[ones] if ones else "")


@attrs.frozen
class Number:
    """A number, and how it is written."""

    value: int
    written: str


@st.composite
def numbers(draw: st.DrawFn, largest: int = 130) -> Number:
    """A number in Chinese or Arabic numerals."""
    value = draw(st.integers(1, 20) | st.integers(1, largest))
    return Number(value, draw(st.sampled_from((chinese(value), str(value)))))


@st.composite
def terms(draw: st.DrawFn) -> Number:
    """A term of a body: 十五届."""
    value = draw(st.integers(1, 20))
    return Number(value, chinese(value) + "届")
