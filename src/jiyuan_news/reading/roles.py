"""Who did what in a sentence: lists of people, the predicates that follow them, and the roles that these give."""

from __future__ import annotations

import re
from functools import cache

from jiyuan_news import vocabulary
from jiyuan_news.reading.clauses import clauses
from jiyuan_news.reading.dates import mention_at
from jiyuan_news.reading.people import Named, Roster, parse_list
from jiyuan_news.reading.posts import Chain
from jiyuan_news.records import AttendanceRole

Note = tuple[Named, tuple[AttendanceRole, ...]]
"""A person or group, and what a sentence says that they did."""


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


ROLE_WORD = re.compile(
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
_CONT = re.compile(r"^(?:并|同时|还|就|围绕|作|对)")


class Roles:
    """Reads who did what; keeps the persons named so far and the posts that later ones lean on."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.roster = Roster()
        self.chain = Chain()

    def told(self, a: int, b: int, *, held: bool, speaking: bool) -> tuple[list[Note], bool]:
        """Who did what in the sentence `text[a:b]`, and whether people are its subject.

        Args:
            a: where the sentence begins.
            b: where it ends.
            held: a meeting was named before, so that what it heard had authors.
            speaking: a speech goes on, which only a subject at the head of a sentence ends.
        """
        text = self.text
        told = False
        notes: list[Note] = []
        begin = a
        chain = self.chain
        delegated = _DELEGATED.search(text, a, b)
        if delegated:
            who = parse_list(text, delegated.start("who"), delegated.end("who"), self.roster, chain)
            if who and all(n.person for n in who):
                for named in who:
                    notes.append((named, ("delegating",)))
                begin = delegated.end()
                told = True
        by = _BY.search(text, begin, b)
        if by:
            who = parse_list(text, by.start("who"), by.end("who"), self.roster, chain)
            if who and any(n.person for n in who):
                for named in who:
                    notes.append((named, ("chair",)))
                told = True
        if held:
            for heard in _HEARD.finditer(text, begin, b):
                who = parse_list(text, heard.start("who"), heard.end("who"), self.roster, chain.copy())
                if who and all(n.person for n in who):
                    for named in who:
                        notes.append((named, ("speaker",)))
            if "听取" in text[begin:b]:
                for x, y in clauses(text, begin, b):
                    report = _REPORT.match(text, x, y)
                    who = report and parse_list(
                        text, report.start("who"), report.end("who"), self.roster, Chain()
                    )
                    if who and all(n.person and n.posts for n in who):
                        for named in who:
                            notes.append((named, ("speaker",)))
        parts = clauses(text, begin, b)
        if speaking and not told and not (parts and self._subject(parts, 0, chain.copy())):
            return notes, False
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
            roles = _roles_of(text[predicate:stop])
            if roles:
                told = True
                for named in who:
                    notes.append((named, roles))
            else:
                for named in who:
                    if named.person and named.posts:
                        self.roster.add(named.name)
            index = used + 1
        return notes, told

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
            while begin < parts[index][1] and text[begin] in " \u3000":
                begin += 1
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

    def speaker(self, a: int, verb: int) -> tuple[Named, int] | None:
        """The last of the people who are the subject of the verb of speech at `verb`, and where they begin."""
        text = self.text
        starts = [x for x, _ in clauses(text, a, verb)][-12:]
        for begin in starts:
            day = mention_at(text, begin, verb)
            if day:
                begin = day.end
            while begin < verb and text[begin] in " \u3000，,”":
                begin += 1
            for size in (4, 3, 2):
                name = text[begin : begin + size]
                if (
                    name in self.roster
                    and begin + size <= verb
                    and verb - begin < 40
                    and text[begin + size] not in "、和"
                ):
                    return Named(name, True, begin, begin + size), begin
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
                if who and len(who) <= 3 and (cut == verb or verb - cut < 60):
                    return who[-1], begin
        return None


def _roles_of(predicate: str) -> tuple[AttendanceRole, ...]:
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
