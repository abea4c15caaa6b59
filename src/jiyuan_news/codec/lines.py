"""JSON Lines: one record a line, read and written as streams."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, TypeVar, cast

from jiyuan_news.codec.checking import kind_of
from jiyuan_news.codec.problems import MISSING, Problem, RecordError
from jiyuan_news.codec.values import collector_paused, decoder, dumps, loads
from jiyuan_news.files import whole

T = TypeVar("T")


def write_jsonl(target: str | Path | IO[bytes], values: Iterable[Any]) -> int:
    """Writes records as JSON Lines, one by one, and tells how many. The same records give the same bytes.

    Args:
        target: a path, written whole or not at all (`.gz` is compressed), or a file open for bytes.
        values: the records.

    Raises:
        OSError: the file cannot be written.
        TypeError: a value is no record.

    """
    if not isinstance(target, str | os.PathLike):
        return _write_lines(target, values)
    path = Path(target)
    with whole(path) as file:
        if path.suffix != ".gz":
            return _write_lines(file, values)
        # No name and no time in the header, and a level that is stated: they would make each file another.
        with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=file, mtime=0) as packed:
            return _write_lines(cast("IO[bytes]", packed), values)


def _write_lines(file: IO[bytes], values: Iterable[Any]) -> int:
    count = 0
    for value in values:
        file.write(dumps(value) + b"\n")
        count += 1
    return count


def read_jsonl(
    source: str | Path | Iterable[bytes | str], cls: type[T], *, trusted: bool = False
) -> Iterator[T]:
    """The records of JSON Lines, one by one; blank lines are passed over.

    Args:
        source: a path (`.gz` is unpacked), or lines such as an open file.
        cls: a record class.
        trusted: skip the checks, for data that this library wrote.

    Raises:
        RecordError: names the file, the line and everything wrong with it.
        OSError: the file cannot be read.
        TypeError: `cls` is no record class.

    """
    kind_of(cls)
    if not isinstance(source, str | os.PathLike):
        return _read_lines(source, cls, trusted, "line ")
    return _read_file(Path(source), cls, trusted)


def _read_file(path: Path, cls: type[T], trusted: bool) -> Iterator[T]:
    if path.suffix != ".gz":
        with path.open("rb") as file:
            yield from _read_lines(file, cls, trusted, f"{path}:")
        return
    with gzip.open(path, "rb") as packed:
        yield from _read_lines(_unpacked(packed, path), cls, trusted, f"{path}:")


def _unpacked(packed: Iterable[bytes], path: Path) -> Iterator[bytes]:
    """The lines of a gzip file; one that is cut or damaged is an error of the data, as a wrong line is."""
    try:
        yield from packed
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise RecordError([Problem("", MISSING, f"the rest of a gzip file ({error})")], str(path)) from None


def _read_lines(lines: Iterable[bytes | str], cls: type[T], trusted: bool, place: str) -> Iterator[T]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = loads(line, cls, trusted=trusted)
        except RecordError as error:
            raise RecordError(error.errors, f"{place}{number}") from None
        yield record


def trusted_lines(data: bytes, cls: type[T]) -> list[T]:
    """All records of JSON Lines that this library wrote, unchecked; the garbage collector rests meanwhile.

    Raises:
        RecordError: names the line that cannot be read after all, and everything wrong with it.

    """
    with collector_paused():
        try:
            return decoder(cls).decode_lines(data)
        except ValueError:
            return list(_read_lines(data.split(b"\n"), cls, False, "line "))  # says what is wrong, and where
