"""Raw pages: parsed, their notices taken as findings, and the rules for feeds run."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Iterator, Mapping

import attrs

from jiyuan_news.checks.catalogue import checks, find
from jiyuan_news.checks.feeds import Feed
from jiyuan_news.checks.places import Places
from jiyuan_news.crawl import told_encoding
from jiyuan_news.files import Encoding
from jiyuan_news.findings import Finding
from jiyuan_news.identity import page_sha256
from jiyuan_news.reading.page import read
from jiyuan_news.records import Page
from jiyuan_news.spans import Span
from jiyuan_news.text import CleanText, clean
from jiyuan_news.text.surrogates import scalars


class RawPages(Mapping[str, "RawPage"]):
    """The raw pages among the inputs, by their SHA-256. They lie on the disk; only the one asked for last is in memory."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)  # a file that goes away with it
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("CREATE TABLE page (sha256 TEXT PRIMARY KEY, text BLOB)")
        self._last: tuple[str, RawPage] | None = None

    def add(self, text: str) -> None:
        """Keeps a page."""
        text = scalars(text)
        self._db.execute("INSERT OR REPLACE INTO page VALUES (?, ?)", (page_sha256(text), text.encode()))

    def __getitem__(self, sha256: str) -> RawPage:
        if self._last is None or self._last[0] != sha256:
            found = self._db.execute("SELECT text FROM page WHERE sha256 = ?", (sha256,)).fetchone()
            if found is None:
                raise KeyError(sha256)
            self._last = sha256, RawPage(found[0].decode())
        return self._last[1]

    def __contains__(self, sha256: object) -> bool:
        return self._db.execute("SELECT 1 FROM page WHERE sha256 = ?", (sha256,)).fetchone() is not None

    def __iter__(self) -> Iterator[str]:
        return (sha256 for (sha256,) in self._db.execute("SELECT sha256 FROM page"))

    def __len__(self) -> int:
        found: int = self._db.execute("SELECT count(*) FROM page").fetchone()[0]
        return found

    def close(self) -> None:
        """Gives the disk back."""
        self._db.close()


class RawPage:
    """A raw page, cleaned when its words are asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._clean: CleanText | None = None

    @property
    def size(self) -> int:
        """Its length in code points."""
        return len(self._text)

    def raw(self, span: Span) -> str:
        """A stretch of it as it stands."""
        return self._text[span.slice]

    def words(self, span: Span) -> str:
        """The cleaned words of a stretch of it; none for one that lies outside."""
        self._clean = self._clean or clean(self._text, script=True)
        return self._clean.text[self._clean.to_clean(span).slice]


@attrs.frozen
class RawInput:
    """A raw page of a run, parsed."""

    path: str
    text: str
    """What its spans count in: lone surrogates are replaced."""
    page: Page
    clean: CleanText

    @classmethod
    def of(cls, path: str, text: str, encoding: Encoding = "utf-8") -> RawInput:
        """The page of a text."""
        reading = read(text)
        return cls(path, reading.clean.raw, told_encoding(reading.page, text, encoding), reading.clean)

    def findings(self) -> Iterator[Finding]:
        """All that is wrong with it: what the parser noticed, and what the rules for feeds find."""
        places = Places(self.path, self.text)
        reading = _Reading(self.page, self.clean)
        feed = Feed(self.text, self.page, *_disguise(self.clean))
        for notice in self.page.notices:
            yield find(notice.code).finding(notice.message, places.at(notice.span), reading.of(notice.span))
        for rule in checks():
            if rule.scope != "feed":
                continue
            for fault in rule.faults(feed):
                assert fault.span
                yield rule.finding(fault.message, places.at(fault.span), fault.read_as)


_MIRRORED = ("glosses", "commas", "bytes")
"""Mends that undo what only mirrors do. Characters of the other script may be the page's own."""


def _disguise(cleaned: CleanText) -> tuple[dict[str, int], Span | None]:
    """How often each mend was made of a text that a mirror disguised, and where the first of `_MIRRORED`."""
    if not any(change.mend in _MIRRORED for change in cleaned.changes):
        return {}, None
    counts = {step.mend: step.count for step in cleaned.steps if step.mend != "punctuation"}
    return counts, next(event.span for event in cleaned.events if event.mend in _MIRRORED)


class _Reading:
    """How the parser read the places of a page, in words."""

    def __init__(self, page: Page, clean: CleanText) -> None:
        self._clean = clean
        self._repairs = {(one.span.start, one.span.end): one.after for one in page.repairs}
        self._dates = {
            one.span.start: f"{one.edtf} (year: {one.basis})"
            for one in [*(one.dateline for one in page.articles), *(one.date for one in page.meetings)]
            if one
        }
        self._segments = page.segments
        self._ends = [one.span.end for one in page.segments]

    def of(self, span: Span) -> str | None:
        """What was made of a place: a repair, a date, the date of the item above; None where it tells nothing more."""
        read = self._repairs.get((span.start, span.end)) or self._dates.get(span.start)
        if read:
            return read
        for at in range(bisect_right(self._ends, span.start), len(self._segments)):
            segment = self._segments[at]
            if segment.span.start >= span.end:
                return None
            if segment.kind == "unrecognised":
                return "unrecognised"
            if segment.kind == "date":
                return self._closing(at)
        return None

    def _closing(self, at: int) -> str:
        """The date of the item above, and how the one below begins."""
        day = f"published {self._words(at)}"
        if at + 1 == len(self._segments):
            return day
        return f"{day}, next item begins {self._words(at + 1)[:8]}"

    def _words(self, at: int) -> str:
        """The cleaned words of a segment."""
        return self._clean.text[self._clean.to_clean(self._segments[at].span).slice].strip()
