"""What the head of a sentence tells of its place in a report: another meeting, the meeting's business, what came after."""

from __future__ import annotations

import re
from functools import cache

from jiyuan_news import vocabulary
from jiyuan_news.reading.datelines import entry
from jiyuan_news.reading.people import Subject

ANOTHER = re.compile(
    r"(?:[^，。]{0,12}结束后?[，,]|同一天|\d{1,2}[时点](?:\d{1,2}分|半|许)?[，,]|当天|当日|同日|当晚|次日|随后|会后|会前|之后|接着|另外|另据|[又另]讯|下午|上午|晚上|此前|同时)"
)
"""Another gathering of the same article may begin here."""

LEFT = re.compile(
    r"(?:会议?(?:议|结束)?后|[^，。]{1,6}结束后|当天下午|当日下午|次日|随后)[^。；]{0,30}?"
    r"(?:来到|深入|前往|赴|到(?=[^。；，]{2,20}(?:检查|调研|看望|慰问|督导|察看))|走进|实地|考察|调研|参观|看望|察看|慰问)"
)
"""After the meeting its people went elsewhere: what follows in the paragraph is no more of it."""

_TOOK_PART = re.compile(
    r"(?:出席|列席|参加)了?(?:今天的?|此次|本次)?(?:会议|大会|座谈会|学习会|报告会)(?!的|精神)|主持会议"
)

BESIDE = re.compile(r"会前|会议?(?:正式)?(?:开始|召开)前")
"""What was before the meeting is none of its business."""

WATCHED = re.compile(r"收听|收看|在[我本][省市县区旗州镇乡][^，。；]{0,4}分会场(?:出席|参加|参会)")
"""A meeting held elsewhere was watched."""

SPEAKS = re.compile(r"(?:会议|大会|全会)(?:还)?(?:指出|强调|要求|认为|听取|传达|审议|学习|研究|通报|讨论)")
"""The meeting acts or speaks by that name alone: one is told that was named before."""

SOME_MEETING = re.compile(
    r"(?:(?:出席|列席|参加)了?(?:今天的?|此次|本次)?|主持)(?:会议|座谈会?)(?![的精])|(?:^|[，。])(?:会上，|(?:本次|此次)?会议(?:由|在))"
)
"""Somebody was at a meeting that the text does not name, or it was somewhere."""

_NOT_BUSINESS = re.compile(r"会议(?:结束|期间|开始|召开|要求|指出|强调|认为|由|应到)|会上要求")
_LATER = re.compile(
    r"[，,](?=(?:会议|大会|全会|主席会议|主任会议|常委会会议|与会人员|与会同志|与会代表|全体代表|全体委员|代表们|委员们|学员们|评审组|专家组|评审委员会|主席团)(?!指出|强调|要求|认为|由|期间|上))"
)
_NEW_SUBJECT = tuple("会议听取 会议审议 会议传达 会议研究 会议通报 会议还 会议由 会前 会后 会上".split())


@cache
def _subjects() -> tuple[str, ...]:
    """Who acts for a meeting."""
    return tuple(vocabulary.load("verbs")["agenda"]["subjects"])


def business(text: str, start: int, end: int) -> int:
    """Where the sentence `text[start:end]` begins to tell the meeting's business; -1 where it does not."""
    during = _DURING.match(text, start, end)
    start = during.end() if during else start
    named = _BY_NAME.match(text, start, end)
    if named:
        return named.end()
    if not text.startswith(_subjects(), start):
        later = _LATER.search(text, start, end)
        if later is None:
            return -1
        start = later.end()
    return -1 if _NOT_BUSINESS.match(text, start) else start


_DURING = re.compile("(?:会议|大会|全会)期间[，,](?![^，。]{0,12}将)")
# 县政府党组会议传达学习了甲: one that was named before, of those held here.
_BY_NAME = re.compile(
    r"(?!中央|全国|国务院|全?省|会议|听取|审议)[^，。；：“《]{2,20}?(?=(?:常务|党组|常委会|主任|主席|党委|党工委)(?:（扩大）)?会议(?:还|又|也)?"
    r"(?:听取|审议|传达|研究|讨论|通报|学习|表决|通过))"
)
_NUMBER = re.compile(
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、]\s*(?=会议|听取|审议|学习|研究|传达|讨论|通报|安排|部署|表决|审定|听取)"
)


_LATER_ON = re.compile(r"(?:(?:座谈|报告|动员)?会上|会议(?:最后|期间)|随后|紧?接着|之后)[，,]")


def opens(text: str, start: int, subject: int) -> bool:
    """Whether the subject at `subject` opens the sentence at `start`, alone or behind a word of when (随后，)."""
    later = _LATER_ON.match(text, start, subject)
    return "，" not in text[later.end() if later else start : subject]


def item(text: str, start: int, end: int) -> tuple[int, bool]:
    """Where the words of `text[start:end]` begin, behind a bullet; whether a number told them as business."""
    start = entry(text, start, end)
    number = _NUMBER.match(text, start, end)
    return (number.end(), True) if number else (start, False)


def took_part(text: str, start: int, end: int, read: list[Subject]) -> int:
    """Where `text[start:end]` ends to say that somebody took part who was not read; -1 where all were."""
    partly = [subject.predicate for subject in read if subject.partly]
    for match in _TOOK_PART.finditer(text, start, end):
        if not any(subject.predicate <= match.start() <= subject.end for subject in read):
            return match.end()
    return partly[0] if partly else -1


def ends_speech(text: str, start: int) -> bool:
    """Whether a sentence of the meeting's own begins, which no speech before it goes on to."""
    return text.startswith(_NEW_SUBJECT, start)
