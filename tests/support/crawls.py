"""Crawls of any size, made of the pages of tests/corpus/open: leads under each other's lists, copies, disguised copies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from support.cloak import cloak

CORPUS = Path(__file__).parents[1] / "corpus" / "open"
_OTHER_WORLD = str.maketrans("市县区", "州旗盟")
"""Each page tells another place's news with these letters changed."""


@cache
def _texts() -> tuple[str, ...]:
    return tuple(path.read_bytes().decode() for path in sorted(CORPUS.glob("*.txt")))


def crawl(count: int) -> Iterator[dict[str, Any]]:
    """`count` lines of a crawl. Every fourth page tells what another tells too, and some are disguised."""
    texts = _texts()
    for number in range(count):
        turn, at = divmod(number, len(texts))
        text = texts[at]
        if turn % 4 == 1:
            text = cloak(text, 4)
        elif turn % 4 == 2:
            text = f"{texts[(at + turn) % len(texts)]}\n{text}"
        elif turn % 4 == 3:
            text = text.translate(_OTHER_WORLD)
        if turn >= 4:
            text = text.replace("月", f"月{chr(0x4E00 + turn)}", 1).replace("的", chr(0x5E00 + turn))
        line: dict[str, Any] = {"text": text, "retrieved": "2022-01-01"}
        if number % 3 == 0:
            line["url"] = f"https://news.example/{2015 + number % 7}{1 + number % 12:02}/05/c_{number}.html"
        yield line


def lines(pages: Iterator[dict[str, Any]] | list[dict[str, Any]]) -> bytes:
    """The same as JSON Lines."""
    return b"".join(json.dumps(page, ensure_ascii=False).encode() + b"\n" for page in pages)
