"""The grammar of by-lines and meta lines: regexes made of the vocabulary, once."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import attrs

from jiyuan_news import vocabulary
from jiyuan_news.reading.page_days import FULL_DATE
from jiyuan_news.records import ContributorRole

BLANKS = " \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029\u3000\ufeff\u200b\u200c\u200d\u2060\xad\x00"
"""Characters that stand for nothing at the ends of a line."""
HAN = "\u3400-\u4dbf\u4e00-\u4e27\u4e29-\u9fff\U00020000-\U0003ffff"
"""Han characters, to stand in a class of a regex; without 丨, which pages write for a bar."""
DOTS = "·•・．∙‧"
"""Dots of names (`艾力·买买提`)."""
SQUARES = "■□●○◎◇◆▲"
"""Marks that papers set before the name of a writer, or behind the last word of a text."""

_NAME = f"[{HAN}{DOTS}]{{2,4}}"
# Labels that do without a colon.
_SPACED = [
    "编辑",
    "责编",
    "责任编辑",
    "审核",
    "校对",
    "初审",
    "复审",
    "终审",
    "一审",
    "二审",
    "三审",
    "监制",
    "作者",
    "撰稿",
    "供稿",
]
_CREW = frozenset(("reporter", "correspondent", "photographer", "editor", "check"))


def either(words: list[str], spaced: bool = False) -> str:
    """A regex for any of the words, the longest first; short ones may be padded when `spaced` (`来 源`)."""
    parts = [
        r"\s{0,4}".join(map(re.escape, word)) if spaced and len(word) in (2, 3, 4) else re.escape(word)
        for word in sorted(words, key=len, reverse=True)
    ]
    return "|".join(parts)


@attrs.frozen(slots=True)
class Grammar:
    """What by-lines are read with."""

    label: re.Pattern[str]
    """A label at the head of a meta line, with its colon."""
    fields: dict[str, str]
    """Label → field."""
    token: re.Pattern[str]
    """A word of a role, a label, a name, a mark."""
    roles: dict[str, ContributorRole]
    """Word of a role → role."""
    date: re.Pattern[str]
    """A full date, with its label."""
    source: re.Pattern[str]
    """来源 and the outlet after it."""
    head: re.Pattern[str]
    """The by-line at the head of a body."""
    outlets: dict[str, str]
    """Way to write a known outlet → its name."""
    outlet_end: re.Pattern[str]
    organisation: re.Pattern[str]
    own: frozenset[str]
    """本报 and the like."""
    nobody: frozenset[str]
    """What stands in place of a name."""
    no_outlet: tuple[str, ...]


@cache
def grammar() -> Grammar:
    """The grammar, made of the vocabulary on first use."""
    words: dict[str, Any] = vocabulary.load("layout")
    outlets = vocabulary.load("outlets")
    fields = {word: label["field"] for label in words["label"] for word in label["words"]}
    roles = {word: role["role"] for role in words["role"] for word in role["words"]}
    own = frozenset(words["own_paper"]["words"])
    known = {
        way: outlet["name"] for outlet in outlets["outlet"] for way in [outlet["name"], *outlet["writes"]]
    }
    labels = either(list(fields), spaced=True)
    crew = [word for word, field in fields.items() if field in _CREW and len(word) > 1]
    role = rf"(?:(?:{either(words['role_prefixes']['words'])})*(?:{either(list(roles), spaced=True)}))"
    endings = either(outlets["endings"])
    published = either([word for word, field in fields.items() if field == "published"], spaced=True)
    # 发布 alone may end the name before it: 某县发布 2024-03-05
    published = rf"(?<![{HAN}])(?:{published})|(?:{either([w for w, f in fields.items() if f == 'published' and len(w) > 2])})"
    dated = either([word for word, field in fields.items() if field in ("dated", "when")], spaced=True)
    source = either([word for word, field in fields.items() if field == "source"], spaced=True)
    return Grammar(
        label=re.compile(
            rf"(?:[【\[〖]\w{{1,6}}[】\]〗])?[\s（(\[【•·*丨|｜▎-]*(?P<label>(?:{labels})(?=\s*[：:｜|丨])|(?:{either(crew)})(?=\s?[/／][{HAN}])"
            rf"|(?:{either(_SPACED)})(?=[\s\u3000]{{1,2}}[{HAN}{DOTS}]{{2,6}}(?:\s|$)))\s*."
        ),
        fields=fields,
        token=_token(role, labels, either(crew), [*fields, *roles, *words["role_prefixes"]["words"]]),
        roles=roles,
        date=re.compile(
            rf"(?:(?:(?P<label>{published})|(?P<dated>{dated}))\s*[：:｜|丨]?\s*[\[（(【]?\s*)?(?P<date>{FULL_DATE})"
        ),
        source=_value(source, labels),
        head=_head(role, either(list(roles)), either(sorted({*own, *known})), endings),
        outlets=known,
        outlet_end=re.compile(rf"(?:{endings})$"),
        organisation=re.compile(rf"(?:{either(words['organisation_endings']['words'])})$"),
        own=own,
        nobody=frozenset(words["no_names"]["words"]),
        no_outlet=tuple(words["no_outlet"]["words"]),
    )


def _value(label: str, labels: str) -> re.Pattern[str]:
    """The name after one of a kind of labels, up to the next label of any kind."""
    return re.compile(
        rf"(?:{label})(?:\s*[：:｜|丨]\s*|[\s\u3000]+(?=[{HAN}]))[《]?"
        rf"(?P<value>(?:(?!\s{{2}}|(?:{labels})\s*[：:｜|丨])[^\[\]【】（()）|《》\u3000\t\n]){{1,40}})"
    )


def _token(role: str, labels: str, crew: str, words: list[str]) -> re.Pattern[str]:
    firsts = "".join(sorted({word[0] for word in words} | set("文图摄报整12")))
    no_name = rf"{role}|(?:{labels})\s*[：:｜|丨]|(?:{crew})\s?[/／](?=[{HAN}])|摄(?![{HAN}])|(?:摄影)?报道(?![{HAN}])|[图文]\s?[/／]\s?[图文](?![{HAN}])"
    both = (
        r"文\s?[/、]\s?图|图\s?[/、]\s?文|(?:图文|文图)(?=[\s：:/／）)]|$)|文\s?[/、]\s?摄影?"
        r"|摄影报道|文并摄|图文报道|报道|整理"
    )
    return re.compile(
        rf"""
        (?=[{firsts}])  # a quick look: few characters begin a word
        (?: (?P<label>(?:{labels})\s*[：:｜|丨]|(?:{crew})\s?[/／](?=[{HAN}])|(?:{either(_SPACED)})\s(?=[{HAN}]))
          | (?P<both>{both})\s*[：:/｜|丨]?
          | (?P<pre>[文图])\s*[/／]\s*(?=[{HAN}])
          | (?P<role>{role})\s*[：:/／｜|丨]?
          | (?P<shot>摄|(?<=\s)[图文])(?![{HAN}])
        )
      | [/／]\s*(?P<post>[文图摄])
      | (?P<name>(?:(?![{firsts}])[{HAN}{DOTS}]|(?!{no_name})[{HAN}])+)
      | (?P<break>[\[【]|\d[\d:：./-]*)
        """,
        re.VERBOSE,
    )


def _head(role: str, roles: str, known: str, endings: str) -> re.Pattern[str]:
    """`济源网讯（记者 王某）`, `新华社郑州8月4日电（…）`, `（记者 王某）`, `本报讯 记者 王某 报道：`."""
    outlet = rf"{known}|[{HAN}A-Za-z0-9+·]{{1,12}}(?:{endings})|[{HAN}]{{2,12}}(?=讯\s?[（(])"
    names = rf"\s*{_NAME}(?:[\s、]+{_NAME}){{0,4}}\s*"
    return re.compile(
        rf"""
        [{SQUARES}\s]* 据?
        (?: (?P<outlet>(?:{outlet})(?:\s?[-—·]\s?[{HAN}]{{2,10}}(?=讯\s?[（(]))?)
            (?P<place>[{HAN}]{{2,6}}?(?=\s?\d{{1,2}}月\d|[一二三四五六七八九十]{{1,3}}月|讯[\s（(]))? \s?
            (?P<day>\d{{1,2}}月\d{{1,2}}日|[一二三四五六七八九十]{{1,3}}月[一二三四五六七八九十]{{1,3}}日)? \s?
            (?:[讯电]|消息) (?=[\s（(\[【:：0-9]|记者|通讯员|$) [\s:：]*
        )?
        (?: [（(\[【] \s* (?P<credit>(?=[^（()）]*(?:{roles}))[^（()）\]】]{{2,90}}) [)）\]】] [\s:：,，]*
          | (?(outlet) [（(] (?P<names>{names}) [)）] [\s:：,，]* | (?!) )
          | (?P<start>(?:[{HAN}]{{2,10}})? {role} (?:\s+{_NAME}){{1,4}} \s+
              (?=\d{{1,2}}月|近日|日前|昨[天日]|今[天日]))
          | [（(]\s*(?P<office>[{HAN}]{{3,14}})\s*[)）](?=\s?(?:\d{{1,2}}月|近日|日前|连日来))
          | (?P<cut>[（(] {role} [^（()），。]{{0,60}}$)
          | (?P<bare>(?<=[\s讯电息]) {role} \s*[：:]? (?:\s*{_NAME}){{1,4}} (?:\s*(?:报道|文/图))?
              (?:\s+|[：:]\s*)
              (?:{role} \s* (?:{_NAME}\s+){{1,4}})? )
        )?
        """,
        re.VERBOSE,
    )
