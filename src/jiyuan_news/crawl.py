"""Bytes of a crawl to a page: decoded and parsed."""

from __future__ import annotations

import attrs

from jiyuan_news import notices
from jiyuan_news.files import Encoding, decode
from jiyuan_news.reading.page import parse
from jiyuan_news.records import Page
from jiyuan_news.spans import Lines, Span


def read_page(
    data: bytes, *, name: str | None = None, url: str | None = None, retrieved: str | None = None
) -> Page:
    """Decodes the bytes of a raw page and parses them; see `decode` and `parse`.

    A page that had to be decoded as GB18030 says so in its notices; its spans count the decoded text.

    Raises:
        Undecodable: for bytes that are no text.
    """
    text, encoding = decode(data)
    return told_encoding(parse(text, name=name, url=url, retrieved=retrieved), text, encoding)


def told_encoding(page: Page, text: str, encoding: Encoding) -> Page:
    """The page with a notice if its text had to be decoded as GB18030."""
    if encoding == "utf-8":
        return page
    notice = notices.DECODED_GB18030.at(
        Span(0, len(text)), Lines(text), "The bytes are not UTF-8 and were decoded as GB18030."
    )
    return attrs.evolve(page, notices=(notice, *page.notices))
