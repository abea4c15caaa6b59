"""The command `export`: a data set in the formats of its users."""

from __future__ import annotations

import argparse
import sys

from jiyuan_news.commands import DONE, fail
from jiyuan_news.terminal import visible


def export(options: argparse.Namespace) -> int:
    """Writes a data set in other formats."""
    from jiyuan_news.building.exports import export
    from jiyuan_news.building.sources import Refused
    from jiyuan_news.codec import RecordError
    from jiyuan_news.publishing import MissingLibrary

    wanted = formats(options)
    try:
        for file in export(options.data, wanted, options.output, facts_only=options.facts):
            print(f"{visible(str(options.output / file.path))}: {file.size:,} bytes", file=sys.stderr)
    except (Refused, RecordError, MissingLibrary) as error:
        return fail(error)
    except OSError as error:
        return fail(f"{error.filename or options.output}: {error.strerror or error}")
    return DONE


def formats(options: argparse.Namespace) -> list[str]:
    """The formats that `--to` names; a name that is none ends the command."""
    from jiyuan_news.publishing import FORMATS

    wanted = list(dict.fromkeys(options.to.split(",")))
    for name in wanted:
        if name not in FORMATS:
            options.parser.error(f"--to: {name!r} is no format; use {', '.join(FORMATS)}")
    return wanted
