"""The command `export`: a data set in the formats of its users."""

from __future__ import annotations

import argparse
import sys

from jiyuan_news.commands import DONE, fail
from jiyuan_news.terminal import visible


def export(options: argparse.Namespace) -> int:
    """Writes a data set in other formats."""
    from jiyuan_news.codec import RecordError
    from jiyuan_news.publishing import FORMATS, MissingLibrary, load, write
    from jiyuan_news.publishing.facts import facts

    wanted = list(dict.fromkeys(options.to.split(",")))
    for name in wanted:
        if name not in FORMATS:
            options.parser.error(f"--to: {name!r} is no format; use {', '.join(FORMATS)}")
    try:
        dataset = load(options.data)
        if options.facts:
            dataset = facts(dataset)
        for name in wanted:
            for path in write(name, dataset, options.output):
                print(f"{visible(str(path))}: {path.stat().st_size:,} bytes", file=sys.stderr)
    except (RecordError, MissingLibrary) as error:
        return fail(error)
    except OSError as error:
        return fail(f"{error.filename or options.output}: {error.strerror or error}")
    return DONE
