"""Reads the gatherings that an article tells: its sentences one by one, each for what it says of a meeting.

A sentence says that a meeting was held (`sessions`), who took part and how (`people`), what was done (`agenda`), or it
opens a speech (`speeches`), which runs on to the end of its paragraph or to a sentence with another subject.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import TYPE_CHECKING

import attrs

from jiyuan_news import vocabulary
from jiyuan_news.reading import agenda, sessions, speeches
from jiyuan_news.reading.clauses import clauses, sentences
from jiyuan_news.reading.dates import mention_at, mentions
from jiyuan_news.reading.people import Named, Roster, parse_list
from jiyuan_news.reading.posts import Chain
from jiyuan_news.records import (
    AgendaItem,
    AttendanceRole,
    Date,
    Meeting,
    Mode,
    Participant,
    Post,
    Session,
    SpeakerType,
    Speech,
    Venue,
    VenueRole,
)

if TYPE_CHECKING:
    from jiyuan_news.reading.articles import Story
    from jiyuan_news.reading.log import Log
    from jiyuan_news.text import CleanText


@attrs.define(slots=True)
class _Member:
    name: str
    person: bool
    start: int
    end: int
    roles: dict[AttendanceRole, None] = attrs.Factory(dict)
    posts: dict[str, Post] = attrs.Factory(dict)
    written: str | None = None


@attrs.define(slots=True)
class _Speech:
    speaker: str
    entity: SpeakerType
    verb: str
    start: int
    end: int


@attrs.define(slots=True)
class _Gathering:
    held: sessions.Held
    readings: list[sessions.Reading]
    date: Date | None
    start: int
    members: dict[str, _Member] = attrs.Factory(dict)
    agenda: list[tuple[str, str, int, int]] = attrs.Factory(list)
    speeches: list[_Speech] = attrs.Factory(list)
    venues: list[tuple[str, VenueRole, int, int]] = attrs.Factory(list)
    mode: Mode | None = None
    fallback: bool = False


def read(story: Story, clean: CleanText, log: Log, sha256: str) -> list[Meeting]:
    """The meetings that `story` tells, in the order of its text; empty where it tells none."""
    gatherings = _Reader(story, clean, log).run()
    return [_record(g, order, story, clean, sha256) for order, g in enumerate(gatherings)]


@cache
def _openers() -> re.Pattern[str]:
    roles = vocabulary.load("verbs")["roles"]
    words = "|".join(
        sorted(
            {*roles["openers"], *roles["chair"], *roles["attendee"], *roles["observer"]},
            key=len,
            reverse=True,
        )
    )
    return re.compile(rf"(?=({words}))")


_ROLE_WORD = re.compile(
    r"主持|出席|列席|参加|应邀|到会|讲话|致辞|致词|汇报|发言|表态|说明|辅导|部署|点评|介绍|授课|宣读|通报|报告|讲解|解读|述职|参会|传达|检查|委托|党课|回答"
)
_SPOKE = re.compile(
    r"讲话|讲了话|致辞|致词|发言|表态|辅导|点评|授课|宣讲|述职|汇报|领学|党课|开幕词|闭幕词"
    r"|(?:作|做|进行|发表|提出)了?[^，。；]{0,40}(?:部署|说明|报告|通报|介绍|讲解|解读|动员|总结|检查|安排|交流|补充)"
    r"|^(?:就|围绕|结合|代表|分别|先后|依次|逐一)[^，。；]{0,40}(?:说明|报告|通报|介绍|讲解|解读|交流|安排|部署)"
    r"|^(?:分别|先后|依次)?(?:通报|宣读|介绍|传达|解读|回答)"
)
_CHAIRED = re.compile(r"主持(?!人)")
_ATTENDED = re.compile(r"出席|参加|到会|参会|与会")
_OTHER_EVENT = re.compile(
    r"(?:参加|出席)(?:了)?(?:[^，。；]{0,10})(?:调研|活动|慰问|观摩|仪式|考察|检查|座谈交流|植树|走访)"
)
_BY = re.compile(r"由(?P<who>[^。；;]{2,60}?)主持")
_DELEGATED = re.compile(r"受(?P<who>[^。；;]{2,50}?)(?:的)?委托")
_HEARD = re.compile(
    r"听取(?:了|并审议了|和审议了|审议了|和审议)?(?P<who>[^，。；;]{4,70}?)(?:关于|所作|作的|介绍|代表|受|就|向|的)"
)
_REPORT = re.compile(r"(?P<who>[^，。；;]{4,60}?)关于[^，。；;]*(?:报告|汇报|说明|介绍)")
_LED = re.compile(r"(?:会议|大会|发布会|活动|座谈会|[^，。]{0,12}会)?由")
_NOT_HELD = re.compile(r"会议(?:结束|期间|开始|召开|要求|指出|强调|认为|由|应到)|会上要求")
_NEXT = re.compile(
    r"^(?:当天|当日|同日|当晚|次日|随后|会后|会前|之后|接着|另外|另据|下午|上午|晚上|此前|同时)"
)
_WATCHED = re.compile(r"收听收看|收看|收听")
_AFTER_WATCHING = re.compile(r"[后之]后?[，,]|，随即|，随后")
_WATCHING = re.compile(r"(?:在)?(?:集中|组织|参加|认真|统一)*$")
_CONT = re.compile(r"^(?:并|同时|还|就|围绕|作|对)")
_HONORED = re.compile(r"习近平")


class _Reader:
    """Goes through an article once, with what is open: the gathering, the speech, the last chair or speaker."""

    def __init__(self, story: Story, clean: CleanText, log: Log) -> None:
        self.story, self.clean, self.log = story, clean, log
        self.text = clean.text
        self.roster = Roster()
        self.gatherings: list[_Gathering] = []
        self.current: _Gathering | None = None
        self.speech: _Speech | None = None
        self.last_speaker: tuple[str, SpeakerType] | None = None
        self.early: list[tuple[Named, tuple[AttendanceRole, ...]]] = []
        self.elsewhere: set[str] = set()
        self.chain = Chain()

    # -- the article

    def run(self) -> list[_Gathering]:
        text, paragraphs = self.text, self.story.paragraphs
        chronicle = self._is_chronicle()
        for number, (start, end) in enumerate(paragraphs):
            if number and not (self.speech and speeches.ENUMERATED.match(text, start, end)):
                self.speech = None
            if chronicle:
                self.current = None
            for a, b in sentences(text, start, end):
                while a < b and text[a] in " \u3000\t":
                    a += 1
                if a < b:
                    self._sentence(a, b, a == start or not text[start:a].strip(), number == 0)
        if not self.gatherings:
            return []
        return self._settled()

    def _is_chronicle(self) -> bool:
        text = self.text
        days = 0
        for start, end in self.story.paragraphs:
            at = start
            while at < end and text[at] in " \u3000◆★●■▲·*•◇□▪-":
                at += 1
            found = mention_at(text, at, end)
            days += found is not None and found.day is not None and found.month is not None
        return days >= 3

    def _settled(self) -> list[_Gathering]:
        held = self.gatherings
        ranks = [max(sessions.rank(r.organizer), sessions.rank(r.name)) for g in held for r in g.readings[:1]]
        if len(held) > 1 and min(ranks) < 2:
            held = [g for g, level in zip(held, ranks, strict=True) if level < 2]
        return held

    # -- a sentence

    def _sentence(self, a: int, b: int, opens: bool, first: bool) -> None:
        text = self.text
        self._named_again(a, b)
        opening = self._opening(a, b)
        found = self._held(a, b, opens)
        if found:
            self.speech = None
            self._start(found, a)
        if opening:
            self._open(a, b, *opening, session=found is not None)
            return
        told = self._roles(a, b) if _ROLE_WORD.search(text, a, b) else False
        if self.speech is not None and not found:
            if told or self._meeting_sentence(a, b):
                self.speech = None
            else:
                self.speech.end = self._trim(b)
                return
        self._agenda(a, b, found)
        self._circumstances(found.start if found else a, b)

    def _named_again(self, a: int, b: int) -> None:
        """A chair or speaker who opens a sentence is the one that 他 means next."""
        if self.current is None:
            return
        for size in (2, 3, 4):
            member = self.current.members.get(self.text[a : min(a + size, b)])
            if member and member.person and ("chair" in member.roles or "speaker" in member.roles):
                self.last_speaker = (member.name, "person")

    def _trim(self, end: int) -> int:
        text = self.text
        while text[end - 1] in " \u3000\n":
            end -= 1
        return end

    def _meeting_sentence(self, a: int, b: int) -> bool:
        return self.text.startswith(
            (
                "会议听取",
                "会议审议",
                "会议传达",
                "会议研究",
                "会议通报",
                "会议还",
                "会议由",
                "会前",
                "会后",
                "会上",
            ),
            a,
        ) or bool(self.text.startswith("会议", a) and agenda.items(self.text, a, b))

    # -- sessions

    def _held(self, a: int, b: int, opens: bool) -> sessions.Held | None:
        text = self.text
        start = a
        watched = _WATCHED.search(text, a, b)
        if watched:
            cut = _AFTER_WATCHING.search(text, watched.end(), b)
            start = cut.end() if cut else b
        if start >= b:
            return None
        found = sessions.held(text, start, b)
        if found and watched and found.convener is None:
            found = self._convened_before(found, a, watched.start())
        if found is None and not self.gatherings and not watched:
            found = self._attended(start, b)
        if found is None:
            return None
        if self.gatherings and self.current is not None:
            # Another gathering of the same article is told at the head of a paragraph or with a time of its own.
            known = self.current.held.name
            if found.name.endswith(known) or known.endswith(found.name) or self.current.fallback:
                return None
            marked = _NEXT.match(text[a:b]) or mention_at(text, a, b) is not None
            if self.speech is not None and not (opens and marked):
                return None
            if not marked and not (opens and start != a) and not text[max(0, a - 3) : a].startswith("会后"):
                return None
        elif self.speech is not None:
            return None
        return found

    def _convened_before(self, found: sessions.Held, a: int, watched: int) -> sessions.Held:
        """`甲在收听收看乙会议后，召开丙会议`: the convener stands before the meeting that was watched."""
        text = self.text
        clause = max(a, text.rfind("，", a, watched) + 1, text.rfind(",", a, watched) + 1)
        convener = _WATCHING.sub("", text[clause:watched])
        if (
            2 <= len(convener) <= 20
            and not found.name.startswith(convener)
            and not mention_at(text, clause, watched)
        ):
            return attrs.evolve(found, name=convener + found.name, convener=convener)
        return found

    _ATTENDS = re.compile(r"(?:主持|出席|参加)(?P<name>[^，,。；;、]{5,40})")

    def _attended(self, a: int, b: int) -> sessions.Held | None:
        """A meeting that is only told by who chaired or attended it: `A出席乙会议并讲话`."""
        text = self.text
        if self.early and a > self.story.paragraphs[0][1]:
            return None
        for match in self._ATTENDS.finditer(text, a, b):
            begin = match.start("name")
            stop = sessions._name_end(text, begin, match.end("name"))
            if stop > begin + 4 and (stop == match.end("name") or text.startswith("并", stop)):
                name = text[begin:stop]
                if sessions.classify(name) != "other" and "召开" not in name and not name.startswith("召"):
                    return sessions.Held(name, begin, stop, None, stop)
        return None

    def _start(self, found: sessions.Held, a: int) -> None:
        readings = sessions.joined(found.name, found.convener)
        date = self.story.dateline
        mention = next(mentions(self.text, a, found.start), None) or mention_at(self.text, a, found.end)
        if mention and mention.day is not None and (date is None or self.gatherings):
            date = self.story.calendar.resolve(mention, self.clean, self.log) or date
        gathering = _Gathering(found, readings, date, a)
        self.gatherings.append(gathering)
        self.current = gathering
        self.chain.clear()
        if found.place:
            x, y = found.place
            gathering.venues.append((self.text[x:y], "venue", x, y))
        if len(self.gatherings) == 1:
            for named, roles in self.early:
                self._join(named, roles)
        self.early = []

    # -- people

    def _roles(self, a: int, b: int) -> bool:
        """Notes who did what in the sentence; whether a person or group is its subject."""
        text = self.text
        told = False
        begin = a
        chain = self.chain
        delegated = _DELEGATED.search(text, a, b)
        if delegated:
            who = parse_list(text, delegated.start("who"), delegated.end("who"), self.roster, chain)
            if who and all(n.person for n in who):
                for named in who:
                    self._note(named, ("delegating",))
                begin = delegated.end()
                told = True
        by = _BY.search(text, begin, b)
        if by:
            who = parse_list(text, by.start("who"), by.end("who"), self.roster, chain)
            if who and any(n.person for n in who):
                for named in who:
                    self._note(named, ("chair",))
                    self._remember(named)
                told = True
        if self.current is not None:
            for heard in _HEARD.finditer(text, begin, b):
                who = parse_list(text, heard.start("who"), heard.end("who"), self.roster, chain.copy())
                if who and all(n.person for n in who):
                    for named in who:
                        self._note(named, ("speaker",))
            if "听取" in text[begin:b]:
                for x, y in clauses(text, begin, b):
                    report = _REPORT.match(text, x, y)
                    who = report and parse_list(
                        text, report.start("who"), report.end("who"), self.roster, Chain()
                    )
                    if who and all(n.person and n.posts for n in who):
                        for named in who:
                            self._note(named, ("speaker",))
        parts = clauses(text, begin, b)
        if self.speech is not None and not told and not (parts and self._subject(parts, 0, chain.copy())):
            return False  # a speech goes on: only a subject at the head of a sentence ends it
        index = 0
        while index < len(parts):
            hit = self._subject(parts, index, chain)
            if hit is None:
                index += 1
                continue
            who, predicate, used = hit
            stop = parts[used][1]
            while (
                used + 1 < len(parts)
                and _CONT.match(text[parts[used + 1][0] : parts[used + 1][1]])
                and not self._subject(parts, used + 1, chain.copy())
            ):
                used += 1
                stop = parts[used][1]
            roles = self._roles_of(text[predicate:stop])
            if roles:
                told = True
                for named in who:
                    self._note(named, roles)
                    if "chair" in roles or "speaker" in roles:
                        self._remember(named)
            else:
                for named in who:
                    if named.person and named.posts:
                        self.roster.add(named.name)
            index = used + 1
        return told

    def _subject(
        self, parts: list[tuple[int, int]], index: int, chain: Chain
    ) -> tuple[list[Named], int, int] | None:
        """A list of people that begins with a clause, the offset of what they did, and the clause of that."""
        text = self.text
        begin = parts[index][0]
        if _LED.match(text, begin, parts[index][1]):
            return None
        day = mention_at(text, begin, parts[index][1])
        if day:
            begin = day.end
        for word in ("同日", "当天", "会上", "会前", "会后", "随后", "最后", "其中", "下午", "上午"):
            if text.startswith(word, begin):
                begin += len(word)
        for used in range(index, min(index + 14, len(parts))):
            x, y = parts[used]
            tries = 0
            for opener in _openers().finditer(text, max(x, begin), y):
                at = opener.start()
                if at - begin < 2:
                    if used > index and at == x:
                        return None
                    continue
                tries += 1
                if tries > 10:
                    break
                trial = chain.copy()
                who = parse_list(text, begin, at, self.roster, trial)
                if who:
                    chain.take(trial)
                    return who, at, used
            if used == index and y - x > 60:
                return None
        return None

    def _roles_of(self, predicate: str) -> tuple[AttendanceRole, ...]:
        roles: list[AttendanceRole] = []
        if _CHAIRED.search(predicate):
            roles.append("chair")
        if _ATTENDED.search(predicate) and not _OTHER_EVENT.search(predicate):
            roles.append("attendee")
        if "列席" in predicate:
            roles.append("observer")
            if "attendee" in roles and "参加" in predicate and "出席" not in predicate:
                roles.remove("attendee")
        if _SPOKE.search(predicate):
            roles.append("speaker")
        if "应邀" in predicate or "特邀" in predicate:
            roles.append("guest")
        return tuple(roles)

    def _note(self, named: Named, roles: tuple[AttendanceRole, ...]) -> None:
        if named.person:
            if _HONORED.match(named.name):
                return
            self.roster.add(named.name)
        if self.current is None:
            self.early.append((named, roles))
        else:
            self._join(named, roles)

    def _join(self, named: Named, roles: tuple[AttendanceRole, ...]) -> None:
        gathering = self.current
        assert gathering is not None
        member = gathering.members.get(named.name)
        if member is None:
            member = gathering.members[named.name] = _Member(named.name, named.person, named.start, named.end)
        for role in roles:
            member.roles[role] = None
        for post in named.posts:
            member.posts.setdefault(post.label, post)
        if named.written and len(named.written) > len(member.written or ""):
            member.written = named.written

    def _remember(self, named: Named) -> None:
        self.last_speaker = (named.name, "person" if named.person else "group")

    # -- speeches

    def _opening(self, a: int, b: int) -> tuple[speeches.Opening, str, SpeakerType, Named | None, int] | None:
        """A speech that the sentence opens: its clause, speaker, and where its subject's list begins."""
        text = self.text
        for opening in speeches.openings(text, a, b):
            subject = text[opening.subject_start : opening.verb_start].strip()
            if speeches.MEETING.match(subject):
                return opening, "会议", "meeting", None, opening.subject_start
            if speeches.PRONOUN.match(subject):
                if self.last_speaker:
                    return opening, self.last_speaker[0], self.last_speaker[1], None, opening.subject_start
                continue
            if speeches.CROWD.match(subject):
                return opening, subject.removesuffix("一致"), "group", None, opening.subject_start
            hit = self._speaker(a, opening)
            if hit:
                named, begin = hit
                return opening, named.name, "person" if named.person else "group", named, begin
        return None

    def _speaker(self, a: int, opening: speeches.Opening) -> tuple[Named, int] | None:
        text, verb = self.text, opening.verb_start
        starts = [x for x, _ in clauses(text, a, verb)][-12:]
        for begin in starts:
            day = mention_at(text, begin, verb)
            if day:
                begin = day.end
            while begin < verb and text[begin] in " ，,”":
                begin += 1
            cuts = [m.start() for m in _openers().finditer(text, begin, verb) if m.start() - begin >= 2]
            cuts += [
                m
                for m in (
                    text.find("在", begin + 2, verb),
                    text.find("明确", begin + 2, verb),
                    text.find("充分", begin + 2, verb),
                )
                if m > 0
            ]
            for cut in sorted({*cuts, verb})[:14]:
                who = parse_list(text, begin, cut, self.roster, self.chain.copy())
                if who and len(who) <= 3 and (cut == verb or self._leads(text[cut:verb])):
                    return who[-1], begin
        return None

    @staticmethod
    def _leads(words: str) -> bool:
        """Whether what stands between the speaker and the verb belongs to the same subject."""
        return len(words) < 60 and "会议指出" not in words

    def _open(
        self,
        a: int,
        b: int,
        opening: speeches.Opening,
        speaker: str,
        entity: SpeakerType,
        named: Named | None,
        begin: int,
        session: bool,
    ) -> None:
        text = self.text
        before = text[begin : opening.verb_start]
        self.speech = None
        if (speeches.ELSEWHERE.search(before) and not session) or (
            speaker in self.elsewhere and named and named.posts
        ):
            self.elsewhere.add(speaker)
            return
        if named is not None and _HONORED.match(named.name):
            return
        if _ROLE_WORD.search(text, a, opening.verb_start):
            self._roles(a, opening.verb_start)
        if begin > a or session:
            self._agenda(a, opening.subject_start, self.current.held if session and self.current else None)
        self._circumstances(a, opening.verb_start)
        if self.current is None:
            if named and named.person:
                self.roster.add(named.name)
            return
        if named is not None:
            self._note(named, ("speaker",))
            self._remember(named)
        elif entity != "meeting":
            member = self.current.members.get(speaker)
            if member:
                member.roles["speaker"] = None
        start = opening.text_start
        self.speech = _Speech(speaker, entity, opening.verb, start, self._trim(b))
        self.current.speeches.append(self.speech)
        later = speeches.openings(text, start, b)
        for other in later:
            subject = text[other.subject_start : other.verb_start].strip()
            if text[other.subject_start - 1] in "；;" and (subject in self.roster):
                self.speech.end = other.subject_start - 1
                self._note(Named(subject, True, other.subject_start, other.verb_start), ("speaker",))
                self.speech = _Speech(subject, "person", other.verb, other.text_start, self._trim(b))
                self.current.speeches.append(self.speech)

    # -- the rest

    def _agenda(self, a: int, b: int, found: sessions.Held | None) -> None:
        gathering = self.current
        if gathering is None:
            return
        text = self.text
        if found is not None:
            if found.after < b:
                gathering.agenda += agenda.items(text, found.after, b)
        elif not _NOT_HELD.match(text, a) and text.startswith(
            ("会议", "大会", "会上", "全会", "与会人员", "主席团"), a
        ):
            gathering.agenda += agenda.items(text, a, b)

    def _circumstances(self, a: int, b: int) -> None:
        gathering = self.current
        if gathering is None:
            return
        text = self.text
        sentence = text[a:b]
        if gathering.mode is None:
            if "视频" in sentence and re.search(
                r"视频(?:调度|推进|部署|工作|座谈|专题|动员)?(?:会|形式|方式|连线)|视频形式", sentence
            ):
                gathering.mode = "video"
            elif re.search(r"电视电话", gathering.held.name) or re.search(r"以电视电话", sentence):
                gathering.mode = "teleconference"
            elif re.search(r"线下|以现场(?:会议|形式|方式)", sentence):
                gathering.mode = "in-person"
            if "视频" in gathering.held.name:
                gathering.mode = "video"
        roles: tuple[tuple[str, VenueRole], ...] = (("主会场", "main"), ("分会场", "branch"))
        for word, role in roles:
            at = text.find(word, a, b)
            if at < 0 or any(venue[1] == role for venue in gathering.venues):
                continue
            named = re.search(
                rf"(?:在|于)(?P<a>[^，。；在]{{2,20}}?)(?:设立?|设置|设有)(?:了)?{word}|{word}设在(?P<b>[^，。；]{{2,20}})",
                sentence,
            )
            if named:
                key = "a" if named["a"] else "b"
                x, y = a + named.start(key), a + named.end(key)
                gathering.venues.append((text[x:y], role, x, y))
            else:
                gathering.venues.append((word, role, at, at + len(word)))
        if not gathering.venues:
            place = re.match(r"会议在(?P<a>[^，。；]{2,24})(?:召开|举行)", sentence)
            if place:
                x, y = a + place.start("a"), a + place.end("a")
                gathering.venues.append((text[x:y], "venue", x, y))


# -- the record

_ROLE_ORDER: tuple[AttendanceRole, ...] = ("chair", "speaker", "attendee", "observer", "guest", "delegating")


def _record(gathering: _Gathering, order: int, story: Story, clean: CleanText, sha256: str) -> Meeting:
    text, span = clean.text, clean.raw_span
    held = gathering.held
    parts = sessions.split(held.name) if len(gathering.readings) > 1 else [(held.name, 0)]
    written = text[held.start : held.end]
    records = []
    for reading, (part, _) in zip(gathering.readings, parts, strict=True):
        at = written.rfind(part) if len(parts) > 1 else -1
        begin = held.start + at if at >= 0 else held.start
        end = begin + len(part) if at >= 0 else held.end
        if at < 0 and len(parts) > 1 and part is parts[0][0]:
            joint = written.find("暨")
            end = held.start + joint if joint > 0 else held.end
        records.append(
            Session(
                reading.name,
                reading.classification,
                reading.organizer,
                reading.term,
                reading.year,
                reading.ordinal,
                reading.enlarged,
                span(begin, end),
            )
        )
    members = sorted((m for m in gathering.members.values() if m.roles), key=lambda m: m.start)
    attendance = [
        Participant(
            m.name,
            "person" if m.person else "group",
            tuple([role for role in _ROLE_ORDER if role in m.roles]),
            tuple(m.posts.values()),
            m.written,
            position,
            span(m.start, m.end),
        )
        for position, m in enumerate(members)
    ]
    identity = hashlib.sha256(f"{story.id}\n{order}".encode()).hexdigest()[:16]
    return Meeting(
        "m1-" + identity,
        tuple(records),
        gathering.date,
        gathering.mode,
        tuple([Venue(name, role, span(x, y)) for name, role, x, y in gathering.venues]),
        tuple(attendance),
        tuple([AgendaItem(v, t, i, span(x, y)) for i, (v, t, x, y) in enumerate(gathering.agenda)]),
        tuple(
            [
                Speech(
                    s.speaker,
                    s.entity,
                    s.verb,
                    text[s.start : s.end].strip("：:，,"),
                    i,
                    span(s.start, s.end),
                )
                for i, s in enumerate(gathering.speeches)
            ]
        ),
        sha256,
        (story.id,),
        (),
        (),
        (),
    )
