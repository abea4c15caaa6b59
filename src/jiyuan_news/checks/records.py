"""What the rules for records share, and those for the form of a record: that it can be read, and is what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

import attrs

from jiyuan_news.checks.catalogue import Fault, Faults, check, found_on_the_way
from jiyuan_news.checks.withheld import is_withheld
from jiyuan_news.identity import article_id, meeting_id, page_sha256
from jiyuan_news.records import Article, Document, Meeting, Page
from jiyuan_news.shapes import RECORD_CLASSES, fields
from jiyuan_news.spans import Span


class RawText(Protocol):
    """A raw page that is among the inputs."""

    @property
    def size(self) -> int:
        """Its length in code points."""

    def words(self, span: Span) -> str:
        """The cleaned words of a stretch of it."""

    def raw(self, span: Span) -> str:
        """A stretch of it as it stands."""


@attrs.frozen(slots=True)
class Setting:
    """What a rule may know beside the value that it is shown."""

    record: Any
    """The record of the input that the value stands in."""
    raw: Mapping[str, RawText]
    """The raw pages among the inputs, by their SHA-256."""
    complete: bool = False
    """Whether all raw pages should be among them: in a data set that has raw pages."""

    def size(self, source: str) -> int | None:
        """The length of a raw page, if that is known."""
        if source in self.raw:
            return self.raw[source].size
        page = self.record
        return page.source.characters if type(page) is Page and page.source.sha256 == source else None


_CLASSES = frozenset(RECORD_CLASSES)


def parts(record: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """The record and all records that stand in it, from the outside in, each with its pointer."""
    yield pointer, record
    for name in _fields_with_records(type(record)):
        part = getattr(record, name)
        if type(part) is tuple:
            for index, item in enumerate(part):
                yield from parts(item, f"{pointer}/{name}/{index}")
        elif part is not None:
            yield from parts(part, f"{pointer}/{name}")


def own_parts(record: Any) -> Iterator[tuple[str, Any]]:
    """The same without the record itself and without other tellings of a meeting, whose spans count in other pages."""
    if type(record) is Meeting and record.tellings:
        record = attrs.evolve(record, tellings=())
    found = parts(record)
    next(found)
    return found


def _fields_with_records(cls: type[Any]) -> tuple[str, ...]:
    names = _NAMES.get(cls)
    if names is None:
        shapes = fields(cls).items()
        names = _NAMES[cls] = tuple([name for name, shape in shapes if (shape.item or shape).record])
    return names


_NAMES: dict[type[Any], tuple[str, ...]] = {}


@found_on_the_way("JN501", "not-json", "error", "record")
def NOT_JSON() -> None:  # noqa: N802 the decorator makes it a constant
    """The text is no JSON.

    Why: The record cannot be read, nor can those after it where JSON goes over several lines.

    Example: A line that was cut: `{"id": "m1-0011223344556677", "sess`.

    To do: Write each record as one line of JSON; lines that are cut mean a writer that was stopped.
    """


@found_on_the_way("JN502", "not-utf-8", "error", "record")
def NOT_UTF8() -> None:  # noqa: N802
    """The bytes of the record are no UTF-8.

    Why: JSON is UTF-8 (RFC 8259); readers refuse it or show garbage.

    Example: A file that a spreadsheet stored as GB18030.

    To do: Convert the file: `iconv -f GB18030 -t UTF-8`.
    """


@found_on_the_way("JN503", "unknown-record", "error", "record")
def UNKNOWN_RECORD() -> None:  # noqa: N802
    """The JSON is neither a page nor an article, a meeting or a raw document.

    Why: No rule applies to it, and no reader of the records can take it.

    Example: `{"title": "…", "content": "…"}`.

    To do: Give the keys the names of docs/records.md; a record is told by its keys.
    """


@found_on_the_way("JN504", "wrong-shape", "error", "record")
def WRONG_SHAPE() -> None:  # noqa: N802
    """A key is missing or unknown, or a value is not of its kind.

    Why: Typed readers refuse the whole record; `jn.loads` does.

    Example: `"ordinal": "57"` where an integer should stand.

    To do: Write the value as the schema says: `jiyuan-news schema page|article|meeting`.
    """


@found_on_the_way("JN505", "too-long", "error", "record")
def TOO_LONG() -> None:  # noqa: N802
    """A line of records is so long that it is not read.

    Why: Each line is held in memory; a file without line ends would fill it.

    Example: 100 MB of records in one JSON array on one line.

    To do: Write JSON Lines, a record a line.
    """


@check("JN506", "id-not-of-its-body", "error", "record", of=Article)
def id_not_of_its_body(article: Article, setting: Setting) -> Faults:
    """The id of an article is not that of its body.

    Why: Ids are made of the body, so that copies share them; with another id, copies are not merged and links break.

    Example: The text of a paragraph was corrected and the id left as it was.

    To do: Make the id again: `a1-` and 16 hex digits of the SHA-256 of the body's letters and digits after NFKC.
    """
    found = article_id("".join(paragraph.text for paragraph in article.paragraphs))
    if found != article.id and not is_withheld(article):
        yield Fault(f"The body's id is {found}.", "/id")


_MOST_MEETINGS = 200
"""Meetings that one article is thought to tell."""


@check("JN507", "id-not-of-its-article", "error", "record", of=Meeting)
def id_not_of_its_article(meeting: Meeting, setting: Setting) -> Faults:
    """The id of a meeting is not made of its first article's.

    Why: The meeting cannot be found again when the article is read again, and may share its id with another.

    Example: `article_ids` was sorted, so that another article stands first.

    To do: Put the article that it was read from first in `article_ids`, or make the id again: see docs/identity.md.
    """
    if not meeting.article_ids:
        yield Fault("The meeting names no article that tells it.", "/article_ids")
        return
    home = meeting.article_ids[0]
    if meeting.id not in (meeting_id(home, order) for order in range(_MOST_MEETINGS)):
        yield Fault(f"No meeting of the article {home} has this id.", "/id")


@check("JN508", "other-source", "error", "record", of=Page)
def other_source(page: Page, setting: Setting) -> Faults:
    """An article or a meeting of a page names another page as its source.

    Why: Its spans are said to count in a text that they do not count in.

    Example: `source.sha256` was made again for the page, and not for its articles.

    To do: Write the page's `source.sha256` as the `source` of all its articles and meetings.
    """
    for name in ("articles", "meetings"):
        for index, record in enumerate(getattr(page, name)):
            if record.source != page.source.sha256:
                yield Fault("This is not the page's `source.sha256`.", f"/{name}/{index}/source")


@check("JN509", "pointer-to-nothing", "error", "record", of=(Article, Meeting))
def pointer_to_nothing(record: Article | Meeting, setting: Setting) -> Faults:
    """A pointer in `doubtful` leads to no value of the record.

    Why: A reader that honours the pointers leaves out the wrong value, or none.

    Example: `/attendance/3/posts` where three people are in the attendance.

    To do: Write the pointers anew whenever items are dropped or sorted.
    """
    for index, pointer in enumerate(record.doubtful):
        if not _leads(record, pointer):
            yield Fault(f"The record has no value {pointer}.", f"/doubtful/{index}")


def _leads(value: Any, pointer: str) -> bool:
    for step in pointer.split("/")[1:]:
        if isinstance(value, tuple):
            if not step.isdecimal() or int(step) >= len(value):
                return False
            value = value[int(step)]
        elif type(value) in _CLASSES and step in fields(type(value)):
            value = getattr(value, step)
        else:
            return False
    return True


@check("JN519", "no-body", "error", "record", of=Article)
def no_body(article: Article, setting: Setting) -> Faults:
    """An article has no paragraph with words.

    Why: All such articles have the same id, so they are merged into one; and nothing can be read from them.

    Example: `"paragraphs": []` for a headline of a list of links.

    To do: Leave the article out; a bare title in the feed's own list of news is the paragraph of its item.
    """
    if not any(map(str.isalnum, article.text)) and not is_withheld(article):
        yield Fault("The article has no words.", "/paragraphs")


@check("JN521", "document-of-another-text", "error", "record", of=Document)
def document_of_another_text(document: Document, setting: Setting) -> Faults:
    """The SHA-256 or the length of a raw document is not that of its text.

    Why: Its records name it by the SHA-256 and count in its text: they lead to nothing, or to other words.

    Example: Blanks were taken out of the `text`, and `sha256` and `characters` were left as they were.

    To do: Restore the text as it was crawled; or build the data set again from the text as it is now.
    """
    found = page_sha256(document.text)
    if found != document.sha256:
        yield Fault(f"The SHA-256 of the text is {found}.", "/sha256")
    if len(document.text) != document.characters:
        yield Fault(f"The text has {len(document.text):,} characters.", "/characters")
