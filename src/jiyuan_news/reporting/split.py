"""Records that passed and records that did not, in two files, with the reasons beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from jiyuan_news.codec import dumps
from jiyuan_news.files import whole
from jiyuan_news.findings import Finding

_CHUNK = 1 << 20
"""Bytes of a line that are held in memory."""


def reasons_path(bad: Path) -> Path:
    """Where the reasons of the bad records stand."""
    return bad.with_name(f"{bad.name}.reasons.jsonl")


class Split:
    """Parts the lines of inputs. Keeps a byte for each line up to the last bad one, and no finding."""

    def __init__(self, good: Path, bad: Path, reasons: IO[bytes]) -> None:
        self._good, self._bad, self._reasons = good, bad, reasons
        self._marks: dict[str, bytearray] = {}

    def condemn(self, finding: Finding) -> None:
        """Makes the line of the finding a bad one, for this reason; not for what is wrong with an input as a whole."""
        place = finding.place
        if place.span is None:
            return
        marks = self._marks.setdefault(place.path, bytearray())
        marks.extend(bytes(max(0, place.line + 1 - len(marks))))
        marks[place.line] = True
        self._reasons.write(dumps(finding) + b"\n")

    def write(self, inputs: Iterable[tuple[str, IO[bytes], bool]]) -> None:
        """Writes both files, which together are the lines of the inputs, verbatim.

        A last line without an end gets one: what follows it would else be glued to it.

        Args:
            inputs: the path of each, what is in it, and whether that is good or bad as a whole.

        """
        with whole(self._good) as good, whole(self._bad) as bad:
            for path, file, single in inputs:
                marks = self._marks.get(path, bytearray())
                number, ends, target = 1, True, bad if any(marks) else good
                while chunk := file.readline(_CHUNK):
                    if not single:
                        target = bad if any(marks[number : number + 1]) else good
                    target.write(chunk)
                    ends = chunk.endswith(b"\n")
                    number += ends
                if not ends:
                    target.write(b"\n")


@contextmanager
def splitting(good: Path, bad: Path) -> Iterator[Split]:
    """A split whose files are there, whole, once all is done; on an error none is."""
    with whole(reasons_path(bad)) as reasons:
        yield Split(good, bad, reasons)
