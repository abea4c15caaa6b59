"""What a meeting did: one item for each verb with its whole object, from the clauses of its sentences."""

from __future__ import annotations

import re
from functools import cache

from jiyuan_news import vocabulary
from jiyuan_news.reading.clauses import clauses


@cache
def _grammar() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = vocabulary.load("verbs")["agenda"]
    verbs = "|".join(sorted(words["verbs"], key=len, reverse=True))
    adverbs = "|".join(sorted(words["adverbs"], key=len, reverse=True))
    light = "|".join(words["light"])
    pairs = "|".join(words["pairs"])
    nouns = "|".join(sorted(words["objects_as_verbs"], key=len, reverse=True))
    lead = rf"(?:(?:会议|大会|全会|会上|与会人员|与会同志|主席团)[，,]?)?(?:{adverbs}|向[^，。；]{{2,12}}?(?=通报|介绍|传达|宣读))*"
    return (
        re.compile(
            rf"(?P<lead>{lead})(?P<verb>(?:再次|专题|书面|原则)?(?:{verbs})(?:{pairs})?)(?P<done>了)?(?!结果)(?=[^，,。；;])"
        ),
        re.compile(
            rf"(?P<lead>{lead})(?:[对就]|围绕)(?P<topic>[^，。；]{{2,80}})(?:{light})了?(?P<verb>[^的了]{{0,4}}?(?:{nouns}))$"
        ),
        re.compile(
            r"^(?:提请|提交|并提请|出席|参加|列席|主持|号召|要求|指出|强调|讲话|并讲话|签订|签署|颁发|为|由|会议由|在|他|她|表示|各|市|县|区|示范区|就|以|[^，]{2,4}作|并|会前|会后|来自|共|不)"
        ),
    )


_DECIDED = re.compile(r"会议(?:研究)?(?P<verb>决定)[，,：:]")
# Clauses that belong to a decision although they begin with a verb.
_DECISION = re.compile(r"任命|免去|接受|批准|补选|推选|撤销|终止|同意")
_OWN = re.compile(
    r"(?:会上|分别|先后|随后|首先|现场|还|并|也|[，,]|代表[^，。；]{2,14}?)*(?P<verb>通报表扬|通报|宣读|传达学习|传达|领学|领誓)了?(?P<topic>[^，。；：]{2,})"
    r"|(?:与[^，。；]{1,8}?)?(?:一起|共同|一同|一道)+(?P<joint>审议|讨论)了?(?P<object>[^，。；：]{2,})"
)
# What is heard ends in one of these; until then a clause belongs to it.
_HEARD_THINGS = (
    "汇报",
    "报告",
    "介绍",
    "说明",
    "意见",
    "建议",
    "情况",
    "通报",
    "发言",
    "讲解",
    "讲座",
    "反馈",
    "宣讲",
    "陈述",
)


_HEARD_MORE = re.compile(r"(?:关于|所作|作的)[^，。；]*(?:报告|汇报|说明|介绍)$")
_ABOUT = re.compile(
    r"(?P<lead>)围绕(?P<topic>[^，。；]{2,60})(?P<verb>协商议政|专题协商|协商|建言|交流研讨)$"
)
_DECIDES = ("决定", "表决通过", "通过", "审议决定")


def own(text: str, start: int, end: int) -> list[tuple[str, str, int, int]]:
    """What a person did as the meeting's business (`宣读表彰决定`, `对X进行部署`), from the predicate `text[start:end]`."""
    _, wrapped, _ = _grammar()
    found = []
    for a, b in clauses(text, start, end):
        while b > a and text[b - 1] in "。！？!? \u3000\n":
            b -= 1
        match = wrapped.match(text, a, b) or _OWN.match(text, a, b)
        if match:
            verb, topic = ("joint", "object") if match.re is _OWN and match["joint"] else ("verb", "topic")
            found.append(
                (match[verb], match[topic].strip(), match.start(verb), max(match.end(topic), match.end(verb)))
            )
    return found


def items(text: str, start: int, end: int) -> list[tuple[str, str, int, int]]:
    """The agenda items of the clauses of `text[start:end]`: verb, object, and where both stand.

    An item runs up to the next clause that opens with an agenda verb, or to the end.
    """
    plain, wrapped, other = _grammar()
    found: list[tuple[str, str, int, int]] = []
    open_verb: str | None = None
    verb_at = object_at = last = 0

    def close() -> None:
        nonlocal open_verb
        if open_verb is not None:
            topic = text[object_at:last].strip(" ，,；;。！")
            if topic:
                found.append((open_verb, topic, verb_at, last))
        open_verb = None

    decided = _DECIDED.match(text, start, end)
    if decided:
        topic = text[decided.end() : end].strip(" ，,；;。！")
        return [("决定", topic, decided.start("verb"), decided.end() + len(topic))] if topic else []
    for a, b in clauses(text, start, end):
        while b > a and text[b - 1] in "。！？!? \u3000\n":
            b -= 1
        while a < b and text[a] in " \u3000":
            a += 1
        if b <= a:
            continue
        whole = wrapped.match(text, a, b) or _ABOUT.match(text, a, b)
        if whole:
            close()
            found.append(
                (whole["verb"], text[whole.start("topic") : whole.end("topic")], whole.end("lead"), b)
            )
            continue
        match = plain.match(text, a, b)
        if open_verb is not None and "听取" in open_verb and not text.startswith(_HEARD_THINGS, last - 2):
            last = b
            continue
        if open_verb in _DECIDES and _DECISION.match(text, a, b):
            last = b
        elif match and not text.startswith("的", match.end()):
            close()
            open_verb, verb_at, object_at, last = match["verb"], match.start("verb"), match.end(), b
        elif open_verb is not None:
            heard = ("听取" in open_verb or text[a - 1] in "；;") and not text.startswith("《", a)
            if (
                "听取" in open_verb and text[a - 1] not in "；;" and _HEARD_MORE.search(text, a, b)
            ) or open_verb == "决定":
                last = b
            elif heard or (other.match(text[a:b]) and not text.startswith("《", a)):
                close()
            else:
                last = b
    close()
    return found
