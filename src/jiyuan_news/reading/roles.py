"""Who did what in a sentence: the people that are its subjects or are named by it, and the roles that this gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import attrs

from jiyuan_news import vocabulary
from jiyuan_news.reading import agenda, attending, reports, totals
from jiyuan_news.reading.clauses import clauses
from jiyuan_news.reading.names import ends_in_address
from jiyuan_news.reading.people import Subject, before_a_cut, people_of
from jiyuan_news.reading.persons import KNOWN, by_shape
from jiyuan_news.reading.posts import Chain, ends_in_title
from jiyuan_news.reading.roster import Named, Roster
from jiyuan_news.reading.rules import Rule, Told, rule
from jiyuan_news.reading.words import Endings
from jiyuan_news.records import AttendanceRole

BY_PREDICATE = rule("role-by-predicate", "Who is the subject of a predicate did what it says")
BY_AGENT = rule("role-by-agent", "由甲主持, 由甲作报告: the doer stands after 由")
BY_DELEGATION = rule("role-by-delegation", "受甲委托: who is named delegated")
BY_REPORT = rule("role-by-report", "听取甲的汇报: whose report was heard spoke")
BY_INVITATION = rule("role-by-invitation", "邀请甲列席: who was invited is a guest")
BY_EXCHANGE = rule("role-by-exchange", "与甲互动交流: with whom somebody exchanged views spoke too")
BY_ROLL = rule("role-by-roll", "出席会议的有甲: the list after it did what the words before it say")


@attrs.frozen(slots=True)
class Note:
    """A person or group, and what a sentence says that they did."""

    named: Named
    roles: tuple[AttendanceRole, ...]
    told: Told
    """How the sentence tells it; of a predicate, its words."""
    listed: bool = False
    """Whether they were there, though a cut took the words that say what they did."""


ORDER: tuple[AttendanceRole, ...] = ("chair", "speaker", "attendee", "observer", "guest", "delegating")

MENTIONED = re.compile(
    r"主持|召开|举行|听取|观看|安排|总结|出席|列席|参加|应邀|特邀|受邀|到会|讲话|致辞|致词|汇报|发言|表态|说明|辅导|部署|点评|介绍|授课|宣读|通报|报告|讲解|解读|述职|参会|传达|检查|委托|党课|回答|领学|就座|审议|交流|与会|意见|要求|聆听|收听|收看|宣布|旁听|就坐|讲法|回应|应询|反馈|提出|解答|答复|谈了|体会|参与|聚一堂|研判|分析了|作答|陈述|发问|提问|开口|反映|分享|组成|讲授|解疑|释疑|答疑|畅所欲言|各抒己见|建言|莅会|莅临|召集|派员|布置|[开闭]幕词|祝贺|感谢|肯定|欢迎|致敬"
)
"""Without one of these words a sentence says nothing of who took part."""

_BY = re.compile(
    r"(?:(?<!将)由|推[选举](?=[^，。；]{2,20}主持会议))(?P<who>[^。；;]{2,60}?)(?P<what>主持(?!人)|参加的|组成(?=[。；，])|[作做]|进行|代表(?!团)|(?:全面|首先|分别|详细|简要)?(?:汇报|述职|总结发言|发言|讲解)(?!人)|领学|传达|宣读|通报|介绍|授课|发表|讲)"
)
_DELEGATED = re.compile(r"受(?P<who>[^。；;]{2,50}?)的?委托")
_INVITED = re.compile(
    r"(?:邀请|特邀(?!人士|监察|监督|嘉宾代表))了?(?P<who>[^，。；]{3,40}?)(?P<what>派员|列席|参加|出席|到会|参会|旁听|授课|讲课|作(?=[^，。；]*(?:报告|辅导|讲座|宣讲|讲解)))"
)
_CALLED = re.compile(
    r"(?:召集|(?<![要将应])组织(?=[各新]|全体|党员|干部|有关|相关|机关|职工|委员[^、，会]|代表|[\d二三四五六七八九十百]+[余多]?[名位]|[^，。；]{2,40}(?:部门|单位|负责人|人员|师生|教师|员工)(?:集中)?召开))(?P<who>[^。；]{3,40}?)，?(?:召开|开会|参加|开展|(?:集中|集体|现场|实地)*(?:收听|收看|观看|学习|观摩)|旁听|以)"
)
_WITH = re.compile(
    r"[与同和](?P<who>[^，。；]{3,60}?(?:人|同志|代表|委员|企业家们?|群众|专家|学者|干部|学员|师生))(?:进行|开展|展开)?了?(?:面对面|深入|广泛|充分)*(?:互动|座谈|协商)?交流"
)
# 县教育局（汇报人：甲）
_IN_BRACKETS = re.compile(
    r"[（(](?:汇报|发言|主讲|报告|宣讲|讲解|授课)人[：:](?P<who>[^（()）。；]{2,30})[)）]"
)
_REPORTS = re.compile(r"听取(?:(?!并)[^，。；])*")
_CONVENES = re.compile(
    r"(?:[及适]时|迅速|随即|立即|同步|组织|继续|再次)*(?:召开|举行|举办)|在?组织(?:收听|收看)"
)
# 甲作财务报告、乙作工会报告: several with a verb each.
_ALSO = re.compile(
    r"(?:报告|[词辞]|》|汇报|说明)、(?P<who>[^，。；、《》“]{2,24}?)(?=[作做]了?[《“关题]|[作做]了?[^，。；、]{2,16}(?:报告|汇报|说明)|致[^，。；、]{0,6}[词辞])"
)
# 甲就防汛工作、乙就抗旱工作作了安排: each with a topic of their own.
_EACH = re.compile("、(?P<who>[一-龥·]{2,12}?)(?=就|围绕|结合)")
_OFFICE_SPEAKS = re.compile(
    r"派员|全程(?:参加|参与|列席|指导|旁听)|(?:应邀)?(?:列席|到会|(?:参加|出席)了?会议)|(?:作为[^，。]{2,12}?)?(?:分别|先后|依次)*(?:(?:代表[^，。]{0,12}?|[就围对][^，。]{2,24}?)(?:分别|先后|依次)*){0,2}(?:[作做]了?|进行了?)?[^，。]{0,6}?(?:汇报|发言|交流|介绍|通报|说明|述职|表态|陈述)|[作做]了?[^，。；]{2,40}报告(?=[，。；]|$)"
)
_CLAUSE = re.compile(r"[^，；;]+")
_TITLE = 12


def ends_cut(text: str, a: int, b: int) -> bool:
    """Whether the sentence `text[a:b]` is the last, and is cut in the middle of a list."""
    return text[b - 1] not in "。！？；”" and "，" in text[a:b] and not text[b : b + 40].strip()


@cache
def units() -> Endings:
    """What the names of offices end in that speak for themselves."""
    return Endings(vocabulary.load("posts")["units"])


@cache
def _nobodies() -> tuple[tuple[str, ...], re.Pattern[str]]:
    words = vocabulary.load("posts")
    return tuple(words["press"]), re.compile(rf"(?:全体|所有|各位|其他)?(?:{'|'.join(words['present'])})$")


def _nobody(name: str) -> bool:
    """Whether a group attends nothing: the press, or 与会人员, who name nobody new."""
    press, present = _nobodies()
    return name.endswith(press) or present.match(name) is not None


@cache
def _patterns() -> list[tuple[AttendanceRole, re.Pattern[str], re.Pattern[str] | None]]:
    """The roles of `verbs.toml`, in its order."""
    return [
        (one["role"], re.compile(one["pattern"]), re.compile(one["except"]) if "except" in one else None)
        for one in vocabulary.load("verbs")["role"]
    ]


def matches(predicate: str) -> Iterator[tuple[AttendanceRole, int, re.Match[str]]]:
    """The roles that a predicate speaks for, each with its place in `verbs.toml` and the words that say so."""
    for index, (role, pattern, exempt) in enumerate(_patterns()):
        match = pattern.search(predicate)
        if match and not (exempt and exempt.search(predicate)):
            yield role, index, match


def roles_of(predicate: str) -> tuple[AttendanceRole, ...]:
    """The roles that a predicate gives its subject, in their order."""
    found = {role for role, _, _ in matches(predicate)}
    if "observer" in found and "出席" not in predicate:
        found.discard("attendee")  # 列席参加会议
    return tuple([role for role in ORDER if role in found])


class Roles:
    """Reads who did what; keeps the persons named so far and the posts that later ones lean on."""

    def __init__(self, text: str, roster: Roster) -> None:
        self.text = text
        self.roster = roster
        self.chain = Chain()

    def told(self, a: int, b: int, subjects: list[Subject], *, held: bool) -> list[Note]:
        """Who did what in the sentence `text[a:b]`; a person without a role is only named.

        Args:
            a: where the sentence begins.
            b: where it ends.
            subjects: the people who are subjects in it.
            held: a meeting was named before, so that what it heard had authors.
        """
        text = self.text
        notes = self._named(a, b, held)
        for subject in subjects:
            predicate = _own(text, subject.predicate, subject.end)
            roles = roles_of(predicate)
            if _lone_office(subject) and not _OFFICE_SPEAKS.match(text, subject.predicate, subject.end):
                continue
            if self._place(subject):
                continue
            told = Told(BY_PREDICATE, subject.predicate, subject.end)
            for named in subject.people:
                if named.person:
                    notes.append(Note(named, roles, told))
                elif "邀请" in named.name or _nobody(named.name):
                    continue
                elif own := _of_group(roles, predicate):
                    notes.append(Note(named, own, told))
            for match in _EACH.finditer(text, subject.predicate, subject.end):
                if match["who"] in self.roster:
                    each = Named(match["who"], True, *match.span("who"), KNOWN)
                    notes.append(Note(each, roles, told))
            for match in _ALSO.finditer(text, subject.predicate, subject.end):
                notes += _noted(self._persons(match), _SPEAKER, BY_PREDICATE, match)
        if held and ends_cut(text, a, b):
            start = min(subjects[-1].end + 1, b) if subjects else a
            people = before_a_cut(text, start, b, self.roster, self.chain)
            notes += [Note(one, (), Told(BY_ROLL, start, b), listed=True) for one in people]
        return notes

    def _place(self, subject: Subject) -> bool:
        """Whether what convenes a meeting is a place: nothing but the shape of its name speaks for a person."""
        only = subject.people[0]
        return (
            len(subject.people) == 1
            and by_shape(only)
            and _CONVENES.match(self.text, subject.predicate) is not None
        )

    def _named(self, a: int, b: int, held: bool) -> list[Note]:
        """People who are named otherwise than as a subject: 由A主持, 受A委托, 听取A的报告, 出席会议的有A."""
        text, notes = self.text, list[Note]()
        roles: tuple[AttendanceRole, ...]
        if "委托" in text[a:b]:
            for match in _DELEGATED.finditer(text, a, b):
                notes += _noted(
                    self._persons(match) or reports.office(match) or _officials(match),
                    ("delegating",),
                    BY_DELEGATION,
                    match,
                )
        if "由" in text[a:b] or "推" in text[a:b]:
            for match in _BY.finditer(text, a, b):
                roles = roles_of(_clause(text, match.start("what"), b))
                if match["what"] == "组成":
                    roles = () if "选举" in text[a : match.start()] else ("attendee",)
                elif roles and match["what"] not in ("主持", "参加的"):
                    roles = _SPEAKER
                if roles:
                    notes += _noted(self._people(match) or reports.office(match), roles, BY_AGENT, match)
        if held and "听取" in text[a:b]:
            for who, match in reports.heard(text, a, b, self.roster, self.chain):
                notes += _noted(who, _SPEAKER, BY_REPORT, match)
        if "邀" in text[a:b]:
            for match in _INVITED.finditer(text, a, b):
                roles = (*roles_of(_clause(text, match.start("what"), b)), "guest")
                notes += _noted(self._people(match), roles, BY_INVITATION, match)
        if "召集" in text[a:b] or "组织" in text[a:b]:
            for match in _CALLED.finditer(text, a, b):
                notes += _noted(self._people(match), ("attendee",), BY_INVITATION, match)
        if "交流" in text[a:b]:
            for match in _WITH.finditer(text, a, b):
                who = [one for one in self._people(match) if not one.person and not _nobody(one.name)]
                notes += _noted(who, _SPEAKER, BY_EXCHANGE, match)
        if "人" in text[a:b] or "名" in text[a:b]:
            for match in totals.HEAD.finditer(text, a, b):
                who = totals.listed(text, match, b)
                notes += _noted(who, roles_of(match["what"] or "出席"), BY_ROLL, match)
        if "人" in text[a:b]:
            for match in _IN_BRACKETS.finditer(text, a, b):
                notes += _noted(self._persons(match), _SPEAKER, BY_ROLL, match)
        for people, what, match in attending.listed(text, a, b, self.roster, self.chain):
            notes += _noted(people, roles_of(what), BY_ROLL, match)
        return notes

    def _people(self, match: re.Match[str]) -> list[Named]:
        return people_of(self.text, match.start("who"), match.end("who"), self.roster, self.chain)

    def _persons(self, match: re.Match[str]) -> list[Named]:
        who = self._people(match)
        return who if all(one.person for one in who) else []


_SPEAKER: tuple[AttendanceRole, ...] = ("speaker",)


def _noted(
    people: list[Named], roles: tuple[AttendanceRole, ...], told: Rule, match: re.Match[str]
) -> list[Note]:
    return [Note(one, roles, Told(told, *match.span())) for one in people]


def _own(text: str, start: int, end: int) -> str:
    """A predicate without what others do: reports that its subject heard, and what the meeting does that they call.

    `主持召开甲会，传达乙` tells of the meeting, unless 并讲话 follows.
    """
    if not text.startswith("主持召开", start):
        return _REPORTS.sub("", text[start:end])
    first, *others = clauses(text, start, end)
    own = [(a, b) for a, b in others if "并" in text[a:b] or not agenda.is_business(text, a, b)]
    return "，".join(text[a:b] for a, b in [first, *own])


def _of_group(roles: tuple[AttendanceRole, ...], predicate: str) -> tuple[AttendanceRole, ...]:
    """The roles of a group: a body that calls a meeting does not chair it."""
    if predicate.startswith("反映"):
        return ()  # 群众反映的问题
    if "主持" in predicate:
        return roles
    return tuple([role for role in roles if role != "chair"])


def _lone_office(subject: Subject) -> bool:
    only = subject.people[0]
    alone = len(subject.people) == 1 and not only.person and not only.name.startswith("各")
    return alone and units().of(only.name) is not None


def _officials(match: re.Match[str]) -> list[Named]:
    """Who is named by a title alone (受市长委托); of a family name with a title nobody knows who it is."""
    name = match["who"]
    if len(name) > _TITLE or not ends_in_title(name) or ends_in_address(name):
        return []
    return [Named(name, False, *match.span("who"), reports.OFFICE)]


def _clause(text: str, start: int, end: int) -> str:
    match = _CLAUSE.match(text, start, end)
    return match.group() if match else ""
