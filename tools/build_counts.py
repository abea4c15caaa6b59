"""Builds what `jiyuan_news.text.likelihood` knows of the language, from tables of counts.

    python tools/build_counts.py pairs COUNTS.tsv.gz    text/pairs.txt: lines of a pair, a tab and its count
    python tools/build_counts.py words COUNTS.zip       text/words.txt: the word_distribution.zip of jionlp, JSON Lines
                                                        of a word and its count

Words of one to five Chinese characters that were counted often enough are kept.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import zipfile
from collections import defaultdict
from math import log2
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "src" / "jiyuan_news" / "text"
PAIRS_HEADER = """\
# How common pairs of characters are in news, one commonness a line: twice the binary logarithm of the count, rounded,
# then all pairs of it, one after the other. Made by tools/build_counts.py; do not edit.
# Source: the 60,000 commonest pairs in 30 million characters of national television news of 2012 to 2026, counted by
# the maintainers of jiyuan_news (news_bigrams.tsv.gz); counts only, no text.
"""
WORDS_HEADER = """\
# How rare words are: half bits, which is twice the binary logarithm of how many words there are to one of them, rounded,
# and the length, then all such words, one after the other. Made by tools/build_counts.py; do not edit.
# Source: word_distribution.zip of jionlp 1.5.31, Copyright (c) 2020 dongrixinyu, Apache License 2.0; changed: words of
# other characters were left out, so were rare ones, and counts are rounded. Counted at least {often} times, among {total} in all.
"""
OFTEN = 750
WORD = re.compile("[一-鿿]{1,5}")


def pairs(counts: Path) -> str:
    """The whole file of pairs."""
    by_commonness: dict[int, list[str]] = defaultdict(list)
    with gzip.open(counts, "rt", encoding="utf-8") as file:
        for line in file:
            pair, count = line.rstrip("\n").split("\t")
            if len(pair) == 2 and pair.isprintable() and " " not in pair:
                by_commonness[round(2 * log2(int(count)))].append(pair)
    lines = (f"{level} {''.join(sorted(found))}\n" for level, found in sorted(by_commonness.items()))
    return PAIRS_HEADER + "".join(lines)


def words(counts: Path) -> str:
    """The whole file of words."""
    with zipfile.ZipFile(counts) as archive:
        lines = archive.read(archive.namelist()[0]).decode("utf-8").splitlines()
    rows: list[tuple[str, int]] = [json.loads(line) for line in lines if line.strip()]
    chinese = {word: count for word, count in rows if WORD.fullmatch(word)}
    total = sum(chinese.values())
    by_rarity: dict[tuple[int, int], list[str]] = defaultdict(list)
    for word, count in chinese.items():
        if count >= OFTEN:
            by_rarity[round(2 * log2(total / count)), len(word)].append(word)
    told = (
        f"{level} {length} {''.join(sorted(found))}\n" for (level, length), found in sorted(by_rarity.items())
    )
    return WORDS_HEADER.format(often=OFTEN, total=total) + "".join(told)


BUILDERS = {"pairs": pairs, "words": words}


def main() -> int:
    """Write the file that is asked for."""
    if len(sys.argv) != 3 or sys.argv[1] not in BUILDERS:
        print(__doc__, file=sys.stderr)
        return 2
    name = sys.argv[1]
    FOLDER.joinpath(f"{name}.txt").write_text(BUILDERS[name](Path(sys.argv[2])), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
