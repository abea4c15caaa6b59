"""Meetings that a sentence says were held here: by its verb, as a scene, or by who attended them."""

from __future__ import annotations

import re

import attrs

from jiyuan_news.reading import cues
from jiyuan_news.reading.dates import mention_at
from jiyuan_news.reading.holding import NAMELESS, OURS, Held, held
from jiyuan_news.reading.roster import Roster
from jiyuan_news.reading.rules import rule
from jiyuan_news.reading.session_names import classify, name_end, rank

Range = tuple[int, int]

# Without one of these no meeting is told; plain words alone, so that the search is quick.
_HELD_WORD = re.compile(
    "召开|举行|举办|开幕|闭幕|开班|闭会|开场|开了场|集体学习|专题学习|分组讨论|分组审议|小组讨论|代表团|座谈(?=[，。])"
)
SCENE = rule("meeting-scene", "这是丙召开的乙会议上的一幕: the report opens with a scene of it")
REVIEW = rule(
    "meeting-review", "甲代表团审议乙, 委员分组讨论乙: a delegation's review is a meeting without a name"
)
INVITED = rule("meeting-invited", "甲邀请乙座谈, which the text goes on to call 座谈会")
ATTENDED = rule(
    "meeting-attended", "A出席乙会议并讲话, 乙会议审议丙: it is told by who was there or what it did alone"
)

_WATCHED = re.compile(r"收听收看|收看|收听|在[我本][省市县区旗州镇乡][^，。；]{0,4}分会场(?:出席|参加|参会)")
_AFTER_WATCHING = re.compile(r"[后之]后?[，,]|，随即|，随后")
_WATCHING = re.compile(r"(?:在)?(?:集中|组织|参加|认真|统一)*$")


def find(text: str, a: int, b: int, roster: Roster, *, attended: bool) -> Held | None:
    """The meeting that `text[a:b]` says was held here.

    What was only watched (收听收看) is held elsewhere. With `attended`, a meeting that is told by who attended it
    counts too.
    """
    if not attended and not _HELD_WORD.search(text, a, b):
        return None
    start = a
    watched = _WATCHED.search(text, a, b)
    if watched:
        cut = _AFTER_WATCHING.search(text, watched.end(), b)
        start = cut.end() if cut else b
    if start >= b:
        return None
    found = held(text, start, b, roster) or _scene(text, start, b) or _invited(text, start, b)
    if found and watched and found.convener is None:
        found = _convened_before(text, found, a, watched.start())
    if found and found.name in NAMELESS:
        found = None
    if found is None and attended and not watched:
        found = _review(text, start, b) or _attended(text, start, b)
    return attrs.evolve(found, told=start) if found else None


def _convened_before(text: str, found: Held, a: int, watched: int) -> Held:
    """`甲在收听收看乙会议后，召开丙会议`: the convener stands before the meeting that was watched."""
    clause = max(a, text.rfind("，", a, watched) + 1, text.rfind(",", a, watched) + 1)
    convener = _WATCHING.sub("", text[clause:watched])
    if (
        2 <= len(convener) <= 20
        and not found.name.startswith(convener[1:] if OURS.match(convener) else convener)
        and not mention_at(text, clause, watched)
    ):
        start = text.rfind(convener, clause, watched)
        return attrs.evolve(found, name=convener + found.name, convener=convener, start=start)
    return found


_REVIEW = re.compile(
    r"(?P<team>(?:[\u4e00-\u9fff]{2,5}、){0,8}(?:(?:(?!代表团)[\u4e00-\u9fff]){1,12}代表团[、和]?)+)(?P<there>驻地|讨论现场|会场)?[^。；]{0,40}?"
    r"(?:分组(?!酝酿)|集中|分别|认真|共同|一起|一道|一同)*(?P<verb>(?:继续)?(?:审议|讨论|(?:分组)?酝酿))"
)
_GROUPS = re.compile(
    r"(?P<who>(?:政协|人大|全体|各位)*(?:委员|代表))们?[，,]?(?:继续)?(?P<parted>分组)(?:认真|集中|热烈|深入)*(?P<verb>讨论|审议)了?"
    r"(?=[^，。；]{0,40}(?:报告|草案|计划|预算|《))"
)
# The next sentence may name whose review it was.
_NAMED = re.compile("参加[^，。]{2,24}(?:联组|代表团)")
_NEXT = 100
_TEAM_HEAD = re.compile(r".*(?:会议的?|[的在到与]|参加|前往|走进|深入|作为)")
# 市十五届人大六次会议各代表团审议: the congress is a part of the name; not where 出席 stands before it.
_OF_CONGRESS = re.compile(
    r"[^，。；的日午]{0,12}?第?[\u4e00-\u9fff]{1,3}届人(?:大|民代表大会)第?[\u4e00-\u9fff]{1,3}次会议$"
)
_REVIEWED = re.compile(r"了?[^，。；]{0,30}(?:候选人|报告|草案|决议|计划|预算|议案|名单|办法|《)")
_NO_REVIEW = re.compile(r"听取|提请|提交|提[供出]|情况的?汇报|将|要求|组织")


def _review(text: str, a: int, b: int) -> Held | None:
    """A review by a delegation of a congress, told as a scene: `A来到甲代表团，与代表们一起审议乙报告`."""
    match = _REVIEW.search(text, a, b) if text.find("代表团", a, b) >= 0 else None
    groups = _GROUPS.search(text, a, b) if match is None else None
    if groups and not _NAMED.search(text, b, b + _NEXT):
        spot = groups.start("who"), groups.end("verb")
        return Held(groups["who"] + "分组" + groups["verb"], *spot, None, groups.start("parted"), REVIEW)
    if match is None or _NO_REVIEW.search(text, a, match.end()):
        return None
    begin, end = match.span("team")
    head = _TEAM_HEAD.match(text, begin, end - 3)
    begin = head.end() if head else begin
    congress = _OF_CONGRESS.search(text, a, begin) if text.startswith("各", begin) else None
    begin = congress.start() if congress else begin
    team = text[begin:end]
    if not team.removesuffix("代表团"):
        return None
    place = (begin, match.end("there")) if match["there"] else None
    convener = None if "各" in team else team
    name = team + match["verb"].removeprefix("继续")
    after = match.start("verb") if _REVIEWED.match(text, match.end(), b) else b
    return Held(name, begin, match.end("verb"), convener, after, REVIEW, place)


_SCENE = re.compile(
    r"(?:召开|举行)的(?P<name>[^，。]{4,40}?会议?)上的一[幕景]"
    r"|(?:随后|会后|接着|当日|同日|当天|日前|近日|\d日)[^，。]{0,4}(?:召开|举行)的(?P<next>[^，。]{3,40}?会议)(?=，|上|表决|审议|通过|决定)"
)


def _scene(text: str, a: int, b: int) -> Held | None:
    """A meeting that a report opens with: `这是…举行的甲会上的一幕`."""
    match = _SCENE.search(text, a, b) if text.find("的", a, b) >= 0 else None
    if match is None:
        return None
    name = "name" if match["name"] else "next"
    return Held(match[name], *match.span(name), None, match.end() if name == "next" else b, SCENE)


# 县检察院邀请部分人大代表座谈，征求意见
_INVITED = re.compile(
    r"(?:^|[，。日午…])(?P<who>[^，。；日午“”…]{3,24}?)(?:组织)?邀请[^。；“”]{2,60}?座谈(?=[，。])"
)
_CALLED = 300


def _invited(text: str, a: int, b: int) -> Held | None:
    """A talk to which somebody invited others, which the text then calls 座谈会: that is its name."""
    match = _INVITED.search(text, a, b) if text.find("座谈", a, b) >= 0 else None
    called = text.find("座谈会", match.end(), match.end() + _CALLED) if match else -1
    if match is None or called < 0:
        return None
    who = match["who"]
    return Held(who + "座谈会", match.start("who"), called + 3, who, match.end(), INVITED)


# A name and what must follow it. The last two are told so only behind a day, and of no meeting above.
_ATTENDS = re.compile(r"(?:主持|出席|参加)(?P<name>[^，,。；;]{5,40})"), re.compile("并|$")
_SPEAKS_AT = re.compile(r"在(?P<name>[^，,。；;]{5,40}[，,]?)"), re.compile("上(?:强调|指出|要求|表示|说|，)")
_ACTS = re.compile(r"(?P<name>[^，,。；;]{5,60})"), re.compile("审议|研究|听取|讨论|传达|表决|通过")
_WHEN = re.compile(r"\d日|[日近]日|日前|今[天日]|昨[天日]")
_NO_NAME = re.compile(r"所在|本|该|此次|上述|召|[^，]*(?:召开|主持|出席|参加|在)")


def _attended(text: str, a: int, b: int) -> Held | None:
    """A meeting that is only told by who was there, or by what it did.

    `A出席乙会议并讲话`; behind a day `A在乙会议上强调`, `乙会议审议丙`.
    """
    day = _WHEN.search(text, a, b)
    found = _told_as(_ATTENDS, text, a, b)
    if found is None and day:
        found = _told_as(_SPEAKS_AT, text, day.end(), b) or _told_as(_ACTS, text, day.end(), b)
        found = None if found is None or rank(found.name) > 1 else found
    return found


def _told_as(form: tuple[re.Pattern[str], re.Pattern[str]], text: str, a: int, b: int) -> Held | None:
    before, after = form
    for match in before.finditer(text, a, b):
        begin, end = match.span("name")
        stop = name_end(text, begin, end)
        name = text[begin:stop]
        if stop <= begin + 4 or not after.match(text, stop, end) or _NO_NAME.match(name):
            continue
        if classify(name) != "other":
            return Held(name, begin, stop, None, stop, ATTENDED)
    return None


def above(text: str, headlines: list[Range], paragraphs: list[Range], roster: Roster) -> Held | None:
    """The meeting that only a headline names, and that the body tells as 会议: what it did, who was there, where."""
    told = any(
        cues.SPEAKS.match(text, start, end) or cues.SOME_MEETING.search(text, start, end)
        for start, end in paragraphs
    )
    for start, end in headlines if told else ():
        found = held(text, start, end, roster) or _told_as(_SPEAKS_AT, text, start, end)
        if found and found.name not in NAMELESS:
            return found
    return None


_SITTING = re.compile(
    r"(?:(?:全会|大会|会议)第[一二三四五六]次(?:全体)?会议|第[二三四五六]次(?:全体会议|大会|会议))$"
)
_ON_SITE = re.compile("现场|观摩|拉练")
_WRAP_UP = re.compile("(?:观摩|现场)?(?:总结|点评|讲评|总结点评|评议)(?:会议?|大会)$")


def is_part(name: str, known: str) -> bool:
    """Whether what is told as `name` belongs to the meeting `known`, told before: a sitting, or what sums up its tour.

    `全会第二次会议`, `第二次大会`; after an on-site meeting a 总结会 without a convener.
    """
    if _SITTING.match(name) or name.endswith(known) or known.endswith(name):
        return True
    return _WRAP_UP.match(name) is not None and _ON_SITE.search(known) is not None


def is_another(text: str, a: int, b: int, found: Held, known: str, opens: bool, speaking: bool) -> bool:
    """Whether `text[a:b]` tells another gathering of an article, not more of the one that it told last, `known`.

    Another is told at the head of a paragraph (`opens`) or with a time of its own; while somebody is `speaking`, only
    with both. What was held above is told first.
    """
    if rank(known) > 1 and rank(found.name) < 2:
        return True
    if is_part(found.name, known):
        return False
    marked = cues.ANOTHER.match(text, a, b) is not None or mention_at(text, a, b) is not None
    if speaking:
        return opens and marked
    return marked or (opens and found.told != a) or text.startswith("会后", max(0, a - 3))
