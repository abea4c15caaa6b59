"""Lines of the site, not of an article: its trail, its columns, its buttons, its rights."""

from __future__ import annotations

import re

from jiyuan_news.reading.byline_grammar import BLANKS, HAN, grammar
from jiyuan_news.reading.layout_words import CONTINUED, MARKS, words
from jiyuan_news.reading.page_days import FULL_DATE
from jiyuan_news.reading.signatures import is_office

_TRAIL = re.compile(r"(?:\S{1,24}\.(?:png|gif|jpg)\s)?[\w\s@·]{0,20}(?:\s*[>›»＞]+\s*[\w\s@·]{1,20}){1,6}")
PADDING = frozenset(" \u3000\xa0")
_BETWEEN_HAN = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")
_PAGE_OF_PAPER = re.compile(r"第\s?[A-Za-z]{0,2}\d{1,3}\s?版")
_PAGE_BESIDE_DAY = re.compile(
    r"(?:第\s?)?(?:[A-Z]{0,2}\d{1,3}|[一二三四五六七八九十]{1,3})\s?版(?:[：:]\S{0,12})?"
)
_PAGE = re.compile(r"(?:第\s?)?(?:[A-Z]?\d{1,2}\s?版?|[一二三四五六七八九十]{1,3}\s?版)[：:]")
_PAGING = re.compile(r"第?\W*\d{1,4}\s*/\s*\d{1,4}\W*页?")
_PAGE_OF_LIST = re.compile(r"[A-Za-z]{0,2}\d{1,3}\s?版[：:][^，。]{0,12}")
_NO_HAN = re.compile(rf"[^{HAN}“”…。！？]+")
_CONTINUED = re.compile(rf"\W*{CONTINUED}\W*")
_WEEKDAY = re.compile(r"\s*(?:星期.|周.)?\s*")
# Of a list of links, each with its day: 会议召开[11-28].
_DATED_LINK = re.compile(r"\S\s?\[(?:\d{4}-)?\d{1,2}-\d{1,2}\]$")
_BETWEEN = re.compile(r"[\s|｜·丨/]+")
_OF_SENTENCE = re.compile("[，。；！？…”》]")
_LONGEST_TITLE = 80
_COLUMNS = 5
_LONGEST_COLUMN = 6
_LONG = 10
_LONGEST_BUTTON = 4
_LONGEST_NAME = 8
_MOST_BARS = 3
PERIOD = re.compile("[一本每上][周月日]")
"""What the title of a bulletin begins with, and no column."""
LIST_MARKS = "■□◆●•·"
"""What links in a list begin with."""
BULLETS = "■□◆●•·*->＞«» "
"""What may stand before a line of links."""
_STATEMENT = re.compile("[^：:]{2,6}[：:]")
_STEPS = (">", "＞", "›", "»")
# The place whose office it is stands first; what ends in 报 may be a bulletin.
_OFFICE = re.compile(rf"[{HAN}]{{1,7}}?(?:[省市县区旗州盟镇乡]|街道|集团)[{HAN}]+(?<![简快专通捷]报)")
_LONGEST_OFFICE = 20
_LONGEST_MASTHEAD = 25
_FULL_DATE = re.compile(FULL_DATE)


def is_line(line: str) -> bool:
    """Whether a line is of the site by its own words."""
    known, length = words(), len(line)
    if line[0] in BULLETS and len(line) > 1:
        line = line.lstrip(BULLETS) or line
    if (
        line.startswith(("![", "！["))
        or "{{" in line
        or (line[-1] == "]" and "。" not in line and _DATED_LINK.search(line))
    ):
        return True
    if line[1:2] in PADDING and _unpadded(line).startswith((*known.start, *known.tail)):
        return True
    if line[:2] in known.heads and (
        line.startswith(known.start) or (line.startswith(known.tail) and line[-1] != "。")
    ):
        return True
    if length <= 40 and _is_short_line(line):
        return True
    if length > 40 and not any(map(str.isalnum, line)):
        return True  # a bar
    if length <= 90 and line[-1] != "。" and known.within.search(line):
        return True
    if length <= 90 and "。" not in line and known.advert.search(line) and _is_advert(line):
        return True
    return length <= 200 and is_rights(line)


def _is_short_line(line: str) -> bool:
    """A button, a column, a step of a trail, a page of a paper."""
    known = words()
    bare = MARKS.sub("", line).upper()
    if not bare or bare in known.line or is_row(line) or _CONTINUED.fullmatch(line):
        return True
    if len(bare) <= _LONGEST_BUTTON and bare.startswith(known.buttons):
        return True
    if line[0] in "【[〖" and bare in known.columns:
        return True
    if _PAGE_OF_LIST.fullmatch(line) or _PAGING.fullmatch(line):
        return True
    if not _FULL_DATE.search(line) and (
        _NO_HAN.fullmatch(line)
        or _PAGE_OF_PAPER.match(line)
        or (len(line) <= _LONGEST_MASTHEAD and line.endswith(known.close))
    ):
        return True
    return any(map(line.__contains__, _STEPS)) and _TRAIL.fullmatch(line) is not None


def _unpadded(line: str) -> str:
    """A line whose characters were set apart (`主   办：某县`), without the blanks between them."""
    return _BETWEEN_HAN.sub("", line)


def ends_page(line: str) -> bool:
    """Whether what follows a line under a report is all of the site."""
    line = line.lstrip(BULLETS)
    return line.startswith(words().end) or _heads_rights(line)


def _heads_rights(line: str) -> bool:
    """Whether a line opens what a site says of its rights (`某网版权声明：`)."""
    known, bare = words(), line.rstrip("：: ")
    heading = next((word for word in known.rights_headings if bare.endswith(word)), None)
    if heading is None or len(bare) > _LONGEST_MASTHEAD:
        return False
    name = bare.removesuffix(heading)
    return not name or is_office(name) or known.own_site.fullmatch(name) is not None


def is_rights(line: str) -> bool:
    """Whether a line says what rights its site claims, or grants."""
    known = words()
    if _heads_rights(line):
        return True
    if line.startswith(known.end):
        return known.rights.search(line) is not None or _STATEMENT.match(line) is not None
    return known.rights.search(line) is not None and known.own_site.search(line) is not None


def _is_advert(line: str) -> bool:
    known = words()
    found = sum(map(line.__contains__, known.adverts))
    return found > 1 or (found == 1 and any(map(line.__contains__, known.beside)))


def is_row(line: str) -> bool:
    """Whether a line is a row of buttons (`登录|注册`, `放大 缩小 默认`)."""
    if not _BETWEEN.search(line):
        return False
    cells = [bare for cell in _BETWEEN.split(line) if (bare := MARKS.sub("", cell))]
    return len(cells) > 1 and all(map(is_button, cells))


def is_button(cell: str) -> bool:
    """Whether a word or two are a button."""
    known = words()
    return cell.upper() in known.cells or (len(cell) <= _LONGEST_COLUMN and cell.startswith(known.buttons))


def is_menu(line: str) -> bool:
    """Whether a line is a row of the site's columns: short words, many or known, and no mark of a sentence."""
    if _OF_SENTENCE.search(line):
        return False
    if len(line) > _LONGEST_TITLE or line.count("|") >= _MOST_BARS:
        return True
    known = words()
    cells = [cell for cell in _BETWEEN.split(line) if not _NO_HAN.fullmatch(cell)] or [line]
    if cells != [line] and all(
        known.site.fullmatch(cell) or is_column(cell) or is_button(cell) for cell in cells
    ):
        return True
    cells = [cell for cell in cells if not known.site.fullmatch(cell.removesuffix("首页"))]
    if any(len(cell) > _LONGEST_COLUMN for cell in cells):
        return False
    if all(len(cell) < 2 for cell in cells):  # a padded word
        return False
    return len(cells) >= _COLUMNS or (
        len(cells) > 2 and any(len(cell) > 1 and cell in known.cells for cell in cells)
    )


def is_column(line: str) -> bool:
    """Whether a line is the name of a column of the site, and not the title of a bulletin (一周要闻)."""
    known = words()
    named = len(line) <= _LONGEST_NAME and line.endswith(known.column_endings)
    return line in known.columns or (named and PERIOD.match(line) is None)


def is_title(line: str) -> bool:
    """Whether a line says enough to be the headline of a text: it is long, or has a verb."""
    return len(line) >= _LONG or (len(line) > _LONGEST_COLUMN and words().verbs.search(line) is not None)


def names_somebody(line: str) -> bool:
    """Whether a line is the name of a site, of an office, an outlet or a column, and says nothing."""
    known = words()
    if len(line) > _LONGEST_OFFICE:
        return False
    if is_column(line):
        return True
    return known.verbs.search(line) is None and (
        known.site.fullmatch(line) is not None
        or (is_office(line) and _OFFICE.fullmatch(line) is not None)
        or is_line(line.replace("·", "", 1))
    )


def _is_beside_day(cell: str) -> bool:
    """Whether a word can stand behind the day at the head of a paper's page: a weekday, a page, a button, a column."""
    return (
        _WEEKDAY.fullmatch(cell) is not None
        or _PAGE_BESIDE_DAY.fullmatch(cell) is not None
        or is_column(cell)
        or is_button(cell)
    )


def states_day(line: str) -> bool:
    """Whether a line at the head of a page states its day beside other words, and is no headline with a day in it."""
    date = _FULL_DATE.search(line)
    if date is None or len(line) > _LONGEST_TITLE or _OF_SENTENCE.search(line):
        return False
    before, after = line[: date.start()], line[date.end() :]
    if _PAGE.match(line):
        return True
    if before[-1:].isalnum() or (after[:1].isalnum() and after[0] != "T"):
        return False
    if "年" not in date[0]:
        return True
    name = before.strip(BLANKS + "|｜-—")
    beside = is_office(name) or is_row(name) or _PAGE_OF_LIST.fullmatch(name) is not None
    beside = beside or (
        0 < len(name) <= _LONGEST_OFFICE
        and (name.endswith(words().close) or grammar().outlet_end.search(name) is not None)
    )
    return beside and all(map(_is_beside_day, _BETWEEN.split(after)))
