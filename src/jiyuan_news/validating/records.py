"""Streams of records: each read and checked for itself, and a little of it kept to compare."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any

import attrs

from jiyuan_news.checks.across import MOST, KnownArticle, KnownMeeting, Records, not_comparable
from jiyuan_news.checks.catalogue import Check, checks
from jiyuan_news.checks.datasets import NOT_CANONICAL
from jiyuan_news.checks.evidence import needing_raw
from jiyuan_news.checks.locate import locate
from jiyuan_news.checks.places import Places
from jiyuan_news.checks.records import UNKNOWN_RECORD, WRONG_SHAPE, RawText, Setting, parts
from jiyuan_news.codec import RecordError, dumps, shown, structured
from jiyuan_news.findings import Event, Finding, NotRun, Place
from jiyuan_news.inputs.json_texts import Piece, pieces, value_of
from jiyuan_news.records import Article, Document, Meeting, Page
from jiyuan_news.rows import SourceRow
from jiyuan_news.shapes import fields

Record = Page | Article | Meeting | Document | SourceRow


@attrs.define
class Checker:
    """Checks the records of inputs, one input after the other, and keeps what is compared in the end."""

    raw: Mapping[str, RawText]
    """The raw pages among the inputs."""
    complete: bool = False
    """Whether all raw pages should be among them."""
    known: Records = attrs.field(factory=Records)
    beyond: int = 0
    """Records that were not kept."""

    def check(
        self,
        path: str,
        lines: Iterable[bytes | str | int],
        data_set: bool = False,
        keep: Callable[[str], None] = lambda text: None,
    ) -> Iterator[Event]:
        """What is wrong with the records of an input, each for itself; `keep` is called with the raw pages among them."""
        total, without = 0, Counter[bool]()
        for piece in pieces(lines):
            for one in self._check(path, piece, data_set):
                if isinstance(one, Finding):
                    yield one
                    continue
                if isinstance(one, Document):
                    keep(one.text)
                if isinstance(one, Document | SourceRow):
                    continue
                total += 1
                if _source(one) not in self.raw:
                    without[type(one) is Page] += 1
        reason = f"the raw pages of {without.total():,} of {total:,} records are not among the inputs"
        for code in needing_raw(pages=without[True] > 0, others=without[False] > 0):
            yield NotRun(code, path, reason)

    def compare(self) -> Iterator[Event]:
        """What is wrong with the records beside each other, at the end of all inputs."""
        rules = [one for one in checks() if one.scope == "records"]
        if self.beyond:
            reason = (
                f"there are {self.beyond:,} records more than the {MOST:,} that are compared with each other"
            )
            skipped = {one.code: reason for one in rules}
        else:
            skipped = {code: why for codes, why in not_comparable(self.known) for code in codes}
        for rule in rules:
            if rule.code in skipped:
                yield from (NotRun(rule.code, path, skipped[rule.code]) for path in self.known.paths)
                continue
            for fault in rule.faults(self.known):
                assert fault.place
                yield rule.finding(fault.message, fault.place)

    def _check(self, path: str, piece: Piece, data_set: bool) -> Iterator[Finding | Record]:
        """What is wrong with the records of one JSON text, and those that are records."""
        text = piece.data.decode("utf-8", "replace")
        places = Places(path, text, line=piece.line, offset=piece.offset)
        value, broken = value_of(piece, text)
        if broken:
            yield broken.rule.finding(broken.message, places.at(broken.span))
            return
        found: list[_Found] = []
        records: list[tuple[str, Record]] = []
        listed = isinstance(value, list)
        for index, item in enumerate(value if listed else [value]):
            pointer = f"/{index}" if listed else ""
            record = self._read(item, pointer, found)
            if record is not None:
                records.append((pointer, record))
                found += self._faults(record, pointer)
        if data_set and records and not found and not _is_canonical(piece.data, records[0][1]):
            found.append(_Found(NOT_CANONICAL, "", "The library writes this record with other bytes."))
        kept = [one for pointer, record in records for one in _kept(record, pointer)]
        pointers = {one.pointer for one in found} | {pointer for pointer, _, _ in kept}
        spans = locate(text, pointers) if pointers else {}
        for one in found:
            yield one.rule.finding(one.message, places.at(spans[one.pointer], one.pointer))
        for pointer, record, on_page in kept:
            self._keep(record, places.at(spans[pointer], pointer), on_page)
        yield from (record for _, record in records)

    def _read(self, value: Any, pointer: str, found: list[_Found]) -> Record | None:
        """The record of a JSON value; what is wrong with it goes into `found`."""
        cls = _class_of(value)
        if cls is None:
            found.append(
                _Found(UNKNOWN_RECORD, pointer, "This is no page, article, meeting or raw document.")
            )
            return None
        try:
            record: Record = structured(value, cls)
            return record
        except RecordError as error:
            for problem in error.errors:
                words = f"Expected {problem.expected}, got {shown(problem.value)}."
                found.append(_Found(WRONG_SHAPE, pointer + problem.pointer, words))
        return None

    def _faults(self, record: Record, pointer: str) -> Iterator[_Found]:
        setting = Setting(record, self.raw, self.complete)
        rules = _rules_by_class()
        for below, part in parts(record):
            for rule in rules.get(type(part), ()):
                for fault in rule.faults(part, setting):
                    yield _Found(rule, pointer + below + fault.pointer, fault.message)

    def _keep(self, record: Article | Meeting, place: Place, on_page: bool) -> None:
        if len(self.known) >= MOST:
            self.beyond += 1
            return
        kept: KnownArticle | KnownMeeting
        if isinstance(record, Article):
            kept = KnownArticle.of(record, place, on_page)
        else:
            kept = KnownMeeting.of(record, place, on_page)
        self.known.add(kept)


@attrs.frozen(slots=True)
class _Found:
    """What is wrong with a value."""

    rule: Check
    pointer: str
    message: str


@cache
def _rules_by_class() -> dict[type[Any], list[Check]]:
    """The rules for records, by the class that each is shown."""
    by_class: dict[type[Any], list[Check]] = defaultdict(list)
    for rule in checks():
        for cls in rule.of:
            by_class[cls].append(rule)
    return dict(by_class)


def _class_of(value: Any) -> type[Any] | None:
    """The class that a JSON value is meant to be of: the one of whose own keys it has at least half.

    What an export knows of a raw page is a raw document without its text.
    """
    if not isinstance(value, dict):
        return None
    if value.keys() == set(fields(SourceRow)):
        return SourceRow
    for cls, own in _own_keys().items():
        if len(own & value.keys()) * 2 >= len(own):
            return cls
    return None


@cache
def _own_keys() -> dict[type[Any], frozenset[str]]:
    """The keys of pages, articles, meetings and raw documents that the others do not have."""
    keys = {cls: frozenset(fields(cls)) for cls in (Page, Article, Meeting, Document)}
    return {
        cls: own - frozenset(chain.from_iterable(keys[other] for other in keys if other is not cls))
        for cls, own in keys.items()
    }


def _source(record: Page | Article | Meeting) -> str:
    return record.source.sha256 if isinstance(record, Page) else record.source


def _kept(record: Record, pointer: str) -> Iterator[tuple[str, Article | Meeting, bool]]:
    """The articles and meetings of a record that are compared, each with its pointer and whether it is on a page."""
    if isinstance(record, Document | SourceRow):
        return
    if not isinstance(record, Page):
        yield pointer, record, False
        return
    for name in ("articles", "meetings"):
        for index, one in enumerate(getattr(record, name)):
            yield f"{pointer}/{name}/{index}", one, True


def _is_canonical(data: bytes, record: Record) -> bool:
    try:
        return data.removesuffix(b"\n") == dumps(record)
    except RecordError:  # nested deeper than can be written
        return True
