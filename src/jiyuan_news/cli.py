"""The command line: data on stdout, words and progress on stderr.

Exit codes: 0 whenever the output was written, 2 for wrong usage or input that cannot be read; 1 is kept for
`validate`, which is to judge feeds. Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from jiyuan_news import __version__

if TYPE_CHECKING:
    from jiyuan_news.records import Page

DONE = 0
UNREADABLE = 2

_EPILOG = """\
Exit codes: 0 when the output was written, whatever it says; 2 for wrong usage or input that cannot be read.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line and gives its exit code. Quiet when the reader of a pipe goes away."""
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    if sys.stdout is None:
        return _fail("standard output is closed; open it, or send it to /dev/null")
    try:
        code = run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has enough, as `| head -1` does
        _forget_output()
        return DONE
    except OSError as error:  # a full disk, a folder that must not be written
        _forget_output()
        return _fail(
            f"{error.filename or 'standard output'}: {error.strerror or error}; the output is not whole"
        )
    except KeyboardInterrupt:
        return 130
    return code


def _forget_output() -> None:
    """Sends what is still buffered nowhere, so that Python does not try to write it again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="jiyuan-news",
        description="Reads raw crawls of Chinese local-government news into typed, evidenced records.",
        epilog=_EPILOG,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"jiyuan-news {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    parse = commands.add_parser(
        "parse",
        allow_abbrev=False,
        help="read pages, write their records as JSON",
        description="Reads raw pages (UTF-8, or GB18030, which is detected) and writes a JSON object for each, a line"
        " each (JSON Lines).",
        epilog=_EPILOG,
    )
    _feeds(parse)
    parse.add_argument("--url", help="address of the page; the day in it gives the report's dates their year")
    parse.add_argument("--name", help="name of the page in its record; else the file's name")
    parse.add_argument("--retrieved", metavar="DATE", help="when the page was crawled; kept in its record")
    parse.add_argument("-o", "--output", type=Path, metavar="FILE", help="write there, whole or not at all")
    parse.set_defaults(run=_parse, parser=parse)

    summary = commands.add_parser(
        "summary",
        allow_abbrev=False,
        help="read pages, tell in words who chaired what when",
        description="Reads raw pages and tells their meetings in words: who chaired what when, in which posts.",
        epilog=_EPILOG,
    )
    _feeds(summary)
    summary.set_defaults(run=_summary)

    clean = commands.add_parser(
        "clean",
        allow_abbrev=False,
        help="mend the text of a page and print it",
        description="Mends the text of a raw page and prints it; text that is not damaged comes out letter for letter.",
        epilog=_EPILOG,
    )
    clean.add_argument(
        "feed", nargs="?", default="-", metavar="FILE", help="the page; '-', the default, is standard input"
    )
    clean.add_argument(
        "--only", action="append", metavar="MEND", help="make this mend only; may be given again"
    )
    clean.add_argument(
        "--skip", action="append", metavar="MEND", default=[], help="leave this mend out; may be given again"
    )
    clean.add_argument(
        "--report", action="store_true", help="tell on stderr what was mended, and every place that is unsure"
    )
    clean.set_defaults(run=_clean, parser=clean)

    schema = commands.add_parser(
        "schema",
        allow_abbrev=False,
        help="print the JSON Schema of a record",
        description="Prints the JSON Schema (2020-12) of a record.",
    )
    schema.add_argument("record", choices=("page", "article", "meeting"))
    schema.set_defaults(run=_schema)

    build = commands.add_parser(
        "build",
        allow_abbrev=False,
        help="build the data set and the schemas of a repository",
        description="Reads data/sources.toml and the pages in data/raw, and writes data/articles.jsonl, "
        "data/meetings.jsonl, data/datapackage.json and schemas/*.json, byte for byte the same each time.",
        epilog=_EPILOG,
    )
    build.add_argument("--root", type=Path, default=Path(), help="the repository (default: this folder)")
    build.add_argument(
        "--output", type=Path, metavar="FOLDER", help="write there instead of into the repository"
    )
    build.set_defaults(run=_build)
    return parser


def _feeds(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "feeds", nargs="+", metavar="FEED", help="a file with one raw page; '-' is standard input"
    )


def _parse(options: argparse.Namespace) -> int:
    alone = [f"--{key}" for key in ("url", "name", "retrieved") if getattr(options, key) is not None]
    if len(options.feeds) > 1 and alone:
        options.parser.error(
            f"{' and '.join(alone)} tell of one page; give one FEED, not {len(options.feeds)}"
        )
    from jiyuan_news.codec import dumps

    failures: list[str] = []
    try:
        with _output(options.output) as file:
            for page in _pages(options.feeds, failures, options.name, options.url, options.retrieved):
                file.write(dumps(page) + b"\n")
    except _NotWritten as error:
        return _fail(error)
    return UNREADABLE if failures else DONE


def _summary(options: argparse.Namespace) -> int:
    from jiyuan_news.summary import summary

    failures: list[str] = []
    for at, page in enumerate(_pages(options.feeds, failures)):
        sys.stdout.buffer.write((("\n" if at else "") + summary(page)).encode())
    return UNREADABLE if failures else DONE


def _clean(options: argparse.Namespace) -> int:
    from jiyuan_news.files import Undecodable, decode
    from jiyuan_news.text import clean
    from jiyuan_news.text.report import report

    shown = "standard input" if options.feed == "-" else options.feed
    try:
        text, _ = decode(_bytes(options.feed))
    except OSError as error:
        return _fail(f"{shown}: {error.strerror or error}")
    except Undecodable as error:
        return _fail(f"{shown}: {error}")
    try:
        page = clean(text, only=options.only, skip=options.skip)
    except ValueError as error:
        options.parser.error(str(error))
    sys.stdout.buffer.write(page.text.encode())
    if options.report:
        print("\n".join(report(page)), file=sys.stderr)
    return DONE


def _bytes(feed: str) -> bytes:
    return sys.stdin.buffer.read() if feed == "-" else Path(feed).read_bytes()


def _schema(options: argparse.Namespace) -> int:
    from jiyuan_news.schema import schema_bytes

    sys.stdout.buffer.write(schema_bytes(options.record))
    return DONE


def _build(options: argparse.Namespace) -> int:
    from jiyuan_news.build import Refused, build

    try:
        written = build(options.root, options.output)
    except Refused as error:
        return _fail(error)
    for path, count in written:
        print(f"{path}: {count}", file=sys.stderr)
    return DONE


def _pages(
    feeds: Sequence[str],
    failures: list[str],
    name: str | None = None,
    url: str | None = None,
    retrieved: str | None = None,
) -> Iterator[Page]:
    """The pages of the files that can be read; says on stderr which cannot, and notes them in `failures`."""
    from jiyuan_news.crawl import read_page
    from jiyuan_news.files import Undecodable

    for feed in _counted(feeds):
        shown = "standard input" if feed == "-" else feed
        try:
            data = _bytes(feed)
            own = name or (None if feed == "-" else Path(feed).name)
            page = read_page(data, name=own, url=url, retrieved=retrieved)
        except OSError as error:
            problem = error.strerror or str(error)
        except Undecodable as error:
            problem = str(error)
        else:
            yield page
            continue
        failures.append(feed)
        _fail(f"{shown}: {problem}")


@contextmanager
def _output(path: Path | None) -> Iterator[IO[bytes]]:
    """Standard output, or a file that is there only once it is whole."""
    if path is None:
        yield sys.stdout.buffer
        return
    from jiyuan_news.files import whole

    try:
        with whole(path) as file:
            yield file
    except OSError as error:
        raise _NotWritten(f"{path}: {error.strerror or error}; nothing was written") from error


class _NotWritten(Exception):
    """The output could not be written."""


def _counted(feeds: Sequence[str]) -> Iterator[str]:
    """The same, with a bar on stderr where that is a terminal and there is something to wait for."""
    shown = len(feeds) > 1 and sys.stderr is not None and sys.stderr.isatty()
    for at, feed in enumerate(feeds):
        if shown:
            filled = 30 * at // len(feeds)
            print(f"\r{at}/{len(feeds)} [{'#' * filled:30}]", end="", file=sys.stderr, flush=True)
        yield feed
    if shown:
        print("\r\033[K", end="", file=sys.stderr, flush=True)


def _fail(problem: object) -> int:
    wipe = "\r\033[K" if sys.stderr.isatty() else ""  # the progress bar may stand there
    print(f"{wipe}jiyuan-news: {problem}", file=sys.stderr)
    return UNREADABLE
