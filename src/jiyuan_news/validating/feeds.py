"""Raw pages: parsed, their notices taken as findings, and the rules for feeds run."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest

import attrs

from jiyuan_news.checks.catalogue import checks, find
from jiyuan_news.checks.feeds import Feed
from jiyuan_news.checks.places import Places
from jiyuan_news.crawl import told_encoding
from jiyuan_news.files import Encoding
from jiyuan_news.findings import Finding
from jiyuan_news.reading.page import read
from jiyuan_news.records import Date, Page
from jiyuan_news.spans import Span
from jiyuan_news.text import CleanText, clean

_LONE = re.compile("[\ud800-\udfff]")


class RawPages(Mapping[str, "RawPage"]):
    """The raw pages among the inputs, by their SHA-256. Only the one that was asked for last is kept cleaned."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._last: tuple[str, RawPage] | None = None

    def add(self, text: str) -> None:
        """Keeps a page."""
        text = _LONE.sub("\ufffd", text)
        self._texts[hashlib.sha256(text.removeprefix("\ufeff").encode()).hexdigest()] = text

    def __getitem__(self, sha256: str) -> RawPage:
        if self._last is None or self._last[0] != sha256:
            self._last = sha256, RawPage(self._texts[sha256])
        return self._last[1]

    def __contains__(self, sha256: object) -> bool:
        return sha256 in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


class RawPage:
    """A raw page, cleaned when its words are asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._clean: CleanText | None = None

    @property
    def size(self) -> int:
        """Its length in code points."""
        return len(self._text)

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

    @classmethod
    def of(cls, path: str, text: str, encoding: Encoding = "utf-8") -> RawInput:
        """The page of a text."""
        reading = read(text)
        return cls(path, reading.clean.raw, told_encoding(reading.page, text, encoding))

    def findings(self) -> Iterator[Finding]:
        """All that is wrong with it: what the parser noticed, and what the rules for feeds find."""
        places = Places(self.path, self.text)
        for notice in self.page.notices:
            read_as = _read_as(self.page, self.text, notice.span)
            yield find(notice.code).finding(notice.message, places.at(notice.span), read_as)
        for rule in checks():
            if rule.scope != "feed":
                continue
            for fault in rule.faults(Feed(self.text, self.page)):
                assert fault.span
                yield rule.finding(fault.message, places.at(fault.span), fault.read_as)


def _read_as(page: Page, text: str, span: Span) -> str | None:
    """How the parser read a place, in words: a repair, a date, or what kind of text it is."""
    for repair in page.repairs:
        if repair.span == span:
            return repair.after
    for date in _dates(page):
        if date.span.start == span.start:
            return f"{date.edtf} (year: {date.basis})"
    for segment, following in zip_longest(page.segments, page.segments[1:]):
        if span.start <= segment.span.start < span.end and segment.kind == "date":
            day = text[segment.span.slice].strip()
            begins = text[following.span.slice][:8] if following else ""
            return f"published {day}" + (f", next item begins {begins}" if begins else "")
        if segment.kind == "unrecognised" and segment.span.start < span.end <= segment.span.end:
            return "unrecognised"
    return None


def _dates(page: Page) -> Iterator[Date]:
    yield from (article.dateline for article in page.articles if article.dateline)
    yield from (meeting.date for meeting in page.meetings if meeting.date)
