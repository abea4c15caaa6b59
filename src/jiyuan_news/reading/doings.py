"""What people did as a meeting's business: one item for each predicate that tells it (`宣读甲`, `对甲进行部署`)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jiyuan_news.reading.agenda import WRAPPED, Item, Reader, whole_of, without_end
from jiyuan_news.reading.agenda_grammar import grammar, parts
from jiyuan_news.reading.clauses import clauses
from jiyuan_news.reading.rules import rule

OWN = rule("agenda-by-a-person", "What a person did as the meeting's business: 宣读甲, 传达甲")

# 并 after a predicate that comes first stands no further.
_FAR = 14


def done(text: str, start: int, end: int, told: Iterable[tuple[int, int]]) -> list[Item]:
    """What people did as the meeting's business, from the predicates `told` of a sentence and behind its `由甲`."""
    found = [item for a, b in told for item in own(text, a, b)]
    he = _PRONOUN.match(text, start, end)
    if he:
        found += own(text, he.end(), end)
    for agent in _AGENT.finditer(text, start, end):
        found += own(text, agent.end(), next((b for a, b in clauses(text, agent.end(), end)), end))
    return found


# 他还就甲作了安排
_PRONOUN = re.compile("[他她](?:还|也|并|同时|最后)*(?=[就对围]|传达|宣读|通报|领学)")
_AGENT = re.compile(r"(?<!将)由[^，。；]{2,40}?(?=宣读|传达|通报|领学)")
# A title may follow a name, and how much is said may come first: 左祥院长从三个方面对乙进行了安排
_ASIDE = re.compile(r"(?:[^，。；了的]{0,3}(?:长|书记|主任|主席|经理)|同志)?(?:从[^，。；]{1,6}方面[，,]?)?")


def own(text: str, start: int, end: int) -> list[Item]:
    """What a person did as the meeting's business (`宣读表彰决定`, `对X进行部署`), from the predicate `text[start:end]`."""
    found = []
    aside = _ASIDE.match(text, start, end)
    for a, b in parts(text, aside.end() if aside else start, end):
        b = without_end(text, a, b)
        also = text.find("并", a, min(b, a + _FAR)) + 1  # 主持会议并就X进行V
        wrapped = grammar().wrapped
        match = wrapped.match(text, a, b) or (wrapped.match(text, also, b) if also else None)
        match = match or grammar().spread.match(text, a, b)
        if match:
            found += _each(text, match)
            continue
        match = grammar().own.match(text, a, b)
        plain = match and match["verb"] and grammar().plain.match(text, match.start("verb"), b)
        if plain:
            reader = Reader(text, found, OWN)
            reader.open(plain, b)
            reader.close()
        elif match:
            found.append(whole_of(text, match, OWN))
    return found


def _each(text: str, match: re.Match[str]) -> list[Item]:
    """What people did, each with an object of their own: 甲就乙、丙就丁分别进行了安排."""
    whole = whole_of(text, match, WRAPPED)
    if whole.verb in grammar().never_own:
        return []
    begin = text.find(whole.topic, whole.start)
    found, start, at = list[Item](), whole.start, begin
    for other in _EACH.finditer(text, begin, begin + len(whole.topic)):
        found.append(whole._replace(topic=text[at : other.start()], start=start))
        start, at = other.start("about"), other.end()
    return [*found, whole._replace(topic=text[at : begin + len(whole.topic)], start=start)]


_EACH = re.compile("、[^、，。；的]{2,24}?(?P<about>就(?![业医近地学餐诊])|围绕)")
