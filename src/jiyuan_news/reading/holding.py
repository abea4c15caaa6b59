"""Sentences whose verb says that a meeting was held: where its name stands, and who convened it.

Forms: `甲召开乙会议`, `乙会议召开`, `乙会议在丙举行`, `A主持召开乙会议`. What a name says is for `session_names`.
"""

from __future__ import annotations

import re

import attrs

from jiyuan_news.reading.circumstances import is_place
from jiyuan_news.reading.clauses import clauses, inside
from jiyuan_news.reading.dates import mention_at
from jiyuan_news.reading.names import split_post
from jiyuan_news.reading.roster import Roster
from jiyuan_news.reading.rules import Rule, rule
from jiyuan_news.reading.session_names import name_end, some_meeting

_HOLD = re.compile(
    r"(?:进行|开展)(?=了?(?:\d{4}年度?)?(?:第[一二三四五六七八九十\d]{1,3}次)?集体(?:[（(]扩大[）)])?学习|[^，。；]{0,16}第[一二三四五六七八九十\d]{1,3}次(?:专题|集中)?理论学习|专题学习|分组讨论|分组审议|小组讨论|(?:(?!召开|举[行办])[^，。；]){2,24}(?:座谈|联席|[织主]生活)会(?:[，。]|$))|召开|套开|举行|举办|(?<!宣布大会)(?<!宣布会议)(?:开幕|闭幕)(?![式会])|开班|闭会|一?开场|开了场|迎来(?=了[^，。；]{2,30}(?<!协)(?<!商)会[，。])"
)
_SUPPOSED = re.compile(
    r"(?:将|拟|定于|决定|计划(?!生育|单列)|准备|要求|(?<![表见案])建议|应当|应该|必须|即将|筹备(?![工情会组])|不再|没有|关于|按照|根据|每年|每月|定期|可以|提请|同意|力争|确保|纷纷|相继|陆续|累计)[^，。]{0,14}$|(?<!中)共$"
)
_PLANNED = re.compile(r"(?:将于|拟于|定于)(?!近日)[^。；]{0,60}$")
_AFTERWARDS = re.compile(r"^(?:以来|之前|前|时|期间|的|过|后，?[^随即，]{0,2}$)")
_ADVERBS = re.compile(
    r"(?:(?:随即|随后|随机|接续|先行|先后|原班人马|再次|又|继续|连续|分别|首次|联合|共同|今天|今日|昨天|昨日|上午|下午|当即|连夜|紧急|接着|近日|隆重|组织|专门|立即|"
    r"及时|在[\u4e00-\u9fff]|顺利|胜利|正式|圆满|也|还|同时|当天|晚|同步|第一时间|迅速|日前|如期|准时|如约|主持|并|会后|会前|就|，)+)$"
)
_PLACE_CLAUSE = re.compile(
    r"(?:在(?P<place>[^，。在就]{2,24})|于(?P<time>[^，。在]{2,12})|(?:用|以|采取|采用|通过|围绕)[^，。]{2,24}(?:形式|方式|式|为题|为主题|主题|时间)|(?:就(?![业地近诊读])|围绕|针对)[^，。就]{2,40})$"
)
_NO_CONVENER = re.compile(r"(?:负责人|负责同志|领导|同志)$|们$|后$|一行$|围绕|[，。]")
# 甲开展调研并召开乙会: who convenes is 甲.
_DID_TOO = re.compile(r"(?P<who>[^，]{2,20}?)(?:组织(?!部)|开展|进行|赴|深入|前往|来到)[^，]{2,}$")
# 甲组织乙、丙等部门召开丁会
_CALLED_UP = re.compile(r"(?P<who>[^，]{2,20}?)(?:组织(?![部委处科])|召集)[^，]{2,}$")
# 召开常委会会议6次: several are counted, none is told.
_COUNT = re.compile(r"\d+多?余?[次场个期]")
_DAY_LAST = re.compile(r"(?:[于在] ?)?(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日$")
# 出席甲会议的乙代表团举行…: who convenes is 乙. 丙主持的甲会议举行: its name is 甲会议.
_WHOSE = re.compile(
    r"出席[^，。]{2,40}?会议?的|[^，。]{2,40}?(?:主持|主办|承办|召集|联合召开|组织召开)(?:召开)?的(?=[^，。]{4})"
)
_LEAD = re.compile(
    r"^(?:[又另]讯[：:\s]*)?(?:当天|当日|同日|次日|今天|今日|昨天|昨日|昨晚|今晚|日前|近日|会后|会前|随后|接着|上午|下午|晚上|晚|当晚|之后|此前|另|连日来|早上|凌晨|期间)*(?:上午|下午|晚上|晚)?(?:\d{1,2}[点时](?:半|整|\d{1,2}分?)?|\d{1,2}[:：]\d\d)?[，,]?"
)


CONVENED = rule("meeting-convened", "甲召开乙会议: the name follows the verb, who convened it stands before")
HELD = rule("meeting-held", "乙会议召开, 乙会议在丙举行: the name stands before the verb")
PASSED = rule("meeting-passed", "乙会议完成各项议程，在丙闭幕: the name stands in the clause before")

OURS = re.compile(r"我[省市县区旗州盟镇乡]$")
"""The place of the paper: 我县召开县政协九次常委会 tells no other convener."""


@attrs.define(slots=True)
class Held:
    """A meeting that a sentence says was held; offsets in the clean text."""

    name: str
    start: int
    end: int
    convener: str | None
    after: int
    """Offset where what it did may begin."""
    rule: Rule
    """The form in which the sentence tells it."""
    place: tuple[int, int] | None = None
    told: int = 0
    """Offset where the words about it begin: what was only watched is told before."""


NAMELESS = ("会议", "大会")
"""What says no more than that it is a meeting."""


def held(text: str, start: int, end: int, roster: Roster | None = None) -> Held | None:
    """The meeting that the sentence `text[start:end]` says was held, or None; who is on the `roster` convenes as chair.

    It may be `NAMELESS` where nobody stands before the verb.
    """
    parts: list[tuple[int, int]] = []
    nameless: Held | None = None
    for hold in _HOLD.finditer(text, start, end):
        parts = parts or clauses(text, start, end)
        at = hold.start()
        if inside(text, start, at, "《", "》") or inside(text, start, at, "“", "”"):
            continue
        clause = next(((a, b) for a, b in parts if a <= at < b), None)
        if clause is None:
            continue
        a, b = clause
        day = mention_at(text, a, b)
        if day:
            a = day.end
        lead = _LEAD.match(text[a:at])
        if lead:
            a += lead.end()
        a = max(a, text.rfind("——", a, at) + 2 if text.find("——", a, at) >= 0 else a)
        whose = _WHOSE.match(text, a, at)
        if whose:
            a = whose.end()
        while a < at and text[a] in " \u3000，,的":
            a += 1
        before = text[a:at]
        if (
            _SUPPOSED.search(before)
            or _PLANNED.search(text[start:at])
            or _AFTERWARDS.match(text[hold.end() : hold.end() + 3])
        ):
            continue
        begin = hold.end()
        while begin < b and text[begin] in "了的 ":
            begin += 1
        lasted = _LASTED.match(text, begin, b)
        begin = lasted.end() if lasted else begin
        found = (
            _after(text, a, at, begin, b, roster)
            or _before(text, a, at, b)
            or _clause_before(text, parts, a, at, b)
        )
        if found and found.name in NAMELESS:
            nameless = nameless or found
        elif found and not _CEREMONY.match(found.name):
            where = text[slice(*found.place)] if found.place else ""
            here = where in _HERE or not is_place(where)
            hall = _HALL_BEFORE.search(text, start, found.start) or _LIT.search(text, start, found.start)
            return attrs.evolve(found, place=hall.span("place") if hall else None) if here else found
    return nameless


# 举办这次培训班: one that was named before.
_THIS = ("这次", "这样的", "此类", "该类")
_HERE = ("", "这里", "此", "这儿", "此间")
# 晚上八点，村部会议室灯火通明，乙会议在这里举行
_LIT = re.compile(
    r"(?:^|[，。]|[日午晚时点半刻分](?=[^日午晚时点半刻分，]{4}))(?P<place>(?:(?![上下]午|晚上)[^，。；“”\d日]){2,24}?(?:会议室|报告厅|会堂|礼堂|会议厅|多功能厅|大厅|院坝|广场|活动室|会场))[里内中]?"
    r"(?:早已|已经|已)?(?:灯火通明|座无虚席|气氛|坐得|坐满|坐进|坐了|挤满|济济|暖意|掌声|热气|人头)"
)
# 3月2日在县会堂，县委召开…
_HALL_BEFORE = re.compile(r"在(?P<place>[^，。；在]{2,24}[室厅楼馆堂心院店])[，,]$")
_CEREMONY = re.compile(r"[^暨]{2,40}典礼暨")
# 甲会议暨春季学期开学典礼举行: the meeting is one, the ceremony none.
_CEREMONY_BESIDE = re.compile(r"暨[^暨，。]{2,24}(?:典礼|仪式)$")
_PASSED = re.compile(r"(?:(?:历时|为期)(?![^，。的]{1,6}的)|经过|圆满|顺利|完成|在(?=[^，。]{2,60}下$))")
_LASTED = re.compile(r"(?:历时|为期)[^，。的]{1,6}的")
_WHERE = re.compile(
    r"(?:在?(?:胜利|圆满|顺利)?完成[^，。]{2,12}?[后并])?(?:[于在][^，。]{2,24})?(?:胜利|圆满|顺利|隆重)?$"
)


def _passed(text: str, a: int, b: int) -> int:
    """Where a name ends that ends its clause, or before `圆满完成各项议程`; -1 for none."""
    passed = _PASSED.search(text, a, b)
    end = passed.start() if passed else b
    beside = _CEREMONY_BESIDE.search(text, a, end)
    end = beside.start() if beside else end
    return end if name_end(text, a, end) == end else -1


def _clause_before(text: str, parts: list[tuple[int, int]], a: int, at: int, b: int) -> Held | None:
    """`甲会议圆满完成各项议程，在乙胜利闭幕`, `甲会议，于3月2日在乙召开`: the name stands in the clause before."""
    if not _WHERE.match(text, a, at):
        return None
    for x, y in parts:
        lasted = _LASTED.match(text, x, y)
        x = lasted.end() if lasted else x
        stop = _passed(text, x, y) if y < a else -1
        if stop > x + 4 and (stop < y or a < at):
            day = mention_at(text, x, y)
            whose = _WHOSE.match(text, x, stop)
            x = whose.end() if whose else day.end if day else x
            place = re.match(
                r"(?:于[^在，。]{2,16}在|[于在])([^，。]{2,24}?)(?:胜利|圆满|顺利|隆重)?$", text[a:at]
            )
            spot = (
                (a + place.start(1), a + place.end(1))
                if place and not mention_at(text, a + place.start(1), at)
                else None
            )
            return Held(text[x:stop], x, stop, None, b, PASSED, spot)
    return None


def _after(text: str, a: int, at: int, begin: int, b: int, roster: Roster | None) -> Held | None:
    stop = -1 if text.startswith(_THIS, begin) else name_end(text, begin, b)
    if stop < 0 and text.startswith("召开", at):
        stop = some_meeting(text, begin, b)  # 召开过堂会: what is called together is a meeting
    if stop < 0 or stop - begin > 70 or _COUNT.match(text, stop):
        return None
    convener_end, place = _noun_end(text, a, at)
    convener = text[a:convener_end].strip(" ，,")
    also = _DID_TOO.match(convener) if "并" in text[convener_end:at] else _CALLED_UP.match(convener)
    convener = also["who"] if also else convener
    person = (
        "主持" in text[a:at]
        or (roster is not None and convener in roster)
        or split_post(convener) is not None
    )
    if (
        person
        or not convener
        or len(convener) > 40
        or _NO_CONVENER.search(convener)
        or convener in ("会议", "大会", "会上")
    ):
        convener = ""
    name = text[begin:stop]
    if OURS.match(convener) and name.startswith(convener[1:]):
        convener = ""  # 我县召开县政协九次常委会
    if convener and not name.startswith(convener):
        return Held(convener + name, a, stop, convener, stop, CONVENED, place)
    return Held(name, begin, stop, convener or None, stop, CONVENED, place)


def _noun_end(text: str, a: int, at: int) -> tuple[int, tuple[int, int] | None]:
    """Where the noun before a verb at `at` ends, and the place that stands between them, with when and how."""
    end = at
    place = None
    for _ in range(4):
        words = text[a:end]
        adverb = _ADVERBS.search(words)
        locative = _PLACE_CLAUSE.search(words)
        day = _DAY_LAST.search(words)
        if adverb or day:
            end = a + (adverb.start() if adverb else day.start() if day else 0)
        elif locative:
            if locative["place"] and place is None:
                place = (a + locative.start("place"), a + locative.end("place"))
            end = a + locative.start()
        else:
            break
    return end, place


def _before(text: str, a: int, at: int, b: int) -> Held | None:
    end, place = _noun_end(text, a, at)
    stop = _passed(text, a, end)
    if stop - a < 3:
        return None
    name = _LASTED.sub("", text[a:stop])
    if name in ("会议", "大会", "本次会议", "此次会议") or ("主持" in name and "主持" in text[a:at]):
        return None
    return Held(name, a, stop, None, b, HELD, place)
