"""Organs that a post names without the body they belong to, and the body whose meeting tells which is meant."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain

from jiyuan_news import vocabulary

# Who was elected to these is of any of them.
ELECTED = (("政协", "委员"), ("政协", "常委"), ("人大", "代表"))
# What a body meets as: 市政协常委会, 市人大常委会党组.
_OF_BODY = re.compile(r"(?:党组|机关)$|(?<=政协)常委会(?:党组)?$|(?<=常委会)(?:主任会议|党组)$")
# Of these a firm or a hospital is told by one word (集团党委书记、董事长).
_HOUSE = re.compile(r"(.*(?:集团公司|集团|公司|医院))(?:党委|纪委|工会)?$")
# A part of an office (价格科科长), behind a post of the office.
_PART = re.compile(r"[^省市县区州盟旗镇乡]{2,10}[处科股室]$")
_OFFICE = re.compile(r"[局厅委部院]$")
# Of a firm the party's cell is its own, too (甲公司总经理、党支部书记).
_CELLS = ("党支部", "党总支", "党委")
_FIRM = re.compile("(?:集团|公司|中心)$")
# Technical heads of a bureau: where it is named by its party group, they are its.
_TECHNICAL = re.compile(r"总[一-龥]{1,3}师$")

# Organs whose other posts are those of the body they are in (审判委员会委员甲, 副院长乙; 驻局纪检监察组组长甲, 副局长乙).
WITHIN = re.compile(r"^(?:审判委员会|检察委员会|执行局|政治部)$|纪检监察组$")
_LED_BY = ("局长", "厅长")
# 分管副院长: how one holds a post is no organisation.
_DUTY = re.compile(r"^[^，]{0,4}(?:分管|主管|值班|驻会)$")


@cache
def relatives() -> dict[str, tuple[str, ...]]:
    """Organs by what they hang on, the longest first."""
    return {
        kind: tuple(sorted(words, key=len, reverse=True))
        for kind, words in vocabulary.load("posts")["relative"].items()
    }


@cache
def organs() -> frozenset[str]:
    """The organs of the vocabulary that hang on a body or a place."""
    found = (words for kind, words in relatives().items() if kind != "committee")
    return frozenset(chain.from_iterable(found))


@cache
def committees() -> re.Pattern[str]:
    """A party committee, or an organ of one."""
    organs = "|".join(relatives()["party"])
    return re.compile(rf"(.*(?:市委|县委|区委|省委|州委|盟委|旗委|党工委|党委))(?:{organs})?$")


@cache
def _led() -> dict[str, tuple[str, ...]]:
    """Bodies whose meetings tell whose posts are meant, and the titles of those who lead them."""
    return {body: tuple(titles) for body, titles in vocabulary.load("posts")["led"].items()}


def kind_of(body: str) -> str:
    """What a body ends in of those whose meetings tell posts (政协, 人大常委会); empty for others."""
    return next((end for end in _led() if body.endswith(end)), "")


def lead(title: str) -> str:
    """The title of who leads, of a deputy's (副主席 → 主席)."""
    return title.replace("常务", "").replace("副", "")


_COURTS = ("法院", "检察院")


def conveners(organizer: str | None) -> tuple[str, ...]:
    """The bodies that called a meeting, of what they met as."""
    return tuple([_OF_BODY.sub("", body) for body in (organizer or "").split("、") if body])


def of_convener(bodies: tuple[str, ...], org: str, title: str) -> str:
    """The organisation of a post that one of `bodies` tells, whose meeting it is; empty where none does."""
    for body in bodies:
        if not org and lead(title) in _led().get(kind_of(body), ()):
            return body
        if org and (org, title) not in (*ELECTED, ("常委会", "委员")):
            if org in organs() and body.endswith(org) and body != org:
                return body
            if org in relatives()["body"] and kind_of(body) in _COURTS:
                return body + org
    return ""


def body_of(org: str, title: str) -> str:
    """The body of a post of `org`: a title may have its last character (公安局长), or `org` be how it is held (分管)."""
    led = lead(title)
    short = led in _LED_BY and len(org) > 1 and not org.endswith(led[0])
    return org + led[0] if short else _DUTY.sub("", org)


def within(org: str, body: str) -> str:
    """What a post names, behind a post of `body`, with that before it where it is a part of it; else empty.

    A division of a bureau, a cell or the union of a firm.
    """
    if not body or not org or org in organs():
        return ""
    if org == "工会":
        firm = _HOUSE.fullmatch(body)
        return firm[1] + org if firm else ""
    division = _PART.fullmatch(org) is not None and _OFFICE.search(body) is not None
    return body + org if division or (org in _CELLS and _FIRM.search(body)) else ""


def house(body: str, title: str, by_group: bool) -> str:
    """The organisation of a title that needs none, where a party post of `body` has it with it.

    A firm has its chair and manager, a bureau its technical heads; `by_group`: the post is one of its party group.
    """
    if _TECHNICAL.search(title):
        return body.removesuffix("党组") if by_group or body.endswith("党组") else ""
    firm = _HOUSE.match(body) if title.endswith(("董事长", "总经理")) else None
    return firm[1] if firm else ""


def nearest(posts: list[tuple[str, str]]) -> str:
    """The organisation of the last post that names one, and no more than an organ within it."""
    return next((own for own, _ in reversed(posts) if own and not WITHIN.search(own)), "")


def of_title(posts: list[tuple[str, str]], title: str) -> str:
    """The organisation of the last post with such a title, 副 or not."""
    wanted = lead(title)
    return nearest([(own, before) for own, before in posts if lead(before) == wanted])
