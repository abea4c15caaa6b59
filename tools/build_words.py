"""Builds src/jiyuan_news/text/words.txt, how common the words of the language are, from a word list with counts.

Run `python tools/build_words.py DICT`: lines of a word, its count and more, parted by blanks, as jieba's `dict.txt` has
them. Words of two to five Chinese characters that were counted often enough are kept.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from math import log2
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src" / "jiyuan_news" / "text" / "words.txt"
OFTEN = 5
WORD = re.compile(r"([一-鿿]{2,5}) (\d+)(?: |$)")
HEADER = """\
# How common words are: twice the binary logarithm of the count, rounded, and the length, then all such words, one after
# the other. Made by tools/build_words.py; do not edit.
# Source: dict.txt of jieba 0.42.1, Copyright (c) 2013 Sun Junyi, MIT License;
# words counted at least {often} times, among {total} in all.
"""


def build(source: Path) -> str:
    """The whole file."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    total = 0
    with source.open(encoding="utf-8") as file:
        for line in file:
            total += int(line.split(" ")[1])
            word = WORD.match(line)
            if word and int(word[2]) >= OFTEN:
                found[round(2 * log2(int(word[2]))), len(word[1])].append(word[1])
    lines = (
        f"{level} {length} {''.join(sorted(words))}\n" for (level, length), words in sorted(found.items())
    )
    return HEADER.format(often=OFTEN, total=total) + "".join(lines)


def main() -> int:
    """Write the file."""
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    TARGET.write_text(build(Path(sys.argv[1])), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
