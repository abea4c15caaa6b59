"""The flat tables: a row class for each. Made from the records by `jiyuan_news.tables`, which also has their keys.

As in `records`, the docstring under a field is its one description. Names are Popolo's and Open Civic Data's. Every
row that a text tells has its evidence: the article, the `source` (SHA-256 of the raw page), and the span in it, in
code points of the raw text. What is not known is null; empty text is null too, but in columns that must have text.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

import attrs

from jiyuan_news.records import (
    ARTICLE_ID,
    EDTF_PATTERN,
    MEETING_ID,
    SHA256,
    ArticleKind,
    AttendanceRole,
    DateBasis,
    Language,
    MeetingKind,
    Mode,
    ParticipantType,
    SpeakerType,
)

Certainty = Literal["certain", "probable", "unknown"]
IdentityBasis = Literal[
    "same-post",
    "acting-then-full",
    "same-article",
    "same-post-long-after",
    "same-body",
    "leading-posts",
    "only-of-name",
    "same-name",
]

_PERSON_ID, _POST_ID, _ORGANIZATION_ID = "^p1-[0-9a-f]{16}$", "^o1-[0-9a-f]{16}$", "^b1-[0-9a-f]{16}$"


@attrs.frozen(slots=True)
class SourceRow:
    """A raw page that rows were read from; only its hash is known where the data set does not tell of it."""

    sha256: str = attrs.field(metadata={"pattern": SHA256})
    """SHA-256, in lower-case hex, of the UTF-8 of its text: what `source` is in the other tables."""
    name: str | None
    """Name of the document (a file name), as the crawl gave it."""
    url: str | None
    """Address that it was crawled from."""
    retrieved: str | None
    """When it was crawled, as the crawl gave it."""
    language: Language | None
    """Script of the raw text, measured (BCP 47)."""
    characters: int | None
    """Length of the raw text in code points; spans lie between 0 and this."""


@attrs.frozen(slots=True)
class ArticleRow:
    """A news item."""

    id: str = attrs.field(metadata={"pattern": ARTICLE_ID})
    """Id of the article."""
    kind: ArticleKind
    """`report`: a page's lead; `teaser`: an item of its list of other articles."""
    title: str | None
    """The main line of its headline, or the first."""
    headlines: tuple[str, ...]
    """All lines of its headline, from the top."""
    credit: str | None
    """The outlet that its by-line or meta line names."""
    by: tuple[str, ...]
    """Names of the people who made it."""
    date_published: dt.date | None
    """The publication date that the page states for it."""
    date_edtf: str | None = attrs.field(metadata={"pattern": EDTF_PATTERN})
    """When what it reports happened, in EDTF: `2021-08-20`, `2021-08-04?` (unsure year), `XXXX-08-04` (no year)."""
    date_earliest: dt.date | None
    """The first day that it can mean."""
    date_latest: dt.date | None
    """The last day that it can mean."""
    date_basis: DateBasis | None
    """Where the year comes from: `stated`, `published`, `url`, `crawl` (weak) or `none`."""
    text: str
    """Its body, paragraphs joined by line ends; empty where the data set has facts only."""
    truncated: bool
    """Whether the crawl cut it."""
    source: str = attrs.field(metadata={"pattern": SHA256})
    """The `sha256` of the raw page."""
    span_start: int
    """Where it begins in the raw page, in code points."""
    span_end: int
    """Where it ends, excluded."""


@attrs.frozen(slots=True)
class MeetingRow:
    """A gathering."""

    id: str = attrs.field(metadata={"pattern": MEETING_ID})
    """Id of the meeting."""
    name: str | None
    """The names of its sessions, joined by ` / `."""
    classification: MeetingKind | None
    """The kind of its first session."""
    place: str | None
    """The place whose meeting it is, without its level (济源), where its names or the outlet show it."""
    date_edtf: str | None = attrs.field(metadata={"pattern": EDTF_PATTERN})
    """When it was held, in EDTF."""
    date_earliest: dt.date | None
    """The first day that it can mean."""
    date_latest: dt.date | None
    """The last day that it can mean."""
    date_basis: DateBasis | None
    """Where the year comes from: `stated`, `published`, `url`, `crawl` (weak) or `none`."""
    mode: Mode | None
    """`video`, `teleconference`, `in-person`, or null where the text does not say."""
    venues: tuple[str, ...]
    """Where it was held."""
    chairs: tuple[str, ...]
    """Names of those who chaired it."""
    article_id: str | None = attrs.field(metadata={"pattern": ARTICLE_ID})
    """The article that it was read from; null where that is not in the data set."""
    tellings: int
    """How many articles and copies tell it."""
    doubtful: tuple[str, ...]
    """JSON pointers to the values of the record that overlap a scored or lost repair."""
    source: str = attrs.field(metadata={"pattern": SHA256})
    """The `sha256` of the raw page."""
    span_start: int | None
    """Where its first session's name begins in the raw page, in code points."""
    span_end: int | None
    """Where that ends, excluded."""


@attrs.frozen(slots=True)
class TellingRow:
    """An article that tells a meeting; the first is the one that the meeting's record is from."""

    meeting_id: str = attrs.field(metadata={"pattern": MEETING_ID})
    """The meeting, in `meetings`."""
    position: int
    """0 for the record's own, then the others, the richest first."""
    telling_id: str = attrs.field(metadata={"pattern": MEETING_ID})
    """The meeting's id in this telling: an alias of `meeting_id`, or the same."""
    article_id: str | None = attrs.field(metadata={"pattern": ARTICLE_ID})
    """The article; null where that is not in the data set."""
    date_edtf: str | None = attrs.field(metadata={"pattern": EDTF_PATTERN})
    """When the meeting was held, as this telling says."""
    date_earliest: dt.date | None
    """The first day that it can mean."""
    date_latest: dt.date | None
    """The last day that it can mean."""
    date_basis: DateBasis | None
    """Where the year comes from."""
    source: str = attrs.field(metadata={"pattern": SHA256})
    """The `sha256` of the raw page."""
    span_start: int | None
    """Where its first session's name begins in the raw page, in code points."""
    span_end: int | None
    """Where that ends, excluded."""


@attrs.frozen(slots=True)
class SessionRow:
    """A meeting held in a gathering; two joined by 暨 or 和 are two sessions."""

    meeting_id: str = attrs.field(metadata={"pattern": MEETING_ID})
    """The gathering, in `meetings`."""
    position: int
    """Rank in the text, from 0."""
    name: str
    """Its name, with the convener."""
    classification: MeetingKind
    """Its kind, as in the record."""
    organizer: str | None
    """The body or place that convened it, as written."""
    organization_id: str | None = attrs.field(metadata={"pattern": _ORGANIZATION_ID})
    """That body; null for none or a mere place."""
    term: int | None
    """Term of the body (届)."""
    year: int | None
    """Year that its number counts in."""
    ordinal: int | None
    """Its number (第三次)."""
    enlarged: bool
    """Whether it was an enlarged meeting (扩大会议)."""
    source: str = attrs.field(metadata={"pattern": SHA256})
    """The `sha256` of the raw page."""
    span_start: int
    """Where the name begins in the raw page, in code points."""
    span_end: int
    """Where it ends, excluded."""


@attrs.frozen(slots=True)
class AttendanceRow:
    """A person or group at a meeting: what all tellings of it say together."""

    meeting_id: str = attrs.field(metadata={"pattern": MEETING_ID})
    """The meeting, in `meetings`."""
    position: int
    """Rank by first mention, from 0; those whom only other tellings name come behind."""
    name: str
    """The name of the person, or the words for the group."""
    entity_type: ParticipantType
    """`person` or `group`."""
    person_id: str | None = attrs.field(metadata={"pattern": _PERSON_ID})
    """The person; null for a group, and for a name that several people of the place bear."""
    certainty: Certainty
    """How sure it is that this is that person: `certain`, `probable`, or `unknown` where there is no `person_id`."""
    roles: tuple[AttendanceRole, ...]
    """What the texts say that they did."""
    chair: bool
    """Whether `chair` is among the roles."""
    posts: tuple[str, ...]
    """The posts named, each whole, as in the records; `posts_held` has them with their ids."""
    post_as_written: str | None
    """The longest chain of posts written before the name."""
    article_id: str | None = attrs.field(metadata={"pattern": ARTICLE_ID})
    """The article that names them first; null where that is not in the data set."""
    source: str = attrs.field(metadata={"pattern": SHA256})
    """The `sha256` of the raw page."""
    span_start: int
    """Where the name begins in the raw page, in code points."""
    span_end: int
    """Where it ends, excluded."""


@attrs.frozen(slots=True)
class PostHeldRow:
    """A post that somebody held at a meeting: the evidence of the memberships."""

    meeting_id: str = attrs.field(metadata={"pattern": MEETING_ID})
    """The meeting, in `meetings`."""
    attendance_position: int
    """`position` of the person in `attendance`."""
    position: int
    """Rank among the posts of that person there, from 0."""
    person_id: str | None = attrs.field(metadata={"pattern": _PERSON_ID})
    """The person, where known."""
    post_id: str = attrs.field(metadata={"pattern": _POST_ID})
    """The post, in `posts`."""
    label: str
    """The post with its organisation, as in the record."""
    acting: bool
    """Whether it is held in an acting capacity (代, 代理)."""
    former: bool
    """Whether it was held before (原)."""
    article_id: str | None = attrs.field(metadata={"pattern": ARTICLE_ID})
    """The article that says so; null where that is not in the data set."""
    source: str = attrs.field(metadata={"pattern": SHA256})
    """The `sha256` of the raw page."""
    span_start: int
    """Where the person's name begins in the raw page, in code points."""
    span_end: int
    """Where it ends, excluded."""


@attrs.frozen(slots=True)
class AgendaRow:
    """Something that a meeting did, as its richest telling has it."""

    meeting_id: str = attrs.field(metadata={"pattern": MEETING_ID})
    """The meeting, in `meetings`."""
    position: int
    """Rank in the text, from 0."""
    action: str
    """The verb: 听取, 审议, 传达学习."""
    topic: str
    """Its object; where the data set has facts only, the titles in it."""
    article_id: str | None = attrs.field(metadata={"pattern": ARTICLE_ID})
    """The article that says so; null where that is not in the data set."""
    source: str = attrs.field(metadata={"pattern": SHA256})
    """The `sha256` of the raw page."""
    span_start: int
    """Where verb and object begin in the raw page, in code points."""
    span_end: int
    """Where they end, excluded."""


@attrs.frozen(slots=True)
class SpeechRow:
    """What somebody said at a meeting, as its richest telling has it."""

    meeting_id: str = attrs.field(metadata={"pattern": MEETING_ID})
    """The meeting, in `meetings`."""
    position: int
    """Rank in the text, from 0."""
    speaker: str
    """The person, the group, or 会议."""
    entity_type: SpeakerType
    """`person`, `group`, or `meeting`."""
    person_id: str | None = attrs.field(metadata={"pattern": _PERSON_ID})
    """The person, where known."""
    verb: str
    """The verb of speech: 指出, 强调."""
    text: str
    """What was said; empty where the data set has facts only."""
    article_id: str | None = attrs.field(metadata={"pattern": ARTICLE_ID})
    """The article that says so; null where that is not in the data set."""
    source: str = attrs.field(metadata={"pattern": SHA256})
    """The `sha256` of the raw page."""
    span_start: int
    """Where the words begin in the raw page, in code points."""
    span_end: int
    """Where they end, excluded."""


@attrs.frozen(slots=True)
class MentionRow:
    """A person or group as one telling names it: the evidence of the attendance."""

    meeting_id: str = attrs.field(metadata={"pattern": MEETING_ID})
    """The meeting, in `meetings`."""
    telling: int
    """`position` of the telling in `tellings`."""
    position: int
    """Rank by first mention in that telling, from 0."""
    attendance_position: int
    """`position` of the same person or group in `attendance`."""
    name: str
    """The name of the person, or the words for the group."""
    entity_type: ParticipantType
    """`person` or `group`."""
    person_id: str | None = attrs.field(metadata={"pattern": _PERSON_ID})
    """The person, where known."""
    roles: tuple[AttendanceRole, ...]
    """What this telling says that they did."""
    post_as_written: str | None
    """The longest chain of posts that it writes before the name."""
    article_id: str | None = attrs.field(metadata={"pattern": ARTICLE_ID})
    """The article; null where that is not in the data set."""
    source: str = attrs.field(metadata={"pattern": SHA256})
    """The `sha256` of the raw page."""
    span_start: int
    """Where the name begins in the raw page, in code points."""
    span_end: int
    """Where it ends, excluded."""


@attrs.frozen(slots=True)
class PersonRow:
    """A person who took part in meetings (Popolo). The same name in two places is two people."""

    id: str = attrs.field(metadata={"pattern": _PERSON_ID})
    """`p1-` and 16 hex digits made of the name and the place, and of a post where several there bear the name."""
    name: str
    """Name of the person."""
    places: tuple[str, ...]
    """The places whose posts or meetings are told, without their levels; empty where no text shows one."""
    certainty: Certainty
    """The weakest link between what is told of this person: `certain` or `probable`."""
    basis: tuple[IdentityBasis, ...]
    """What says that it is one person; empty for somebody named at one meeting."""
    posts: tuple[str, ...]
    """The posts held, as every place writes them of itself; `memberships` has them with their days."""
    meetings: int
    """At how many meetings they are named."""
    first_seen: dt.date | None
    """The first day of these; weak years count too."""
    last_seen: dt.date | None
    """The last day of these."""


@attrs.frozen(slots=True)
class OrganizationRow:
    """A body that convenes meetings or has posts (Popolo)."""

    id: str = attrs.field(metadata={"pattern": _ORGANIZATION_ID})
    """`b1-` and 16 hex digits made of the place and the name."""
    name: str
    """Its name without its place, in short as it is mostly written: 市政协."""
    place: str | None
    """The place without its level; null where no text shows it: the body is then known by its page alone."""
    level: Literal["province", "prefecture", "county", "township"] | None
    """The level of the place that the name tells, or null."""


@attrs.frozen(slots=True)
class PostRow:
    """A post (Popolo): a role in an organisation of a place."""

    id: str = attrs.field(metadata={"pattern": _POST_ID})
    """`o1-` and 16 hex digits made of the place and the label."""
    label: str
    """The post with its organisation, without the place, bodies in short as they are mostly written: 市政协主席, 市中院院长."""
    role: str
    """The role alone: 主席."""
    organization_id: str | None = attrs.field(metadata={"pattern": _ORGANIZATION_ID})
    """The organisation; null where the label names none."""
    place: str | None
    """The place without its level; null where no text shows it: the post is then known by its page alone."""


@attrs.frozen(slots=True)
class MembershipRow:
    """A person in a post (Popolo), from the first to the last meeting that tells it. The texts do not say when it was taken up or left."""

    person_id: str = attrs.field(metadata={"pattern": _PERSON_ID})
    """The person, in `people`."""
    post_id: str = attrs.field(metadata={"pattern": _POST_ID})
    """The post, in `posts`."""
    organization_id: str | None = attrs.field(metadata={"pattern": _ORGANIZATION_ID})
    """Its organisation."""
    first_seen: dt.date | None
    """The first day on which the person is told to hold it; a year taken from the crawl counts too."""
    last_seen: dt.date | None
    """The last such day."""
    first_stated: dt.date | None
    """The first such day whose year the text, the publication date or the address states."""
    last_stated: dt.date | None
    """The last day of that kind."""
    acting_last_seen: dt.date | None
    """The last day on which it is held in an acting capacity (代市长)."""
    full_first_seen: dt.date | None
    """The first day on which it is held and not in an acting capacity."""
    former_first_seen: dt.date | None
    """The first day on which the text says that it was held before (原)."""
    meetings: int
    """How many meetings tell it."""
    first_meeting_id: str = attrs.field(metadata={"pattern": MEETING_ID})
    """The earliest of these; `posts_held` has all."""
    last_meeting_id: str = attrs.field(metadata={"pattern": MEETING_ID})
    """The latest of these."""
