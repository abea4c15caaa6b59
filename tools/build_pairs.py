"""Builds src/jiyuan_news/text/pairs.txt, how common pairs of characters are in news, from a table of counts.

Run `python tools/build_pairs.py COUNTS.tsv.gz`: lines of a pair, a tab and its count.
"""

from __future__ import annotations

import gzip
import sys
from collections import defaultdict
from math import log2
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src" / "jiyuan_news" / "text" / "pairs.txt"
HEADER = """\
# How common pairs of characters are in news, one commonness a line: twice the binary logarithm of the count, rounded,
# then all pairs of it, one after the other. Made by tools/build_pairs.py; do not edit.
# Source: the 60,000 commonest pairs in 30 million characters of national television news of 2012 to 2026, counted by
# the maintainers of jiyuan_news (news_bigrams.tsv.gz); counts only, no text.
"""


def build(counts: Path) -> str:
    """The whole file."""
    by_commonness: dict[int, list[str]] = defaultdict(list)
    with gzip.open(counts, "rt", encoding="utf-8") as file:
        for line in file:
            pair, count = line.rstrip("\n").split("\t")
            if len(pair) == 2 and pair.isprintable() and " " not in pair:
                by_commonness[round(2 * log2(int(count)))].append(pair)
    lines = (f"{level} {''.join(sorted(pairs))}\n" for level, pairs in sorted(by_commonness.items()))
    return HEADER + "".join(lines)


def main() -> int:
    """Write the file."""
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    TARGET.write_text(build(Path(sys.argv[1])), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
