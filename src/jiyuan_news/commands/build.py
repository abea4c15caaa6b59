"""`build`: a data set from the pages of a crawl, or that of a repository from its own."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from jiyuan_news.commands import DONE, UNREADABLE, fail, stdin
from jiyuan_news.commands.export import formats
from jiyuan_news.terminal import visible

if TYPE_CHECKING:
    from jiyuan_news.building.crawls import Skipped

_SHOWN = 20
"""Of what was passed over for one reason so many are shown."""


def build(options: argparse.Namespace) -> int:
    """Builds a data set; tells on stderr what was passed over."""
    from jiyuan_news.building.sources import Refused
    from jiyuan_news.publishing import MissingLibrary

    _usage(options)
    try:
        return _crawl(options) if options.inputs else _repository(options)
    except (Refused, MissingLibrary) as error:
        return fail(error)
    except sqlite3.Error as error:
        return fail(
            f"{options.output}: {error}; free the disk, or remove the folder .build there, and build again"
        )


def _usage(options: argparse.Namespace) -> None:
    if options.inputs and options.output is None:
        options.parser.error("--output is missing: the folder that the data set of the inputs is written to")
    if options.inputs and options.root is not None:
        options.parser.error("--root is for the data set of a repository, which has its inputs in data/raw")
    if not options.inputs and any(
        one is not None for one in (options.about, options.jobs, options.to, options.place)
    ):
        options.parser.error(
            "--about, --jobs, --place and --to are for a build of inputs; a repository has data/about.toml"
        )
    if options.jobs is not None and options.jobs < 1:
        options.parser.error(f"--jobs: {options.jobs} is less than 1")


def _repository(options: argparse.Namespace) -> int:
    from jiyuan_news.building.repository import build

    for path, count in build(options.root or Path(), options.output):
        print(f"{path}: {count}", file=sys.stderr)
    return DONE


def _crawl(options: argparse.Namespace) -> int:
    import attrs

    from jiyuan_news.building.crawl_build import SKIPPED, build_crawl
    from jiyuan_news.building.sources import read_about
    from jiyuan_news.facts import UNTOLD

    about = read_about(options.about) if options.about else UNTOLD
    if options.place is not None:
        about = attrs.evolve(about, place=options.place.strip() or None)
    wanted = _formats(options)

    shown: Counter[str] = Counter()

    def tell(skipped: Skipped) -> None:
        shown[skipped.kind] += 1
        if shown[skipped.kind] <= _SHOWN:
            fail(skipped)

    summary = build_crawl(
        options.inputs, options.output, stdin(), about=about, formats=wanted, jobs=options.jobs, skip=tell
    )
    for line in str(summary).splitlines():
        print(f"jiyuan-news: {visible(line)}", file=sys.stderr)
    if any(count > _SHOWN for count in shown.values()):
        print(f"jiyuan-news: all that was skipped: {options.output / SKIPPED}", file=sys.stderr)
    return UNREADABLE if summary.skipped else DONE


def _formats(options: argparse.Namespace) -> list[str]:
    """The formats of the tables: those that are asked for, else CSV, and Parquet where its library is there."""
    from jiyuan_news.publishing import MissingLibrary, check

    if options.to is not None:
        return [name for name in formats(options) if name != "jsonl"]  # the records, which are always written
    try:
        check(["parquet"])
    except MissingLibrary:
        fail(
            "tables/: no Parquet, no card for the Hugging Face Hub, for want of pyarrow: jiyuan-news[parquet]"
        )
        return ["csv"]
    return ["csv", "parquet"]
