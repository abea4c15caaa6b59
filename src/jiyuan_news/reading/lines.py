"""What a line is by its own words: a line of the site, a meta line, a by-line, a caption; or text.

Most lines are text, told by their first two characters and their last: `suspect` is that quick look, and
`close_look` the other.
"""

from __future__ import annotations

import re

from jiyuan_news.reading import bylines, crew, site
from jiyuan_news.reading.byline_grammar import BLANKS, HAN, SQUARES, grammar
from jiyuan_news.reading.layout_words import MARKS, words
from jiyuan_news.reading.names import is_name
from jiyuan_news.reading.page_days import DAY, FULL_DATE
from jiyuan_news.reading.signatures import is_office, is_office_line, numeral_day
from jiyuan_news.reading.site import PADDING
from jiyuan_news.records import SegmentKind

_TIME = re.compile(r"\s*\d{1,2}[:：]\d{2}")
_FULL_DATE = re.compile(FULL_DATE)
_SENTENCE = re.compile(r"[。；;]|[！？!?](?=.)")
_FIGURES = re.compile(
    r"\.(?:jpe?g|png|gif|mp4)$|[0-9>＞›»|｜]|https?:|欢迎|(?:来源|作者)[：:]|报道$|记者|通讯员|实习生|数字报|电子[报版]|数字版|备案|安备|网证|位置[：:]"
)
_PAGE_OF_PAPER = re.compile(r"第\s?[A-Za-z]{0,2}\d{1,3}\s?版")
_LINK = re.compile(r"https?://[\w./%?=&#:~+-]+")
# In the bracket at its end, or behind a mark, a line names who wrote, too: it is no photo's.
_OF_TEXT = re.compile(rf"[（({SQUARES}][^（()）。]*(?:[/／\s]文|文[/／])[^（()）。]*[)）]?$")
_IMAGE = re.compile(r"\.(?:jpe?g|png|gif|bmp|webp|mp4)$", re.IGNORECASE)
_DAY_AND_TIME = re.compile(rf"{DAY.pattern}\s*\d{{1,2}}[:：]\d{{2}}")
_ISSUE = re.compile(
    r"[（(【\[]?(?:\d{4}年|[〔\[（(]\d{4}[〕\]）)]\s?)?(?:总?第\s?[0-9一二三四五六七八九十百〇零]{1,6}\s?期[\s，,]*){1,2}[)）】\]]?"
)
_NUMBER = re.compile(
    rf"[（(]?[{HAN}]{{0,12}}[〔\[（(]\d{{4}}[〕\]）)]\s?\d{{1,4}}号[)）]?|[（(]?第\s?\d{{1,4}}\s?号[)）]?|[（(]?共印\s?\d{{1,5}}\s?份[)）]?"
)
_NUMBERED = frozenset("期号份日)）】]，,")
_ADOPTED = re.compile(r"[（(].{6,}(?:通过|修订|修正|印发|施行|公布|批准)[)）]")
_BUTTON = re.compile(r"[【\[〖](\w{1,6})[】\]〗]\s*")
_EMPTY_LABEL = re.compile(r"(?:[^：:\d\s][^：:\d]{0,7}[：:]\s*)+")
_SUSPECT_FIRST = frozenset("!！△▲▼◀▶（([【□■◎●○◆△▲▼↑↓0123456789<>*@•W首C第-–_|｜丨▎·总")
_SUSPECT_LAST = frozenset("摄影图）)】]日稿编理")
# A line without any of these has no word of a role.
_ROLE_MARKS = re.compile("[员摄编图]|记者|供稿|文/|[见实]习")


_CELL = re.compile(r"(?<=[\s|｜])[^\W\d](?=[^\s：:]{0,5}[：:])")
_SHORT = 12
_LATIN = "\u024f"
_LONGEST_META = 200
_LABEL_MARK = re.compile("[：:｜|丨]")
_BARS = frozenset("｜|丨")


def meta_head(line: str) -> int:
    """Where the text begins in a line that has the meta line glued to its head; 0 in any other line."""
    if line[0] not in words().labels and not line[0].isdigit() and line[0].isalnum():
        return 0
    if not _LABEL_MARK.search(line, 0, _LONGEST_META):
        return 0
    for match in words().ahead.finditer(line, 0, min(len(line), _LONGEST_META)):
        head = line[: match.start()]
        if "。" in head or head.rstrip().endswith("年"):
            break
        labels = [found for found in grammar().token.finditer(head) if found.lastgroup == "label"]
        if labels and (bylines.field_of(line) or _FULL_DATE.match(head)):
            return match.start()
    return 0


def suspect(line: str) -> bool:
    """Whether a line may be other than text, by its ends alone."""
    if line[1:2] in PADDING:
        return True
    words_of_head = words().heads.get(line[:2])
    if words_of_head is None and line[-1] not in _SUSPECT_LAST and line[0] not in _SUSPECT_FIRST:
        return False
    if line[-1] != "。" or line[0] == "第":
        return True
    # A sentence is text (会议指出, 8月4日), but behind a whole word of the layout, a mark or above a photographer's name.
    return (
        not line[0].isalnum()
        or (words_of_head is not None and line.startswith(words_of_head))
        or _of_photo(line)
    )


def kind_of(line: str) -> SegmentKind | None:
    """What a line is by its words: `boilerplate`, `meta`, `caption`, `byline`; None for headline and text."""
    if (
        suspect(line)
        or len(line) <= _SHORT
        or not (line[0] > _LATIN and line[0].isalnum())
        or _FIGURES.search(line)
        or words().advert.search(line)
    ):
        return close_look(line)
    return None


def close_look(line: str) -> SegmentKind | None:
    """The same for a line that may be other than text."""
    known, length = words(), len(line)
    if is_record(line):
        return "meta"
    if site.is_line(line):
        return "boilerplate"
    if length <= 40 and line[-1] in _NUMBERED and is_number(line):
        return "meta"
    if (
        line[0] in "【[〖"
        and (button := _BUTTON.match(line))
        and button.end() < length
        and site.is_button(button[1])
    ):
        return kind_of(line[button.end() :])
    if length <= 400 and (line[0] in known.labels or line[0] in _BARS or not line[0].isalnum()):
        field = bylines.field_of(line)
        if field is not None:
            return _labelled(line, field)
    if line[:2] in known.heads and _TABLE_CELL.match(line) and _is_table(line):
        return "meta"
    if length <= 150:
        if is_adoption(line):
            return "meta"
        if line[:2] in known.heads and (line.startswith(known.captions) or known.marked.match(line)):
            return "caption"
        if length <= 40 and line.startswith(known.arrows) and "。" not in line[:-1] and not DAY.search(line):
            return "caption"
        if shot_of(line):
            return "caption"
        if length <= 100 and "。" not in line:
            return _unlabelled(line)
    return "boilerplate" if "。" not in line and _LINK.search(line) else None


# 2021-08-20 1 1 某某日报 c_1234.html 1 会议召开 /enpproperty-->
_RECORD = re.compile(r"(?:19|20)\d\d-\d\d-\d\d \d+ \d+ \S{2,20} \S{1,40}\.s?html?\b")


def is_record(line: str) -> bool:
    """Whether a line is what an e-paper keeps of a page: its day, paper, file and title; it stands under the report."""
    return line[0] in "12" and _RECORD.match(line) is not None


def shot_of(line: str) -> re.Match[str] | None:
    """The photo credit at the end of a line (`记者 王某 摄`), or None."""
    if line[-1] not in "摄影图）)。" or _OF_TEXT.search(line, max(0, len(line) - 40)):
        return None
    return words().shot.search(line) if _of_photo(line) else None


def _of_photo(line: str) -> bool:
    end = line[-6:]
    return "摄" in end or "图" in end or "影" in end


def is_adoption(line: str) -> bool:
    """Whether a line says in brackets when a document was adopted; that day is none of publication."""
    return line[0] in "（(" and line[-1] in "）)" and _ADOPTED.fullmatch(line) is not None


_TABLE_CELL = re.compile(rf"[{HAN}]{{4,6}}[\s\u3000]")


def _is_table(line: str) -> bool:
    """Whether a line is a row of the table above a text, whose labels have no colon (`内容概述 …`, `文号 — 发布机构 …`)."""
    return grammar().fields.get(line.split(None, 1)[0]) in ("none", "abstract")


_META = frozenset(
    ("source", "published", "dated", "when", "none", "title", "check", "editor", "cast", "form", "minutes")
)


def _labelled(line: str, field: str) -> SegmentKind | None:
    """The kind of a line that begins with a label."""
    if field == "abstract" or site.is_row(_LABEL_MARK.split(line, 1)[-1]):
        return "meta"
    if field in _META or is_empty_label(line) or bylines.published_of(line)[0]:
        return "meta" if field == "source" or "。" not in line[:-1] or len(line) <= 60 else None
    if len(line) <= 80 and not _SENTENCE.search(line) and "，" not in line and line[-1] not in "？！?!。：:":
        return "byline"
    return None


def _unlabelled(line: str) -> SegmentKind | None:
    if _IMAGE.search(line):
        return "caption"
    if _DAY_AND_TIME.fullmatch(line):
        return "meta"
    date = _FULL_DATE.search(line)
    if date and _is_meta(line, date):
        return "meta"
    if len(line) <= 70:
        if _ROLE_MARKS.search(line) and is_credits(line):
            return "byline"
        if line[0] in "（([【" and line[-1] in "）)]】" and words().credit_end.match(line):
            return "byline"
        if (
            line.endswith("报道")
            and len(line) <= _SHORT
            and is_name(line.removesuffix("报道").removesuffix("摄影"), introduced=False)
        ):
            return "byline"
        if (line[0] in "（(" and line[-3:-1] in ("供稿", "报道", "提供")) or is_office_line(line):
            return "byline"
    if _LINK.search(line):
        return "boilerplate"
    return "meta" if "，" not in line and _has_label(line) else None


def _has_label(line: str) -> bool:
    """Whether a label with its mark stands behind a blank of the line."""
    return any(bylines.field_of(line[match.start() :]) for match in _CELL.finditer(line))


def is_empty_label(line: str) -> bool:
    """Whether a line is labels whose values stand elsewhere, or nowhere (`来源：`)."""
    return _EMPTY_LABEL.fullmatch(line) is not None


def is_number(line: str) -> bool:
    """Whether a line numbers the text: an issue, a document; or is its day in Chinese numerals."""
    return bool(_ISSUE.fullmatch(line) or _NUMBER.fullmatch(line) or numeral_day(line))


def is_credits(line: str) -> bool:
    """Whether a line is nothing but a by-line."""
    if "，" in line or "," in line or DAY.search(line) or (line[0] in "（(" and line[-1] not in "）)"):
        return False
    return words().credit_line.match(line) is not None and bool(crew.credits(line, 0, len(line)))


def _is_meta(line: str, date: re.Match[str]) -> bool:
    """Whether a line with a full date is a meta line: date alone, or with a time, a label, a short outlet."""
    if _PAGE_OF_PAPER.search(line):
        return True
    before, after = line[: date.start()], line[date.end() :].lstrip("号")
    if "，" in line or "," in before or ("、" in line and not _PAGE_OF_PAPER.search(line)):
        return False
    if _TIME.match(after) or "来源" in after or "编辑" in after:
        return True
    apart = bool(before.strip(BLANKS)) and before[-1] in BLANKS
    if after == "印发" and before[-1:] in BLANKS:
        return True
    if not after and (
        bylines.field_of(before + "：") or (apart and (is_office(before) or is_office_line(before)))
    ):
        return True
    if not after and apart and len(line) <= 70 and is_credits(before.strip(BLANKS)):
        return True
    rest = MARKS.sub("", before + after)
    apart = not after or after[0] in BLANKS
    return not rest or rest.startswith("星期") or (apart and len(rest) <= 14 and not before.strip(BLANKS))
