"""The reasons of a page in words, for people."""

from __future__ import annotations

from collections.abc import Iterator

from jiyuan_news.explaining.reasons import Reason, explain_page
from jiyuan_news.spans import Lines


def report(text: str, *, url: str | None = None, id: str | None = None) -> str:
    """The reasons for all records of a page, or for the one with the `id`, a few lines a value.

    Written to be read, not parsed: the words may change with any version. Characters that a terminal would obey are
    escaped.

    Raises:
        LookupError: where the page has no record with that id.
    """
    told = [(record, reasons) for record, reasons in explain_page(text, url=url) if id in (None, record.id)]
    if id is not None and not told:
        raise LookupError(
            f"the page has no record {id}; `jiyuan-news explain` without --id shows those that it has"
        )
    lines = Lines(text)
    found: list[str] = []
    for record, reasons in told:
        found += ["", f"{type(record).__name__.lower()} {record.id}"]
        for reason in reasons:
            found += _reason(reason, lines)
    return "\n".join([*found[1:], ""])


def _reason(reason: Reason, lines: Lines) -> Iterator[str]:
    line, column = lines.position(reason.span.start)
    value = repr(_short(reason.value)) if isinstance(reason.value, str) else str(reason.value)
    yield f"  {reason.pointer}  {value}"
    yield f"      {reason.rule}: {reason.says}."
    where = f"line {line}, column {column}: {_short(reason.quote)!r}"
    yield f"      {where}" + (f"; {reason.entry}" if reason.entry else "")


_LONGEST = 60


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
