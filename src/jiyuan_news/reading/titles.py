"""Where a headline begins and ends in its line: without a label before it, or the site's name behind it."""

from __future__ import annotations

import re

from jiyuan_news.reading import bylines
from jiyuan_news.reading.byline_grammar import HAN, grammar
from jiyuan_news.reading.site import is_column

_SITE = re.compile(rf"\s*(?:[_|｜]| [-—–] |-)\s*(?P<site>[{HAN}]{{3,16}})$")
_SITE_END = re.compile(r"(?:政府|门户|大学|学院|委员会|集团|公司|管委会|官网|网站)$")


_MARK = re.compile(r"[-–•·*]\s+")
_TITLE_LABEL = re.compile(r"[^：:]{2,4}[：:]\s*")


def title_start(line: str) -> int:
    """Where a headline begins that stands behind a label (`原标题：会议召开`) or the mark of a list."""
    match = _TITLE_LABEL.match(line) if bylines.field_of(line) == "title" else _MARK.match(line)
    return match.end() if match else 0


def title_end(line: str) -> int:
    """Where a headline ends that has the site's name behind it (`会议召开_某县要闻_某县人民政府网`); else its length."""
    match = _SITE.search(line)
    if match is None or match.start() < 6:
        return len(line)
    site = match["site"]
    if not (_SITE_END.search(site) or grammar().outlet_end.search(site) or is_column(site)):
        return len(line)
    return title_end(line[: match.start()])
