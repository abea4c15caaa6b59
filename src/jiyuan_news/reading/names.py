"""Names of persons: what can be one, and where a post before it ends.

A name is told by what stands before it (a post, a form of address) or by a family name; there is no list of persons.
"""

from __future__ import annotations

import re
from functools import cache

import attrs

from jiyuan_news import vocabulary
from jiyuan_news.reading.posts import ends_in_title, is_capacity, is_title, title_last

_DOTS = "·•・．∙‧"
_DOT = re.compile(rf"[{_DOTS}]")
_HAN_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,7}$")
_DOTTED = re.compile(rf"[\u3400-\u9fff]{{1,8}}(?:[{_DOTS}][\u3400-\u9fff]{{1,8}}){{1,3}}$")
_PADDED = re.compile(r"(?<=[\u3400-\u9fff）)])[ \u3000]+(?=[\u3400-\u9fff])")
# A group of counted people, an office named 组: no words, but forms.
_NO_FORM = re.compile(r"共[一二三四五六七八九十\d]|我[市县区]|组$")


@attrs.frozen(slots=True)
class _NoName:
    """What is no name although a family name may stand first."""

    words: re.Pattern[str]
    """What no name holds."""
    heads: str
    """Characters that none begins with."""
    places: str
    """Characters that the short word for a place or an office ends in."""
    offices: tuple[str, ...]
    given: frozenset[str]
    """Words that are given names, too, behind a post."""
    people: frozenset[str]
    """Words for people as a group."""
    verbs: tuple[str, ...]
    """Verbs that a predicate begins with; no name does."""


@cache
def _no_name() -> _NoName:
    words = vocabulary.load("surnames")["not_names"]
    people = frozenset(vocabulary.load("posts")["groups"])
    openers = vocabulary.load("verbs")["predicates"]["openers"]
    verbs = tuple([word for word in openers if len(word) > 1 and word.isalpha()])
    return _NoName(
        re.compile("|".join(words["words"])),
        words["heads"],
        words["places"],
        tuple(words["offices"]),
        frozenset(words["given"]),
        people,
        verbs,
    )


@cache
def _surnames() -> tuple[frozenset[str], tuple[str, ...]]:
    words = vocabulary.load("surnames")
    return frozenset(words["single"].replace("\n", "")), tuple(words["compound"])


def is_name(word: str, introduced: bool) -> bool:
    """Whether `word` can be a person's name; `introduced` by a post before it, so that no family name is needed."""
    size = len(word)
    no = _no_name()
    if size < 2 or size > 30 or word[0] in no.heads or _NO_FORM.search(word):
        return False
    single, compound = _surnames()
    if word[0] == "和" and size > 3:
        return False  # 专家和种粮大户
    told = no.words.search(word)
    if told and not (introduced and size == 3 and word[0] in single and word[1:] in no.given):
        return False  # 局长李建设 is somebody, 李建设 alone may be 建设
    if word in no.people or (word.startswith(no.verbs) and word[0] not in single):
        return False
    if size > 7 or not _HAN_NAME.match(word):
        return _DOTTED.match(word) is not None
    if word.startswith(compound):
        return size in (3, 4) or (size == 2 and introduced)
    if not introduced and (word[-1] in no.places or word.startswith(no.offices)):
        return False
    if word[-1] == "人" and (size == 2 or word[0] not in single):
        return False
    if word[0] in single and size < 4:
        return True
    # 派出所所长 is none, nor is 县住建局
    return introduced and size <= 6 and word[-1] not in no.places and not ends_in_title(word)


def has_compound_surname(word: str) -> bool:
    """Whether a word begins with a family name of two characters (欧阳, 诸葛)."""
    return word.startswith(_surnames()[1])


def has_given_name(word: str) -> bool:
    """Whether a word is a family name with a word that is a given name, too (朱建设)."""
    return word[0] in _surnames()[0] and word[1:] in _no_name().given


def ends_in_address(word: str) -> bool:
    """Whether a word ends in a family name with a title (市人大王主任), so that it means a person by no whole name."""
    for size in range(2, min(6, len(word))):
        title = word[-size:].removeprefix("副")
        if word[-size - 1] in _surnames()[0] and is_title(title):
            return True
    return False


_NOTE = re.compile(r"[（(]([^）)]{1,16})[）)]$")
_PERSON_NOTE = re.compile(r"女|男|族|党|致公|民建|民进|民盟|九三|农工|台盟|无党派|挂职")


def without_note(item: str) -> str:
    """The item without a note on a person at its end: `(女,回族)`."""
    if item[-1:] not in ("）", ")"):
        return item
    note = _NOTE.search(item)
    told = note and (_PERSON_NOTE.search(note[1]) or ends_in_title(note[1]))
    return item[: note.start()] if note and told else item


@cache
def suffixes() -> tuple[str, ...]:
    """What may stand behind a name in place of a post before it."""
    return tuple(vocabulary.load("posts")["suffixes"])


@cache
def _honours() -> tuple[str, ...]:
    return tuple(vocabulary.load("posts")["honours"])


@cache
def _units() -> tuple[str, ...]:
    return tuple(vocabulary.load("posts")["units"])


def before_suffix(item: str) -> tuple[int, str]:
    """Offset and name of `甲委员`, `工商联界别的乙委员`: a name that stands before what its bearer is; empty for none."""
    if len(item) < 4 or not item.endswith(suffixes()):
        return 0, ""
    at = (
        max(item.rfind("的", 0, -2), item.find("界别") + 1) + 1
        if "界别" in item
        else item.rfind("的", 0, -2) + 1
    )
    name = item[at:-2]
    if name.endswith(_units()):
        return 0, ""
    return (at, name) if is_name(name, len(name) == 4 and item.endswith("委员")) else (0, "")


def plain(word: str) -> str:
    """The word without the blanks that pad a short name (`张 三`)."""
    return _PADDED.sub("", word) if " " in word or "\u3000" in word else word


def without_honour(item: str) -> str:
    """The item without 同志 behind a name, or another form of respect (`校长甲教授`)."""
    item = item.removesuffix("同志")
    bare = item[:-2]
    return bare if item.endswith(_honours()) and split_post(bare) else item


def _introduces(head: str) -> bool:
    return ends_in_title(head) or is_capacity(head)


def split_post(item: str) -> tuple[str, str] | None:
    """`市委书记甲乙` to post and name; the shortest name that leaves a title before it."""
    size = len(item)
    fallback = None
    last = title_last()
    for length in range(2, min(8, size)):
        if item[-length - 1] not in last:
            continue
        head, name = item[: size - length], item[size - length :]
        if _introduces(head) and is_name(name, True) and not is_title(name):
            if is_name(name, False) or (length <= 3 and fallback is None and name[0] not in "委员长"):
                return head, name
            fallback = fallback or (head, name)
    dot = _DOT.search(item)
    if dot:
        for length in range(size - dot.start() + 1, min(size, size - dot.start() + 9)):
            head, name = item[: size - length], item[size - length :]
            if _introduces(head) and is_name(name, True):
                return head, name
    return fallback
