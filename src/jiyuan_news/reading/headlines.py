"""Which lines above a body are its headlines after all, and which are the site's: seen together, not one by one."""

from __future__ import annotations

import re
from itertools import pairwise

from jiyuan_news.reading import bylines
from jiyuan_news.reading.kickers import is_kicker
from jiyuan_news.reading.layout_words import words
from jiyuan_news.reading.lists import Lines
from jiyuan_news.reading.signatures import is_office
from jiyuan_news.reading.site import LIST_MARKS, PERIOD, is_column, is_menu, is_title, names_somebody
from jiyuan_news.records import SegmentKind

_IN_BRACKETS = re.compile(r"^[【\[][^】\]]{1,8}[】\]]")
_NO_LETTER = re.compile(r"[\W_]+")
_LONG_TITLE = 10
_WORD = re.compile(r"[^\W\d]{1,4}")
_MINUTES = re.compile(r"[^，。；]{0,16}会议?(?:纪要|记录)")
_OF_DOCUMENT = ("关于", "印发", "转发")


def settle(lines: Lines, kinds: list[SegmentKind]) -> None:
    """Tells the headlines among the lines above a body from those of the site; `kinds` is changed."""
    _restore(lines, kinds)
    _drop_repeats(lines, kinds)
    _drop_links(lines, kinds)
    _drop_apart(lines, kinds)
    _drop_words(lines, kinds)
    _drop_apart(lines, kinds)
    _drop_names(lines, kinds)


def _restore(lines: Lines, kinds: list[SegmentKind]) -> None:
    """Where none follows it, the last line above a trail is the headline, or what the text is called elsewhere."""
    if "headline" in kinds:
        return
    for index, kind in enumerate(kinds):
        if kind == "meta" and bylines.field_of(lines.rows[index][2]) == "title":
            kinds[index] = "headline"
            return
    run: list[int] = []  # lines in a row that no word of their own makes the site's
    found: list[int] = []
    for index in range(len(kinds) + 1):
        unknown = index < len(kinds) and kinds[index] == "boilerplate" and lines.kind_of_head(index) is None
        if unknown and not is_menu(lines.rows[index][2]):
            run.append(index)
            continue
        if any(is_title(lines.rows[at][2]) for at in run):
            found = run
        run = []
    for index in found:
        kinds[index] = "headline"


def _drop_repeats(lines: Lines, kinds: list[SegmentKind]) -> None:
    """A headline that is said twice counts once, where lines of the site part the two the second time; that of the window, with the site's name behind it, never."""
    heads = [index for index, kind in enumerate(kinds) if kind == "headline"]
    seen: dict[str, int] = {}
    for index in heads:
        title = _NO_LETTER.sub("", _IN_BRACKETS.sub("", lines.rows[index][2]) or lines.rows[index][2])
        for known, first in list(seen.items()):
            if title == known:
                beside = "boilerplate" in kinds[first:index]  # the first stands in a list of the site's
                kinds[first if beside else index] = "boilerplate"
                seen[known] = index if beside else first
            elif known.startswith(title) and re.match(r"\s*[-_|｜—–]", lines.rows[first][2][len(title) :]):
                kinds[first] = "boilerplate"
        seen.setdefault(title, index)
    heads = [index for index in heads if kinds[index] == "headline"]
    titles = [_NO_LETTER.sub("", lines.rows[index][2]) for index in heads]
    for at, title in enumerate(titles[:-1]):  # the title of the window, and then its parts
        cells = [_NO_LETTER.sub("", cell) for cell in lines.rows[heads[at]][2].split()]
        joined = at + 2 < len(titles) and title == "".join(titles[at + 1 :])[: len(title)]
        joined = joined or (
            at == 0 and any(title.endswith(one) for one in titles[1:] if len(one) >= _LONG_TITLE)
        )
        if joined or (len(cells) > 1 and all(cell in titles[at + 1 :] for cell in cells)):
            kinds[heads[at]] = "boilerplate"


def _drop_links(lines: Lines, kinds: list[SegmentKind]) -> None:
    """Lines behind bullets above a headline without one are a list of the site's."""
    heads = [index for index, kind in enumerate(kinds) if kind == "headline"]
    if heads and lines.rows[heads[-1]][2][0] not in LIST_MARKS:
        for index in heads[:-1]:
            if lines.rows[index][2][0] in LIST_MARKS:
                kinds[index] = "boilerplate"


def _drop_apart(lines: Lines, kinds: list[SegmentKind]) -> None:
    """Of headlines that lines of the site part, the last ones are those of the text: the others belong to the site."""
    heads = [index for index, kind in enumerate(kinds) if kind == "headline"]
    long = [index for index in heads if is_title(lines.rows[index][2]) or index == heads[-1]]
    if not heads or "boilerplate" not in kinds[heads[0] : heads[-1]]:
        return
    last = len(kinds) - 1 - kinds[::-1].index("headline")
    while last > heads[0] and kinds[last - 1] in ("headline", "meta", "caption"):
        last -= 1
    kept = [index for index in heads if index >= last]
    if last > heads[0] and any(index in long for index in kept) and "meta" not in kinds[heads[0] : last]:
        for index in heads:
            if index < last:
                kinds[index] = "boilerplate"


def _drop_words(lines: Lines, kinds: list[SegmentKind]) -> None:
    """A word or two beside a long headline are a column, a button, somebody's name."""
    heads = [index for index, kind in enumerate(kinds) if kind == "headline"]
    long = next((index for index in heads if is_title(lines.rows[index][2])), None)
    if long is None:
        return
    kicker = False
    for index in heads:
        line = lines.rows[index][2]
        says = words().verbs.search(line) or PERIOD.match(line)
        name = _WORD.fullmatch(line) and (is_column(line) or not says)
        name = name or (index > long and names_somebody(line))
        if name and not kicker and not is_kicker(line):
            kinds[index] = "boilerplate"
        kicker = is_kicker(line)


def _drop_names(lines: Lines, kinds: list[SegmentKind]) -> None:
    """The names of a site and of its columns above the headline are no headlines."""
    heads = [index for index, kind in enumerate(kinds) if kind == "headline"]
    for index, following in pairwise(heads):
        line = lines.rows[index][2]
        below = lines.rows[following][2]
        if below.startswith(_OF_DOCUMENT) or not names_somebody(line):
            return
        if _MINUTES.fullmatch(below) and is_office(line):
            return  # 某新区管理委员会, below it 主任办公会议纪要
        kinds[index] = "boilerplate"
