"""What a meeting did: one item for each verb with its whole object, from the clauses of its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from jiyuan_news.reading.agenda_grammar import grammar, parts
from jiyuan_news.reading.rules import Rule, rule

PLAIN = rule("agenda-verb", "A clause of the meeting begins with a verb of its business: 审议《甲》")
WRAPPED = rule("agenda-action-last", "对甲进行乙, 就甲作乙, 围绕甲开展乙: the action stands last")
DECIDED = rule("agenda-decision", "会议决定，甲: what follows is one decision")
AFTER_HEARING = rule("agenda-before-another", "会议在听取甲后: what was done first")


class Item(NamedTuple):
    """Verb and object of an item, and where both stand in the clean text."""

    verb: str
    topic: str
    start: int
    end: int
    rule: Rule


_DECIDED = re.compile(
    r"(?:(?:主任|主席|常务|党组|常委会)?会议|大会|全会|常委会)(?:一致|研究)?(?P<verb>决定|议定|商定|指定|原则同意|同意)[，,：:]"
)
# Clauses that belong to a decision although they begin with a verb.
_DECISION = re.compile(r"任命|免去|接受|批准|补选|推选|撤销|终止|同意")
_DECIDES = ("决定", "同意", "议定")
# What opens an item of its own behind a decision, which else runs on to the end of its sentence.
_OPENS = re.compile(
    "(?:再次|专题|书面|集中|继续|原则|安排)?"
    "(?:审议|听取|传达|讨论|研究|通报|学习|表决|总结|印发|通过|决定|同意|审定|审查|部署|宣读|评议|票决)"
)
# The objects of appointments, one after another: 任命甲为乙，丙为丁.
_APPOINTS = ("任命", "免去", "提名", "补选", "选举", "推选", "批准任命", "增补")
_APPOINTED = re.compile(
    "(?![^，。；]{2,16}当选)(?:[^，。；（]|（[^）]{0,20}）){2,40}?(?:为[^，。；]{2,}|的[^，。；]*职务)$"
)
_AGREED = re.compile("(?:一致|原则上?)?(?:同意|通过|审议通过|表决通过)$")
# What is heard ends in one of these; until then a clause belongs to it.
_HEARD_THINGS = tuple(
    "汇报 报告 介绍 说明 意见 建议 情况 通报 发言 讲解 讲座 反馈 宣讲 陈述 述职 述责述廉 述责述廉述德 打算 计划 进展 思路 方案 要点 议案"
    " 议题 事项 等工作 诉求 心声 呼声 想法 需求 成果 答辩 辅导 党课 授课 解读 困难 问题 难题".split()
)
_REPORT_FOLLOWS = re.compile(r"(?:(?!听取|审议|审查)[^。；])*?(?:汇报|报告|介绍|说明)(?:[，。；]|$)")
_HEARD_MORE = re.compile(r"(?:关于|所作|作的)[^，。；]*(?:报告|汇报|说明|介绍)$")
# What is heard goes on for no longer until its report.
_AHEAD = 200
_CLOSED = "》）)"
# What documents end in: one after another is one object, whatever mark parts them.
_DOCUMENTS = tuple(
    "报告 汇报 名单 议程 日程 草案 方案 决定 决议 意见 办法 事项 安排 报告人 范围 议题 议案 请示 等 》 ） )".split()
)
# What follows a decision and is none: who got a certificate; what a later meeting will do.
_GRANTED = re.compile("颁发|宣誓")
_ANOTHER = re.compile("会议|大会|[出列]席|参加|主持|要求|强调|指出|号召|认为|建议|希望|并?进行")
_FUTURE = re.compile("[，,]建议议程[是为]")
# After these a colon opens what is dealt with.
_ANNOUNCED = tuple("以下 如下 事项 议题 内容 文件 议程 名单 下列 任务 重点 主题".split())
_TOLD = re.compile(r"了|(?<!工)作|提出|形成|成立|将|第.{1,2}项")
# Where an object ends although no mark parts it from what follows.
_BESIDES = re.compile(r"并(?:进行|提出|就|对|展开|作|要求|强调|予以|讲话|发表|回答)")
AFTER_ANOTHER = re.compile(
    r"(?:会议在|会议(?=[^，。；]{2,80}后(?:强调|指出|要求|$))|在(?=[^。；]{2,80}?后，(?:会议|大会|全会)))(?:认真)?(?P<verb>听取|审议|(?:集中|专题)?学习|传达学习|学习传达|传达|研究|表决通过)了?"
    r"(?![^，。；]{0,10}发言)(?P<topic>(?:[^，。；《]|《[^》]{0,80}》){1,60}?)(?:之后|后|时(?=强调|指出|要求|$))"
)


def without_end(text: str, a: int, b: int) -> int:
    """`b`, moved back over the marks that end the clause `text[a:b]`, and over its last 并."""
    while b > a and text[b - 1] in "。！？!? \u3000\n":
        b -= 1
    return b - 1 if text[b - 1] == "并" and text[b - 2] not in "合兼" else b


def whole_of(text: str, match: re.Match[str], told: Rule) -> Item:
    """The item of a pattern that has verb and object, in whichever order."""
    groups = match.groupdict()
    for verb, topic in (
        ("verb", "topic"),
        ("joint", "object"),
        ("talk", "about"),
        ("test", "whom"),
        ("held", "theme"),
    ):
        if groups.get(verb):
            begin = match.end("lead") if "lead" in groups else match.start(verb)
            end = max(match.end(topic), match.end(verb))
            return Item(match[verb], _HOW_OFTEN.sub("", match[topic].strip(_MARKS)), begin, end, told)
    raise AssertionError(match.re.pattern)


# How it is done, behind the object: 就甲分别进行了安排.
_HOW_OFTEN = re.compile("(?:分别|依次|先后|一一|逐[一项条个案件]{1,2}|专门)+$")


def items(text: str, start: int, end: int, stops: Iterable[int] = ()) -> list[Item]:
    """The agenda items of the clauses of `text[start:end]`.

    An item runs up to the next clause that opens with an agenda verb, to one of another subject (`stops` has where
    such begin), or to the end.
    """
    future = _FUTURE.search(text, start, end)
    end = future.start() if future else end
    decided = _DECIDED.match(text, start, end)
    if decided:
        topic = text[decided.end() : end].strip(_MARKS)
        end = decided.end() + len(topic)
        return [Item(decided["verb"], topic, decided.start("verb"), end, DECIDED)] if topic else []
    found: list[Item] = []
    heard = AFTER_ANOTHER.match(text, start, end)
    if heard:
        where = heard.start("verb"), heard.end("topic")
        found.append(Item(heard["verb"], heard["topic"], *where, AFTER_HEARING))
        start = heard.end()
    reader = Reader(text, found)
    halts = set(stops)
    for a, b in parts(text, start, end):
        b = without_end(text, a, b)
        while a < b and text[a] in " \u3000":
            a += 1
        if b > a:
            reader.clause(a, b, halted=any(a <= halt < b for halt in halts))
    reader.close()
    return found


def is_business(text: str, start: int, end: int) -> bool:
    """Whether a clause tells what a meeting does, by a verb of the agenda."""
    end = without_end(text, start, end)
    return bool(grammar().plain.match(text, start, end) or grammar().wrapped.match(text, start, end))


_HOW = ("情况的汇报", "情况的报告", "情况汇报")
_GROUPS = re.compile("(?:团|组|委员|代表)(?:审议|讨论|审查|酝酿)")
_MARK = re.compile("、|(?<![合兼])并(?!且)")
# An object that ends so is told whole: what follows 、 or 并 is another item.
_WHOLE = ("精神", "汇报", "报告", "》", "）")
# The object of an item that 、 may part from the next is shorter.
_SHORT = 8
_MARKS = " ，,；;。！"


class Reader:
    """Reads agenda items clause by clause."""

    def __init__(self, text: str, found: list[Item], rule: Rule = PLAIN) -> None:
        self._text, self._found, self._rule = text, found, rule
        self._verb: str | None = None
        self._verb_at = self._object_at = self._last = 0

    def close(self) -> None:
        """Ends the item that is open."""
        if self._verb is not None:
            besides = _BESIDES.search(self._text, self._object_at + 4, self._last)
            if besides and self._verb.endswith("决定") and besides.group() == "并提出":
                besides = None  # 决定甲会议于4月召开，并提出会议议程草案
            end = besides.start() if besides else self._last
            topic = self._text[self._object_at : end].strip(_MARKS)
            if topic:
                self._found.append(Item(self._verb, topic, self._verb_at, end, self._rule))
        self._verb = None

    def clause(self, a: int, b: int, *, halted: bool) -> None:
        """Reads one clause; `halted` where it has a subject of its own."""
        text, verb = self._text, self._verb
        if text[b - 1] == "后" and not text.startswith(_DECIDES, a):
            self.close()  # what was before
            return
        whole = grammar().wrapped.match(text, a, b) or grammar().spread.match(text, a, b)
        if whole:
            self.close()
            item = whole_of(text, whole, WRAPPED)
            if item.verb not in grammar().never_own:
                self._found.append(item)
            return
        more = verb is not None and (
            ("听取" in verb and _HEARD_MORE.search(text, a, b)) or self._spirit(a, b, verb)
        )
        decides = verb is not None and (
            verb.endswith(_DECIDES)
            or (verb.startswith(_APPOINTS) and _APPOINTED.match(text, a, b) is not None)
        )
        if halted and not decides and not more and not grammar().plain.match(text, a, b):
            self.close()
            return
        new = text[a - 1] in "；;"
        hears = verb is not None and "听取" in verb
        match = grammar().plain.match(text, a, b)
        if hears and not new and not (match and match["done"]) and not self._heard(a, b):
            self._last = b
            return
        if self._found_agreed(a, b):
            return
        decided = verb is not None and verb.endswith(_DECIDES)
        goes_on = _DECISION.match(text, a, b) and not text.startswith(verb or "", a)
        weak = match and not (match["done"] or _OPENS.match(match["verb"]))
        if decided and (goes_on or (weak and not new)):
            self._last = b
        elif match:
            self.close()
            self.open(match, b)
        elif verb is not None:
            if self._goes_on(a, b, verb, new=new, hears=hears):
                self._last = b
            else:
                self.close()

    def _found_agreed(self, a: int, b: int) -> bool:
        """Whether the clause says no more than that what is open was agreed to: 研究了《甲》，原则同意."""
        agreed = _AGREED.match(self._text, a, b)
        if self._verb is None or not agreed or self._text[a - 1] not in "，,":
            return False
        start = self._object_at
        self.close()
        if self._found and self._found[-1].end > start:
            self._found.append(self._found[-1]._replace(verb=agreed.group(), start=start, end=b))
        return True

    def _spirit(self, a: int, b: int, verb: str) -> bool:
        """Whether one more is passed on or studied: 传达学习甲讲话精神，乙讲话精神."""
        return verb.lstrip("专题集中再次").startswith(("传达", "学习")) and self._text.startswith(
            "精神", b - 2
        )

    def _heard(self, a: int, b: int) -> bool:
        """Whether what is heard is told whole: it ends in a report or its title, and `text[a:b]` does not go on."""
        text, last = self._text, self._last
        if text.endswith(_HOW, a, b) and _GROUPS.search(text, self._object_at, last):
            return False  # 听取各代表团审议政府工作报告，审查预算报告情况的汇报
        if text.endswith(_HEARD_THINGS, self._object_at, last) or text[last - 1] in _CLOSED:
            return True
        return _REPORT_FOLLOWS.match(text, a, a + _AHEAD) is None

    def open(self, match: re.Match[str], b: int) -> None:
        """Opens an item; 、 and 并 part those that each have their verb (研判形势、查找差距; 听取甲汇报并研究乙)."""
        text, plain = self._text, grammar().plain
        for mark in _MARK.finditer(text, match.end(), b):
            object_ = text[match.end() : mark.start()]
            following = plain.match(text, mark.end(), b)
            if not object_ or not following or following.start("verb") != mark.end():
                continue
            verb, whole = following["verb"], object_.endswith(_WHOLE)
            near = len(object_) < _SHORT and "、" not in object_ and "听取" not in match["verb"]
            if following["done"] or ((near or whole) and len(verb) > (3 if whole else 1)):
                self._found.append(
                    Item(match["verb"], object_, match.start("verb"), mark.start(), self._rule)
                )
                match = following
        self._verb, self._verb_at = match["verb"], match.start("verb")
        self._object_at, self._last = match.end(), b

    def _goes_on(self, a: int, b: int, verb: str, *, new: bool, hears: bool) -> bool:
        """Whether a clause without a verb of the agenda belongs to the item that is open."""
        text = self._text
        if text.startswith("《", a) or verb.endswith(_DECIDES):
            return not _GRANTED.search(text, a, b) and not _ANOTHER.match(text, a, b)
        if text[a - 1] in "：:" and not text.endswith(_ANNOUNCED, self._object_at, self._last):
            return False  # 通报了项目进展：已开工四个
        if verb.startswith(_APPOINTS) and _APPOINTED.match(text, a, b):
            return True
        document = text.endswith(_DOCUMENTS, a, b) and not _TOLD.search(text, a, b)
        if document and text.endswith(_DOCUMENTS, self._object_at, self._last):
            return True
        if new:
            return False
        if self._spirit(a, b, verb):
            return True
        if hears:
            return _HEARD_MORE.search(text, a, b) is not None
        return grammar().other.match(text, a, b) is None
