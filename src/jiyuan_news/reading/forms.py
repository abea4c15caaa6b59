"""Texts that tell of a meeting and are no report of it: minutes with their form; a novel's chapter, a model to fill in."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from jiyuan_news.reading import bylines, rolls, sessions
from jiyuan_news.reading.byline_grammar import BLANKS
from jiyuan_news.reading.circumstances import WHERE, Place
from jiyuan_news.reading.clauses import sentences
from jiyuan_news.reading.holding import NAMELESS, Held
from jiyuan_news.reading.posts import Chain
from jiyuan_news.reading.roles import Note
from jiyuan_news.reading.roster import Roster
from jiyuan_news.reading.rules import Told, rule
from jiyuan_news.reading.session_names import classify, name_end
from jiyuan_news.reading.signatures import is_office
from jiyuan_news.records import AttendanceRole

Range = tuple[int, int]

MINUTES = rule("meeting-of-minutes", "时间：, 地点：, 出席：: the title of minutes names their meeting")
BY_FORM = rule("role-by-form", "主持人：甲, 出席：乙: the label of a line of minutes tells what they did")

_FORM = ("form", "minutes", "cast", "when")
_LEAST = 2
_NAMED = re.compile(r"会\s*议\s*名\s*称[：:]\s*")
_TITLE_LEAD = re.compile(r"[【\[][^】\]]{1,8}[】\]]|关于(?!召开)|[^：:]{2,8}[：:]")
# 村民代表大会会议记录: the second 会议 belongs to the kind of the text.
_TWICE = re.compile(r"(?<=[大全务公室组]会)会议$")
_RECORD = re.compile(r"(?:会议)?(?:纪要|记录|纪录)")
_LABEL = re.compile(r"\s*(?P<label>[^：:，。]{1,12}?)\s*[：:]\s*")
_ROLES: tuple[tuple[re.Pattern[str], tuple[AttendanceRole, ...]], ...] = (
    (re.compile("列席"), ("observer",)),
    (re.compile("特邀|邀请"), ("attendee", "guest")),
    (re.compile("主?发布人|发言人"), ("speaker",)),
    (re.compile("(?:会议)?(?:主持|召集)"), ("chair",)),
    (re.compile("出席|参加|参会|与会|到会"), ("attendee",)),
)
_PART = re.compile("[^；;]+")
# 各科室负责人列席全部议题
_VERB_LAST = re.compile("(?:列席|参加|出席)[^，。；、（]{0,8}$")
_LONGEST = 80
_SENTENCE = re.compile("[。：:！？]")
_PLACE = re.compile(r"(?:会议)?地点")


class Label(NamedTuple):
    """The label of a line of minutes; offsets in the clean text."""

    words: str
    """The label, without blanks."""
    start: int
    stop: int
    """Where the label ends."""
    begin: int
    """Where the value begins, or goes on in another line."""


def label_of(text: str, start: int, end: int, above: Label | None) -> Label | None:
    """The label that a line of minutes begins with; of a line that goes on with a list, the one `above`."""
    match = _LABEL.match(text, start, end)
    if match and bylines.field_of(text[start:end]) in _FORM:
        return Label("".join(match["label"].split()), start, match.end(), match.end())
    goes_on = above is not None and end - start < _LONGEST and _SENTENCE.search(text, start, end) is None
    return above._replace(begin=start) if above and goes_on and _roles(above.words) else None


def is_form(text: str, paragraphs: list[Range]) -> bool:
    """Whether a body begins with the form of minutes: two labels or more, one of which only minutes have."""
    fields = [bylines.field_of(text[a : min(b, a + 40)]) for a, b in paragraphs[:4]]
    led = next((at for at, field in enumerate(fields) if field not in _FORM), len(fields))
    return led >= _LEAST and any(field in ("minutes", "form") for field in fields[:led])


def meeting_of(text: str, headlines: list[Range], paragraphs: list[Range]) -> Held | None:
    """The meeting that minutes are of, by 会议名称 or by their title."""
    named = [(match.end(), b) for a, b in paragraphs[:8] if (match := _NAMED.match(text, a, b))]
    if len(headlines) > 1 and is_office(text[slice(*headlines[0])]):
        named.append((headlines[0][0], headlines[1][1]))  # 某新区管理委员会, below it 主任办公会议纪要
    for start, end in [*named, *headlines]:
        lead = _TITLE_LEAD.match(text, start, end)
        stop = name_end(text, start, end)
        if stop < 0 or (lead and text.startswith("关于", start)):
            continue
        begin = lead.end() if lead and lead.end() < stop else start
        whole = stop == end or _RECORD.match(text, stop, end) is not None or (start, end) in named
        twice = _TWICE.search(text, begin, stop) if stop < end else None
        stop = twice.start() if twice else stop
        name = "".join(text[begin:stop].split())
        if whole and name not in NAMELESS and len(name) > 2:
            return Held(name, begin, stop, None, paragraphs[0][0], MINUTES)
    return None


def untold(text: str, headlines: list[Range], paragraphs: list[Range], roster: Roster) -> Held | None:
    """The meeting that minutes are of, unless their body tells it in a sentence."""
    held = meeting_of(text, headlines, paragraphs) if is_form(text, paragraphs) else None
    if held is None:
        return None
    kind = classify(held.name)
    for start, end in paragraphs:
        for a, b in sentences(text, start, end):
            found = sessions.find(text, a, b, roster, attended=False)
            if found and (sessions.is_part(found.name, held.name) or classify(found.name) == kind):
                return None
    return held


class Line(NamedTuple):
    """What a line of minutes tells."""

    venues: list[Place]
    notes: list[Note]
    unread: int
    """Where words begin that should name people and could not be read, an offset in the clean text; -1 for none."""


def line(text: str, end: int, label: Label, roster: Roster, chain: Chain) -> Line:
    """The venue, or the people and what they did, that a line of the form of minutes tells, up to `end`."""
    words, start, stop, begin = label
    while begin < end and text[end - 1] in BLANKS + "。；":
        end -= 1
    if begin < end and _PLACE.match(words):
        return Line([Place(text[begin:end], "venue", begin, end, WHERE)], [], -1)
    notes: list[Note] = []
    unread, roles = -1, _roles(words)
    for part in _PART.finditer(text, begin, end) if roles else ():
        verb = _VERB_LAST.search(text, *part.span())
        people, at = rolls.people(text, part.start(), verb.start() if verb else part.end(), roster, chain)
        notes += [Note(one, roles, Told(BY_FORM, start, stop)) for one in people]
        unread = at if unread < 0 else unread
    if begin > stop and unread >= 0:
        return Line([], [], -1)  # no more of the list above
    return Line([], notes, unread)


def _roles(label: str) -> tuple[AttendanceRole, ...]:
    """What those did whom the label names."""
    return next((roles for pattern, roles in _ROLES if pattern.match(label)), ())


# -- no reports

_CHAPTER = re.compile(
    r"(?:^|[\s《》_-])第\s?[零〇一二三四五六七八九十百千两\d]{1,6}\s?[章回](?=$|[\s：:（(《_-])"
)
_GAP = re.compile(
    r"(?<![A-Za-z])[XxＸ×Ｘ＊*○]{2,4}(?=[省市县区镇乡村街局委部同年月日书主公单先女老师校班])|(?<!\w)[某]{2}(?=[县市区镇乡])|\d{2}[XxＸ×]{2}年|[XxＸ×][月日]"
)
_GAPS = 3


def is_no_report(text: str, headlines: list[Range], paragraphs: list[Range]) -> bool:
    """Whether a text is a chapter of a book, by its headline, or a model to be filled in.

    A model leaves names and days out (`XX县`, `20XX年X月X日`).
    """
    if any(_CHAPTER.search(text[start:end]) for start, end in headlines):
        return True
    gaps = _GAP.finditer(text, paragraphs[0][0], paragraphs[-1][1])
    return sum(1 for _ in islice(gaps, _GAPS)) == _GAPS
