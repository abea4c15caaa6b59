"""Files at the edge: bytes of a crawl to text, and output that is written whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal

Encoding = Literal["utf-8", "gb18030"]

_MOSTLY = 0.9
"""Share of the non-ASCII bytes that must read as UTF-8 for a file to be damaged UTF-8 rather than something else."""


_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NOT_ASCII = re.compile(rb"[\x80-\xff]+")


class Undecodable(ValueError):
    """Bytes that are neither UTF-8 nor GB18030; the message says where and what to do."""


def decode(data: bytes) -> tuple[str, Encoding]:
    """The text of a crawled page and the encoding it was in: UTF-8, else GB18030.

    Line ends stay as they are and a byte order mark stays the first character, so that spans count what is in the file.

    Raises:
        Undecodable: for bytes that are neither, such as an image, UTF-16, or UTF-8 with a damaged byte.
    """
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        bad = error.start
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Undecodable("the bytes are UTF-16; convert them to UTF-8 with `iconv -f UTF-16 -t UTF-8`")
    line = data.count(b"\n", 0, bad) + 1
    column = len(data[data.rfind(b"\n", 0, bad) + 1 : bad].decode("utf-8", "replace")) + 1
    place = f"line {line}, column {column}: byte 0x{data[bad]:02X} is not UTF-8"
    if _damaged_utf8(data):
        raise Undecodable(
            f"{place}, as nearly all others are; mend it, or drop it with `iconv -c -f UTF-8 -t UTF-8`"
        )
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if not _is_text(text):
        raise Undecodable(f"{place}, and the file is not GB18030 either; give a text file in one of the two")
    return text, "gb18030"


def _damaged_utf8(data: bytes) -> bool:
    """Whether nearly all non-ASCII bytes read as UTF-8, so that another encoding would only garble them."""
    strange = sum(map(len, _NOT_ASCII.findall(data)))
    kept = sum(map(len, _NOT_ASCII.findall(data.decode("utf-8", "ignore").encode())))
    return kept > _MOSTLY * strange


def _is_text(text: str) -> bool:
    """Whether a decoded text has Han and no control characters but blanks: no image, no archive."""
    return _HAN.search(text) is not None and _CONTROL.search(text) is None


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """Opens a file to write that takes its name only once all of it is written; on an error nothing changes.

    A device or a pipe, such as `/dev/null`, is written as it is.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as file:
            yield file
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())  # else a crash of the machine may leave the name with nothing behind it
        draft.chmod(0o666 & ~_umask())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
