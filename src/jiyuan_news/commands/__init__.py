"""What the commands of the command line do: each takes its options and gives its exit code.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from jiyuan_news.progress import WIPE, counted
from jiyuan_news.terminal import shielded, visible

if TYPE_CHECKING:
    from jiyuan_news.records import Page

DONE = 0
UNREADABLE = 2


def parse(options: argparse.Namespace) -> int:
    """Reads pages, writes their records as JSON."""
    alone = [f"--{key}" for key in ("url", "name", "retrieved") if getattr(options, key) is not None]
    if len(options.feeds) > 1 and alone:
        options.parser.error(
            f"{' and '.join(alone)} tell of one page; give one FEED, not {len(options.feeds)}"
        )
    from jiyuan_news.codec import dumps

    failures: list[str] = []
    try:
        with output(options.output) as file:
            for page in _pages(options.feeds, failures, options.name, options.url, options.retrieved):
                data = dumps(page)
                file.write((shielded(data.decode()).encode() if file.isatty() else data) + b"\n")
    except NotWritten as error:
        return fail(error)
    return UNREADABLE if failures else DONE


def summary(options: argparse.Namespace) -> int:
    """Reads pages, tells in words who chaired what when."""
    from jiyuan_news.summary import summary

    failures: list[str] = []
    for at, page in enumerate(_pages(options.feeds, failures)):
        sys.stdout.buffer.write((("\n" if at else "") + summary(page)).encode())
    return UNREADABLE if failures else DONE


def explain(options: argparse.Namespace) -> int:
    """Tells by which rule each value of a page was read."""
    from jiyuan_news.explaining.report import report

    try:
        told = report(_text(options.feed), url=options.url, id=options.id)
    except _Unreadable as error:
        return fail(error)
    except LookupError as error:
        options.parser.error(str(error))
    sys.stdout.buffer.write(told.encode())
    return DONE


def clean(options: argparse.Namespace) -> int:
    """Mends the text of a page."""
    from jiyuan_news.text import clean
    from jiyuan_news.text.report import report

    try:
        page = clean(_text(options.feed), only=options.only, skip=options.skip)
    except _Unreadable as error:
        return fail(error)
    except ValueError as error:
        options.parser.error(str(error))
    text = page.text
    if sys.stdout.isatty():
        text = "\n".join(map(visible, text.split("\n")))
    sys.stdout.buffer.write(text.encode())
    if options.report:
        for line in report(page):
            print(line, file=sys.stderr)
    return DONE


class _Unreadable(Exception):
    """A feed could not be read."""


@contextmanager
def _reading(feed: str) -> Iterator[None]:
    """Tells which feed it is that cannot be read."""
    from jiyuan_news.files import Undecodable

    shown = "standard input" if feed == "-" else feed
    try:
        yield
    except OSError as error:
        raise _Unreadable(f"{shown}: {error.strerror or error}") from error
    except Undecodable as error:
        raise _Unreadable(f"{shown}: {error}") from error


def _text(feed: str) -> str:
    from jiyuan_news.files import decode

    with _reading(feed):
        return decode(_bytes(feed))[0]


def _bytes(feed: str) -> bytes:
    return stdin().read() if feed == "-" else Path(feed).read_bytes()


def stdin() -> IO[bytes]:
    """Standard input; empty where whoever started the program closed it."""
    return sys.stdin.buffer if sys.stdin else io.BytesIO()


def schema(options: argparse.Namespace) -> int:
    """Prints the JSON Schema of a record."""
    from jiyuan_news.schema import schema_bytes

    sys.stdout.buffer.write(schema_bytes(options.record))
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

    for feed in counted(feeds, "reading", len(feeds)):
        own = name or (None if feed == "-" else Path(feed).name)
        try:
            with _reading(feed):
                page = read_page(_bytes(feed), name=own, url=url, retrieved=retrieved)
        except _Unreadable as error:
            failures.append(feed)
            fail(error)
        else:
            yield page


@contextmanager
def output(path: Path | None) -> Iterator[IO[bytes]]:
    """Standard output, or a file that is there only once it is whole."""
    if path is None:
        yield sys.stdout.buffer
        return
    from jiyuan_news.files import whole

    try:
        with whole(path) as file:
            yield file
    except OSError as error:
        raise NotWritten(f"{path}: {error.strerror or error}; nothing was written") from error


class NotWritten(Exception):
    """The output could not be written."""


def fail(problem: object) -> int:
    """Tells a problem on stderr, in one line; the exit code that it has."""
    wipe = WIPE if sys.stderr.isatty() else ""  # the progress bar may stand there
    print(f"{wipe}jiyuan-news: {visible(str(problem))}", file=sys.stderr)
    return UNREADABLE
