"""Builds a data set from the pages of a crawl: what was read before is not read again, and a kill costs little."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import IO

import attrs

from jiyuan_news import publishing
from jiyuan_news.building.crawls import Crawled, Skipped, documents
from jiyuan_news.building.datasets import Built, write
from jiyuan_news.building.reading import read_all
from jiyuan_news.building.sources import Refused
from jiyuan_news.building.store import Locked, Store
from jiyuan_news.describing import card, citation
from jiyuan_news.describing.files import MADE
from jiyuan_news.facts import UNTOLD, About
from jiyuan_news.progress import Progress
from jiyuan_news.terminal import visible

CACHE = Path(".build/store.sqlite")
"""The store of a data set, within its folder; it may be removed, then all pages are read again."""
SKIPPED = Path(".build/skipped.txt")
"""All that the last build passed over, a line each."""
_AT_ONCE = 500
"""Pages that are kept in one transaction."""


@attrs.define
class Summary:
    """What became of the inputs."""

    built: Built
    """The data set."""
    given: int
    """Pages that were given."""
    pages: int
    """Those with a text of their own."""
    read: int
    """Those that had to be read; what was read of the others was still there."""
    skipped: Counter[str]
    """How much was passed over, by what it was instead of a page."""

    def __str__(self) -> str:
        told = (
            f"{self.given:,} pages given, {self.given - self.pages:,} of them a text that another has too; "
        )
        told += f"{self.read:,} read, {self.pages - self.read:,} known from before"
        for kind, count in sorted(self.skipped.items()):
            told += f"\nskipped: {count:,} × {kind}"
        records = [one for one in self.built.files if one.rows and one.format == "jsonl"]
        counts = ", ".join(f"{one.rows:,} in {one.path}" for one in records)
        return f"{told}\nversion {self.built.version}: {counts or 'no record'}"


def build_crawl(
    inputs: Sequence[str],
    output: Path,
    stdin: IO[bytes],
    *,
    about: About = UNTOLD,
    formats: Sequence[str] = ("csv",),
    jobs: int | None = None,
    skip: Callable[[Skipped], None] = lambda skipped: None,
) -> Summary:
    """Builds the data set of a crawl in the folder `output`; the same pages give the same bytes, in whatever order.

    It may be stopped at any moment and started again: what was read is kept beside the data set. Memory does not grow
    with the number of pages, but for a few bytes for each meeting.

    Args:
        inputs: files, folders and `-` for `stdin`: raw pages, JSON Lines of `{text, url, retrieved, name}`, gzip.
        output: the folder; made if it is not there.
        stdin: what `-` stands for.
        about: what people wrote of the data set.
        formats: those that the flat tables are written in.
        jobs: processes to read in; None for one for each processor.
        skip: called with what is no page.

    Raises:
        KeyError: there is no such format.
        MissingLibrary: a format needs a library that is not installed; nothing was read yet.
        Refused: another build is at work in the folder, or it is that of a repository's own data.
        OSError: the folder cannot be written.
        sqlite3.Error: the store cannot be written, such as on a full disk.
    """
    publishing.check(formats)
    if (output / "sources.toml").exists():
        raise Refused(f"{output}: has a sources.toml, so it is a repository's data; name another folder")
    for name in (card.NAME, citation.NAME):
        path = output / name
        if path.exists() and MADE.encode() not in path.read_bytes():
            raise Refused(f"{path}: was written by somebody, and a build would replace it; move it")
    try:
        store = Store(output / CACHE)
    except Locked:
        raise Refused(
            f"{output}: another build is at work there; wait for it, or name another folder"
        ) from None
    with closing(store):
        skipped: Counter[str] = Counter()

        def passed_over(one: Skipped) -> None:
            skipped[one.kind] += 1
            listed.write(f"{visible(str(one))}\n")
            skip(one)

        with (output / SKIPPED).open("w", encoding="utf-8") as listed:
            given = _take(store, documents(inputs, stdin, output), passed_over)
        pages, unread = store.count(), store.count(unread=True)
        with Progress("reading", unread) as bar:
            read_all(store, jobs or processors(), bar.add)
        with Progress("merging", store.meetings()) as bar:
            built = write(store, output, about, formats, tell=bar.add)
    return Summary(built, given, pages, unread, skipped)


def _take(
    store: Store,
    told: Iterator[Crawled | Skipped],
    skip: Callable[[Skipped], None],
) -> int:
    """Keeps all pages of the inputs, and tells how many there were."""
    store.forget_inputs()
    given = 0
    with Progress("finding pages") as bar:
        while some := list(islice(told, _AT_ONCE)):
            crawled = []
            for one in some:
                if isinstance(one, Crawled):
                    crawled.append(one)
                else:
                    skip(one)
            store.take(crawled)
            given += len(crawled)
            bar.add(len(crawled))
    store.forget_others()
    return given


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
