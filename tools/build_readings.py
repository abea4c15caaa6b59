"""Builds src/jiyuan_news/text/readings.txt, the folded readings of Han characters, from pypinyin's data.

Run `python tools/build_readings.py` to write the file, with `--check` to compare only (exit 1 on a difference).
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

from pypinyin.constants import PINYIN_DICT

TARGET = Path(__file__).parent.parent / "src" / "jiyuan_news" / "text" / "readings.txt"
HEADER = """\
# Readings of Han characters without tones, one syllable a line: the syllable, then all characters read so.
# u stands for ü. Block: CJK Unified Ideographs. Made by tools/build_readings.py; do not edit.
# Source: pypinyin {version} (https://github.com/mozillazg/python-pinyin) and the pinyin-data in it, MIT License,
# Copyright (c) 2016 mozillazg and contributors.
"""


def fold(reading: str) -> str:
    """The reading without tone marks, ü as u: as `jiyuan_news.text.glosses` folds what stands in a bracket."""
    letters = unicodedata.normalize("NFD", reading.lower())
    return "".join(letter for letter in letters if "a" <= letter <= "z")


def build() -> str:
    """The whole file."""
    characters: dict[str, set[str]] = defaultdict(set)
    for code, readings in PINYIN_DICT.items():
        if 0x4E00 <= code <= 0x9FFF:
            for reading in readings.split(","):
                characters[fold(reading)].add(chr(code))
    lines = (
        f"{reading} {''.join(sorted(found))}\n" for reading, found in sorted(characters.items()) if reading
    )
    return HEADER.format(version=version("pypinyin")) + "".join(lines)


def main() -> int:
    """Write or compare the file."""
    built = build()
    if "--check" in sys.argv[1:]:
        if TARGET.read_text("utf-8") != built:
            print(f"{TARGET} is out of date: run python tools/build_readings.py", file=sys.stderr)
            return 1
        return 0
    TARGET.write_text(built, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
