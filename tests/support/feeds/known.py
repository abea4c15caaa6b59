"""What the parser does not read yet: templates left out of the generated pages, each with a page that shows why.

The contract fixes what these pages say, and the parser reads them otherwise. A test holds each to that: when one is
cured, it turns red until the entry is taken out here, and the template is in the pages from then on.
`FEEDS_TRY=name,name` (or `FEEDS_TRY=all`) has templates in the pages without an edit.
"""

from __future__ import annotations

from typing import Any

import attrs


@attrs.frozen
class Known:
    """A page that is read wrongly: the place of a value (a JSON pointer into `reading.told_by`) and what it should be."""

    what: str
    page: str
    pointer: str
    value: Any


def _after(sentence: str, pointer: str, value: Any, what: str) -> Known:
    """A sentence after the opening of a meeting; the pointer is into the meeting."""
    page = "济源网讯（记者 柏远）8月4日，市委召开常委会会议。" + sentence
    return Known(what, page, "/meetings/0" + pointer, value)


def _opening(sentence: str, pointer: str, value: Any, what: str) -> Known:
    """The opening of a meeting."""
    return Known(what, "济源网讯（记者 柏远）" + sentence, "/meetings/0" + pointer, value)


KNOWN: dict[str, Known] = {
    # -- names
    "hyphens_for_dots": _after(
        "市长迪力夏-艾尔肯主持会议。", "/attendance/0/posts/0/label", "市长", "a name with a hyphen is nobody"
    ),
    "names_into_verbs": _after(
        "市长迪力夏·买买提出席会议。", "/attendance/0/name", "迪力夏·买买提", "the name is cut before 提出"
    ),
    "names_that_begin_others": _after(
        "市长柏远主持会议。柏远舟列席会议。",
        "/attendance/1/name",
        "柏远舟",
        "of 柏远 and 柏远舟 on one page, the longer name is read as the shorter",
    ),
    "posts_into_verbs": _after(
        "受市委常委托娅娜仁委托，市长石齐主持会议。",
        "/attendance/0/name",
        "托娅娜仁",
        "委托 is found in 常委托娅",
    ),
}
