"""The words of the layout, compiled once: what lines begin and end with, by the kind of line."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import attrs

from jiyuan_news import vocabulary
from jiyuan_news.reading.byline_grammar import HAN, SQUARES, either
from jiyuan_news.reading.datelines import vague
from jiyuan_news.reading.page_days import FULL_DATE

MARKS = re.compile(r"[\s【】〖〗\[\]（()）|:：>＞<＜•·*+×\-]+")
"""What may stand between and around the words of a button."""

CONTINUED = r"(?:下转|上接|紧接|转)\s?(?:第\s?)?[A-Za-z]?(?:\d{1,2}|[一二三四五六七八])\s?版"
"""Where a paper goes on with a text."""


@attrs.frozen(slots=True)
class Words:
    """What the kinds of lines are told by."""

    start: tuple[str, ...]
    tail: tuple[str, ...]
    """Words of lines under an article, those of `end` too."""
    end: tuple[str, ...]
    """Words of lines after which all is of the site."""
    within: re.Pattern[str]
    """Words of a site's registration."""
    rights: re.Pattern[str]
    """What a site says of its rights."""
    rights_headings: tuple[str, ...]
    """What a line ends in that opens such words, the longest first."""
    below: re.Pattern[str]
    """What a site asks of its readers."""
    own_site: re.Pattern[str]
    """The site's names for itself."""
    close: tuple[str, ...]
    """Last words of lines of the site."""
    line: frozenset[str]
    """Words that are a whole line of the site."""
    cells: frozenset[str]
    """The same, and words that begin one: a row of them is a row of buttons."""
    buttons: tuple[str, ...]
    """What buttons begin with."""
    columns: frozenset[str]
    """Names of columns."""
    column_endings: tuple[str, ...]
    verbs: re.Pattern[str]
    """What a headline says and no name."""
    site: re.Pattern[str]
    """The name of a site."""
    adverts: tuple[str, ...]
    advert: re.Pattern[str]
    """Any of `adverts`."""
    beside: tuple[str, ...]
    """Words that tell an advertisement beside one of `adverts`."""
    captions: tuple[str, ...]
    marked: re.Pattern[str]
    arrows: tuple[str, ...]
    list_heads: tuple[str, ...]
    heads: dict[str, tuple[str, ...]]
    """First two characters of lines that need a closer look, and the words that begin so, or as much of them."""
    labels: frozenset[str]
    """First characters of labels."""
    shot: re.Pattern[str]
    """A photo credit at a line's end."""
    ahead: re.Pattern[str]
    """Where a text can begin behind a meta line."""
    credit_line: re.Pattern[str]
    """The head of a line that is all by-line."""
    credit_end: re.Pattern[str]
    """A by-line at the end of a body, after its last sentence."""


@cache
def words() -> Words:
    """The layout vocabulary, compiled."""
    data: dict[str, Any] = vocabulary.load("layout")
    by_place: dict[str, list[str]] = {
        "start": [], "tail": [], "end": [], "within": [], "close": [], "line": [], "button": [], "anywhere": [], "beside": [],
    }  # fmt: skip
    for entry in data["boilerplate"]:
        by_place[entry["place"]] += entry["words"]
        by_place["beside"] += entry.get("beside", [])
    labels = [word for label in data["label"] for word in label["words"]]
    roles = [word for role in data["role"] for word in role["words"]]
    prefixes = data["role_prefixes"]["words"]
    pictures = data["captions"]
    captions, list_heads = tuple(pictures["starts"]), tuple(data["list_heads"]["words"])
    firsts = [
        *by_place["start"],
        *by_place["tail"],
        *by_place["end"],
        *by_place["line"],
        *labels,
        *roles,
        *prefixes,
        *captions,
        *pictures["marked"],
        *list_heads,
    ]
    firsts += [word + mark for word in labels if len(word) == 1 for mark in "：:/ "]
    firsts += [word[0] + " " for word in labels if len(word) in (2, 3)]
    firsts += ["文/", "文／", "图/", "图／"]
    heads: dict[str, tuple[str, ...]] = {}
    for word in firsts:
        if len(word) > 1:
            heads[word[:2]] = (*heads.get(word[:2], ()), word)
    name = rf"[{HAN}·•]{{2,4}}"
    role = either([prefix + word for prefix in ["", *prefixes] for word in roles], spaced=True)
    crew = [
        word
        for label in data["label"]
        if label["field"]
        in ("source", "published", "reporter", "correspondent", "photographer", "editor", "check")
        for word in label["words"]
    ]
    labelled = rf"(?:{either(crew, spaced=True)})\s*[：:｜|丨]"
    long = either([word for word in crew if len(word) > 1], spaced=True)
    return Words(
        start=tuple(by_place["start"]),
        tail=tuple(by_place["tail"] + by_place["end"]),
        end=tuple(by_place["end"]),
        within=re.compile(either(by_place["within"])),
        rights=re.compile(either(data["rights"]["words"])),
        rights_headings=tuple(sorted(data["rights"]["headings"], key=len, reverse=True)),
        below=re.compile(either(data["below"]["words"])),
        own_site=re.compile(either(data["rights"]["own_site"])),
        close=tuple(by_place["close"]),
        line=frozenset(MARKS.sub("", word).upper() for word in by_place["line"]),
        cells=frozenset(
            MARKS.sub("", word).upper() for place in ("line", "tail", "end") for word in by_place[place]
        ),
        buttons=tuple(by_place["button"]),
        columns=frozenset(data["names_above"]["columns"]),
        column_endings=tuple(data["names_above"]["column_endings"]),
        verbs=re.compile(either(data["names_above"]["verbs"])),
        site=re.compile(rf"[{HAN}·]{{2,20}}(?:{either(data['names_above']['sites'])})"),
        adverts=tuple(by_place["anywhere"]),
        advert=re.compile(either(by_place["anywhere"])),
        beside=tuple(by_place["beside"]),
        captions=captions,
        marked=re.compile(rf"(?:{either(pictures['marked'])})(?:$|[为：:、\s（(/])"),
        arrows=tuple(pictures["arrows"]),
        list_heads=list_heads,
        heads=heads,
        labels=frozenset(word[0] for word in labels),
        shot=re.compile(
            rf"(?:^|(?<=[\s。！？”（(/、]))(?P<credit>(?:[{HAN}]{{0,12}}(?:{role})\s*)?{name}(?:[\s、]+{name}){{0,4}}"
            rf"(?:\s*[/／]?\s*(?:摄影?|供图|制图)|\s*[/／]\s*图|\s+图))[)）]?。?$"
        ),
        ahead=re.compile(
            rf"(?:(?<=[\s：:|｜\ufffd])|(?<=[\d\s]次))"
            rf"(?=\d{{1,2}}月\d{{1,2}}日|(?:{either(list(vague()))})[，,]|[{HAN}]{{2,12}}讯[\s（(])"
        ),
        credit_line=re.compile(
            rf"(?:[{SQUARES}]\s*[{HAN}A-Za-z·/／\s]{{3,30}}[/／\s]|[{SQUARES}\s（(\[【]*)(?:(?:文|图|摄影)\s?[/、／]|(?:图文|文图|摄影报道|图文报道)\s?[：:/｜丨]|[{HAN}]{{0,12}}?\s?(?:{role})(?:[\s：:/｜|丨]|(?=[{HAN}]{{2,4}}\s*[)）])))"
        ),
        credit_end=re.compile(
            rf"[（(]\s*{CONTINUED}[^（()）]{{0,12}}[)）]\s*$|(?:^|(?<=[。！？”!?）)…]))\s*(?:"
            rf"[（(\[【]\s*(?:[{HAN}、]{{0,20}}?(?:{role})|供稿|来源|编辑|作者|撰稿|[文图]\s?[/／、]|图文|文图|{labelled})"
            rf"[^（()）。]{{0,80}}[)）\]】]"
            rf"|[（(\[【]\s*{FULL_DATE}[\s\d:：]*[)）\]】]"
            rf"|[（(](?:{role})[^（()）。，]{{0,40}}"
            rf"|[（(][{HAN}·\s、/／]{{2,40}}[\s/／](?:[文图摄]|摄影)(?:[/／、][文图])?[)）]"
            rf"|[（(](?:完|[{HAN}·\s]{{2,18}})[)）]"
            rf"|[（(](?:上接|下转|紧接|转|详见|详情|全文见|据)[^（()）。]{{1,20}}[)）]"
            rf"|(?:{long})\s*[：:｜|丨][^。]{{0,80}}"
            rf"|[》>→▶\s]*{CONTINUED}"
            rf"|(?=[■□])"
            rf")[■□\s]*$"
        ),
    )
