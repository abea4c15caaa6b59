"""What the name of a meeting says: its kind, its organiser and its numbers; and names that 暨 joins.

`vocabulary/meetings.toml` has the head nouns and the kinds, `vocabulary/organisations.toml` what a body's name ends in.
"""

from __future__ import annotations

import re
from functools import cache

import attrs

from jiyuan_news import vocabulary
from jiyuan_news.numerals import integer
from jiyuan_news.reading.clauses import inside
from jiyuan_news.records import MeetingKind

_NUMBER = "[〇零一二三四五六七八九十百两\\d]{1,5}"
_TERM = re.compile(
    rf"第?({_NUMBER})届(?!.中全会)(?=人大|人民|职工|教职工|职代|工会|团员|妇女|会员|学生|理事|监事|董事|政协|委员|常委|政府|党|市委|县委|区委|省委|旗委|州委|盟委|纪|[\u4e00-\u9fff]{{1,8}}委员会|[市县区省旗州盟镇第〇一二三四五六七八九十\d])"
)
_ORDINAL = re.compile(
    rf"第?({_NUMBER})[次场](?!产业|全国|党代会精神|会议(?:主席团|临时|秘书|各|第|委员|小组|代表))"
)
_YEAR = re.compile(r"(\d{4})年(?!来|以来|度|全国)")
_ENLARGED = re.compile(vocabulary.load("meetings")["enlarged"]["pattern"])
_BRACKETS = re.compile(r"[（(]([^（）()]{0,12})[）)]")


_OPENING = re.compile(r"(?<=次会议)[开闭]幕[式会]$")
_COUNTED = re.compile(rf"{_NUMBER}(?=[次届场年])")
_ROUND = re.compile(rf"(?<=会)第{_NUMBER}[次场]$")


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


@cache
def _heads() -> re.Pattern[str]:
    words = vocabulary.any_of(vocabulary.load("meetings")["heads"])
    return re.compile(
        rf"(?:{words})(?:[（(]扩大[）)]会议|[（(][^（）()]{{1,8}}[）)](?=召|举|$|，|。)|(?:第{_NUMBER}[次场])(?![^，。]{{0,4}}会))?(?!精神|议|室|场|以来|(?:结业|开班|毕业)?(?:典礼|仪式|式)|员|期间|大厅|厅|开得|主席台|[谈见晤餐费址标徽馆所长]|商|诊)"
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
    organs = vocabulary.any_of(words["organs"])
    places, no_place = vocabulary.any_of(words["places"]), vocabulary.any_of(words["no_place"])
    return re.compile(
        rf"(?P<rest>.*(?:{organs})(?!织|城区|(?<![委协大]常委会)议|书记(?!专题|办公))[）)]?)|(?P<place>(?!{no_place})[^，第（(全“]{{0,6}}?(?:{places})(?<!市(?=[场民政容值]))(?![级直域属划间长])(?=.))"
    )


def classify(name: str) -> MeetingKind:
    """The kind of a meeting by its name."""
    return _kinds()[kind_of(name)][0]


def kind_of(name: str) -> int:
    """Which kind of `meetings.toml` the name has: the first that matches."""
    plain = _ROUND.sub("", _BRACKETS.sub(lambda m: m[1] if "扩大" in m[1] else "", name))
    plain = _OPENING.sub("", _COUNTED.sub("一", plain.rstrip("”")))
    kinds = _kinds()
    return next((at for at, (_, pattern) in enumerate(kinds) if pattern.search(plain)), len(kinds) - 1)


def name_end(text: str, start: int, end: int) -> int:
    """Where the last head noun of a name that begins at `start` ends; -1 for none."""
    last = -1
    for match in _heads().finditer(text, start, end):
        if not _is_never(text, start, match) or text[start : match.end()].endswith("常委会"):
            if inside(text, start, match.start(), "《", "》"):
                continue
            if inside(text, start, match.start(), "“", "”"):
                close = match.end() + 1
                if text[match.end() - 1] in "会议班" and _QUOTED.match(text, close - 1) and close <= end:
                    last = close  # 召开“甲会议”，
                continue
            last = match.end()
    return last


# A name in quotation marks ends with them.
_QUOTED = re.compile("”(?=[，。；、在于召举]|并|$)")


def some_meeting(text: str, start: int, end: int) -> int:
    """Where a name ends that is the whole of `text[start:end]`, of a kind that is not known: in 会, and in no body; or -1."""
    end -= text[end - 1] in "。！"
    known = end - start > 2 and text[end - 1] == "会" and not text.endswith(_never(), start, end)
    return end if known else -1


def _is_never(text: str, start: int, head: re.Match[str]) -> bool:
    """Whether a head noun is only the end of a word that names no meeting (协会); 会商会 is more than a 商会."""
    end = head.end()
    return any(text.endswith(word, start, end) and end - len(word) <= head.start() for word in _never())


def read_name(name: str, convener: str | None, first: Reading | None = None) -> Reading:
    """What the name of a session says; `first` is the session before it, joined by 暨."""
    classification = classify(name)
    plain = _BRACKETS.sub("", name)
    year = _YEAR.search(plain) or _YEAR.search(name)
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
        int(year[1]) if year else None,
        number,
        bool(_ENLARGED.search(name)),
    )


_CUT = re.compile(
    rf"[（(]扩大[）)]|\d{{4}}年度?|第{_NUMBER}次|{_NUMBER}次|扩大会议|委员会议|常务会议|主席会议|主任会议|主任办公"
)
# A body that stands in full at the head of the name: a congress's presidium, several groups, inspectors, one of a whole place.
_IN_FULL = re.compile(
    r"(?P<presidium>.*?主席团)(?!成员)"
    r"|(?P<groups>[^，]{2,20}?[界联])(?:委员)?(?:联组|分组|小组|界别)(?:讨论|审议|会议?)"
    r"|(?P<inspectors>[^，]{2,12}?(?:巡视|巡察)组)(?!组?长)"
    r"|(?P<leaders>全[市县区旗州盟省][^，]{1,20}?(?:领导小组|委员会|指挥部))"
)
_DAY = re.compile(r"^(?:\d{4}年)?\d{1,2}月份?(?!\d)")
_ACTS = re.compile(
    r"(?<=[院局厅会委府])(?:领导)?(?:征求|走访|邀请|约见|联系(?=.{0,8}(?:代表|委员|企业|群众)))"
)
_SPIRIT = re.compile(r"^[^，]{2,40}?精神(?=[^，]{0,12}宣讲团)")
_NOBODY = "各代表团"
"""All delegations of a congress are no body that convenes."""
_TERM_NUMBER = re.compile(rf"第?{_NUMBER}届(?!.中全会)|第?{_NUMBER}次")


def _organizer(name: str, convener: str | None, first: Reading | None) -> str | None:
    full = _IN_FULL.match(name)
    if full and (full.lastgroup not in ("leaders", "groups") or not convener):
        return full[full.lastgroup or 0]
    if convener and convener.endswith(_NOBODY):
        return _organizer(name[: -len(_NOBODY)], None, None) if convener != _NOBODY else None
    if convener:
        whole = name_end(convener, 0, len(convener)) == len(convener)
        if whole and not convener.endswith("联席会议"):
            return _organizer(convener, None, None)
        return convener if whole or "会议" in convener else _TERM_NUMBER.sub("", convener)
    name = _SPIRIT.sub("", name)  # 甲全会精神省委宣讲团报告会
    if name.startswith(("全", "各")):
        return None
    body = name = _DAY.sub("", name).partition("《")[0]  # no body stands in a title
    if acts := _ACTS.search(body):
        body = body[: acts.start()]  # 市检察院征求市人大代表意见座谈会
    cut = _CUT.search(body)
    if cut:
        body = body[: cut.start()]
        if name.startswith("常委会", cut.end()) and not name.startswith("议", cut.end() + 3):
            body += "常委会"
    after = _organs().match(name[cut.end() :]) if cut else None
    organ = _organs().match(body + "·") or after  # 五届104次区政府常务会议
    if organ is None:
        return None
    found = organ["rest"] or organ["place"]
    own = after["rest"] if after and organ is not after else None
    if own and (organ["place"] or (own == "党组" and not found.endswith(own))):
        found = found.removeprefix("我") + own  # 县十六届第9次政府常务会议, 县政协十六届9次党组会议
    found = _TERM_NUMBER.sub("", found)
    if found.endswith("党工委委员"):
        found = found[:-2]
    if not found and first:
        return first.organizer.removesuffix("党组") if first.organizer else None
    return found if found and not found.startswith("我") else None


def split(name: str) -> list[tuple[str, int]]:
    """The sessions that a name joins, each with its offset in the name; 暨 between two conveners joins none."""
    parts: list[tuple[str, int]] = []
    begin = 0
    shared = _SHARED_HEAD.match(name)
    if shared:  # 甲第17次暨乙第116次常务会议: one head noun for both
        return [
            (shared["left"] + shared["head"], 0),
            (shared["right"] + shared["head"], shared.start("right")),
        ]
    for joint in _JOINT.finditer(name):
        left = name[begin : joint.start()]
        if joint.group() != "暨" and not _SECOND.match(name, joint.end()):
            continue
        if name_end(left, 0, len(left)) == len(left) and not left.endswith(_never()):
            parts.append((left, begin))
            begin = joint.end()
    parts.append((name[begin:], begin))
    return parts


_SHARED_HEAD = re.compile(
    rf"(?P<left>[^暨]{{2,}}第?{_NUMBER}次)暨(?P<right>[^暨]{{2,}}第?{_NUMBER}次)(?P<head>[^暨次]{{2,10}})$"
)
_JOINT = re.compile(r"暨|(?<=会议)和|(?<=[会议])、")
# What 和 or 、 may join to a meeting's name: another whole one.
_SECOND = re.compile(
    rf"(?:[^，暨和]{{0,12}}?(?:委|政府|人大|政协|管委会|党组|常委会)|第?{_NUMBER}届|常务|主席|主任|党组)[^，暨和]{{0,16}}会议?$"
)
_PLACE_HEAD = re.compile(r"^(.*?(?:示范区|经开区|高新区|开发区|新区|省|市|县|区|州|盟|旗|镇|乡))")
_OWN_BODY = re.compile(rf"^(?:第?{_NUMBER}届(?![省市县区旗州盟])|第?{_NUMBER}次|第{_NUMBER}次|\d{{4}}年)")
_RELATIVE_BODY = re.compile(r"^(?:党工委|党委|管委会|常委会)")
# A session that names a body or a place of its own.
_HAS_BODY = re.compile(
    r"(?:中国|中共|全(?!体)|省|市|县|区|州|盟|旗|镇|乡|示范区|经开区|高新区|[^，]{0,6}(?:市|县|区|州|盟|旗|省)(?:委|政府|人大|政协))"
)
_SAME_BODY = re.compile(r"^(?:常务会|主席会|主任会|主任办公|[省市县区旗州镇乡]长办公|办公会|全体会)")
# Kinds that a body holds, not its 党组; its 党组 holds the others.
_OF_BODY = ("chairpersons", "standing-committee", "executive", "office", "plenary")
_STUDY_GROUP = re.compile(r"^(?:理论学习)?中心组")


def joined(name: str, convener: str | None) -> list[Reading]:
    """The sessions of a whole name, each with what its own part says."""
    readings: list[Reading] = []
    for part, offset in split(name):
        first = readings[0] if readings else None
        if first is not None:
            if (_OWN_BODY.match(part) and first.organizer) or (_SAME_BODY.match(part) and first.organizer):
                body = first.organizer.removesuffix("党组")
                reading = read_name(body + part, body)
            elif _STUDY_GROUP.match(part) and first.organizer:
                reading = read_name(first.organizer + part, None)
            elif part.startswith("党组") and first.organizer:
                reading = read_name(first.organizer.removesuffix("党组") + part, None)
            elif _RELATIVE_BODY.match(part) and first.organizer:
                head = _PLACE_HEAD.match(first.organizer)
                reading = read_name((head[1] if head else "") + part, None)
            else:
                reading = read_name(part, None, first)
                whose = convener or (None if reading.organizer else first.organizer)
                if whose and not part.startswith(whose) and not _HAS_BODY.match(part):
                    body = whose.removesuffix("党组") if classify(part) in _OF_BODY else whose
                    reading = read_name(body + part, body)
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
