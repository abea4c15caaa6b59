"""The catalogue of notices: one entry a code, which parser stages and rules refer to.

Codes: `JN0xx` input, `JN1xx` layout, `JN2xx` dates, `JN3xx` people and meetings, `JN4xx` text.
"""

from __future__ import annotations

import attrs

from jiyuan_news.records import Notice, Severity
from jiyuan_news.spans import Lines, Span


@attrs.frozen(slots=True)
class NoticeKind:
    """A kind of notice."""

    code: str
    """Stable code; never reused for another meaning."""
    name: str
    """Short name; reads after "allow"."""
    severity: Severity
    """How bad it is."""
    recovered: bool
    """Whether the parser deals with it."""
    summary: str
    """What it means, one sentence."""
    help: str
    """What a reader can do."""

    def at(self, span: Span, lines: Lines, message: str) -> Notice:
        """The notice of this kind for one place of a raw text."""
        line, column = lines.position(span.start)
        return Notice(
            self.code, self.name, self.severity, message, span, line, column, self.recovered, self.help
        )


KINDS: dict[str, NoticeKind] = {}


def _kind(code: str, name: str, severity: Severity, recovered: bool, summary: str, help: str) -> NoticeKind:
    kind = NoticeKind(code, name, severity, recovered, summary, help)
    assert code not in KINDS, code
    KINDS[code] = kind
    return kind


LONE_SURROGATE = _kind(
    "JN001",
    "lone-surrogate",
    "warning",
    True,
    "The text has surrogate code points that are no characters; values show U+FFFD in their place.",
    "Decode the crawl again: the text was cut between the halves of a UTF-16 pair.",
)
DECODED_GB18030 = _kind(
    "JN002",
    "decoded-gb18030",
    "info",
    True,
    "The bytes are not UTF-8 and were decoded as GB18030.",
    "Nothing; store the crawl in UTF-8 to be safe.",
)
UNRECOGNISED = _kind(
    "JN101",
    "unrecognised-text",
    "warning",
    False,
    "The parser could not place a stretch of the page; it is kept as an unrecognised segment.",
    "Look at the segment; if it is news, report the layout.",
)
