"""`validate` and `rule`: what is wrong with a crawl or with records, and what each rule is about."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from jiyuan_news.commands import DONE, UNREADABLE, NotWritten, fail, output, stdin
from jiyuan_news.terminal import visible

if TYPE_CHECKING:
    from jiyuan_news.findings import Finding, Report
    from jiyuan_news.records import Severity

FOUND = 1


class _Refused(Exception):
    """What was asked for cannot be done."""


def validate(options: argparse.Namespace) -> int:
    """Tells what is wrong with feeds, records and data sets."""
    _usage(options)
    from jiyuan_news.reporting import FORMATS, SUMMED
    from jiyuan_news.reporting.words import statistics, summary

    try:
        report = _parted(options) if options.good else _report(options, stdin())
        write = statistics if options.statistics else FORMATS[options.format]
        with output(options.output) as file:
            file.write(write(report).encode())
    except (_Refused, NotWritten) as error:
        return fail(error)
    if options.output or options.format not in SUMMED:
        for line in summary(report):
            print(f"jiyuan-news: {visible(line)}", file=sys.stderr)
    if report.unreadable:
        return UNREADABLE
    failed = any(_fails(severity, options) for severity in report.counts)
    return FOUND if failed and not options.exit_zero else DONE


def rule(options: argparse.Namespace) -> int:
    """Prints the manual page of a rule of `validate`, or the list of all."""
    from jiyuan_news.checks.catalogue import checks, find

    if options.code is None:
        told = "".join(f"{one.code}  {one.severity:7}  {one.name}\n" for one in checks())
    else:
        try:
            told = find(options.code).page
        except LookupError as error:
            options.parser.error(str(error))
    sys.stdout.buffer.write(told.encode())
    return DONE


def _usage(options: argparse.Namespace) -> None:
    if bool(options.good) != bool(options.bad):
        options.parser.error("--good and --bad go together: each line of the input is written to one of them")
    if options.good and options.good == options.bad:
        options.parser.error("--good and --bad are the same file; name two")
    if options.statistics and options.format not in ("full", "concise"):
        options.parser.error("--statistics is for people; leave out --format")
    if options.limit < 0:
        options.parser.error(f"--limit: {options.limit} is less than 0; 0 shows all")


def _report(
    options: argparse.Namespace, file: IO[bytes], tell: Callable[[Finding], None] = lambda finding: None
) -> Report:
    """The report of the run; `tell` is called with everything that is new to the baseline."""
    from jiyuan_news.findings import collect
    from jiyuan_news.reporting.selection import selected
    from jiyuan_news.validating import events

    try:
        wanted = selected(_words(options.select), _words(options.ignore))
    except LookupError as error:
        options.parser.error(str(error))
    is_known = _known(options.baseline)

    def keep(finding: Finding) -> bool:
        if is_known(finding):
            return False
        tell(finding)
        return True

    told = filter(wanted, events(options.inputs, file))
    return collect(told, keep=keep, limit=options.limit or None)


def _words(given: Iterable[str]) -> list[str]:
    """The words of options that may be given again, and may each have several, joined by commas."""
    return [word for words in given for word in words.split(",")]


def _known(baseline: Path | None) -> Callable[[Finding], bool]:
    if baseline is None:
        return lambda finding: False
    from jiyuan_news.codec import RecordError, loads
    from jiyuan_news.findings import Report
    from jiyuan_news.reporting.baseline import Baseline

    try:
        report = loads(baseline.read_bytes(), Report)
    except OSError as error:
        raise _Refused(f"{baseline}: {error.strerror or error}") from None
    except RecordError as error:
        raise _Refused(
            f"{baseline}: {error}; a baseline is what `validate --format json --limit 0` writes"
        ) from None
    for more in report.left_off:
        fail(f"{baseline}: lacks {more.count:,} findings of {more.code}; write it with --limit 0")
    return Baseline(report).has


def _fails(severity: Severity, options: argparse.Namespace) -> bool:
    return severity == "error" or (options.strict and severity == "warning")


def _parted(options: argparse.Namespace) -> Report:
    """The report of the run; the lines of the records go to two files: those that passed and those that did not."""
    from jiyuan_news.reporting.split import splitting

    with _standard_input(options.inputs) as kept:
        try:
            with kept.open("rb") as file, splitting(options.good, options.bad) as split:

                def tell(finding: Finding) -> None:
                    if _fails(finding.severity, options):
                        split.condemn(finding)

                report = _report(options, file, tell)
                if report.unreadable:
                    raise _NotSplit("an input could not be read to its end")
                if not any(one.kind == "records" for one in report.inputs):
                    raise _NotSplit("no input has records")
                split.write(_records(report, kept))
        except _NotSplit as error:
            fail(f"{error}; {options.good} and {options.bad} were not written")
        except OSError as error:
            raise _Refused(
                f"{error.filename or options.good}: {error.strerror or error}; nothing was split"
            ) from error
    return report


class _NotSplit(Exception):
    """The lines of the inputs are not all there, or not of records."""


def _records(report: Report, kept: Path) -> Iterator[tuple[str, IO[bytes], bool]]:
    """The inputs with records, to be read again, and whether one is a single JSON text over all its lines."""
    from jiyuan_news.findings import STDIN
    from jiyuan_news.inputs.json_texts import in_one
    from jiyuan_news.inputs.streams import opened

    for one in report.inputs:
        if one.kind == "records":
            path = kept if one.path == STDIN else Path(one.path)
            with opened(path) as file:
                single = in_one(file)
            with opened(path) as file:
                yield one.path, file, single


@contextmanager
def _standard_input(inputs: Sequence[str]) -> Iterator[Path]:
    """A file with what comes through standard input, which can be read but once."""
    if "-" not in inputs:
        yield Path(os.devnull)
        return
    with tempfile.NamedTemporaryFile() as kept:
        shutil.copyfileobj(stdin(), kept)
        kept.flush()
        yield Path(kept.name)
