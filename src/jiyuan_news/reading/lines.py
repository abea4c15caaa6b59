"""What a line is by its own words: a line of the site, a meta line, a by-line, a caption; or text.

Most lines are text, told by their first two characters and their last: `suspect` is that quick look, and
`close_look` the other.
"""

from __future__ import annotations

import re

from jiyuan_news.reading import bylines, crew
from jiyuan_news.reading.byline_grammar import BLANKS, HAN, grammar
from jiyuan_news.reading.layout_words import MARKS, words
from jiyuan_news.reading.page_days import DAY, FULL_DATE
from jiyuan_news.reading.signatures import is_office, is_office_line, numeral_day
from jiyuan_news.records import SegmentKind

_TRAIL = re.compile(r"[\w\s@·]{0,20}(?:\s*[>›»＞]+\s*[\w\s@·]{1,20}){1,6}")
_PADDING = frozenset(" \u3000\xa0")
_BETWEEN_HAN = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")
_TIME = re.compile(r"\s*\d{1,2}[:：]\d{2}")
_FULL_DATE = re.compile(FULL_DATE)
_SENTENCE = re.compile(r"[。；;]|[！？!?](?=.)")
_FIGURES = re.compile(
    r"[0-9>＞›»|｜]|https?:|(?:来源|作者)[：:]|记者|通讯员|实习生|数字报|电子[报版]|数字版|备案|安备|网证|位置[：:]"
)
_PAGE_OF_PAPER = re.compile(r"第\s?[A-Za-z]{0,2}\d{1,3}\s?版")
_PAGE_OF_LIST = re.compile(r"[A-Za-z]{0,2}\d{1,3}\s?版[：:][^，。]{0,12}")
_NO_LETTER = re.compile(r"[^\w“”…。！？]+")
_LINK = re.compile(r"https?://[\w./%?=&#:~+-]+")
_ISSUE = re.compile(
    r"[（(【\[]?(?:\d{4}年)?(?:总?第\s?[0-9一二三四五六七八九十百〇零]{1,6}\s?期[\s，,]*){1,2}[)）】\]]?"
)
_NUMBER = re.compile(
    rf"[（(]?[{HAN}]{{1,12}}[〔\[（(]\d{{4}}[〕\]）)]\s?\d{{1,4}}号[)）]?|[（(]?第\s?\d{{1,4}}\s?号[)）]?"
)
_NUMBERED = frozenset("期号日)）】]，,")
_ADOPTED = re.compile(r"[（(].{6,}(?:通过|修订|修正|印发|施行|公布|批准)[)）]")
_BETWEEN = re.compile(r"[\s|｜·丨/]+")
_BUTTON = re.compile(r"(?:[【\[](?:纠错|打印|关闭|收藏|返回|大|中|小|推荐|字号|分享)[】\]]\s*)+")
_EMPTY_LABEL = re.compile(r"(?:[^：:\d]{1,8}[：:]\s*)+")
_SUSPECT_FIRST = frozenset("△▲▼◀▶（([【□■◎●○◆△▲▼↑↓0123456789<>*@•W首C第-–_|｜·总")
_SUSPECT_LAST = frozenset("摄影图）)】]日稿编理")
# A line without any of these has no word of a role.
_ROLE_MARKS = re.compile("[员摄编图]|记者|供稿|文/|[见实]习")


_CELL = re.compile(r"(?<=[\s|｜])[^\W\d](?=[^\s：:]{0,5}[：:])")
_OF_SENTENCE = re.compile("[，。；！？…”》]")
_LONGEST_TITLE = 80
_COLUMNS = 5
_LONGEST_COLUMN = 6
_LONGEST_META = 200
_LABEL_MARK = re.compile("[：:｜|丨]")


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
    if line[1:2] in _PADDING:
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
    if suspect(line) or not line[0].isalnum() or _FIGURES.search(line) or words().advert.search(line):
        return close_look(line)
    return None


def _unpadded(line: str) -> str:
    """A line whose characters were set apart (`主   办：某县`), without the blanks between them."""
    return _BETWEEN_HAN.sub("", line)


def is_rights(line: str) -> bool:
    """Whether a line says what rights its site claims, or grants."""
    known = words()
    return known.rights.search(line) is not None and (
        line.startswith(known.end) or known.own_site.search(line) is not None
    )


def close_look(line: str) -> SegmentKind | None:
    """The same for a line that may be other than text."""
    known, length = words(), len(line)
    if line[1:2] in _PADDING and _unpadded(line).startswith((*known.start, *known.tail)):
        return "boilerplate"
    headed = line[:2] in known.heads
    if headed and (line.startswith(known.start) or (line.startswith(known.tail) and line[-1] != "。")):
        return "boilerplate"
    if length <= 90 and line[-1] != "。" and known.within.search(line):
        return "boilerplate"
    if length <= 25 and line.endswith(known.close) and not _FULL_DATE.search(line):
        return "boilerplate"
    if length <= 40:
        bare = MARKS.sub("", line).upper()
        if not bare or bare in known.line or _NO_LETTER.fullmatch(line) or _is_buttons(line):
            return "boilerplate"
        if (_PAGE_OF_PAPER.match(line) and not _FULL_DATE.search(line)) or _PAGE_OF_LIST.fullmatch(line):
            return "boilerplate"
        if line[-1] in _NUMBERED and (_ISSUE.fullmatch(line) or _NUMBER.fullmatch(line) or numeral_day(line)):
            return "meta"
        if (">" in line or "＞" in line or "›" in line or "»" in line) and _TRAIL.fullmatch(line):
            return "boilerplate"
    if length <= 90 and "。" not in line and known.advert.search(line) and _is_advert(line):
        return "boilerplate"
    if length <= 200 and is_rights(line):
        return "boilerplate"
    if line[0] in "【[" and (button := _BUTTON.match(line)) and button.end() < length:
        return kind_of(line[button.end() :])
    if length <= 400 and (line[0] in known.labels or not line[0].isalnum()):
        field = bylines.field_of(line)
        if field is not None:
            return _labelled(line, field)
    if length <= 150:
        if is_adoption(line):
            return "meta"
        if headed and (line.startswith(known.captions) or known.marked.match(line)):
            return "caption"
        if length <= 40 and line.startswith(known.arrows) and "。" not in line[:-1] and not DAY.search(line):
            return "caption"
        if shot_of(line):
            return "caption"
        if length <= 100 and "。" not in line:
            return _unlabelled(line)
    return "boilerplate" if "。" not in line and _LINK.search(line) else None


def shot_of(line: str) -> re.Match[str] | None:
    """The photo credit at the end of a line (`记者 王某 摄`), or None."""
    if line[-1] not in "摄影图）)。":
        return None
    return words().shot.search(line) if _of_photo(line) else None


def _of_photo(line: str) -> bool:
    end = line[-6:]
    return "摄" in end or "图" in end or "影" in end


def is_adoption(line: str) -> bool:
    """Whether a line says in brackets when a document was adopted; that day is none of publication."""
    return line[0] in "（(" and line[-1] in "）)" and _ADOPTED.fullmatch(line) is not None


def _is_advert(line: str) -> bool:
    known = words()
    found = sum(map(line.__contains__, known.adverts))
    return found > 1 or (found == 1 and any(map(line.__contains__, known.beside)))


def _is_buttons(line: str) -> bool:
    """Whether a line is a row of buttons (`登录|注册`, `放大 缩小 默认`)."""
    if not _BETWEEN.search(line):
        return False
    words_of_line = [bare for word in _BETWEEN.split(line) if (bare := MARKS.sub("", word))]
    return len(words_of_line) > 1 and all(word.upper() in words().button for word in words_of_line)


def is_menu(line: str) -> bool:
    """Whether a line is a row of the site's columns: many short words, and no mark of a sentence."""
    if _OF_SENTENCE.search(line):
        return False
    if len(line) > _LONGEST_TITLE:
        return True
    words_of_line = _BETWEEN.split(line)
    return len(words_of_line) >= _COLUMNS and all(len(word) <= _LONGEST_COLUMN for word in words_of_line)


_META = frozenset(
    ("source", "issuer", "published", "dated", "none", "title", "check", "editor", "cast", "form", "minutes")
)


def _labelled(line: str, field: str) -> SegmentKind | None:
    """The kind of a line that begins with a label."""
    if field in _META or is_empty_label(line) or bylines.published_of(line)[0]:
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
    if not after and (
        bylines.field_of(before + "：") or (apart and (is_office(before) or is_office_line(before)))
    ):
        return True
    if not after and apart and len(line) <= 70 and is_credits(before.strip(BLANKS)):
        return True
    rest = MARKS.sub("", before + after)
    apart = not after or after[0] in BLANKS
    return not rest or rest.startswith("星期") or (apart and len(rest) <= 14 and not before.strip(BLANKS))
