"""The people of a sentence: who is the subject of which verb.

A sentence is gone through once. Its items are taken into a `Listing`; the item that goes on with a verb closes the list,
and what follows is its predicate.
"""

from __future__ import annotations

import re
from functools import cache

import attrs

from jiyuan_news import vocabulary
from jiyuan_news.reading.datelines import vague
from jiyuan_news.reading.group_names import LONGEST, begins_another, can_be_part, is_group, is_unit, words
from jiyuan_news.reading.listings import Listing
from jiyuan_news.reading.names import is_name
from jiyuan_news.reading.posts import Chain
from jiyuan_news.reading.roster import Named, Roster


@attrs.define(slots=True)
class Subject:
    """People who are the subject of a verb; offsets in the clean text."""

    people: list[Named]
    start: int
    """Where their list begins."""
    predicate: int
    """Where what they did begins."""
    end: int
    """Where that ends: clauses that go on with it are part of it."""
    partly: bool = False
    """Whether somebody of the list could not be read."""


@cache
def _openers() -> re.Pattern[str]:
    """Where a predicate may begin."""
    return re.compile(vocabulary.any_of(vocabulary.load("verbs")["predicates"]["openers"]))


_ITEM = re.compile(r"(?:[^、，,；;：:（(“《]|[（(][^）)]{0,60}[）)]?|“[^”]{0,200}”?|《[^》]{0,200}》?)+")


@cache
def _lead() -> re.Pattern[str]:
    """What may stand before the first of a list: when, and for whom."""
    return re.compile(
        "(?:"
        + vocabulary.any_of(vague())
        + r"|(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:[至到—-](?:\d{1,2}月)?\d{1,2}日)?|[上下中]午|当[天日晚]|[同次]日|今[天日]|昨[天日]|晚上?|早上|"
        r"受[^。；，]{2,40}?委托[，,]?|会[上前后]|大会上|随[后即]|[之其]后|最[后终]|其[中次]|共有(?=[\d近约一二三四五六七八九十百])|首先|接着|再次|来自|[一二三四五六七八九]是|(?:参加|出席|列席)(?:会议|座谈会?|活动)的(?!有|还|人员|领导|同志)|[ \u3000”])+"
    )


_LED = re.compile(
    r"[^，,。]{0,12}(?:会议?|讨论|审议|活动|[闭开]幕式|开班式|仪式|典礼|培训班?|论坛)由|由|本次|此次|与会(?!领导)"
)
_GOES_ON = re.compile(r"并|与(?!会)|同时|还|也|分别")
_NAME_TOO = re.compile("[为向]|先(?=出席|列席|参加|主持|应邀)")
_NO_VERB = "、和及与等（(·"
_NAME = re.compile(r"[\u3400-\u9fff·]{2,4}(?=[、等]|在主席台|$)")
# 甲副院长介绍乙, of one who was named before: the title is none of what was done.
_TITLE_BEHIND = re.compile(
    "(?:副?(?:书记|主席|主任|教授|[一-龥]长|检察长|董事长|理事长|总经理|经理|总监)|同志|先生|女士)(?![、，])"
)
_SHORT = 12
_AHEAD = 24
_MOST_ITEMS = 120
_MOST_VERBS = 5


def people_of(text: str, start: int, end: int, roster: Roster, chain: Chain) -> list[Named]:
    """The people of `text[start:end]`, all of which is one list; empty where it is none."""
    listing = Listing(text, roster, chain)
    posts = len(chain)
    items = list(_ITEM.finditer(text, start, end))
    for index, match in enumerate(items):
        x, y = match.span()
        mark = text[x - 1] if index else ""
        if index + 1 == len(items):
            if listing.close(x, y, mark) or listing.close(x, y, mark, holders=True):
                return list(listing.found)
        elif not listing.add(x, y, mark, goes_on=text[y] == "、"):
            break
    chain.cut(posts)
    return []


def before_a_cut(text: str, start: int, end: int, roster: Roster, chain: Chain) -> list[Named]:
    """The people of a list that the end of a cut text broke off, without its last item, which may be half a name."""
    posts = len(chain)
    listing: Listing | None = None
    items = [match.span() for match in _ITEM.finditer(text, start, end)]
    for x, y in items if text[end - 1] in "、，" else items[:-1]:
        mark = text[x - 1] if x > start else ""
        if listing is None and mark != "、":
            lead = _lead().match(text, x, y)
            x, listing = lead.end() if lead else x, Listing(text, roster, chain)
        if listing and not (x < y and listing.add(x, y, mark, goes_on=text.startswith("、", y))):
            listing = None
    found = list(listing.found) if listing else []
    if any(one.posts or (not one.person and begins_another(one.name, 0)) for one in found):
        return found
    chain.cut(posts)
    return []


def subjects(
    text: str, start: int, end: int, roster: Roster, chain: Chain, *, verb_follows: bool = False
) -> list[Subject]:
    """The people who are the subject of a verb in `text[start:end]`, in order, each with its predicate.

    Args:
        text: the clean text.
        start: where the sentence begins.
        end: where it, or what is looked at of it, ends.
        roster: persons named before.
        chain: posts named before, from which an organisation left out is carried on.
        verb_follows: whether a verb stands at `end`, so that a list which ends there is its subject.
    """
    found: list[Subject] = []
    listing: Listing | None = None
    begin = posts = 0
    partly = False
    items = [match.span() for match in _ITEM.finditer(text, start, end)]
    for index, (x, y) in enumerate(items):
        mark = text[x - 1] if index else ""
        last = index + 1 == len(items)
        while True:
            fresh = listing is None or listing.empty
            if fresh:
                if mark == "、":
                    break
                lead = _lead().match(text, x, y)
                if lead:
                    x = lead.end()
                if x >= y or _LED.match(text, x, y):
                    break
                begin, posts, listing, partly = x, len(chain), Listing(text, roster, chain), False
            assert listing is not None
            cut = _predicate(text, x, y, mark, listing, roster)
            if not cut and last and verb_follows and listing.close(x, y, mark):
                cut = y
            if not cut and listing.found and (cut := _attend(text, x, y)):
                listing.forget()
                cut, partly = _predicate(text, x, y, mark, listing, roster) or cut, True
            if cut:
                found.append(Subject(list(listing.found), begin, cut, y, partly))
                listing = None
                break
            if not last and listing.add(x, y, mark, goes_on=text[y] == "、"):
                break
            if not last and text[y] == "，" and listing.found and _silent(text, x, y):
                listing.forget()
                partly = True
                break
            # The list broke off; the clause that broke it may begin another.
            chain.cut(posts)
            listing = None
            if fresh or mark == "、":
                break
        if index > _MOST_ITEMS:
            break
    _lengthen(text, found, items)
    return found


def _silent(text: str, x: int, y: int) -> bool:
    """Whether an item that does not read is short and tells nothing, so that the list may go on after it."""
    return y - x <= _SHORT and can_be_part(text[x:y]) and _openers().search(text, x, y) is None


_ATTEND = re.compile(r"(?:一同|一起|分别|共同)?(?:出席|参加|列席)了?(?:会议|活动|$)")


def _attend(text: str, x: int, y: int) -> int:
    """Where the last item of a list, which does not read, says that all of it attended; 0 where it does not."""
    verb = _ATTEND.search(text, x, y)
    known = verb is not None and verb.start() - x <= 2 * _SHORT and can_be_part(text[x : verb.start()])
    return verb.start() if verb and known else 0


def _predicate(text: str, x: int, y: int, mark: str, listing: Listing, roster: Roster) -> int:
    """Where the verb begins in an item whose head closes the list; 0 where its head does not."""
    known = roster.at(text, x, y)
    if known and x + known < y and text[x + known] not in _NO_VERB and listing.close(x, x + known, mark):
        title = _TITLE_BEHIND.match(text, x + known, y)
        return title.end() if title else x + known
    openers = _openers()
    bound = y + _AHEAD  # what follows the item may tell that a word is no verb
    opener = openers.search(text, x, bound)
    heads = opener is not None and opener.start() == x < y
    tried: list[int] = []
    while opener and opener.start() < min(y, x + LONGEST + 1) and len(tried) < _MOST_VERBS:
        at = opener.start()
        if at + 1 == y:
            break  # a single character before a mark is no verb
        if text.startswith("工作", at - 1) or text.rfind("《", x, at) > text.rfind("》", x, at):
            opener = openers.search(text, at + 1, bound)  # no verb inside a title
            continue
        if text.startswith("代表", at) and _is_capacity(text, x, at, y):
            opener = openers.search(text, at + 2, bound)
            continue
        if _NAME_TOO.match(text, at) and openers.match(text, at + 1, y):
            at += 1  # 安可为主持: the character is the last of a name
        if at - x > 1:
            if listing.close(x, at, mark):
                return at
            tried.append(at)
        # No second opener inside 作为; a look back in its pattern would cost the quick search of all.
        opener = openers.search(text, at + (2 if text.startswith("作为", at) else 1), bound)
    if heads and mark != "、" and listing.found and not is_group(text[x:y]) and listing.whole():
        return x
    if not listing.waits and text.find("及", x, y) < 0:
        return 0
    return next((at for at in tried if listing.close(x, at, mark, holders=True)), 0)


def _is_capacity(text: str, x: int, at: int, y: int) -> bool:
    """Whether 代表 at `at` is rather what somebody is (企业家代表甲、学生党员代表) than what they do (甲代表乙作报告)."""
    if text.endswith(words().kinds, x, at):
        return True
    name = _NAME.match(text, at + 2, y)
    return name is not None and is_name(name.group(), False) and not is_unit(name.group())


def _lengthen(text: str, found: list[Subject], items: list[tuple[int, int]]) -> None:
    """Takes the clauses that go on with a predicate into it."""
    if not found:
        return
    openers = _openers()
    bounds = iter([*[subject.start for subject in found[1:]], items[-1][1] + 1])
    for subject in found:
        bound = next(bounds)
        for x, y in items:
            if x <= subject.end or x >= bound:
                continue
            if text[x - 1] != "、" and not _GOES_ON.match(text, x, y) and not openers.match(text, x, y):
                break
            subject.end = min(y, bound)


def last_person(found: list[Subject]) -> Named | None:
    """The person named last by several subjects."""
    for subject in reversed(found):
        for named in reversed(subject.people):
            if named.person:
                return named
    return None
