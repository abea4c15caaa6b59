"""How clauses tell what a meeting did: patterns of the verbs of the agenda, their lead and their object."""

from __future__ import annotations

import re
from functools import cache

import attrs

from jiyuan_news import vocabulary
from jiyuan_news.reading.clauses import clauses

_OWN_LEAD = (
    "(?:(?:应邀)?(?:主持|出席|参加|列席)[^，。；]{0,12}?并)?"
    "(?:会上|分别|先后|随后|首先|现场|还|并|也|[，,])*"
    "(?:代表[^，。；]{2,14}?(?:会上|分别|先后|随后|首先|现场|还|并|也|[，,])*){0,2}"
    "(?:向[^，。；]{2,40}?(?=反馈|通报|传达|宣读))?"
)


# A clause that asks how goes on with what it asks: 就如何备汛，抓好水库加固进行了部署.
_HOW = re.compile("[对就](?:如何|怎样|怎么)")


@attrs.frozen(slots=True)
class Grammar:
    """The patterns of clauses that tell what a meeting did."""

    plain: re.Pattern[str]
    """A clause that begins with a verb of the agenda."""
    wrapped: re.Pattern[str]
    """对X进行V, 就X作V, 围绕X开展V, 开展XV: the action stands last."""
    spread: re.Pattern[str]
    """对X，Y进行V: the same over several clauses."""
    spread_head: re.Pattern[str]
    """Such a clause, without its end."""
    spread_end: re.Pattern[str]
    """How the last of such clauses ends."""
    other: re.Pattern[str]
    """A clause that begins another statement."""
    own: re.Pattern[str]
    """What a person does as the meeting's business."""
    light: tuple[str, ...]
    """Verbs that tell nothing without their noun (进行, 作)."""
    never_own: tuple[str, ...]
    """What only a person does (点评), which is no business of the meeting."""


@cache
def grammar() -> Grammar:
    """The patterns, made of the words of `verbs.toml`."""
    words = vocabulary.load("verbs")["agenda"]
    verbs = vocabulary.any_of(words["verbs"])
    adverbs = vocabulary.any_of(words["adverbs"])
    subjects = vocabulary.any_of(words["subjects"])
    pairs = "|".join(words["pairs"])
    light, forms = "|".join(words["light"]), "|".join(words["forms"])
    nouns = vocabulary.any_of(words["objects_as_verbs"])
    talks = vocabulary.any_of(words["last"])
    # 以“甲”为议题开展专题协商
    theme = rf"以(?P<theme>“[^”]*”|[^，。；“]{{2,60}}?)为(?:议题|主题|内容|题)[，,]?(?:(?:{light})了?)?(?P<held>{talks})"
    lead = rf"(?P<lead>(?:(?:{subjects})[，,]?){{0,2}}(?:[一二三四五六七八九十]是)?(?:{adverbs}|向[^，。；]{{2,12}}?(?=通报|介绍|传达|宣读)|结合[^，。；]{{2,20}}?实际)*)"
    verb = rf"(?:{forms})?(?:{verbs})(?:{pairs})?(?:[并和、](?:{verbs})){{0,2}}"
    acts = rf"(?:{light})了?(?:具体|全面|专门|详细|系统|重点|认真|深入|周密|深刻|简要|简单)*(?P<verb>[^的了]{{0,4}}?(?:{nouns})(?:[和并、](?:{nouns}))?)"
    own = words["own"]
    own = vocabulary.any_of([*own, *(word for word in words["verbs"] if word.startswith(tuple(own)))])
    return Grammar(
        re.compile(
            rf"{lead}(?P<verb>{verb})(?P<done>了)?(?!(?:{verbs})的|[^，。；]{{2,12}}方式$|结果|会[^议]|十分|非常|热烈|的?(?:过程)?中$|[时前]$|期间$|(?:代表|委员|大家|企业家)们?的?发言)(?=[^，,。；;的])"
        ),
        re.compile(
            rf"{lead}(?:(?:[对就]|围绕)(?P<topic>[^，。；]{{2,80}})(?:{acts})"
            rf"|{theme}|(?:开展|进行)了?对(?P<whom>[^，。；]{{2,60}}?)的(?P<test>{nouns})"
            rf"|(?:[对就]|围绕|开展|进行)(?P<about>(?:[^，。；“]|“[^”]*”){{1,80}}?)(?:(?:{light})了?)?(?P<talk>{talks}))$"
        ),
        re.compile(rf"{lead}[对就](?P<topic>[^。；]{{2,120}}?)(?:{acts})$"),
        re.compile(rf"{lead}[对就](?:(?!给予|表示|提出|予以|作出|进行)[^了]){{2,60}}$"),
        re.compile(rf"(?:(?:{light})了?|[^，。；]{{2,40}}?(?:{light})了)[^，。；了]{{2,16}}$"),
        re.compile(vocabulary.any_of(words["others"])),
        re.compile(
            rf"{_OWN_LEAD}(?P<verb>{own})了?(?P<topic>[^，。；：]{{2,}})"
            r"|(?:与[^，。；]{1,8}?)?(?:一起|共同|一同|一道)+(?P<joint>审议|讨论)了?(?P<object>[^，。；：]{2,})"
        ),
        ("进行", "作", "作出", "做", "做出", "开展", "展开"),
        tuple(words["never_own"]),
    )


def parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The clauses of `text[start:end]`; those over which one action is spread are one (就甲，推进乙作了部署)."""
    found = clauses(text, start, end)
    known = grammar()
    for index in range(len(found) - 2, -1, -1):
        (a, b), (x, y) = found[index], found[index + 1]
        stop = y - (text[y - 1] in "。！")
        if (
            text[b:x] == "，"
            and known.spread_head.match(text, a, b)
            and known.spread_end.match(text, x, stop)
            and not known.wrapped.match(text, x, stop)
            and (
                known.plain.match(text, x, stop) or text.startswith(known.light, x) or _HOW.search(text, a, b)
            )
            and known.spread.match(text, a, stop)
        ):
            found[index : index + 2] = [(a, y)]
    return found
