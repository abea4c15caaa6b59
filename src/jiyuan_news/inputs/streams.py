"""Files and streams: what each is, told by its content, and its bytes as a stream."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, cast

from jiyuan_news.files import Undecodable
from jiyuan_news.findings import InputKind

LONGEST_LINE = 32 * 2**20
"""Bytes of a line of records, or of a JSON document of several lines, that are held in memory."""
LARGEST_FEED = 128 * 2**20
"""Bytes of a raw page that are read."""
FAILURES = (OSError, EOFError, zlib.error)
"""What reading a file may raise; a broken gzip file gives all three."""
HEAD = 1 << 16
"""Bytes at the beginning of an input that tell what it is."""

_GZIP = b"\x1f\x8b"
_JSON = re.compile(r"\{\s*(?:[\"}]|$)|\[\s*(?:[{\]]|$)")
_FEW = 20
"""Lines that are looked at."""


@contextmanager
def opened(path: str | Path, stdin: IO[bytes] | None = None) -> Iterator[io.BufferedReader]:
    """The bytes of a file, unpacked where they are gzip, so that `peek` shows the first of them.

    With `stdin` it is that which is read; it stays open.
    """
    with nullcontext(stdin) if stdin else Path(path).open("rb") as raw:
        file = raw if isinstance(raw, io.BufferedReader) else _buffered(raw)
        yield _buffered(gzip.GzipFile(fileobj=file)) if file.peek(2).startswith(_GZIP) else file


def _buffered(file: object) -> io.BufferedReader:
    return io.BufferedReader(cast("io.RawIOBase", file), HEAD)


def files_in(folder: Path) -> list[str]:
    """The paths of the files of a folder, at any depth, in order; what is hidden is passed over."""
    inner = (one.relative_to(folder) for one in folder.rglob("*") if one.is_file())
    shown = (one for one in inner if not any(part.startswith(".") for part in one.parts))
    return sorted(str(folder / one) for one in shown)


def kind_of(head: bytes, path: str) -> InputKind:
    """What an input is, by its first bytes: records if they look like JSON, else a raw page."""
    lines = [line.strip() for line in head.decode("utf-8", "replace").lstrip("\ufeff").splitlines()]
    lines = [line for line in lines if line][:_FEW]
    if not lines:  # only the name tells
        return "records" if path.removesuffix(".gz").endswith((".jsonl", ".json")) else "feed"
    like = [bool(_JSON.match(line)) for line in lines]
    return "records" if like[0] or sum(like) * 2 > len(like) else "feed"


def content(file: io.BufferedReader) -> bytes:
    """All of a raw page.

    Raises:
        Undecodable: it is larger than any page.

    """
    data = file.read(LARGEST_FEED + 1)
    if len(data) > LARGEST_FEED:
        raise Undecodable(f"it has more than {LARGEST_FEED:,} bytes; give a page a file")
    return data


def lines_of(file: io.BufferedReader) -> Iterator[bytes | int]:
    """The lines of a file; of one that is too long its number of bytes alone."""
    while line := file.readline(LONGEST_LINE + 1):
        if len(line) <= LONGEST_LINE:
            yield line
            continue
        size = len(line)
        while line and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE)
            size += len(line)
        yield size
