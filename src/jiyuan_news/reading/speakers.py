"""Who gives a speech: the subject of its verb, and whom 他 means."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache

import attrs

from jiyuan_news import vocabulary
from jiyuan_news.reading import agenda, cues, speeches
from jiyuan_news.reading.clauses import before, clauses
from jiyuan_news.reading.people import Subject, last_person, people_of, subjects
from jiyuan_news.reading.persons import KNOWN
from jiyuan_news.reading.posts import Chain
from jiyuan_news.reading.roster import Named, Roster
from jiyuan_news.reading.rules import Rule, rule
from jiyuan_news.records import SpeakerType

# A verb of speech further from its subject has another; without a mark after it, it stands right behind.
_FAR = 60
_NEAR = 14
_NEXT = 6
# Over what a meeting does its chair may go on to demand: 甲主持召开乙会，听取丙，要求…
_LONG = 160
# 甲作交流发言，一致表示要…
_BARELY = re.compile("(?:一致|纷纷|普遍|均|都|还|也)*$")
_WENT_THROUGH = re.compile("(?:肯定|总结|回顾|分析|通报|点评|安排|部署|解读)了[^，。；：]{2,30}，$")
# The same subject goes on: 会议审议甲，并指出，…
_AND = ("", "并", "同时", "并且", "并同时", "同时也", "同时还", "也", "还")
# A clause before the subject that only says where (报告会上，) is shorter.
_WHERE = 12
# More people than this share a verb only as a crowd.
_CROWD = 6


@attrs.frozen(slots=True)
class _Words:
    """Words that a verb of speech is told by, see `[speech]` of the verbs."""

    heard: tuple[str, ...]
    never_nouns: tuple[str, ...]
    praised: tuple[str, ...]
    arranged: tuple[str, ...]


@cache
def _words() -> _Words:
    told = vocabulary.load("verbs")["speech"]
    return _Words(*(tuple(told[name]) for name in attrs.fields_dict(_Words)))


BY_MEETING = rule("speaker-meeting", "会议强调: the meeting speaks for itself")
BY_PRONOUN = rule(
    "speaker-pronoun", "他强调: the last named chair or speaker, or whom the sentence names before"
)
BY_CROWD = rule("speaker-crowd", "与会人员认为: all who were there")
BY_SUBJECT = rule("speaker-subject", "甲强调: who is the subject of the verb of speech")
BY_BEFORE = rule("speaker-of-before", "强调要甲: without a subject, that of the sentence before")

_TAKES_PART = re.compile("(?:在[^，。；]{2,16})?(?:主持|出席|参加|列席)(?:会议|座谈会)?[，。；]")
_TOOK_PART = re.compile(rf"[，；](?=[^，。；]{{2,60}}?{_TAKES_PART.pattern})")


# 列席会议的局长甲; 局长甲
_DESCRIBED = re.compile("(?:[^，。；]{2,14}的)?")
_ONE = ("负责人", "负责同志", "发言人", "代表", "村民", "居民")
_HE = re.compile(r"(?:同时|最后|随后|此外|会上)?[他她](?!们)")
_AGENT = re.compile(r"由(?P<who>[^，。；]{2,40}?)(?:主持|作|宣读|传达|通报|授课)")
# Somebody whom nothing tells gave a speech just before: 他 is nobody who was named.
_UNREAD = re.compile(r"作[^，。；]{0,8}(?:发言|讲话|致辞)[，,]$")
# 他介绍了甲，强调: over so much.
_HIS = 80


@attrs.frozen(slots=True)
class Opened:
    """A speech that a sentence opens, and who gives it; offsets in the clean text."""

    opening: speeches.Opening
    speakers: tuple[str, ...]
    """Who says it: several where they share the verb."""
    entity: SpeakerType
    start: int
    """Where the subject begins."""
    rule: Rule
    """What tells who says it."""
    people: tuple[Named, ...] = ()
    """The same, where the sentence names them."""
    subjects: list[Subject] = attrs.Factory(list)
    """All people who are subjects before the verb."""

    @property
    def from_above(self) -> bool:
        """Whether a leader of the state or the province gives it."""
        return any(speeches.ABOVE.fullmatch(post.label) for one in self.people for post in one.posts)


class Speakers:
    """Finds the speakers of an article; remembers the last one."""

    def __init__(self, text: str, roster: Roster, chain: Chain) -> None:
        self._text, self._roster, self._chain = text, roster, chain
        self._last: tuple[str, SpeakerType] | None = None

    def remember(self, named: Named, *, heard: bool = False) -> None:
        """The person, or the one whom a group's name means (甲局负责人), is the one that 他 means next.

        Whose report was `heard` is so only where nobody was before.
        """
        if heard and self._last:
            return
        if not named.person and (
            not named.name.endswith(_ONE) or "、" in named.name or named.name[0] in "各有"
        ):
            return
        self._last = (named.name, "person" if named.person else "group")

    def named_again(self, a: int, b: int, members: Container[str]) -> None:
        """A person of the meeting who opens the sentence `text[a:b]` is the one that 他 means next."""
        text = self._text
        at = a
        if not self._roster.at(text, a, b):
            at = text.find("，", a, min(b, a + _WHERE)) + 1 or a
        size = self._roster.at(text, at, b)
        name = text[at : at + size]
        if size and name in members and text[at + size : at + size + 1] not in "、，,和等":
            self._last = (name, "person")

    def subjects(self, a: int, b: int, *, verb_follows: bool = False) -> list[Subject]:
        """The people who are subjects in `text[a:b]`."""
        return subjects(self._text, a, b, self._roster, self._chain, verb_follows=verb_follows)

    def opened(self, a: int, b: int) -> Opened | None:
        """The speech that the sentence `text[a:b]` opens, or None."""
        for opening in speeches.openings(self._text, a, b):
            found = self._of(opening, a)
            if found and not (opening.told and found.entity != "person"):  # 会议通报了甲：…
                return found
        return None

    def after_semicolons(self, start: int, b: int) -> Iterator[Opened]:
        """The other speeches in the same sentence: `；会议要求，`, `；甲强调，`, where 甲 is a person."""
        text = self._text
        at = start
        while (at := text.find("；", at, b) + 1) > 0:
            for opening in speeches.openings(text, at, min(b, at + _FAR)):
                if opening.subject_start != at:
                    known = self._roster.at(text, at, opening.subject_start)  # ；甲通报了乙，要求…
                    if known and _reaches(text, at + known, opening):
                        people = (Named(text[at : at + known], True, at, at + known, KNOWN),)
                        yield Opened(opening, (people[0].name,), "person", at, BY_SUBJECT, people)
                    break
                verb = opening.verb_start
                name = text[at:verb].strip()
                if meeting := speeches.MEETING.match(name):
                    yield Opened(opening, (meeting["noun"] or "会议",), "meeting", at, BY_MEETING)
                elif name in self._roster:
                    people = (Named(name, True, at, verb, KNOWN),)
                    yield Opened(opening, (name,), "person", at, BY_SUBJECT, people)
                elif not opening.bare:
                    found = self.subjects(at, verb, verb_follows=True)
                    named = last_person(found)
                    if (
                        named
                        and _DESCRIBED.fullmatch(text, at, found[0].start)
                        and _reaches(text, found[-1].predicate, opening)
                    ):
                        yield Opened(opening, (named.name,), "person", at, BY_SUBJECT, (named,), found)
                break

    def told_after(self, start: int, b: int) -> list[Subject]:
        """People in the same sentence of whom it then tells that they took part (`…，乙主持会议`), and who come after."""
        for mark in _TOOK_PART.finditer(self._text, start, b):
            found = self.subjects(mark.end(), b)
            if found and found[0].start == mark.end() and _TAKES_PART.match(self._text, found[0].predicate):
                return found
        return []

    def _of(self, opening: speeches.Opening, a: int) -> Opened | None:
        text, begin, verb = self._text, opening.subject_start, opening.verb_start
        subject = text[begin:verb].strip()
        meeting = speeches.MEETING.match(subject) if subject else None
        if meeting:
            return Opened(opening, (meeting["noun"] or "会议",), "meeting", begin, BY_MEETING)
        if (
            text.startswith(("会议", "大会", "全会"), a) and cues.business(text, a, verb) == a
        ):  # 会议听取甲，强调… and 会议听取甲的汇报强调，…
            if subject in _AND and begin > a:
                return Opened(opening, ("会议",), "meeting", begin, BY_MEETING)
            words = _words()
            if subject.endswith(words.heard) and opening.verb in words.never_nouns:
                return Opened(opening, ("会议",), "meeting", verb, BY_MEETING)
        if speeches.PRONOUN.match(subject):
            return self._pronoun(opening, a, begin)
        crowd = speeches.crowd(text, a, begin, subject)
        if crowd:
            return Opened(opening, (crowd["who"],), "group", crowd.start("who"), BY_CROWD)
        found = self.subjects(a, verb, verb_follows=True)
        if not found or not _reaches(text, found[-1].predicate, opening):
            return self._named_before(opening, a, subject)
        people = found[-1].people
        if not (1 < len(people) < _CROWD and all(one.person for one in people)):
            people = people[-1:]
        entity: SpeakerType = "person" if people[-1].person else "group"
        names = tuple([one.name for one in people])
        return Opened(opening, names, entity, found[-1].start, BY_SUBJECT, tuple(people), found)

    def _named_before(self, opening: speeches.Opening, a: int, subject: str) -> Opened | None:
        """A speech whose subject does not stand before its verb: 他介绍了甲，强调; 会议学习甲。强调乙."""
        text, begin, verb = self._text, opening.subject_start, opening.verb_start
        if subject not in _AND:
            return None
        for x, y in reversed(clauses(text, max(a, verb - _HIS), begin)):
            if _HE.match(text, x, y) and (x == a or text[x - 1] in "，,"):
                return None if self.subjects(y, begin) else self._pronoun(opening, a, x)
        if begin > a:
            return None
        start = before(text, a)
        if start == a or speeches.openings(text, start, a):
            return None
        if cues.business(text, start, a) == start:
            return Opened(opening, ("会议",), "meeting", verb, BY_BEFORE)
        posts = len(self._chain)
        named = last_person(self.subjects(start, a))
        self._chain.cut(posts)
        if named is None or (named.name, "person") != self._last:
            return None
        return Opened(opening, (named.name,), "person", verb, BY_BEFORE)

    def _pronoun(self, opening: speeches.Opening, a: int, begin: int) -> Opened | None:
        found = self.subjects(a, begin) if begin > a else []
        named = last_person(found)
        agents = list(_AGENT.finditer(self._text, a, begin)) if named is None else []
        if agents:
            who = people_of(self._text, *agents[-1].span("who"), self._roster, self._chain)
            named = next((one for one in reversed(who) if one.person), None)
        if named:
            return Opened(opening, (named.name,), "person", begin, BY_PRONOUN, (named,), found)
        if self._last is None or (named is None and _UNREAD.search(self._text, a, begin)):
            return None
        return Opened(opening, self._last[:1], self._last[1], begin, BY_PRONOUN)


def _reaches(text: str, predicate: int, opening: speeches.Opening) -> bool:
    """Whether the predicate at `predicate` is that of the verb of speech."""
    away = opening.verb_start - predicate
    if opening.close:
        near = 0 < away < _NEAR and text[opening.verb_start - 1] in "，,"
        return away == 0 or near or text.endswith(_words().praised, predicate, opening.verb_start)
    if not opening.bare:
        return away < _FAR
    joined = text[_BARELY.search(text, predicate, opening.verb_start).start() - 1]  # type: ignore[union-attr]
    if joined in "，," and away < _LONG and text.startswith(("主持召开", "召集", "召开"), predicate):
        between = clauses(text, predicate, opening.verb_start)[1:]
        return all(agenda.is_business(text, a, b) or text.startswith("召开", a) for a, b in between)
    before = text[predicate : opening.verb_start] if joined in "，," and away < _FAR else ""
    if before.endswith(_words().arranged) or _WENT_THROUGH.search(before):
        return True
    return away < _NEXT or (joined in "，," and away < _NEAR) or (joined == "并" and away < _FAR)
