"""Whose reports a meeting heard: who wrote one spoke there, an office too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from jiyuan_news import vocabulary
from jiyuan_news.reading.people import people_of
from jiyuan_news.reading.persons import by_shape
from jiyuan_news.reading.posts import Chain
from jiyuan_news.reading.roster import Named, Roster
from jiyuan_news.reading.rules import rule
from jiyuan_news.reading.words import Endings

OFFICE = rule("group-of-an-office", "An office wrote a report, delegated or chaired by its own name")

_HEARD = re.compile(
    r"听取(?:了|(?:并|和)?(?:审议|讨论)了?)?+(?!关于)(?P<who>[^。；《]{2,70}?)(?:关于|所作|作的|介绍|代表(?!资格|建议|团|大会)(?=[^，。；]*[作做报])|受|就|向|对(?=[^，。；]*(?:汇报|报告|介绍))|的(?=情况|专题|汇报|介绍|报告|说明|发言|述职)|(?P<straight>(?=《|(?:最新|现场)?(?:汇报|研判|预报|通报|说明|发言|述职|述责|述廉))))"
)
_REPORT = re.compile(
    r"(?P<who>[^，。；;]{4,60}?)(?:关于|所?作的|代表(?!资格|建议|团|大会)|受)[^，。；]*(?:报告|汇报|说明|介绍)"
)
_REPORT_TOO = (
    re.compile(r"、(?P<who>[^，。；、]{4,40}?)关于"),
    re.compile(r"》(?:和|及|以及|、)(?P<who>[^，。；、《]{4,40}?)所?作的《"),
)
_NOT_HEARD = re.compile(r"[，；](?:书面|分组)?(?:审议|审查|讨论|研究)")
# 听取甲情况和乙局关于丙的汇报: what stands before 和 is no part of the name.
_DONE = 6
_ABOUT = re.compile(r".*(?:情况|汇报|报告|说明|工作|精神|建议)(?:的(?:汇报|报告|说明))?[和及、](?=.)")
_CLAUSE = re.compile(r"[^，；;]+")


@cache
def _organs() -> Endings:
    """What the name of a body ends in."""
    return Endings(vocabulary.load("organisations")["organs"])


def heard(
    text: str, a: int, b: int, roster: Roster, posts: Chain
) -> Iterator[tuple[list[Named], re.Match[str]]]:
    """Who wrote the reports that `text[a:b]` says were heard, with the words that tell it."""

    def people(match: re.Match[str]) -> list[Named]:
        return people_of(text, *match.span("who"), roster, posts)

    def persons(match: re.Match[str]) -> list[Named]:
        who = people(match)
        return who if all(one.person for one in who) else []

    for match in _HEARD.finditer(text, a, b):
        about = _ABOUT.match(match["who"])
        who = (not about and people(match)) or office(match)
        if match["straight"] is not None:  # 听取水情汇报: of what nothing but its shape makes a name
            who = [one for one in who if len(one.name) > 2 and not (one.person and by_shape(one))]
        yield who, match
    first = text.find("听取", a, b)
    for match in chain.from_iterable(one.finditer(text, first, b) for one in _REPORT_TOO):
        who = [one for one in persons(match) if one.posts]
        if not who and not _NOT_HEARD.search(text, text.rfind("听取", a, match.start()), match.start()):
            who = office(match)
        yield who, match
    for clause in _CLAUSE.finditer(text, first, b):
        report = None if "听取" in clause.group() else _REPORT.match(text, *clause.span())
        who = persons(report) if report else []
        if report and not who and not _NOT_HEARD.search(text, first, clause.start() + _DONE):
            who = office(report)
        if report and all(one.posts or not one.person for one in who):
            yield who, report


def office(match: re.Match[str]) -> list[Named]:
    """The one office that wrote a report, by its own name."""
    start, end = match.span("who")
    if about := _ABOUT.match(match["who"]):
        start += about.end()
    name = match.string[start:end]
    if len(name) > 16 or "、" in name or "，" in name:
        return []
    if not _organs().of(name) and not name.endswith(tuple(vocabulary.load("posts")["office_ends"])):
        return []
    return [Named(name, False, start, end, OFFICE)]
