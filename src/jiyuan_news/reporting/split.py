"""Records that passed and records that did not, in two files, with the reasons beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from jiyuan_news.codec import dumps
from jiyuan_news.files import whole
from jiyuan_news.findings import Finding


def reasons_path(bad: Path) -> Path:
    """Where the reasons of the bad records stand."""
    return bad.with_name(f"{bad.name}.reasons.jsonl")


class Split:
    """Parts the lines of inputs. Keeps a byte for each line up to the last bad one, and no finding."""

    def __init__(self, good: Path, bad: Path, reasons: IO[bytes]) -> None:
        self._good, self._bad, self._reasons = good, bad, reasons
        self._marks: dict[str, bytearray] = {}

    def condemn(self, finding: Finding) -> None:
        """Makes the line of the finding a bad one, for this reason."""
        place = finding.place
        marks = self._marks.setdefault(place.path, bytearray())
        marks.extend(bytes(max(0, place.line + 1 - len(marks))))
        marks[place.line] = True
        self._reasons.write(dumps(finding) + b"\n")

    def write(self, inputs: Iterable[tuple[str, Iterable[bytes]]]) -> tuple[int, int]:
        """Writes both files and tells how many lines each has. Together they are the lines of the inputs, verbatim.

        A last line without an end gets one: what follows it would else be glued to it.
        """
        counts = [0, 0]
        with whole(self._good) as good, whole(self._bad) as bad:
            for path, lines in inputs:
                marks = self._marks.get(path, b"")
                for number, line in enumerate(lines, 1):
                    is_bad = number < len(marks) and bool(marks[number])
                    counts[is_bad] += 1
                    (bad if is_bad else good).write(line if line.endswith(b"\n") else line + b"\n")
        return counts[0], counts[1]


@contextmanager
def splitting(good: Path, bad: Path) -> Iterator[Split]:
    """A split whose files are there, whole, once all is done; on an error none is."""
    with whole(reasons_path(bad)) as reasons:
        yield Split(good, bad, reasons)
