"""The records: what a page of the feed says, typed, each item with its evidence in the raw text.

This module is the contract. The docstring under a field is the one description of it: IDEs, the JSON Schemas
and the docs are made from it. Text values are cleaned (simplified characters, no glosses, punctuation mended);
spans count code points of the raw text. What a page does not say is `None`; lists are never `None`.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

import attrs

from jiyuan_news.spans import Span

Language = Literal["zh-Hans", "zh-Hant", "zh-Hant-t-zh-hans", "und"]
SegmentKind = Literal[
    "headline", "meta", "byline", "body", "teaser", "date", "caption", "boilerplate", "unrecognised"
]
ArticleKind = Literal["report", "teaser"]
HeadlineRole = Literal["kicker", "main", "subtitle"]
ContributorRole = Literal["reporter", "correspondent", "photographer", "trainee", "editor"]
DateBasis = Literal["stated", "published", "url", "crawl", "none"]
MeetingKind = Literal[
    "standing-committee",
    "executive",
    "chairpersons",
    "party-group",
    "party-committee",
    "plenary",
    "congress",
    "presidium",
    "delegation-review",
    "office",
    "committee",
    "dispatch",
    "advance",
    "deployment",
    "mobilisation",
    "work",
    "special-topic",
    "symposium",
    "study",
    "democratic-life",
    "warning-education",
    "commendation",
    "press-conference",
    "joint-conference",
    "hearing",
    "training",
    "report-meeting",
    "other",
]
Mode = Literal["video", "teleconference", "in-person"]
VenueRole = Literal["main", "branch", "venue"]
ParticipantType = Literal["person", "group"]
SpeakerType = Literal["person", "group", "meeting"]
AttendanceRole = Literal["chair", "speaker", "attendee", "observer", "guest", "delegating"]
RepairStatus = Literal["scored", "lost"]
Severity = Literal["error", "warning", "info"]

# The patterns keep to what every implementation of JSON Schema reads the same: no look-around, no `\d`.
_MONTH = "(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?"
_STATED, _UNSURE, _YEARLESS = f"[0-9]{{4}}-{_MONTH}", f"[0-9]{{4}}-{_MONTH}[?]", f"XXXX-{_MONTH}"
EDTF_PATTERN = f"^({_STATED}(/{_STATED})?|{_UNSURE}(/{_UNSURE})?|{_YEARLESS}(/{_YEARLESS})?)$"
"""The part of EDTF (ISO 8601-2) that the records use: a month, a day or a range; `?` or XXXX on both of its ends."""
ARTICLE_ID, MEETING_ID = "^a1-[0-9a-f]{16}$", "^m1-[0-9a-f]{16}$"
SHA256 = "^[0-9a-f]{64}$"
_POINTER = "^(/([^/~]|~[01])*)+$"


@attrs.frozen(slots=True)
class Source:
    """The raw document that a page was read from."""

    name: str | None
    """Name of the document (a file name), as the caller gave it."""
    sha256: str = attrs.field(metadata={"pattern": SHA256})
    """SHA-256, in lower-case hex, of the UTF-8 of the text; a byte order mark is no part of it."""
    characters: int
    """Length of the raw text in code points; spans lie between 0 and this."""
    url: str | None
    """Address that the document was crawled from, as the caller gave it."""
    retrieved: str | None
    """When the document was crawled, as the caller gave it."""
    language: Language
    """Script of the raw text, measured (BCP 47): `zh-Hans`, `zh-Hant`, `zh-Hant-t-zh-hans` (simplified text that a mirror converted), or `und` under 20 Han characters."""


@attrs.frozen(slots=True)
class Segment:
    """A stretch of the raw text and what it is. The segments of a page, concatenated, are its raw text."""

    kind: SegmentKind
    """What the stretch is; `unrecognised` is what the parser could not place."""
    span: Span
    """Where it stands; line ends and blanks belong to the segment before them."""
    article: int | None
    """Index, in the page's `articles`, of the article that it belongs to; null for none."""


@attrs.frozen(slots=True)
class Repair:
    """A stretch of the raw text that was mended beyond the certain, or could not be mended."""

    mend: str
    """Name of the mend."""
    span: Span
    """The damaged stretch of the raw text."""
    status: RepairStatus
    """`scored`: the likeliest reading was taken; `lost`: nothing can tell what stood there."""
    before: str
    """The raw text of the stretch."""
    after: str
    """What the cleaned text has instead; U+FFFD stands for a lost character."""


@attrs.frozen(slots=True)
class Notice:
    """Something that a reader of the records should know about the raw text."""

    code: str = attrs.field(metadata={"pattern": "^JN[0-9]{3}$"})
    """Stable code, `JN` and three digits; never reused for another meaning."""
    name: str
    """Short name of the code, in words joined by hyphens."""
    severity: Severity
    """`error`: a record is lost or false; `warning`: a value is unsure; `info`: mended."""
    message: str
    """One sentence in English about this very place."""
    span: Span
    """The place in the raw text."""
    line: int = attrs.field(metadata={"minimum": 1})
    """Line of the first character, from 1."""
    column: int = attrs.field(metadata={"minimum": 1})
    """Column of the first character in code points, from 1."""
    recovered: bool
    """Whether the parser dealt with it, so that nothing is missing from the records."""
    help: str
    """What a reader can do about it."""


@attrs.frozen(slots=True)
class Headline:
    """A line of an article's headline."""

    role: HeadlineRole
    """`kicker` (引题), `main` (主题) or `subtitle` (副题)."""
    value: str
    """The words of the line."""
    span: Span
    """Where it stands."""


@attrs.frozen(slots=True)
class Contributor:
    """A person who made the article (IPTC ninjs `by`)."""

    name: str
    """Name of the person."""
    role: ContributorRole
    """`reporter` (记者), `correspondent` (通讯员), `photographer` (摄), `trainee` (见习记者) or `editor` (责任编辑)."""
    span: Span
    """Where the name stands."""


@attrs.frozen(slots=True)
class Date:
    """A day or days as the text tells them, and where the year was taken from."""

    edtf: str = attrs.field(
        metadata={"pattern": EDTF_PATTERN, "examples": ("2021-08-20", "2021-08-04?", "XXXX-08-04")}
    )
    """The date in EDTF (ISO 8601-2): `2021-08-20`, `2021-08-04?` (unsure), `XXXX-08-04` (no year known), `2021-08`, `2022-07-19/2022-07-20`."""
    earliest: dt.date | None
    """The first day that it can mean, or null."""
    latest: dt.date | None
    """The last day that it can mean, or null."""
    basis: DateBasis
    """Where the year comes from: `stated` in the text, the `published` date, the `url`, the newest date of the `crawl` (weak), or `none`."""
    quote: str
    """The words of the cleaned text that tell it."""
    span: Span
    """Where they stand."""


@attrs.frozen(slots=True)
class Paragraph:
    """A paragraph of an article's body."""

    text: str
    """The paragraph."""
    span: Span
    """Where it stands."""


@attrs.frozen(slots=True)
class Article:
    """A news item of a page: its lead, or one of its teasers."""

    id: str = attrs.field(metadata={"pattern": ARTICLE_ID})
    """`a1-` and 16 hex digits of the SHA-256 of the body's letters and digits after NFKC: a cloaked and a clean copy share it."""
    source: str = attrs.field(metadata={"pattern": SHA256})
    """The `sha256` of the page that the spans count in."""
    kind: ArticleKind
    """`report`: the page's lead; `teaser`: an item of its list of other articles."""
    headlines: tuple[Headline, ...]
    """The lines of its headline, from the top."""
    credit: str | None
    """The outlet that its by-line or meta line names (IPTC ninjs `credit`)."""
    by: tuple[Contributor, ...]
    """The people who made it, in the order of the page."""
    date_published: dt.date | None
    """The publication date that the page states for it."""
    dateline: Date | None
    """When what it reports happened; null where the text names no day."""
    paragraphs: tuple[Paragraph, ...]
    """Its body; captions, credits and editors are no part of it."""
    truncated: bool
    """Whether the crawl cut it: it ends in no sentence mark, or inside a bracket or a title."""
    doubtful: tuple[str, ...] = attrs.field(metadata={"pattern": _POINTER})
    """JSON pointers (RFC 6901) to the values that overlap a scored or lost repair, or a U+FFFD of the raw text."""
    span: Span
    """A report: from its first headline to the last character of its body. A teaser: its body."""
    meeting_ids: tuple[str, ...] = attrs.field(metadata={"pattern": MEETING_ID})
    """The `id`s of the meetings that it tells."""

    @property
    def text(self) -> str:
        """The paragraphs, joined by line ends."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@attrs.frozen(slots=True)
class Session:
    """A meeting held; two joined by 暨 or 和 in one gathering are two sessions."""

    name: str
    """Its name, with the convener where the sentence parts the two."""
    classification: MeetingKind
    """Its kind, by the last head noun of the name and its body."""
    organizer: str | None
    """The body or place that convened it."""
    term: int | None
    """Term of the body (届)."""
    year: int | None
    """Year that its number counts in (2021年第三次)."""
    ordinal: int | None
    """Its number (第三次)."""
    enlarged: bool
    """Whether it was an enlarged meeting (扩大会议)."""
    span: Span
    """From the first to the last character of the name, the convener included."""


@attrs.frozen(slots=True)
class Venue:
    """A place where the meeting was held."""

    name: str
    """The place, or 主会场 and 分会场 where no place is named."""
    role: VenueRole
    """`main` (主会场), `branch` (分会场) or `venue` (在…召开)."""
    span: Span
    """Where it stands."""


@attrs.frozen(slots=True)
class Post:
    """A post that a person held at the meeting (Popolo)."""

    label: str
    """The post with its organisation, whole: 示范区管委会副主任."""
    acting: bool
    """Whether it is held in an acting capacity (代, 代理)."""
    former: bool
    """Whether it was held before (原)."""


@attrs.frozen(slots=True)
class Participant:
    """A person or group that took part (Open Civic Data, event participant)."""

    name: str
    """Name of the person, or words for the group."""
    entity_type: ParticipantType
    """`person` or `group`."""
    roles: tuple[AttendanceRole, ...]
    """What the text says that they did, each once."""
    posts: tuple[Post, ...]
    """The posts named for a person, in the order written."""
    post_as_written: str | None
    """The longest chain of posts written before the name, as it stands; or null."""
    position: int
    """Rank by first mention in the body, from 0."""
    span: Span
    """That mention of the name."""


@attrs.frozen(slots=True)
class AgendaItem:
    """Something that the meeting did: one verb with its whole object."""

    action: str
    """The verb: 听取, 审议, 传达学习."""
    topic: str
    """Its object."""
    order: int
    """Rank in the text, from 0."""
    span: Span
    """Where verb and object stand."""


@attrs.frozen(slots=True)
class Speech:
    """What somebody said at the meeting, as the article tells it."""

    speaker: str
    """The person, the group, or 会议."""
    entity_type: SpeakerType
    """`person`, `group`, or `meeting` where the meeting itself speaks (会议指出)."""
    verb: str
    """The verb of speech: 指出, 强调."""
    text: str
    """What was said; paragraphs are joined by a line end."""
    order: int
    """Rank in the text, from 0."""
    span: Span
    """Where the words stand."""


@attrs.frozen(slots=True)
class Meeting:
    """One gathering, as one article tells it."""

    id: str = attrs.field(metadata={"pattern": MEETING_ID})
    """`m1-` and 16 hex digits made of the article's id and the meeting's order in it."""
    sessions: tuple[Session, ...]
    """The meetings held, one or more."""
    date: Date | None
    """When it was held."""
    mode: Mode | None
    """`video`, `teleconference`, `in-person`, or null where the text does not say."""
    venues: tuple[Venue, ...]
    """Where it was held."""
    attendance: tuple[Participant, ...]
    """Who took part, in the order of first mention; empty says only that the text names nobody."""
    agenda: tuple[AgendaItem, ...]
    """What it did."""
    speeches: tuple[Speech, ...]
    """What was said."""
    source: str = attrs.field(metadata={"pattern": SHA256})
    """The `sha256` of the page that the spans count in."""
    article_ids: tuple[str, ...] = attrs.field(metadata={"pattern": ARTICLE_ID})
    """The articles that tell it, the one it was read from first."""
    aliases: tuple[str, ...] = attrs.field(metadata={"pattern": MEETING_ID})
    """Other ids of the same gathering, from other tellings."""
    doubtful: tuple[str, ...] = attrs.field(metadata={"pattern": _POINTER})
    """JSON pointers (RFC 6901) to the values that overlap a scored or lost repair, or a U+FFFD of the raw text."""
    tellings: tuple[Meeting, ...]
    """The other tellings of the same gathering, as they were read; empty on a page, filled where a data set merges."""


@attrs.frozen(slots=True)
class Page:
    """One raw document, parsed."""

    source: Source
    """The document."""
    segments: tuple[Segment, ...]
    """The raw text in stretches that tile it."""
    repairs: tuple[Repair, ...]
    """What was mended beyond the certain."""
    articles: tuple[Article, ...]
    """The report, if any, and the teasers, in the order of the page."""
    meetings: tuple[Meeting, ...]
    """The meetings that the articles tell, in the order of the page."""
    notices: tuple[Notice, ...]
    """What a reader should know, in the order of the page."""


@attrs.frozen(slots=True)
class Document:
    """A raw document with its text, as a data set keeps it beside the records that were read from it."""

    sha256: str = attrs.field(metadata={"pattern": SHA256})
    """SHA-256, in lower-case hex, of the UTF-8 of the text; a byte order mark is no part of it. The `source` of its records."""
    name: str | None
    """Name of the document (a file name), as the crawl gave it."""
    url: str | None
    """Address that it was crawled from; of several for one text the one that tells a day, then the smallest."""
    retrieved: str | None
    """When it was crawled, as the crawl gave it."""
    language: Language
    """Script of the raw text, measured (BCP 47); see `Source`."""
    characters: int
    """Length of the raw text in code points."""
    text: str
    """The raw text, which the spans count in."""
