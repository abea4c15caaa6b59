"""The people of a by-line: who wrote, took the pictures, edited.

A by-line is a row of tokens: words of a role (`记者`, `通讯员`), names, organisations, marks. The
same reading serves the bracket at the head of the body, the line at its end, the meta line and the photo credit.
"""

from __future__ import annotations

import re

import attrs
from attrs import evolve

from jiyuan_news.reading.byline_grammar import BLANKS, DOTS, HAN, SQUARES, Grammar, grammar
from jiyuan_news.reading.layout_words import words as layout_words
from jiyuan_news.reading.names import has_compound_surname, is_name
from jiyuan_news.records import ContributorRole

_CREDIT_ROLES: frozenset[str] = frozenset(("reporter", "trainee", "correspondent", "photographer", "editor"))


@attrs.define(slots=True)
class Credit:
    """A person in a by-line; offsets in the clean text."""

    name: str
    role: ContributorRole
    start: int
    end: int


def credits(text: str, start: int, end: int) -> list[Credit]:
    """The people of a by-line, a meta line or a photo credit, in order."""
    words = grammar()
    found: list[Credit] = []
    role: ContributorRole | None = None
    fresh: list[tuple[int, int]] = []  # names since the last word of a role
    pictured = False  # 文/图: whoever wrote took the pictures too
    matches = list(words.token.finditer(text, start, end))
    for index, match in enumerate(matches):
        kind = match.lastgroup
        if kind == "name":
            following = matches[index + 1] if index + 1 < len(matches) else None
            at, stop = match.span()
            glued = following is not None and following.start() == stop and following.lastgroup == "role"
            of_outlet = glued and following is not None and following[0].startswith(_OF_OUTLET)
            outlet = text.startswith("-", stop) or (glued and (role is None or stop - at > 3)) or of_outlet
            if match[0].startswith("由") and stop - at > 2 and index and matches[index - 1].end() == at:
                at += 1  # 图片由甲摄
            if not outlet and not is_nobody(match[0]) and not _begins_label(match[0], stop, following):
                _add_name(text, fresh, at, stop)
            continue
        # What is no name ends a row of names. Whose they are, the word before them says, or the one behind (`王某 供稿`).
        taken, following_role = role, None
        if kind == "role" or kind == "label":
            word = "".join(match[0].split()).rstrip("：:/／｜|丨")
            following_role = _role(words, word, kind)
            if role is None and fresh and kind == "role":
                if following_role in _WRITERS and _are_next(matches, index):
                    fresh.clear()  # outlets before 记者王某
                else:
                    taken, following_role = following_role, None
        elif kind == "shot" or kind == "post":
            taken = "reporter" if match[kind] == "文" else "photographer"
        elif kind == "pre":
            following_role = "reporter" if match["pre"] == "文" else "photographer"
        elif kind == "both":
            taken = role or "reporter"
            following_role = role if fresh else taken
        if fresh:
            _take(text, fresh, taken, found, pictured)
        pictured = pictured and ((kind != "label" and kind != "role") or following_role in _WRITERS)
        if kind == "both" and match["both"] not in _WRITTEN:
            if found:
                found += [evolve(one, role="photographer") for one in found if one.role in _WRITERS]
            else:
                pictured = True
        role = following_role
    if fresh:
        _take(text, fresh, role, found, pictured)
    return found


_OF_OUTLET = ("全媒体", "融媒")
"""What stands before 记者 behind the name of an outlet (某某融媒记者)."""


def _are_next(matches: list[re.Match[str]], index: int) -> bool:
    """Whether names follow the word of a role, and are whose it is."""
    following = matches[index + 1] if index + 1 < len(matches) else None
    return following is not None and following.lastgroup == "name" and "供稿" not in matches[index][0]


_WRITERS: frozenset[str | None] = frozenset(("reporter", "trainee", "correspondent"))
_WRITTEN = ("报道", "整理")


def _take(
    text: str,
    names: list[tuple[int, int]],
    role: ContributorRole | None,
    found: list[Credit],
    pictured: bool,
) -> None:
    """Moves names to the people found, if they have a role."""
    if role is not None:
        names[:] = [span for span in names if span[1] - span[0] > 1]
        nobody = grammar().nobody
        found += [one for span in names if (one := _person(text, span, role)).name not in nobody]
        if pictured and role in _WRITERS:
            found += [_person(text, span, "photographer") for span in names]
    names.clear()


_NO_SENDERS = frozenset(("供稿", "提供", "报道", "供图", "整理", "发布"))
_SENDER = re.compile(
    rf"[（(]\s*(?P<unit>[{HAN}]{{3,20}})(?P<names>(?:[\s、]+(?:[{HAN}{DOTS}]{{2,4}}|[{HAN}]\s+[{HAN}])){{1,3}})\s*[)）]"
)


def sender(text: str, start: int, end: int) -> list[Credit]:
    """The people of `（市水利局 王某）`: who sent the article in, for an organisation."""
    head = start + len(text[start:end]) - len(text[start:end].lstrip(BLANKS))
    match = _SENDER.match(text, head, end)
    if match is None or text[match.end() : end].strip(BLANKS):
        return []
    if match["unit"][-1] not in "县市区旗州盟乡镇村" and not _is_organisation(match["unit"]):
        return []
    found = [
        _person(text, name.span(), "correspondent") for name in _ONE_NAME.finditer(text, *match.span("names"))
    ]
    return [] if any(one.name in _NO_SENDERS for one in found) else found


_NAMES = re.compile(
    rf"[{SQUARES}\s]*[（(]?\s*(?P<names>(?:[{HAN}]{{2,4}}|[{HAN}]\s+[{HAN}])(?:[\s、，,]+(?:[{HAN}]{{2,4}}|[{HAN}]\s+[{HAN}])){{0,3}}?)(?:\s+(?:摄影|图片?|审核|责?编辑?)\s?[：:/][^。]{{0,40}})?\s*[)）]?[{SQUARES}\s]*"
)
_ONE_NAME = re.compile(rf"[{HAN}{DOTS}]{{2,4}}|[{HAN}]\s+[{HAN}]")


def writers(text: str, start: int, end: int) -> list[Credit]:
    """The people of `（王某 李某）` or `■王某`: names alone under a text are those of its writers."""
    match = _NAMES.fullmatch(text[start:end].strip(BLANKS))
    if match is None:
        return []
    head = text.index(match["names"], start)
    found = [
        _person(text, name.span(), "reporter")
        for name in _ONE_NAME.finditer(text, head, head + len(match["names"]))
    ]
    if len(found) > 1 and _is_organisation(found[0].name):  # 某县融媒 甲 乙
        found = found[1:]
    plain = all(is_name(one.name, introduced=True) and not is_nobody(one.name) for one in found)
    return found if plain and any(is_name(one.name, introduced=False) for one in found) else []


def _role(words: Grammar, word: str, kind: str) -> ContributorRole | None:
    if kind == "label" and word in words.fields:
        field = words.fields[word]
        if field == "reporter" and word in words.roles:
            return words.roles[word]
        return field if field in _CREDIT_ROLES else None  # type: ignore[return-value]
    for length in range(len(word), 1, -1):
        if (role := words.roles.get(word[-length:])) is not None:
            return role
    return None


def _begins_label(word: str, end: int, following: re.Match[str] | None) -> bool:
    """Whether a word without a family name goes on as a label (`加入日期：`)."""
    if following is None or following.lastgroup != "label" or following.start() != end:
        return False
    return not is_name(word, introduced=False)


def _add_name(text: str, names: list[tuple[int, int]], start: int, end: int) -> None:
    """Takes a name; two single characters with a blank between them are one padded name (`张 三`), six in a row two."""
    half = start + 3
    if end - start == 6 and all(
        is_name(text[a:b], introduced=False) for a, b in ((start, half), (half, end))
    ):
        names += [(start, half), (half, end)]
    elif end - start > 1:
        if end - start <= 6 or any(dot in text[start:end] for dot in DOTS):
            names.append((start, end))
    elif names and names[-1][1] - names[-1][0] == 1 and not text[names[-1][1] : start].strip(BLANKS):
        names[-1] = (names[-1][0], end)
    else:
        names.append((start, end))


def _person(text: str, span: tuple[int, int], role: ContributorRole) -> Credit:
    return Credit("".join(text[slice(*span)].split()), role, *span)


def is_nobody(word: str) -> bool:
    """Whether a word in a by-line is an organisation, a button beside it, or stands in place of a name."""
    return (
        _is_organisation(word)
        or word.endswith("社发")
        or word in grammar().nobody
        or (len(word) > 1 and word in layout_words().cells)
    )


def _is_organisation(name: str) -> bool:
    if len(name) <= 2:
        return False
    ends = grammar().organisation.search(name)
    if ends is None or (len(name) <= 4 and len(ends[0]) == 1 and has_compound_surname(name)):
        return False
    return len(name) > 3 or name[0] in "县市区镇乡省本旗州" or name[-1] in "办局社委镇乡县村科处室股部"


_REPORTERS = re.compile(rf"记者(?:\s+[{HAN}]{{2,3}}){{1,6}}\s*")
_WORD = re.compile(r"\S+")


def reporters(text: str, start: int, end: int) -> list[Credit]:
    """The people of the commonest by-line, `记者 王某 李某`; nobody where it has more than names."""
    if not _REPORTERS.fullmatch(text, start, end):
        return []
    roles, found = grammar().roles, []
    for word in _WORD.finditer(text, start + 2, end):
        if word[0] in roles or _is_organisation(word[0]):
            return []
        found.append(Credit(word[0], "reporter", word.start(), word.end()))
    return found
