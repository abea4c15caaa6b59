"""Names of persons: what can be one, and where a post before it ends.

A name is told by what stands before it (a post, a form of address) or by a family name; there is no list of persons.
"""

from __future__ import annotations

import re
from functools import cache

from jiyuan_news import vocabulary
from jiyuan_news.reading.posts import ends_in_title, title_last

_DOTS = "·•・．∙‧"
_DOT = re.compile(rf"[{_DOTS}]")
_HAN_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,7}$")
_DOTTED = re.compile(rf"[\u3400-\u9fff]{{1,8}}(?:[{_DOTS}][\u3400-\u9fff]{{1,8}}){{1,3}}$")
_PADDED = re.compile(r"(?<=[\u3400-\u9fff]) +(?=[\u3400-\u9fff])")
# No name holds one of these words.
_NO_NAME = re.compile(
    r"^[团会办部局组室处]|[的了们等]|相互|委托|宣布|党委|党组|常委|重要|近期|双方|各方|上下|会议|工作|部门|单位|负责|同志|领导|精神|各|全体|有关|相关|代表|干部|街道|企业|群众|主持|出席|列席|参加|讲话|"
    r"强调|指出|要求|分别|部署|研究|学习|传达|听取|审议|问题|责任|情况|我[市县区]|成员|大会|检查|执法|共[一二三四五六七八九十\d]|一行|巡视|政府|任务|项目|组$|议题|关于|应邀|特邀|班子|党组|依次|先后|逐一|一致|带头|表态|发言|汇报|通报|市委|县委|人大|政协|视频|办公|委员|书记|主任|记者|大家|他|她|本次|此次|发展|建设"
)


# What a short word without a post ends in when it is a place or an office and no person.
_PLACE_ENDS = "镇乡村县局厅省市区办部院所站"


@cache
def _surnames() -> tuple[frozenset[str], tuple[str, ...]]:
    words = vocabulary.load("surnames")
    return frozenset(words["single"].replace("\n", "")), tuple(words["compound"])


def is_name(word: str, introduced: bool) -> bool:
    """Whether `word` can be a person's name; `introduced` by a post before it, so that no family name is needed."""
    if _DOTTED.match(word):
        return not _NO_NAME.search(word)
    if not _HAN_NAME.match(word) or _NO_NAME.search(word):
        return False
    single, compound = _surnames()
    size = len(word)
    if word.startswith(compound):
        return size in (3, 4) or (size == 2 and introduced)
    if not introduced and word[-1] in _PLACE_ENDS:
        return False
    if word[-1] == "人" and (size == 2 or word[0] not in single):
        return False
    if word[0] in single:
        return size in (2, 3) or (introduced and size <= 6)
    return introduced and size <= 6


_NOTE = re.compile(r"[（(]([^）)]{1,16})[）)]$")
_PERSON_NOTE = re.compile(r"女|男|族|党|致公|民建|民进|民盟|九三|农工|台盟|无党派|挂职")
_SUFFIXES = ("委员", "代表")


def without_note(item: str) -> str:
    """The item without a note on a person at its end: `(女,回族)`."""
    note = _NOTE.search(item) if item[-1:] in ("）", ")") else None
    return item[: note.start()] if note and _PERSON_NOTE.search(note[1]) else item


def before_suffix(item: str) -> tuple[int, str]:
    """Offset and name of `甲委员`, `工商联界别的乙委员`: a name that stands before what its bearer is; empty for none."""
    if len(item) < 4 or not item.endswith(_SUFFIXES):
        return 0, ""
    at = item.rfind("的", 0, -2) + 1
    name = item[at:-2]
    return (at, name) if is_name(name, False) else (0, "")


def plain(word: str) -> str:
    """The word without the blanks that pad a short name (`张 三`)."""
    return _PADDED.sub("", word)


def split_post(item: str) -> tuple[str, str] | None:
    """`市委书记甲乙` to post and name; the shortest name that leaves a title before it."""
    size = len(item)
    fallback = None
    last = title_last()
    for length in range(2, min(8, size)):
        if item[-length - 1] not in last:
            continue
        head, name = item[: size - length], item[size - length :]
        if ends_in_title(head) and is_name(name, True):
            if is_name(name, False) or (length <= 3 and fallback is None and name[0] not in "委员长"):
                return head, name
            fallback = fallback or (head, name)
    dot = _DOT.search(item)
    if dot:
        for length in range(size - dot.start() + 1, min(size, size - dot.start() + 9)):
            head, name = item[: size - length], item[size - length :]
            if ends_in_title(head) and is_name(name, True):
                return head, name
    return fallback
