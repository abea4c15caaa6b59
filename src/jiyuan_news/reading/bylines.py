"""By-lines and meta lines: who made an article, for which outlet, and when it was published.

A by-line is a row of tokens: words of a role (`记者`, `通讯员`, `责任编辑`), names, organisations, marks. The
same reading serves the bracket at the head of the body, the line at its end, the meta line and the photo credit.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Any

import attrs

from jiyuan_news import vocabulary
from jiyuan_news.reading.dates import iso_date
from jiyuan_news.records import ContributorRole

HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
"""Han characters, to stand in a class of a regex."""
_DOTS = "·•・．∙‧"
BLANKS = " \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029\u3000\ufeff\u200b\u200c\u200d\u2060\xad\x00"
"""Characters that stand for nothing at the ends of a line."""


@attrs.frozen(slots=True)
class Credit:
    """A person in a by-line; offsets in the clean text."""

    name: str
    role: ContributorRole
    start: int
    end: int


def either(words: list[str], spaced: bool = False) -> str:
    """A regex for any of the words, the longest first; `spaced` words may be padded (`来 源`)."""
    parts = [
        r"\s?".join(map(re.escape, word)) if spaced and len(word) == 2 else re.escape(word) for word in words
    ]
    return "|".join(sorted(parts, key=len, reverse=True))


@attrs.frozen(slots=True)
class _Grammar:
    label: re.Pattern[str]
    """A label at the head of a meta line, with its colon."""
    fields: dict[str, str]
    """Label → field."""
    token: re.Pattern[str]
    roles: dict[str, ContributorRole]
    date: re.Pattern[str]
    source: re.Pattern[str]
    head: re.Pattern[str]
    outlets: dict[str, str]
    outlet_end: re.Pattern[str]
    organisation: re.Pattern[str]
    own: frozenset[str]
    no_outlet: tuple[str, ...]


_DATE = r"(?P<y>(?:19|20)\d\d)\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})(?!\d)日?"
_CREDIT_ROLES: frozenset[str] = frozenset(("reporter", "trainee", "correspondent", "photographer", "editor"))


@cache
def _grammar() -> _Grammar:
    words: dict[str, Any] = vocabulary.load("layout")
    outlets = vocabulary.load("outlets")
    fields = {word: label["field"] for label in words["label"] for word in label["words"]}
    roles = {word: role["role"] for role in words["role"] for word in role["words"]}
    labels = either(list(fields), spaced=True)
    prefix = either(words["role_prefixes"]["words"])
    role = rf"(?:(?:{prefix})*(?:{either(list(roles))}))"
    token = rf"""
        (?P<label>(?:{labels})\s*[：:｜|])
      | (?P<both>文\s?[/、]\s?图|图\s?[/、]\s?文|文\s?[/、]\s?摄影?|摄影报道|文并摄|图文报道|报道|整理)\s*[：:/]?
      | (?P<pre>[文图])\s*[/／]\s*(?=[{HAN}])
      | [/／]\s*(?P<post>[文图摄])
      | (?P<role>{role})\s*[：:/／｜|]?
      | (?P<shot>摄|(?<=\s)[图文])(?![{HAN}])
      | (?P<name>(?:(?!{role}|(?:{labels})\s*[：:｜|]|摄(?![{HAN}])|(?:摄影)?报道(?![{HAN}])|{_DATE.replace("?P<y>", "?:").replace("?P<m>", "?:").replace("?P<d>", "?:")})[{HAN}{_DOTS}])+)
      | (?P<break>[\[【]|\d[\d:：./-]*)
    """
    published = [word for label in words["label"] if label["field"] == "published" for word in label["words"]]
    source = [word for label in words["label"] if label["field"] == "source" for word in label["words"]]
    own = frozenset(words["own_paper"]["words"])
    known = {
        name: outlet["name"] for outlet in outlets["outlet"] for name in [outlet["name"], *outlet["writes"]]
    }
    head = rf"""
        [□■◎●○◆▲\s]* 据?
        (?: (?P<outlet>{either(sorted({*own, *known}))}|[{HAN}A-Za-z0-9+·]{{1,12}}(?:{either(outlets["endings"])})|[{HAN}]{{2,12}}(?=讯\s?[（(]))
            (?P<place>[{HAN}]{{2,6}}?(?=\s?\d{{1,2}}月\d|讯[\s（(]))? \s?
            (?P<day>\d{{1,2}}月\d{{1,2}}日)? \s?
            [讯电] (?=[\s（(\[【:：0-9]|记者|通讯员|$) [\s:：]* )?
        (?: [（(\[【] \s* (?P<credit>(?=[^（()）]*(?:{either(list(roles))}))[^（()）\]】]{{2,90}}) [)）\]】] [\s:：,，]*
          | (?(outlet) [（(] (?P<names>\s*[{HAN}{_DOTS}]{{2,4}}(?:[\s、]+[{HAN}{_DOTS}]{{2,4}}){{0,4}}\s*) [)）] [\s:：,，]* | (?!) )
          | (?P<start>(?:[{HAN}]{{2,10}})?(?:{role})(?:\s+[{HAN}{_DOTS}]{{2,4}}){{1,4}}\s+(?=\d{{1,2}}月|近日|日前|昨[天日]|今[天日]))
          | (?P<cut>[（(](?:{role})[^（()），。]{{0,60}}$)
          | (?P<bare>(?<=[\s讯电])(?:{role})\s*[：:]?(?:\s*[{HAN}{_DOTS}]{{2,4}}){{1,4}}(?:\s*(?:报道|文/图))?(?:\s+|[：:]\s*)
            (?:(?:{role})\s*(?:[{HAN}{_DOTS}]{{2,4}}\s+){{1,4}})? ) )?
    """
    return _Grammar(
        label=re.compile(rf"[\s（(\[【•·]*(?P<label>{labels})\s*[：:｜|]"),
        fields=fields,
        token=re.compile(token, re.VERBOSE),
        roles=roles,
        date=re.compile(rf"(?:(?P<label>{either(published, spaced=True)})\s*[：:]\s*)?{_DATE}"),
        source=re.compile(
            rf"(?:{either(source, spaced=True)})\s*[：:]\s*[《]?"
            rf"(?P<value>(?:(?!\s{{2}}|{labels}\s*[：:])[^\[\]【】（()）|《》\u3000\t\n]){{1,40}})"
        ),
        head=re.compile(head, re.VERBOSE),
        outlets=known,
        outlet_end=re.compile(rf"(?:{either(outlets['endings'])})$"),
        organisation=re.compile(rf"(?:{either(words['organisation_endings']['words'])})$"),
        own=own,
        no_outlet=tuple(words["no_outlet"]["words"]),
    )


def field_of(line: str) -> str | None:
    """The field that a line's first label names (`source`, `published`, `editor`, `none` …), or None."""
    grammar = _grammar()
    match = grammar.label.match(line)
    return grammar.fields[re.sub(r"\s", "", match["label"])] if match else None


def credits(text: str, start: int, end: int) -> list[Credit]:
    """The people of a by-line, a meta line or a photo credit, in order."""
    grammar = _grammar()
    found: list[Credit] = []
    role: ContributorRole | None = None
    fresh: list[tuple[int, int]] = []  # names since the last word of a role

    def close(taken: ContributorRole | None) -> None:
        if taken is not None:
            found.extend(_person(text, span, taken) for span in fresh)
        fresh.clear()

    matches = list(grammar.token.finditer(text, start, end))
    for index, match in enumerate(matches):
        kind = match.lastgroup
        if kind == "name":
            following = matches[index + 1] if index + 1 < len(matches) else None
            next_to = text[match.end() : match.end() + 1]
            glued = (
                following is not None and following.start() == match.end() and following.lastgroup == "role"
            )
            outlet = next_to == "-" or (glued and (role is None or match.end() - match.start() > 3))
            if not outlet and not _is_organisation(match["name"]):
                _add_name(text, fresh, match.start(), match.end(), matches[index - 1] if index else None)
        elif kind == "shot" or kind == "post":
            close("reporter" if match[kind] == "文" else "photographer")
            role = None
        elif kind == "role" or kind == "label":
            word = re.sub(r"[\s：:/／｜|]", "", match[kind])
            if role is None and fresh and kind == "role":
                close(_role(grammar, word, kind))  # the word stands after its names: `王某 供稿`
            else:
                close(role)
                role = _role(grammar, word, kind)
        elif kind == "pre":
            close(role)
            role = "reporter" if match["pre"] == "文" else "photographer"
        elif kind == "both":
            if fresh:
                close(role or "reporter")
            else:
                role = role or "reporter"
        else:
            close(role)
            role = None
    close(role)
    return found


def _role(grammar: _Grammar, word: str, kind: str) -> ContributorRole | None:
    if kind == "label" and word in grammar.fields:
        field = grammar.fields[word]
        if field == "reporter" and word in grammar.roles:
            return grammar.roles[word]
        return field if field in _CREDIT_ROLES else None  # type: ignore[return-value]
    for length in range(len(word), 1, -1):
        if (role := grammar.roles.get(word[-length:])) is not None:
            return role
    return None


def _add_name(
    text: str, names: list[tuple[int, int]], start: int, end: int, before: re.Match[str] | None
) -> None:
    """Takes a name; two single characters with a blank between them are one padded name (`张 三`)."""
    if end - start > 1:
        if end - start <= 6 or any(dot in text[start:end] for dot in _DOTS):
            names.append((start, end))
    elif names and names[-1][1] - names[-1][0] == 1 and not text[names[-1][1] : start].strip(BLANKS):
        names[-1] = (names[-1][0], end)
    else:
        names.append((start, end))


def _person(text: str, span: tuple[int, int], role: ContributorRole) -> Credit:
    return Credit("".join(text[slice(*span)].split()), role, *span)


def _is_organisation(name: str) -> bool:
    if len(name) <= 2:
        return False
    ends = _grammar().organisation.search(name) is not None
    return ends and (len(name) > 3 or name[0] in "县市区镇乡省本旗州" or name[-1] in "办局社委镇乡县村")


@attrs.frozen(slots=True)
class Byline:
    """The by-line at the head of a body."""

    end: int
    """Offset in the clean text where the body begins."""
    outlet: str | None
    """The outlet that it names; None for 本报 and the like."""
    own: bool
    """Whether it names the paper itself (本报讯)."""
    people: list[Credit]
    day: tuple[int, int] | None = None
    """Where the day of the dispatch stands (`新华社郑州8月4日电`)."""


def head_of(text: str, start: int, end: int) -> Byline | None:
    """The by-line that the line from `start` to `end` begins with, or None."""
    grammar = _grammar()
    match = grammar.head.match(text, start, end)
    if match is None or match.end() == start:
        return None
    group = next((name for name in ("credit", "cut", "bare", "start") if match[name]), None)
    if group is None and match["outlet"] is None:
        return None
    if match["outlet"] and text[match.start("outlet") : match.end()].startswith(grammar.no_outlet):
        return None
    people = credits(text, *match.span(group)) if group else []
    if match["names"]:
        at = match.start("names")
        people = [
            Credit(name[0], "reporter", at + name.start(), at + name.end())
            for name in re.finditer(r"[^\s、]+", match["names"])
        ]
    outlet, own = match["outlet"], False
    if outlet in grammar.own:
        outlet, own = None, True
    elif outlet:
        outlet = outlet_name(outlet)
    if outlet is None and group:
        outlet = outlet_of_reporters(match[group])
    return Byline(match.end(), outlet, own, people, match.span("day") if match["day"] else None)


_BEFORE_REPORTER = re.compile(
    rf"([{HAN}A-Za-z+]{{3,14}}?)(?:首席|见习|实习|特约)?(?:全媒体|融媒体)?(?:首席|见习|实习|特约)?记者"
)


def outlet_of_reporters(words: str) -> str | None:
    """The outlet in `济源日报社全媒体记者 …`, or None."""
    match = _BEFORE_REPORTER.search(words)
    if match is None or not _grammar().outlet_end.search(match[1]):
        return None
    return None if match[1] in _grammar().own else outlet_name(match[1])


def outlet_name(written: str) -> str:
    """The name of an outlet, as credits give it: 济源日报社 → 济源日报, 济源网-济源日报 → 济源网."""
    first = re.split(r"[-—–、,，/\s]", written.strip(BLANKS + '“”"《》'), maxsplit=1)[0] or written
    known = _grammar().outlets.get(first)
    if known:
        return known
    return first[:-1] if first.endswith("报社") else first


def source_of(line: str) -> str | None:
    """The outlet after 来源 in a meta line, or None."""
    match = _grammar().source.search(line)
    if match is None:
        return None
    value = match["value"].strip(BLANKS + ":：")
    date = _grammar().date.search(value)
    if date:
        value = value[: date.start()].strip(BLANKS)
    return outlet_name(value) if value else None


def published_of(line: str) -> tuple[dt.date | None, bool]:
    """The publication date of a meta line, and whether a label says so."""
    plain = None
    for match in _grammar().date.finditer(line):
        date = iso_date(match["y"], match["m"], match["d"])
        if match["label"]:
            return date, True
        plain = plain or date
    return plain, False
