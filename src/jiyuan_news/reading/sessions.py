"""Meetings that a sentence says were held: their name, kind, organiser and numbers.

Forms: `甲召开乙会议`, `乙会议召开`, `乙会议在丙举行`, `A主持召开乙会议`; 暨 joins two. `vocabulary/meetings.toml` has
the head nouns and the kinds, `vocabulary/organisations.toml` what a body's name ends in.
"""

from __future__ import annotations

import re
from functools import cache

import attrs

from jiyuan_news import vocabulary
from jiyuan_news.reading.clauses import clauses, inside
from jiyuan_news.reading.dates import mention_at
from jiyuan_news.records import MeetingKind

_HOLD = re.compile(r"召开|举行|举办|开幕|开班|闭幕")
_SUPPOSED = re.compile(
    r"(?:将|拟|定于|决定|计划|准备|要求|建议|应当|应该|必须|即将|筹备|不再|没有|关于|按照|根据|每年|每月|定期|可以|提请|同意|力争|确保)[^，。]{0,14}$"
)
_AFTERWARDS = re.compile(r"^(?:以来|之前|前|时|期间|的|过|后，?[^随即，]{0,2}$)")
_ADVERBS = re.compile(
    r"(?:(?:随即|随后|再次|又|继续|分别|首次|联合|共同|今天|今日|昨天|昨日|上午|下午|当即|连夜|紧急|接着|近日|隆重|组织|专门|立即|"
    r"及时|在京|顺利|胜利|正式|圆满|也|还|同时|当天|晚|同步|第一时间|迅速|日前|如期|主持|并|会后|会前|，)+)$"
)
_PLACE_CLAUSE = re.compile(
    r"(?:在(?P<place>[^，。在]{2,24})|于(?P<time>[^，。]{2,12})|(?:用|以|采取|采用|通过|围绕)[^，。]{2,24}(?:形式|方式|式|为题|为主题|主题|时间))$"
)
_LEAD = re.compile(
    r"^(?:当天|当日|同日|次日|今天|今日|昨天|昨日|日前|近日|会后|会前|随后|接着|上午|下午|晚上|晚|当晚|之后|此前|另|连日来|早上|凌晨|期间)+(?:上午|下午|晚上|晚)?[，,]?"
)
_NUMBER = "[〇零一二三四五六七八九十百两\\d]{1,5}"
_TERM = re.compile(rf"第?({_NUMBER})届")
_ORDINAL = re.compile(rf"第?({_NUMBER})次(?!产业|全国|党代会精神)")
_YEAR = re.compile(r"(\d{4})年(?!来|以来|度?全国)")
_DIGITS = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_ENLARGED = re.compile(r"[（(]扩大[）)]|扩大")
_BRACKETS = re.compile(r"[（(]([^（）()]{0,12})[）)]")


@attrs.define(slots=True)
class Held:
    """A meeting that a sentence says was held; offsets in the clean text."""

    name: str
    start: int
    end: int
    convener: str | None
    after: int
    """Offset where what it did may begin."""
    place: tuple[int, int] | None = None


@attrs.frozen(slots=True)
class Reading:
    """What a session's name says."""

    name: str
    classification: MeetingKind
    organizer: str | None
    term: int | None
    year: int | None
    ordinal: int | None
    enlarged: bool


def integer(words: str) -> int | None:
    """A number below 1,000 in Chinese or Arabic numerals."""
    if words.isdigit():
        return int(words)
    total, digit = 0, 0
    for character in words:
        if character == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif character == "十":
            total, digit = total + (digit or 1) * 10, 0
        elif character in _DIGITS:
            digit = _DIGITS[character]
        else:
            return None
    return total + digit


@cache
def _heads() -> re.Pattern[str]:
    words = "|".join(sorted(vocabulary.load("meetings")["heads"], key=len, reverse=True))
    return re.compile(
        rf"(?:{words})(?:[（(]扩大[）)]会议|[（(][^（）()]{{1,8}}[）)](?=召|举|$|，|。))?(?!精神|议|室|场|以来|员|期间|大厅|厅|开得|主席台)"
    )


@cache
def _never() -> tuple[str, ...]:
    return tuple(vocabulary.load("meetings")["never"])


@cache
def _kinds() -> list[tuple[MeetingKind, re.Pattern[str]]]:
    return [
        (kind["classification"], re.compile(kind["pattern"])) for kind in vocabulary.load("meetings")["kind"]
    ]


@cache
def _organs() -> re.Pattern[str]:
    words = vocabulary.load("organisations")
    organs = "|".join(sorted(words["organs"], key=len, reverse=True))
    places = "|".join(sorted(words["places"], key=len, reverse=True))
    return re.compile(rf"(?P<rest>.*(?:{organs}))|(?P<place>[^，第（(全]{{0,10}}?(?:{places})(?=.))")


def classify(name: str) -> MeetingKind:
    """The kind of a meeting by its name."""
    plain = _BRACKETS.sub(lambda m: m[1] if "扩大" in m[1] else "", name)
    for kind, pattern in _kinds():
        if pattern.search(plain):
            return kind
    return "other"


def _name_end(text: str, start: int, end: int) -> int:
    """Where the last head noun of a name that begins at `start` ends; -1 for none."""
    last = -1
    for match in _heads().finditer(text, start, end):
        if not text[start : match.end()].endswith(_never()) or text[start : match.end()].endswith("常委会"):
            if inside(text, start, match.start(), "《", "》") or inside(text, start, match.start(), "“", "”"):
                continue
            last = match.end()
    return last


def held(text: str, start: int, end: int) -> Held | None:
    """The meeting that the sentence `text[start:end]` says was held, or None."""
    for hold in _HOLD.finditer(text, start, end):
        at = hold.start()
        if inside(text, start, at, "《", "》") or inside(text, start, at, "“", "”"):
            continue
        parts = clauses(text, start, end)
        clause = next(((a, b) for a, b in parts if a <= at < b), None)
        if clause is None:
            continue
        a, b = clause
        day = mention_at(text, a, b)
        if day:
            a = day.end
        lead = _LEAD.match(text[a:at])
        if lead:
            a += lead.end()
        while a < at and text[a] in " \u3000，,的":
            a += 1
        before = text[a:at]
        if _SUPPOSED.search(before) or _AFTERWARDS.match(text[hold.end() : hold.end() + 3]):
            continue
        begin = hold.end()
        while begin < b and text[begin] in "了的 ":
            begin += 1
        found = _after(text, a, at, begin, b) or _before(text, a, at, b)
        if found:
            return found
    return None


def _after(text: str, a: int, at: int, begin: int, b: int) -> Held | None:
    stop = _name_end(text, begin, b)
    if stop < 0 or stop - begin > 70:
        return None
    convener_end = at
    adverb = _ADVERBS.search(text[a:convener_end])
    person = text[a:at].endswith("主持") or "主持" in text[a:at]
    if adverb:
        convener_end = a + adverb.start()
    place = None
    locative = _PLACE_CLAUSE.search(text[a:convener_end])
    if locative:
        if locative["place"]:
            place = (a + locative.start("place"), a + locative.end("place"))
        convener_end = a + locative.start()
        adverb = _ADVERBS.search(text[a:convener_end])
        if adverb:
            convener_end = a + adverb.start()
    convener = text[a:convener_end].strip(" ，,")
    if person or not convener or len(convener) > 40 or convener in ("会议", "大会", "会上"):
        convener = ""
    name = text[begin:stop]
    if convener and not name.startswith(convener):
        return Held(convener + name, a, stop, convener, stop, place)
    if name in ("会议", "大会"):
        return None
    return Held(name, begin, stop, convener or None, stop, place)


def _before(text: str, a: int, at: int, b: int) -> Held | None:
    end = at
    place = None
    for _ in range(4):
        words = text[a:end]
        adverb = _ADVERBS.search(words)
        locative = _PLACE_CLAUSE.search(words)
        if adverb:
            end = a + adverb.start()
        elif locative:
            if locative["place"] and place is None:
                place = (a + locative.start("place"), a + locative.end("place"))
            end = a + locative.start()
        else:
            break
    stop = _name_end(text, a, end)
    if stop != end or stop - a < 3:
        return None
    name = text[a:stop]
    if name in ("会议", "大会", "本次会议", "此次会议") or ("主持" in name and "主持" in text[a:at]):
        return None
    return Held(name, a, stop, None, b, place)


def read_name(name: str, convener: str | None, first: Reading | None = None) -> Reading:
    """What the name of a session says; `first` is the session before it, joined by 暨."""
    classification = classify(name)
    plain = _BRACKETS.sub("", name)
    year = _YEAR.search(plain)
    term = _TERM.search(plain)
    ordinal = None
    for match in _ORDINAL.finditer(plain):
        ordinal = match
    number = integer(ordinal[1]) if ordinal else None
    return Reading(
        name,
        classification,
        _organizer(name, convener, first),
        integer(term[1]) if term else None,
        int(year[1]) if year and ordinal else None,
        number,
        bool(_ENLARGED.search(name)),
    )


_CUT = re.compile(
    rf"[（(]扩大[）)]|\d{{4}}年|第{_NUMBER}次|{_NUMBER}次|扩大会议|委员会议|常务会议|主席会议|主任会议|主任办公"
)
_TERM_OF = re.compile(rf"第?{_NUMBER}届")
_TERM_NUMBER = re.compile(rf"第?{_NUMBER}届|第?{_NUMBER}次")


def _organizer(name: str, convener: str | None, first: Reading | None) -> str | None:
    if convener:
        return convener
    if name.startswith("全"):
        return None
    body = name
    cut = _CUT.search(body)
    if cut:
        body = body[: cut.start()]
    organ = _organs().match(body)
    if organ is None:
        return None
    found = organ["rest"] or organ["place"]
    if organ["rest"]:
        found = _TERM_NUMBER.sub("", found)
    if found.endswith("党工委委员"):
        found = found[:-2]
    if not found and first:
        return first.organizer.removesuffix("党组") if first.organizer else None
    return found or None


def split(name: str) -> list[tuple[str, int]]:
    """The sessions that a name joins, each with its offset in the name; 暨 between two conveners joins none."""
    parts: list[tuple[str, int]] = []
    begin = 0
    for joint in re.finditer("暨", name):
        left = name[begin : joint.start()]
        if _name_end(left, 0, len(left)) == len(left) and not left.endswith(_never()):
            parts.append((left, begin))
            begin = joint.end()
    parts.append((name[begin:], begin))
    return parts


_PLACE_HEAD = re.compile(r"^(.*?(?:示范区|经开区|高新区|开发区|新区|省|市|县|区|州|盟|旗|镇|乡))")
_OWN_BODY = re.compile(rf"^(?:第?{_NUMBER}届|第?{_NUMBER}次|第{_NUMBER}次|\d{{4}}年)")
_RELATIVE_BODY = re.compile(r"^(?:党工委|党组|党委|管委会|理论学习中心组|中心组|常委会|常务会)")


def joined(name: str, convener: str | None) -> list[Reading]:
    """The sessions of a whole name, each with what its own part says."""
    readings: list[Reading] = []
    for part, offset in split(name):
        first = readings[0] if readings else None
        if first is not None:
            if _OWN_BODY.match(part) and first.organizer:
                body = first.organizer.removesuffix("党组")
                reading = read_name(body + part, body)
            elif _RELATIVE_BODY.match(part) and first.organizer:
                head = _PLACE_HEAD.match(first.organizer)
                reading = read_name((head[1] if head else "") + part, None)
            else:
                reading = read_name(part, None, first)
        else:
            reading = read_name(part, convener if offset == 0 else None)
        readings.append(reading)
    return readings


def rank(words: str | None) -> int:
    """How high a body stands: 3 for the state, 2 for a province, 1 for any other, 0 for none."""
    if not words:
        return 0
    if words.startswith(tuple(vocabulary.load("organisations")["superior"])):
        return 3
    return 2 if words.startswith(("省", "全省", "自治区党委", "自治区政府")) else 1
