"""Who is named in a list: `市委副书记、市长A,副市长B、C和各镇负责人` to persons with posts, and groups.

A list is split at its marks; each item is a post, a name with or without a post before it, or part of a group. A name
is told by what stands before it (a post, a form of address such as 市领导), by a family name, or because the page
named the person before: there is no list of persons.
"""

from __future__ import annotations

import re
from functools import cache

import attrs

from jiyuan_news import vocabulary
from jiyuan_news.reading.names import is_name, plain, split_post
from jiyuan_news.reading.posts import Chain, ends_in_title
from jiyuan_news.records import Post

_ITEM = re.compile(r"(?:[^、，,；;（(]|[（(][^）)]{0,40}[）)])+")
_NOTE = re.compile(r"[（(]([^）)]{1,16})[）)]$")
_PERSON_NOTE = re.compile(r"女|男|族|党|致公|民建|民进|民盟|九三|农工|台盟|无党派|挂职")
_AND = re.compile(r"以及|和|及|与")
_COUNTED = re.compile(
    r"(?:以?及|和|等)?(?:其他|部分)?(?:委员|代表|常委会组成人员|组成人员|成员)?(?:共|等|一行)[一二三四五六七八九十百两\d]{1,5}余?(?:人|名|位)(?:委员|代表|同志)?$"
)
_ETC = re.compile(r"等(?:\d+人|人|同志|领导|领导同志|[市区县州盟旗省]领导|示范区领导|负责人|负责同志)?$")
_NO_LIST = (
    "听取",
    "审议",
    "研究",
    "传达",
    "学习",
    "观看",
    "通报",
    "讨论",
    "观摩",
    "会议",
    "会上",
    "会前",
    "会后",
    "推动",
    "要求",
)


@attrs.define(slots=True)
class Named:
    """A person or group of a list; offsets in the clean text."""

    name: str
    person: bool
    start: int
    end: int
    posts: tuple[Post, ...] = ()
    written: str | None = None


@cache
def _intros() -> tuple[str, ...]:
    return tuple(sorted(vocabulary.load("posts")["intros"], key=len, reverse=True))


@cache
def group_ends() -> tuple[str, ...]:
    """What a group of people ends in."""
    return tuple(vocabulary.load("posts")["groups"])


@cache
def _group_leads() -> tuple[str, ...]:
    return tuple(vocabulary.load("posts")["group_leads"])


class Roster:
    """The persons that an article has named so far, and the posts they were given."""

    def __init__(self) -> None:
        self.names: dict[str, None] = {}

    def add(self, name: str) -> None:
        """Notes a person."""
        self.names[name] = None

    def __contains__(self, name: str) -> bool:
        return name in self.names


def parse_list(
    text: str, start: int, end: int, roster: Roster, chain: Chain | None = None
) -> list[Named] | None:
    """The persons and groups of `text[start:end]`, or None where it does not read as such a list.

    `chain` has the posts named before in the sentence, from which an organisation left out is carried on.

    """
    chain = chain if chain is not None else Chain()
    if text.startswith(_NO_LIST, start) or text[start : start + 1] in ("并", "还", "也", "均", "共"):
        return None
    counted = _COUNTED.search(text[max(start, end - 20) : end])
    if counted:
        end = max(start, end - 20) + counted.start()
    etc = _ETC.search(text, max(start, end - 8), end)
    if etc and etc.end() == end and not (etc.group().endswith(("负责人", "负责同志"))):
        end = etc.start()
    found: list[Named] = []
    pending: list[str] = []
    written_from = -1
    group_from = -1
    shared: tuple[tuple[Post, ...], str] | None = None
    items = list(_ITEM.finditer(text, start, end))
    for index, match in enumerate(items):
        mark = text[match.start() - 1] if match.start() > start else ""
        item, at = match.group(), match.start()
        lead = len(item) - len(item.lstrip())
        item, at = item.strip(), at + lead
        if not item:
            continue
        if mark in "，,；;" and mark:
            if group_from >= 0:
                return None
            shared = None
        pieces = [(item, at)]
        for joint in _AND.finditer(item):
            left, right = item[: joint.start()], item[joint.end() :]
            if (
                group_from < 0
                and _item_person(left, roster, bool(pending) or shared is not None or bool(found))
                and right
            ):
                pieces = [(left, at), (right, at + joint.end())]
                break
        for piece, where in pieces:
            bare = piece
            note = _NOTE.search(bare)
            if note and _PERSON_NOTE.search(note[1]):
                bare = bare[: note.start()]
            intro = (
                next(word for word in _intros() if bare.startswith(word))
                if bare.startswith(_intros())
                else None
            )
            if group_from >= 0:
                if bare.endswith(group_ends()) or _is_group(bare):
                    _add_group(text, found, group_from, where + len(piece))
                    group_from = -1
                continue
            if intro and is_name(plain(bare[len(intro) :]), True) and not ends_in_title(bare):
                name = plain(bare[len(intro) :])
                found.append(Named(name, True, where + len(intro), where + len(bare)))
                pending, written_from, shared = [], -1, ((), "")
                continue
            known = plain(bare)
            if known in roster and not pending:
                posts, words = shared if shared else ((), "")
                found.append(Named(known, True, where, where + len(bare), posts, words or None))
                continue
            parted = split_post(bare)
            if parted and not _is_group(bare):
                post, name = parted
                if written_from < 0:
                    written_from = where
                posts = tuple([chain.post(label) for label in [*pending, post]])
                name_at = where + len(bare) - len(name)
                words = text[written_from:name_at]
                found.append(Named(plain(name), True, name_at, where + len(bare), posts, words))
                shared = (posts, words) if chain.shared(post) else None
                pending, written_from = [], -1
                continue
            after = items[index + 1].group().strip() if index + 1 < len(items) else ""
            if ends_in_title(bare) and not bare.startswith(_group_leads()) and split_post(after):
                written_from = where if written_from < 0 else written_from
                pending.append(bare)
                continue
            if _is_group(bare) or (
                mark == "、" and found and not found[-1].person and bare.endswith(group_ends())
            ):
                begin = written_from if pending and mark == "、" else where
                if mark == "、" and "等" in bare:
                    while found and found[-1].person and not found[-1].posts and found[-1].name not in roster:
                        begin = found.pop().start
                _add_group(text, found, begin, where + len(piece))
                pending, written_from, shared = [], -1, None
                continue
            if ends_in_title(bare):
                if written_from < 0:
                    written_from = where
                pending.append(bare)
                continue
            introduced = shared is not None or (bool(pending) and len(known) <= 4)
            if not pending and is_name(
                known, introduced or (bool(found) and found[-1].person and mark == "、" and len(known) <= 3)
            ):
                posts, words = shared if shared else ((), "")
                found.append(Named(known, True, where, where + len(bare), posts, words or None))
                continue
            group_from = written_from if pending else where
            pending, written_from, shared = [], -1, None
    if pending:
        if _is_group(pending[-1]) or _SEVERAL.search(pending[-1]):
            _add_group(text, found, written_from, end)
        else:
            return None
    if group_from >= 0:
        return _offices(text, group_from, end) if not found else None
    if not found:
        return None
    return found


def _add_group(text: str, found: list[Named], start: int, end: int) -> None:
    """Adds a group, or lengthens the one before it where 、 joins the two under one head noun."""
    people = tuple(vocabulary.load("posts")["group_people"])
    if (
        found
        and not found[-1].person
        and text[found[-1].end : start] == "、"
        and not found[-1].name.endswith(people)
    ):
        start = found.pop().start
    found.append(Named(_tidy(text[start:end]), False, start, end))


def _tidy(words: str) -> str:
    return words.strip(" ，,、")


@cache
def _units() -> tuple[str, ...]:
    return tuple(vocabulary.load("posts")["units"])


def _offices(text: str, start: int, end: int) -> list[Named] | None:
    """Offices named one by one without a head noun (`甲街道、乙镇、丙小学`), each a group."""
    words = list(_ITEM.finditer(text, start, end))
    if (
        text.startswith("等", end)
        or len(words) < 2
        or not all(word.group().endswith(_units()) and len(word.group()) < 20 for word in words)
    ):
        return None
    return [Named(word.group(), False, *word.span()) for word in words]


_SEVERAL = re.compile(r"的|各|[二两三四五六七八九十\d](?:位|名)")


def _is_group(item: str) -> bool:
    led = item.startswith(_group_leads())
    return (item.endswith(group_ends()) and (len(item) > 4 or led)) or (led and ends_in_title(item))


def _item_person(item: str, roster: Roster, introduced: bool) -> bool:
    bare = _NOTE.sub("", item)
    return bare in roster or split_post(bare) is not None or (is_name(plain(bare), False) and introduced)
