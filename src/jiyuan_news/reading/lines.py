"""What a line is by its own words: a line of the site, a meta line, a by-line, a caption; or text.

Most lines are text, told by their first two characters and their last: `suspect` is that quick look, and
`close_look` the other.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import attrs

from jiyuan_news import vocabulary
from jiyuan_news.reading import bylines
from jiyuan_news.reading.byline_grammar import HAN, either
from jiyuan_news.reading.bylines import BLANKS
from jiyuan_news.records import SegmentKind

_MARKS = re.compile(r"[\s【】\[\]（()）|:：>＞<＜•·*+\-]+")
_TRAIL = re.compile(r"[\w\s@·]{0,20}(?:\s*[>›»＞]+\s*[\w\s@·]{1,20}){1,6}")
_TIME = re.compile(r"\s*\d{1,2}[:：]\d{2}")
_FULL_DATE = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")
_SENTENCE = re.compile(r"[。；;]|[！？!?](?=.)")
_FIGURES = re.compile(r"[0-9>＞›»]|记者|通讯员|实习生")
_DAY = re.compile(r"\d{1,2}月\d{1,2}日")
_PAGE_OF_PAPER = re.compile(r"第\s?[A-Za-z]?\d{1,3}\s?版")
_SUSPECT_FIRST = frozenset("△▲▼◀▶（([【□■◎●○◆△▲▼↑↓0123456789<>*@•W首C第")
_SUSPECT_LAST = frozenset("摄影图）)】]")
# A line without any of these has no word of a role.
_ROLE_MARKS = re.compile("[员摄编图]|记者|供稿|文/|[见实]习")


@attrs.frozen(slots=True)
class _Words:
    start: tuple[str, ...]
    tail: tuple[str, ...]
    line: frozenset[str]
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
    credit_line: re.Pattern[str]
    """The head of a line that is all by-line."""
    credit_end: re.Pattern[str]
    """A by-line at the end of a body, after its last sentence."""


@cache
def words() -> _Words:
    """The layout vocabulary, compiled."""
    data: dict[str, Any] = vocabulary.load("layout")
    by_place: dict[str, list[str]] = {"start": [], "tail": [], "line": [], "anywhere": [], "beside": []}
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
        *by_place["line"],
        *labels,
        *roles,
        *prefixes,
        *captions,
        *pictures["marked"],
        *list_heads,
    ]
    firsts += [word + mark for word in labels if len(word) == 1 for mark in "：:/ "]
    firsts += [word[0] + " " for word in labels if len(word) == 2]
    firsts += ["文/", "文／", "图/", "图／"]
    heads: dict[str, tuple[str, ...]] = {}
    for word in firsts:
        if len(word) > 1:
            heads[word[:2]] = (*heads.get(word[:2], ()), word)
    name = rf"[{HAN}·•]{{2,4}}"
    role = either([prefix + word for prefix in ["", *prefixes] for word in roles])
    return _Words(
        start=tuple(by_place["start"]),
        tail=tuple(by_place["tail"]),
        line=frozenset(_MARKS.sub("", word).upper() for word in by_place["line"]),
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
        credit_line=re.compile(
            rf"[□■◎●○◆\s（(\[【]*(?:(?:文|图|摄影)\s?[/、／]|[{HAN}]{{0,12}}?(?:{role})(?:[\s：:/｜|]|(?=[{HAN}]{{2,4}}\s*[)）])))"
        ),
        credit_end=re.compile(
            rf"(?:^|(?<=[。！？”!?）)…]))\s*(?:"
            rf"[（(\[【]\s*(?:[{HAN}]{{0,20}}?(?:{role})|供稿|来源|编辑|作者|撰稿|文[/／])[^（()）。]{{0,60}}[)）\]】]"
            rf"|[（(](?:{role})[^（()）。，]{{0,40}}"
            rf"|[（(](?:完|[{HAN}·\s]{{2,18}})[)）]"
            rf"|(?:责任编辑|责编|编辑|来源|信息来源|供稿|审核|记者|通讯员|作者)\s*[：:][^。]{{0,80}}"
            rf")\s*$"
        ),
    )


def suspect(line: str) -> bool:
    """Whether a line may be other than text, by its ends alone."""
    words_of_head = words().heads.get(line[:2])
    if words_of_head is None and line[-1] not in _SUSPECT_LAST and line[0] not in _SUSPECT_FIRST:
        return False
    if line[-1] != "。" or len(line) <= 40:
        return True
    # A sentence is text (会议指出, 8月4日), but behind a whole word of the layout, a mark or above a photographer's name.
    return (
        not line[0].isalnum()
        or (words_of_head is not None and line.startswith(words_of_head))
        or _of_photo(line)
    )


def kind_of(line: str) -> SegmentKind | None:
    """What a line is by its words: `boilerplate`, `meta`, `caption`, `byline`; None for headline and text."""
    if suspect(line) or _FIGURES.search(line) or words().advert.search(line):
        return close_look(line)
    return None


def close_look(line: str) -> SegmentKind | None:
    """The same for a line that may be other than text."""
    known, length = words(), len(line)
    headed = line[:2] in known.heads
    if headed and (line.startswith(known.start) or (line.startswith(known.tail) and line[-1] != "。")):
        return "boilerplate"
    if length <= 40:
        bare = _MARKS.sub("", line).upper()
        if not bare or bare in known.line or _PAGE_OF_PAPER.match(line):
            return "boilerplate"
        if (">" in line or "＞" in line or "›" in line or "»" in line) and _TRAIL.fullmatch(line):
            return "boilerplate"
    if length <= 90 and "。" not in line and known.advert.search(line) and _is_advert(line):
        return "boilerplate"
    if length <= 400 and (line[0] in known.labels or not line[0].isalnum()):
        field = bylines.field_of(line)
        if field is not None:
            return _labelled(line, field)
    if length <= 150:
        if headed and (line.startswith(known.captions) or known.marked.match(line)):
            return "caption"
        if length <= 40 and line.startswith(known.arrows) and "。" not in line[:-1] and not _DAY.search(line):
            return "caption"
        if shot_of(line):
            return "caption"
        if length <= 100 and "。" not in line:
            return _unlabelled(line)
    return None


def shot_of(line: str) -> re.Match[str] | None:
    """The photo credit at the end of a line (`记者 王某 摄`), or None."""
    if line[-1] not in "摄影图）)。":
        return None
    return words().shot.search(line) if _of_photo(line) else None


def _of_photo(line: str) -> bool:
    end = line[-6:]
    return "摄" in end or "图" in end or "影" in end


def _is_advert(line: str) -> bool:
    known = words()
    found = sum(map(line.__contains__, known.adverts))
    return found > 1 or (found == 1 and any(map(line.__contains__, known.beside)))


def _labelled(line: str, field: str) -> SegmentKind | None:
    """The kind of a line that begins with a label."""
    if field in ("source", "published", "none", "editor", "cast") or bylines.published_of(line)[0]:
        return "meta" if field == "source" or "。" not in line[:-1] or len(line) <= 60 else None
    if len(line) <= 80 and not _SENTENCE.search(line) and "，" not in line and line[-1] not in "？！?!。：:":
        return "byline"
    return None


def _unlabelled(line: str) -> SegmentKind | None:
    date = _FULL_DATE.search(line)
    if date and _is_meta(line, date):
        return "meta"
    if len(line) <= 70:
        if _ROLE_MARKS.search(line) and is_credits(line):
            return "byline"
        if line[0] in "（([【" and line[-1] in "）)]】" and words().credit_end.match(line):
            return "byline"
        if line[0] in "（(" and line[-3:-1] in ("供稿", "报道", "提供"):
            return "byline"
    return None


def is_credits(line: str) -> bool:
    """Whether a line is nothing but a by-line."""
    if "，" in line or "," in line or _DAY.search(line) or (line[0] in "（(" and line[-1] not in "）)"):
        return False
    return words().credit_line.match(line) is not None and bool(bylines.credits(line, 0, len(line)))


def _is_meta(line: str, date: re.Match[str]) -> bool:
    """Whether a line with a full date is a meta line: date alone, or with a time, a label, a short outlet."""
    before, after = line[: date.start()], line[date.end() :].lstrip("日号")
    if "，" in line or "," in before or "、" in line:
        return False
    if _TIME.match(after) or "来源" in after or "编辑" in after:
        return True
    rest = _MARKS.sub("", before + after)
    apart = not after or after[0] in BLANKS
    return not rest or rest.startswith("星期") or (apart and len(rest) <= 14 and not before.strip(BLANKS))
