"""What gave the values of a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import evolve

from jiyuan_news.explaining import days
from jiyuan_news.explaining.entries import Entry, at, beginning, ending
from jiyuan_news.explaining.found import Found
from jiyuan_news.reading import circumstances, persons, roles, session_names
from jiyuan_news.reading.gatherings import spoken
from jiyuan_news.reading.posts import WRITTEN
from jiyuan_news.reading.rules import Told, rule

if TYPE_CHECKING:
    from jiyuan_news.reading.articles import Story
    from jiyuan_news.reading.gatherings import Gathering, Member
    from jiyuan_news.reading.page import Reading
    from jiyuan_news.records import AttendanceRole, Meeting, Session

KIND = rule("kind-by-name", "The first pattern of the kinds that the end of the name matches")
CONVENER = rule("organizer-convener", "Who convened it stands before the verb")
IN_NAME = rule("organizer-in-name", "The name begins with the body or the place that held it")
OF_FIRST = rule("organizer-of-first", "Of two sessions joined by 暨 the second has no body of its own")
TERM = rule("session-term", "第…届 of the body")
YEAR = rule("session-year", "…年 in the name")
ORDINAL = rule("session-ordinal", "第…次 in the name")
ENLARGED = rule("session-enlarged", "扩大 in the name")
ACTING = rule("post-acting", "代 or 代理 before the title")
VERB = rule("speech-by-verb", "A verb of speech that a mark follows, or that stands right after its subject")
FORMER = rule("post-former", "原 before the post")


def found(meeting: Meeting, story: Story, gathering: Gathering, reading: Reading) -> Iterator[Found]:
    """What gave each value of `meeting`, which was made of a `gathering` of `story`; in the order of the record."""
    text = reading.clean.text
    for index, session in enumerate(meeting.sessions):
        yield from _session(f"/sessions/{index}", session, index, gathering, reading)
    if meeting.date:
        day = reading.clean.to_clean(meeting.date.span)
        own = gathering.date is not story.dateline
        yield from days.found("/date", meeting.date, day.start, day.end, story, of_meeting=own)
    if meeting.mode:
        yield _mode(meeting.mode, gathering)
    for index, venue in enumerate(gathering.venues):
        yield Found(f"/venues/{index}/name", venue.name, venue.rule, venue.start, venue.end)
    for index, member in enumerate(gathering.present()):
        yield from _participant(f"/attendance/{index}", member, gathering, text)
    for index, item in enumerate(gathering.business()):
        entry = beginning("verbs", "/agenda/verbs", item.verb) or ending(
            "verbs", "/agenda/objects_as_verbs", item.verb
        )
        yield Found(f"/agenda/{index}/action", item.verb, item.rule, item.start, item.end, entry)
    for index, (said, speaker, _, _) in enumerate(spoken(gathering, text)):
        verbs = (ending("verbs", f"/speech/{key}", said.verb) for key in ("verbs", "bare", "close"))
        where = said.told.start, said.told.end
        yield Found(f"/speeches/{index}/speaker", speaker, said.told.rule, *where)
        yield Found(f"/speeches/{index}/verb", said.verb, VERB, *where, next(filter(None, verbs), None))


def _session(
    pointer: str, session: Session, index: int, gathering: Gathering, reading: Reading
) -> Iterator[Found]:
    held = gathering.held
    place = reading.clean.to_clean(session.span)
    where = place.start, place.end
    yield Found(
        f"{pointer}/name", session.name, held.rule, *where, ending("meetings", "/heads", session.name)
    )
    kind = at("meetings", f"/kind/{session_names.kind_of(session.name)}/pattern")
    yield Found(f"{pointer}/classification", session.classification, KIND, *where, kind)
    if session.organizer:
        written = reading.clean.text[slice(*where)]
        if index == 0 and session.organizer in (held.convener or ""):
            told = CONVENER
        else:
            told = IN_NAME if session.organizer in written else OF_FIRST
        body = ending("organisations", "/organs", session.organizer) or ending(
            "organisations", "/places", session.organizer
        )
        yield Found(f"{pointer}/organizer", session.organizer, told, *where, body)
    for key, number, told in (
        ("term", session.term, TERM),
        ("year", session.year, YEAR),
        ("ordinal", session.ordinal, ORDINAL),
    ):
        if number is not None:
            yield Found(f"{pointer}/{key}", number, told, *where)
    if session.enlarged:
        yield Found(f"{pointer}/enlarged", True, ENLARGED, *where)


def _mode(mode: str, gathering: Gathering) -> Found:
    held, told = gathering.held, gathering.mode_told
    key = "name" if told is None else "text"
    entry = next(
        at("meetings", f"/mode/{index}/{key}")
        for index, one in enumerate(circumstances.modes())
        if one == mode
    )
    if told is None:
        return Found("/mode", mode, circumstances.MODE_OF_NAME, held.start, held.end, entry)
    return Found("/mode", mode, told.rule, told.start, told.end, entry)


def _participant(pointer: str, member: Member, gathering: Gathering, text: str) -> Iterator[Found]:
    yield Found(f"{pointer}/name", member.name, member.rule, member.start, member.end, _who(member, text))
    for index, role in enumerate(role for role in roles.ORDER if role in member.roles):
        yield _did(f"{pointer}/roles/{index}", role, member.roles[role], text)
    for index, post in enumerate(member.posts.values()):
        where = f"{pointer}/posts/{index}"
        chain = member.chains[post.label] or ""
        start = text.find(chain, gathering.start) if chain else -1
        start = text.find(chain) if chain and start < 0 else start
        place = (start, start + len(chain)) if start >= 0 else (member.start, member.end)
        told = gathering.post_rules.get(post.label, WRITTEN)
        yield Found(f"{where}/label", post.label, told, *place, ending("posts", "/titles", post.label))
        if post.acting:
            yield Found(f"{where}/acting", True, ACTING, *place)
        if post.former:
            yield Found(f"{where}/former", True, FORMER, *place)


def _who(member: Member, text: str) -> Entry | None:
    """The entry that tells a person or a group: a title before the name, a family name, a word for people."""
    if not member.person:
        return next(filter(None, (ending(*where, member.name) for where in _GROUPS)), None)
    before = text[max(0, member.start - _FAR) : member.start]
    if member.rule is persons.BY_POST:
        return ending("posts", "/titles", before)
    if member.rule is persons.BY_ADDRESS:
        return ending("posts", "/intros", before)
    if member.rule in (persons.BY_SURNAME, persons.BY_NEIGHBOUR, persons.BY_SHARED_POST):
        return beginning("surnames", "/compound", member.name) or _surname(member.name[0])
    return None


_FAR = 12
_GROUPS = (("posts", "/groups"), ("posts", "/units"), ("posts", "/titles"), ("organisations", "/organs"))


def _surname(letter: str) -> Entry | None:
    entry = at("surnames", "/single")
    return evolve(entry, words=letter) if letter in entry.words else None


def _did(pointer: str, role: AttendanceRole, told: Told, text: str) -> Found:
    """What gave a role: of a predicate the words in it that say so, and their entry."""
    start, end = told.start, told.end
    for known, index, match in roles.matches(text[start:end]):
        if known == role:
            entry = at("verbs", f"/role/{index}/pattern")
            if told.rule is roles.BY_PREDICATE:
                start, end = start + match.start(), start + match.end()
            return Found(pointer, role, told.rule, start, end, entry)
    return Found(pointer, role, told.rule, start, end)
