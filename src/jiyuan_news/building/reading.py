"""Reads the pages of a store, in this process or in several. Between processes only bytes and numbers are sent."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import connection, get_context, parent_process

from jiyuan_news.building.store import ReadPage, Store, Task, row
from jiyuan_news.reading.page import parse

_CHUNK = 32
"""Pages that are read at once, and kept in one transaction."""
_AHEAD = 3
"""Chunks for each process that are under way."""
_WORTH = 128
"""Pages from which it is worth to start other processes."""


def read_all(store: Store, jobs: int, tell: Callable[[int], None] = lambda count: None) -> None:
    """Reads all pages of the store that were not read yet, and keeps what was read, chunk by chunk.

    Args:
        store: the pages.
        jobs: processes to read in.
        tell: called with the number of pages that were read since.
    """
    chunks = _chunks(store.unread())
    if jobs < 2 or store.count(unread=True) < _WORTH:
        done: Iterable[list[ReadPage]] = map(_read, chunks)
    else:
        done = _read_apart(chunks, jobs)
    for pages in done:
        store.keep(pages)
        tell(len(pages))


def _chunks(tasks: Iterator[Task]) -> Iterator[list[Task]]:
    while chunk := list(islice(tasks, _CHUNK)):
        yield chunk


def _read(tasks: list[Task]) -> list[ReadPage]:
    return [_read_one(task) for task in tasks]


def _read_one(task: Task) -> ReadPage:
    page = parse(task.text, url=task.url, retrieved=task.retrieved)
    return ReadPage(
        task.key,
        page.source.language,
        page.source.characters,
        tuple(map(row, page.articles)),
        tuple(map(row, page.meetings)),
    )


def _read_apart(chunks: Iterator[list[Task]], jobs: int) -> Iterator[list[ReadPage]]:
    """The same in other processes, started afresh; a few chunks are ahead, so that memory does not grow."""
    waiting: deque[Future[list[ReadPage]]] = deque()
    with ProcessPoolExecutor(jobs, get_context("spawn"), _prepare) as pool:
        try:
            for chunk in chunks:
                waiting.append(pool.submit(_read, chunk))
                if len(waiting) >= jobs * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _prepare() -> None:
    """Lets a process end with the one that started it: no signal tells when that one is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    assert parent is not None

    def follow() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
