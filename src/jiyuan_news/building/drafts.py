"""A folder of drafts: files that take their places together, once all of them are written."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jiyuan_news.describing.files import Written


@contextmanager
def drafts(folder: Path) -> Iterator[Path]:
    """A folder for files that are not whole; what a run that was killed left of such a folder goes with it."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(".draft-*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=".draft-", dir=folder) as made:
        yield Path(made)


def place(made: Path, folder: Path, files: Iterable[Written]) -> None:
    """Moves the drafts to their places, in this order."""
    for file in files:
        (folder / file.path).parent.mkdir(exist_ok=True)
        (made / file.path).replace(folder / file.path)
