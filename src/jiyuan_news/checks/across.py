"""Rules for several records: what is kept of each, and what they say of each other."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import attrs

from jiyuan_news import vocabulary
from jiyuan_news.checks.catalogue import Fault, Faults, check
from jiyuan_news.findings import Place
from jiyuan_news.identity import letters
from jiyuan_news.records import Article, Meeting

MOST = 100_000
"""Records that are compared with each other; of longer streams the rest is checked each for itself."""


@attrs.frozen(slots=True)
class KnownArticle:
    """What is kept of an article."""

    id: str
    place: Place
    source: str
    on_page: bool
    """Whether it stands in the record of a page; else it is a record for itself."""
    report: bool
    meeting_ids: tuple[str, ...]
    published: dt.date | None
    credit: str | None

    @classmethod
    def of(cls, article: Article, place: Place, on_page: bool) -> KnownArticle:
        """What is kept of this one."""
        return cls(
            article.id, place, article.source, on_page, article.kind == "report", article.meeting_ids,
            article.date_published, article.credit,
        )  # fmt: skip


@attrs.frozen(slots=True)
class KnownMeeting:
    """What is kept of a meeting."""

    id: str
    place: Place
    source: str
    on_page: bool
    article_ids: tuple[str, ...]
    aliases: tuple[str, ...]
    day: str | None
    """Its date, where that is certain."""
    earliest: dt.date | None
    names: tuple[str, ...]
    """Those of its sessions."""
    chairs: frozenset[str]
    """Their names, without the dot that is written in many ways."""
    posts: tuple[tuple[str, str], ...]
    """Posts that one person holds, and who does."""

    @classmethod
    def of(cls, meeting: Meeting, place: Place, on_page: bool) -> KnownMeeting:
        """What is kept of this one."""
        date = meeting.date
        people = [one for one in meeting.attendance if one.entity_type == "person"]
        posts = [
            (post.label, letters(one.name))
            for one in people
            for post in one.posts
            if not (post.acting or post.former) and is_sole(post.label)
        ]
        return cls(
            meeting.id, place, meeting.source, on_page, meeting.article_ids, meeting.aliases,
            date.edtf if date and date.earliest == date.latest else None,
            date.earliest if date else None,
            tuple([session.name for session in meeting.sessions]),
            frozenset([letters(one.name) for one in people if "chair" in one.roles]),
            tuple(posts),
        )  # fmt: skip


_SOLE = re.compile(vocabulary.load("checks")["sole"]["pattern"])


def is_sole(label: str) -> bool:
    """Whether one person at a time holds this post."""
    return _SOLE.fullmatch(label) is not None


class Records:
    """All records of a run, or the first of them: small, and by id."""

    def __init__(self) -> None:
        self.articles: list[KnownArticle] = []
        self.meetings: list[KnownMeeting] = []
        self.article: dict[str, KnownArticle] = {}
        self.paths: dict[str, None] = {}
        """The inputs that they are from, in order."""

    def add(self, one: KnownArticle | KnownMeeting) -> None:
        """Keeps one more."""
        self.paths[one.place.path] = None
        if isinstance(one, KnownArticle):
            self.articles.append(one)
            self.article.setdefault(one.id, one)
        else:
            self.meetings.append(one)

    def meeting_ids(self) -> set[str]:
        """All ids and aliases of the meetings."""
        return {id for one in self.meetings for id in (one.id, *one.aliases)}

    def home(self, meeting: KnownMeeting) -> str:
        """What tells that 市委 in two records is one: the outlet, else the page."""
        article = self.article.get(next(iter(meeting.article_ids), ""))
        return (article and article.credit) or meeting.source

    def __len__(self) -> int:
        return len(self.articles) + len(self.meetings)


def _at(place: Place) -> str:
    return f"{place.path}, line {place.line}"


@check("JN701", "duplicate-id", "error", "records")
def duplicate_id(records: Records) -> Faults:
    """Two records of one kind have the same id.

    Why: The id is the key of the table: a join doubles rows, a load into a database fails.

    Example: Two lines of articles.jsonl with `"id": "a1-0011223344556677"`.

    To do: Keep the better copy: `jn.merge_articles`, `jn.merge_meetings`. On pages the same article may stand often.
    """
    kinds: tuple[list[KnownArticle] | list[KnownMeeting], ...] = (records.articles, records.meetings)
    for kind in kinds:
        first: dict[str, Place] = {}
        for one in kind:
            if not one.on_page and first.setdefault(one.id, one.place) is not one.place:
                yield Fault(f"{one.id} is the id of {_at(first[one.id])} too.", place=one.place)


@check("JN702", "report-twice", "info", "records")
def report_twice(records: Records) -> Faults:
    """Two pages have the same report.

    Why: The page was crawled twice, or from two sites; counts of articles come out too high.

    Example: An article of the paper's site and its copy on a mirror.

    To do: Merge the articles with `jn.merge_articles`, or crawl one of the two.
    """
    first: dict[str, KnownArticle] = {}
    for one in records.articles:
        if one.on_page and one.report:
            other = first.setdefault(one.id, one)
            if other is not one:
                yield Fault(f"{one.id} is the report of {_at(other.place)} too.", place=one.place)


@check("JN703", "dangling-meeting-id", "error", "records")
def dangling_meeting_id(records: Records) -> Faults:
    """An article names a meeting that is not among the records.

    Why: Who follows the link finds nothing; the meeting was lost, or its id changed.

    Example: `"meeting_ids": ["m1-0011223344556677"]` and no meeting with this id or alias.

    To do: Give the file of the meetings too; write both files in one run.
    """
    known = records.meeting_ids()
    for article in records.articles:
        for id in article.meeting_ids:
            if id not in known:
                yield Fault(f"There is no meeting {id}.", place=article.place)


@check("JN704", "dangling-article-id", "error", "records")
def dangling_article_id(records: Records) -> Faults:
    """A meeting names an article that is not among the records.

    Why: Nobody can look up what tells the meeting; its text is not there.

    Example: `"article_ids": ["a1-0011223344556677"]` and no article with this id.

    To do: Give the file of the articles too; write both files in one run.
    """
    for meeting in records.meetings:
        for id in meeting.article_ids:
            if id not in records.article:
                yield Fault(f"There is no article {id}.", place=meeting.place)


@check("JN705", "one-sided-link", "error", "records")
def one_sided_link(records: Records) -> Faults:
    """A meeting names an article that does not name the meeting.

    Why: A join by `meeting_ids` and one by `article_ids` give other results.

    Example: The articles were merged and the meetings were not.

    To do: Merge both in one run: `jn.merge_meetings(meetings, articles)`.
    """
    named: dict[str, set[str]] = defaultdict(set)
    for article in records.articles:
        named[article.id].update(article.meeting_ids)
    for meeting in records.meetings:
        own = {meeting.id, *meeting.aliases}
        for id in meeting.article_ids:
            if id in records.article and own.isdisjoint(named[id]):
                yield Fault(f"The article {id} does not name this meeting.", place=meeting.place)


@check("JN706", "alias-is-a-record", "error", "records")
def alias_is_a_record(records: Records) -> Faults:
    """An alias of a meeting is the id of another record.

    Why: The gathering is there twice: as it was merged, and as one article tells it.

    Example: A merged table to which the meetings of one page were added again.

    To do: Merge all in one run; `jn.merge_meetings` takes merged and new meetings.
    """
    ids = {one.id: one.place for one in records.meetings}
    for meeting in records.meetings:
        for alias in meeting.aliases:
            if alias in ids:
                yield Fault(f"The alias {alias} is the id of {_at(ids[alias])}.", place=meeting.place)


@check("JN707", "meeting-after-publication", "warning", "records")
def meeting_after_publication(records: Records) -> Faults:
    """A meeting was held after the article that tells it was published.

    Why: One of the two days is wrong, mostly the year; or the article announces what is to come.

    Example: A meeting of 2021-08-20 in an article of 2020-08-21.

    To do: Compare with the page; a year of the crawl is too late for an old article.
    """
    for meeting in records.meetings:
        article = records.article.get(next(iter(meeting.article_ids), ""))
        if article and article.published and meeting.earliest and meeting.earliest > article.published:
            words = f"It was held on {meeting.earliest}, its article was published on {article.published}."
            yield Fault(words, place=meeting.place)


@check("JN708", "two-chairs", "warning", "records")
def two_chairs(records: Records) -> Faults:
    """One meeting is in two records, and other people chair it in each.

    Why: One of the two is wrong; or two meetings have one name, and are told apart by nothing.

    Example: 市政府第十二次常务会议 of 2021-08-20, chaired by 甲某某 in one record and by 乙某某 in another.

    To do: Compare with the two articles. Records of one outlet, or of one page, are compared.
    """
    first: dict[tuple[str, str, str], KnownMeeting] = {}
    for meeting in records.meetings:
        for name in meeting.names if meeting.day and meeting.chairs else ():
            other = first.setdefault((records.home(meeting), str(meeting.day), name), meeting)
            if other.id != meeting.id and other.chairs.isdisjoint(meeting.chairs):
                here, there = "、".join(sorted(meeting.chairs)), "、".join(sorted(other.chairs))
                yield Fault(
                    f"{name} is chaired by {here} here, by {there} in {_at(other.place)}.",
                    place=meeting.place,
                )


@check("JN709", "post-held-by-two", "warning", "records")
def post_held_by_two(records: Records) -> Faults:
    """Two people hold one post on the same day.

    Why: One of the names is wrong, or the post is: a list was read one item off.

    Example: 甲某某 is 市长 in one record of 2021-08-20 and 乙某某 in another.

    To do: Compare with the two articles; on the day of a handover both may be right.
    """
    first: dict[tuple[str, str, str], tuple[str, Place]] = {}
    for meeting in records.meetings:
        for label, name in meeting.posts if meeting.day else ():
            key = (records.home(meeting), str(meeting.day), label)
            other, place = first.setdefault(key, (name, meeting.place))
            if other != name:
                yield Fault(f"{label} is {name} here and {other} in {_at(place)}.", place=meeting.place)


def not_comparable(records: Records) -> Iterator[tuple[Iterable[str], str]]:
    """Codes of rules that have nothing to compare, and why."""
    if not records.meetings and any(article.meeting_ids for article in records.articles):
        yield ("JN703",), "there are no meetings among the inputs"
    if records.meetings and not records.articles:
        yield ("JN704", "JN705", "JN707"), "there are no articles among the inputs"
