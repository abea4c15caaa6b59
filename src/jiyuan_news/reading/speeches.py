"""Who said what: the clause that opens a speech, its subject and its verb."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import chain

import attrs

from jiyuan_news import vocabulary
from jiyuan_news.reading import cues
from jiyuan_news.reading.clauses import inside


@attrs.define(slots=True)
class Opening:
    """The clause that opens a speech; offsets in the clean text."""

    subject_start: int
    verb_start: int
    verb: str
    text_start: int
    bare: bool = False
    """No mark follows the verb: it opens a speech only right after its subject."""
    close: bool = False
    """It does so only where its subject ends."""
    told: bool = False
    """What stands between the verb and the colon is its object (对甲进行部署：…)."""


@cache
def _verb() -> re.Pattern[str]:
    words = vocabulary.load("verbs")["speech"]
    verbs, colon = vocabulary.any_of(words["verbs"]), "|".join(words["colon"])
    announce = "|".join(words["announce"])
    bare, close = "|".join(words["bare"]), "|".join(words["close"])
    points = "要求|意见|希望|建议|任务|措施|意思|看法|观点|想法|体会|感受"
    demand = rf"(?!{_APART})[^，。；]{{0,24}}(?:{_MUST}|必须|一律|不得|务必|严禁)"
    return re.compile(
        # 提出三点要求：…, 谈了感受：…
        r"(?:(?P<made>提出|明确)了?|(?P<spoke>[讲谈])(?:了|(?=[^，。；]{0,6}意见)))"
        rf"[^，。：:；]{{0,6}}(?:{points})(?:[：:。]|[，,](?=一[要是]|{demand}))"
        # 对甲进行了部署：…, 算了一笔账：…
        rf"|(?P<told>{announce})了?[^，。；：:]{{0,16}}[：:](?=[^。]{{6}})|(?P<sum>算)[了起][^，。；：:]{{0,8}}账[：:]"
        # 强调，…, 问：“…”, 发言：…
        rf"|(?P<verb>{verbs}|[答讲](?=[：:]“)|{_ASKED}(?=[，,：:])|(?:{colon})(?=[：:]))(?:道)?(?P<mark>[，,：:]“?|“)"
        # 强调要…
        rf"|(?<!意见[和及与、])(?P<bare>{bare}|(?P<close>{close}))(?![了的和及、。；;，,是]|与(?!会)|议程|名单|书|方案|指出|强调|精神|规定)"
        r"(?=[^，。；;]{5})"
    )


# Asks, which is no noun (疑问，).
_ASKED = "(?<![疑询提学顾访慰追反设请发过])问"
# Must, which is no part of a word (简要, 要点).
_MUST = "(?<![简主重需首次摘纪概扼])要(?![求点素闻情务])"
# What begins another clause and is no demand.
_APART = "并|还|会议|认为|要求|强调|指出|表示|希望|建议|提出"


@cache
def _said() -> re.Pattern[str]:
    """The verbs alone, without what must follow: a quick look before the close one."""
    words = vocabulary.load("verbs")["speech"]
    lists = (words[name] for name in ("verbs", "bare", "close", "colon", "announce"))
    return re.compile(vocabulary.any_of([*chain.from_iterable(lists), "问", "答", "讲", "谈", "算"]))


@cache
def _alone() -> re.Pattern[str]:
    """A line of its own (`会议指出`, `县长甲强调`): what is said are the lines below it."""
    verbs = vocabulary.any_of(vocabulary.load("verbs")["speech"]["verbs"])
    return re.compile(rf"[^，。；：:“”《》]{{2,30}}?(?P<verb>{verbs})\s*$")


_LOOK = 400


def openings(text: str, start: int, end: int) -> list[Opening]:
    """The verbs of speech in `text[start:end]` that a mark follows, outside titles and quotations."""
    words = vocabulary.load("verbs")["speech"]
    found: list[Opening] = []
    if not _said().search(text, start, min(end, start + _LOOK)):
        return found
    alone = _alone().match(text, start, end)
    if alone:
        return [Opening(start, alone.start("verb"), alone["verb"], alone.end("verb"))]
    for match in _verb().finditer(text, start, min(end, start + _LOOK)):
        at = match.start()
        if inside(text, start, at, "“", "”") or inside(text, start, at, "《", "》"):
            continue
        clause = max(text.rfind(mark, start, at) for mark in "，,；;：:。") + 1
        clause = max(clause, start)
        if match["mark"] and match["mark"] in "，," and text.startswith("并", match.end()):
            continue  # 对问题作了解释，并承诺…
        if match["told"]:
            found.append(Opening(clause, at, match["told"], match.end(), told=True))
            continue
        made = match["made"] or match["spoke"] or match["sum"]
        if made:
            if match.group()[-1] == "。" and not _LISTED.match(text, match.end()):
                continue
            found.append(Opening(clause, at, made, match.end()))
            continue
        if match["bare"]:
            close = match["close"] is not None
            to = _TO.match(text, match.end(), end)
            found.append(Opening(clause, at, match["bare"], to.end() if to else match.end(), True, close))
            continue
        if match["verb"] in words["nouns"] and (
            text[at - 2 : at] in words["before_nouns"]
            or text[at - 1] in "了点项些条"
            or (text[at - 1] == "提" and "·" not in text[clause:at])
            or _THEIRS.search(text, clause, at)
        ):
            continue  # 提出了明确要求，
        if match["mark"] == "“" and _NAMES.match(text, match.end(), end):
            continue
        said = match.end("verb") + (1 if match["mark"][0] != "“" else 0)
        close = match["verb"] in words["answers"] and match["mark"] in "，,"
        found.append(Opening(clause, at, match["verb"], said, close=close))
    return found


def goes_on(text: str, start: int, end: int, paragraphs: list[tuple[int, int]]) -> bool:
    """Whether the speech `text[start:end]`, which is open, goes on into the first of the `paragraphs` under it.

    Nothing was said yet, or one more demand is: there, or further on, and it has no beginning there.
    """
    if cues.item(text, *paragraphs[0])[1]:
        return False
    if start >= end or _goes_on_under_title(text, start, end, paragraphs[0]):
        return True
    further = FIRST.search(text, start, end) is not None and _counts_on(text, paragraphs[1:])
    return further or ENUMERATED.match(text, *paragraphs[0]) is not None


def _counts_on(text: str, paragraphs: Iterable[tuple[int, int]]) -> bool:
    """Whether one of the paragraphs opens with a further demand, before one that counts anew."""
    for one in paragraphs:
        if FURTHER.match(text, *one):
            return True
        if FIRST.search(text, *one):
            return False
    return False


def _goes_on_under_title(text: str, start: int, end: int, paragraph: tuple[int, int]) -> bool:
    """Whether a paragraph goes on with a speech whose demands are a list or have titles on lines of their own."""
    while start < end and text[start] in _BEFORE:
        start += 1
    if BULLET.match(text, start, end):
        return BULLET.match(text, *paragraph) is not None
    first = text.find("\n", start, min(end, start + _LINE))
    if _ENDED.search(text, start, first if first > 0 else min(end, start + _LINE)):
        return False
    titled = paragraph[1] - paragraph[0] < _TITLE and not _ENDED.search(text, *paragraph)
    return titled or text[end - 1] not in _ENDS


BULLET = re.compile(r"[^\w\s“‘《（(【]")
_BEFORE = "：:，, \n\r\t\u3000"
_ENDS = "。！？!?；;”"
_ENDED = re.compile("[。！？!?；;]")
_TITLE = 20
# A title is told by so much of the line.
_LINE = 80
# 强调了换届的纪律要求，: what is told of has a verb before it, or such a noun (意见和建议，).
_THEIRS = re.compile(
    r"了[^，。；]{1,30}的[^，。；]{0,4}$|(?:意见|建议|要求|希望|问题|诉求|理由|目的|意义|标准|条件|内容|做法|目标|原则|思路|措施|步骤|程序|背景)[和及与、]$"
)
# Whom a demand is made of stands before what is demanded: 要求各镇：一要…
_TO = re.compile(r"[^，。；：:]{2,24}[：:](?=一[要是]|第一|首先)")
# What is named and not said: 指出“甲”“乙”等问题.
_NAMES = re.compile(r"[^”]{1,40}”(?:[、等的“])")
_LISTED = re.compile(r"\s*(?:一[要是、]|第一[，,]|[（(]一[）)])|\s*\n\s*" + BULLET.pattern)
ENUMERATED = re.compile(
    r"(?:[一二三四五六七八九十]+(?:要|是|、)|第[一二三四五六七八九十]+[，,]|[（(][一二三四五六七八九十]{1,2}[）)]|——|(?:首先|其次|再次|最后|同时)[，,]?(?:要|必须|应)|要)"
)
FIRST = re.compile("一(?:要|是)")
FURTHER = re.compile(r"[二三四五六七八九十]{1,2}(?:要|是)")
"""A demand that is not the first: what stands before it in the speech belongs to the one before."""
PRONOUN = re.compile(r"(?:同时|最后|随后|此外)?[他她](?!们)[^，。；]{0,20}$")
MEETING = re.compile(
    r"(?:(?:本次|此次)?(?P<noun>(?:主席|主任|常务|常委会|党组|党工委|党委|专题)?会议|大会|全会|座谈会)上?|会上)(?:还|同时|也|并|特别)*"
    r"(?:(?:在[^，]{1,60}[时后]|(?:认真|集体|集中)?(?:听取|学习|审议|传达)[^，]{2,60}后|在[^，]{1,10})(?:还|同时|也|并|特别)*){0,2}$"
)
ABOVE = re.compile(r"(?:中央|省委|自治区党委)(?:副?书记|常委)|总书记|总理|省长|副省长|自治区(?:副?主席)")
"""Posts of those who speak elsewhere, unless they are at the meeting."""
CROWD = re.compile(r"(?P<who>(?:与会|参会)[^，。]{2,10}?|大家|委员们|代表们)(?:一致|还|也|普遍|纷纷)*$")
# They speak, over what they do: 代表们在听取甲后，一致认为.
_TOGETHER = re.compile("(?:一致|普遍|纷纷|都|均)(?:还|也)?$")
_CROWD_HEAD = re.compile(
    r"(?:会上[，,])?(?P<who>(?:与会|参会)(?:人员|代表|委员|同志|领导|干部|党员|专家|嘉宾|者)们?|大家|委员们|代表们)(?=[在通听认踊围结先积经])"
)


def crowd(text: str, start: int, begin: int, subject: str) -> re.Match[str] | None:
    """Those present, who speak: as the `subject` of the verb at `begin`, or of the clauses before it."""
    if _TOGETHER.match(subject):
        return _CROWD_HEAD.match(text, start, begin)
    return CROWD.match(text, begin, begin + len(subject))


ELSEWHERE = re.compile(r"在全?[省国市区州盟][^，。]{0,16}(?:会议|会|讲话中?)上?")
