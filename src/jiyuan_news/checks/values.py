"""Rules for dates and lists: what their values say of each other."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter

from jiyuan_news.checks.catalogue import Fault, Faults, check
from jiyuan_news.checks.records import Setting
from jiyuan_news.records import Article, Date, Meeting, Page, Participant

# -- dates


@check("JN601", "impossible-edtf", "error", "record", of=Date)
def impossible_edtf(date: Date, setting: Setting) -> Faults:
    """A date names a day that does not exist, or a range that ends before it begins.

    Why: Calendars and databases refuse it, or turn it into another day.

    Example: `"edtf": "2021-02-30"`, `"edtf": "2022-07-20/2022-07-19"`.

    To do: Leave the date null where the text's day does not exist (58日): it is not known which was meant.
    """
    ends = [_days(end) for end in date.edtf.split("/")]
    if None in ends:
        yield Fault(f"There is no such day as {date.edtf}.", "/edtf")
    elif ends[0] and ends[-1] and ends[0][0] > ends[-1][0] and "X" not in date.edtf:
        yield Fault("The range ends before it begins.", "/edtf")


def _days(end: str) -> tuple[dt.date, dt.date] | None:
    """First and last day of one end of a date; of a leap year where none is known; None if there is no such day."""
    year, month, *day = end.rstrip("?").replace("XXXX", "2000").split("-")
    try:
        if day:
            first = last = dt.date(int(year), int(month), int(day[0]))
        else:
            first = dt.date(int(year), int(month), 1)
            last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    except ValueError:
        return None
    return first, last


@check("JN602", "edtf-against-bounds", "error", "record", of=Date)
def edtf_against_bounds(date: Date, setting: Setting) -> Faults:
    """`earliest` and `latest` are not the days that `edtf` means.

    Why: Who sorts or filters by the bounds gets another day than who reads the date. Of a month they may tell a part (上旬).

    Example: `"edtf": "2021-08-20", "earliest": "2021-08-21"`.

    To do: Make the bounds from the date: both for a known year, `latest` alone with `?`, none with XXXX.
    """
    ends = [_days(end) for end in date.edtf.split("/")]
    if ends[0] is None or ends[-1] is None:
        return  # JN601 tells
    yearless, unsure = "X" in date.edtf, "?" in date.edtf
    for name, stretch in (
        ("earliest", None if yearless or unsure else ends[0]),
        ("latest", None if yearless else ends[-1]),
    ):
        told = getattr(date, name)
        if stretch is None:
            fits = told is None
        else:
            fits = told is not None and stretch[0] <= told <= stretch[1]
        if not fits:
            means = "null" if stretch is None else " to ".join(map(str, dict.fromkeys(stretch)))
            yield Fault(f"{date.edtf} means {means} here.", f"/{name}")


@check("JN603", "basis-against-edtf", "error", "record", of=Date)
def basis_against_edtf(date: Date, setting: Setting) -> Faults:
    """The ground of a date's year does not go with how sure the date says it is.

    Why: A guessed year passes for a stated one, or the other way round.

    Example: `"edtf": "2021-08-04", "basis": "crawl"`: a year of the crawl needs `?`.

    To do: Write `?` with the basis `crawl`, XXXX with `none`, and neither with the others.
    """
    mark = {"crawl": "?", "none": "XXXX"}.get(date.basis, "")
    found = "XXXX" if "X" in date.edtf else "?" if "?" in date.edtf else ""
    if mark != found:
        wanted = f"needs {mark}" if mark else f"goes without {found}"
        yield Fault(f"The basis `{date.basis}` {wanted}.", "/edtf")


@check("JN604", "event-after-publication", "warning", "record", of=Article)
def event_after_publication(article: Article, setting: Setting) -> Faults:
    """What an article reports happened after it was published.

    Why: One of the two days is wrong, mostly the year; or the article announces what is to come.

    Example: A dateline of 2021-12-31 in an article published on 2021-01-01.

    To do: Compare with the page. A date below an item of a list is that item's, not the next one's.
    """
    told = article.dateline
    if told and told.earliest and article.date_published and told.earliest > article.date_published:
        yield Fault(f"The article was published on {article.date_published}.", "/dateline/edtf")


@check("JN605", "published-after-crawl", "error", "record", of=Page)
def published_after_crawl(page: Page, setting: Setting) -> Faults:
    """An article was published after its page was crawled.

    Why: One of the two days is wrong.

    Example: `"retrieved": "2021-08-21"` and an article published on 2021-12-08, which was read for 2021-08-12.

    To do: Compare with the page; a day of an American order (12/8) may have been turned round.
    """
    try:
        retrieved = dt.date.fromisoformat((page.source.retrieved or "")[:10])
    except ValueError:
        return
    for index, article in enumerate(page.articles):
        # A day more, since the crawler's clock may be of another zone.
        if article.date_published and article.date_published > retrieved + dt.timedelta(days=1):
            yield Fault(f"The page was crawled on {retrieved}.", f"/articles/{index}/date_published")


# -- lists


@check("JN610", "order-of-items", "error", "record", of=Meeting)
def order_of_items(meeting: Meeting, setting: Setting) -> Faults:
    """The numbers of a list of a meeting are not 0, 1, 2 and so on.

    Why: Who sorts by them gets another order than the text's, or loses an item.

    Example: Two speeches with `"order": 0`, after the speeches of two paragraphs were joined.

    To do: Number the items in the order of the text, from 0, without gaps.
    """
    for name, key in (("attendance", "position"), ("agenda", "order"), ("speeches", "order")):
        for index, item in enumerate(getattr(meeting, name)):
            if getattr(item, key) != index:
                yield Fault(f"The {key} of this item is {index}.", f"/{name}/{index}/{key}")


@check("JN616", "order-against-spans", "error", "record", of=Meeting)
def order_against_spans(meeting: Meeting, setting: Setting) -> Faults:
    """The items of a list of a meeting are not in the order of the text.

    Why: Who goes by the list takes the last who was named for the first, and an answer for the question.

    Example: An attendance that was sorted by name.

    To do: Sort the items by where their spans begin, and number them anew.
    """
    for name in ("attendance", "agenda", "speeches"):
        at = 0
        for index, item in enumerate(getattr(meeting, name)):
            if item.span.start < at:
                yield Fault("This stands before the item above in the text.", f"/{name}/{index}/span")
            at = item.span.start


@check("JN611", "role-twice", "warning", "record", of=Participant)
def role_twice(participant: Participant, setting: Setting) -> Faults:
    """A participant has a role or a post twice.

    Why: Counts of roles and posts come out too high.

    Example: `"roles": ["speaker", "speaker"]`, one for each speech.

    To do: List each once.
    """
    for name in ("roles", "posts"):
        for value, count in Counter(getattr(participant, name)).items():
            if count > 1:
                yield Fault(f"{getattr(value, 'label', value)} stands {count} times.", f"/{name}")


@check("JN612", "group-with-posts", "error", "record", of=Participant)
def group_with_posts(participant: Participant, setting: Setting) -> Faults:
    """A group has posts.

    Why: Posts are held by persons; either the group is a person, or the posts are somebody else's.

    Example: `"name": "各镇主要负责人", "entity_type": "group"` with the post 镇长.

    To do: Make it a person, or leave its posts out.
    """
    if participant.entity_type == "group" and participant.posts:
        yield Fault(f"The group has {len(participant.posts)} posts.", "/posts")


@check("JN613", "no-session", "error", "record", of=Meeting)
def no_session(meeting: Meeting, setting: Setting) -> Faults:
    """A meeting has no session.

    Why: Nothing says what was held, so the record cannot be told from others nor merged.

    Example: `"sessions": []` for an inspection, which is no meeting.

    To do: Leave the record out if no meeting was held; else give its session with the name in the text.
    """
    if not meeting.sessions:
        yield Fault("The meeting has no session.", "/sessions")


@check("JN614", "speaker-not-present", "warning", "record", of=Meeting)
def speaker_not_present(meeting: Meeting, setting: Setting) -> Faults:
    """A person has a speech and is not in the attendance, or not as a speaker.

    Why: Who spoke was there: a list of who spoke and a list of the speeches come out different.

    Example: A speech of 甲某某, who stands in the attendance as `chair` alone.

    To do: Add the person, or the role `speaker`; if the speech was held elsewhere, leave it out.
    """
    roles = {one.name: one.roles for one in meeting.attendance}
    for index, speech in enumerate(meeting.speeches):
        if speech.entity_type == "person" and "speaker" not in roles.get(speech.speaker, ()):
            there = "no speaker" if speech.speaker in roles else "not"
            yield Fault(f"{speech.speaker} is {there} in the attendance.", f"/speeches/{index}/speaker")


@check("JN615", "person-twice", "error", "record", of=Meeting)
def person_twice(meeting: Meeting, setting: Setting) -> Faults:
    """A person is twice in the attendance of a meeting.

    Why: Counts of people come out too high, and roles and posts are spread over the two.

    Example: 甲某某 as `chair` in one item and as `speaker` in another.

    To do: Join the two: all roles and posts, and the place of the first mention.
    """
    first: dict[str, int] = {}
    for index, one in enumerate(meeting.attendance):
        if one.entity_type == "person" and first.setdefault(one.name, index) != index:
            yield Fault(f"{one.name} is item {first[one.name]} too.", f"/attendance/{index}/name")
