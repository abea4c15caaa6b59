"""`diff`: what changed between two editions of a data set."""

from __future__ import annotations

import argparse

from jiyuan_news.commands import DONE, UNREADABLE, NotWritten, fail, output

DIFFERENT = 1


def diff(options: argparse.Namespace) -> int:
    """Tells which records came, went or changed."""
    from jiyuan_news.comparing import Unreadable, compare
    from jiyuan_news.comparing.writing import FORMATS

    try:
        with compare(options.old, options.new) as found, output(options.output) as file:
            for line in FORMATS[options.format](found):
                file.write(line.encode() + b"\n")
            return DIFFERENT if found.counts() else DONE
    except (Unreadable, NotWritten) as error:
        fail(error)
        return UNREADABLE
