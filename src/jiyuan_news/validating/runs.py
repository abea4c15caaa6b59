"""A run over files and folders: what each is, each checked in its way, then all records beside each other."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from pathlib import Path
from typing import IO

import attrs

from jiyuan_news.checks.catalogue import checks
from jiyuan_news.checks.datasets import DESCRIPTOR, DataSet
from jiyuan_news.files import Undecodable, decode
from jiyuan_news.findings import STDIN, Event, Input
from jiyuan_news.inputs.streams import FAILURES, HEAD, content, files_in, kind_of, lines_of, opened
from jiyuan_news.validating.feeds import RawInput, RawPages
from jiyuan_news.validating.records import Checker


def events(inputs: Sequence[str], stdin: IO[bytes]) -> Iterator[Event]:
    """What a run over inputs finds: files, folders, and `-` for standard input. What cannot be read is told, too.

    A folder with a datapackage.json is a data set; of another folder, each file is an input. All raw pages are read
    before the records are, whose words are compared with them.
    """
    with ExitStack() as kept:
        run = _Run(stdin, kept)
        for path in dict.fromkeys(_spread(inputs)):
            yield from run.look_at(path)
        for shown, rest in run.waiting:
            yield from run.records(shown, rest)
        yield from run.checker.compare()


def _spread(inputs: Sequence[str]) -> Iterator[str]:
    """The inputs, with the files of a folder that is no data set in its place; what is hidden is passed over."""
    for path in inputs:
        folder = Path(path)
        if path != "-" and folder.is_dir() and not (folder / DESCRIPTOR).exists():
            yield from files_in(folder)
        else:
            yield path


@attrs.define
class _Run:
    stdin: IO[bytes]
    kept: ExitStack
    """Closes the streams of the run at its end."""
    raw: RawPages = attrs.field(factory=RawPages)
    checker: Checker = attrs.field(init=False)
    waiting: list[tuple[str, io.BufferedReader | None]] = attrs.field(factory=list)
    """The inputs with records, read when all raw pages are there; a stream comes with what is left of it."""

    def __attrs_post_init__(self) -> None:
        self.checker = Checker(self.raw)

    def look_at(self, path: str) -> Iterator[Event]:
        """Checks a raw page or the files of a data set; lets records wait."""
        shown = STDIN if path == "-" else path
        try:
            if path != "-" and Path(path).is_dir():
                yield from self._data_set(path)
                return
            stream = self._stream(path)
            with opened(path, stream) as file:
                kind = kind_of(file.peek(HEAD)[:HEAD], path)
                if kind == "records":
                    self.waiting.append((shown, file if stream else None))
                    yield Input(shown, kind)
                    return
                text, encoding = decode(content(file))
        except (*FAILURES, Undecodable) as error:
            yield _unreadable(shown, error)
            return
        yield Input(shown, kind)
        page = RawInput.of(shown, text, encoding)
        self.raw.add(page.text)
        yield from page.findings()

    def _stream(self, path: str) -> IO[bytes] | None:
        """What can be read but once: standard input, or a pipe; None for a file."""
        if path == "-":
            return self.stdin
        if not Path(path).exists() or Path(path).is_file():
            return None
        return self.kept.enter_context(Path(path).open("rb"))

    def records(self, shown: str, rest: io.BufferedReader | None) -> Iterator[Event]:
        """Checks a file of records, or what is left of a stream."""
        yield from _table(self.checker, shown, opened(shown) if rest is None else nullcontext(rest))

    def _data_set(self, folder: str) -> Iterator[Event]:
        """Checks the files of a data set, and its records with its own pages."""
        yield Input(folder, "dataset")
        data = DataSet(Path(folder))
        for rule in checks():
            if rule.scope != "dataset" or rule.of:
                continue
            for fault in rule.faults(data):
                assert fault.place
                yield rule.finding(fault.message, fault.place)
        raw = RawPages()
        for page in data.pages:
            try:
                raw.add(decode(page.path.read_bytes())[0])
            except (*FAILURES, Undecodable) as error:
                yield _unreadable(str(page.path), error)
        self.kept.callback(raw.close)
        checker = Checker(raw, data.has_pages)
        # The raw pages are read before the records, whose words are compared with them.
        for table in sorted(data.tables, key=lambda one: not one.raw):
            shown = str(table.path)
            yield Input(shown, "records")
            yield from _table(checker, shown, opened(shown), raw.add)
        yield from checker.compare()


def _table(
    checker: Checker,
    shown: str,
    source: AbstractContextManager[io.BufferedReader],
    keep: Callable[[str], None] | None = None,
) -> Iterator[Event]:
    """Checks the records of a file; with `keep`, which is called with raw pages, it is a table of a data set."""
    try:
        with source as file:
            yield from checker.check(shown, lines_of(file), keep is not None, keep or (lambda text: None))
    except FAILURES as error:
        yield attrs.evolve(_unreadable(shown, error), kind="records")


def _unreadable(path: str, error: Exception) -> Input:
    problem = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return Input(path, None, problem)
