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
    "notes_in_a_report_heard": _after(
        "会议听取了副市长巴特卓玛（女，回族）关于防汛情况的汇报。",
        "/attendance/0/name",
        "巴特卓玛",
        "the author of a report that is heard is nobody if a note stands after the name",
    ),
    "hyphens_for_dots": _after(
        "市长迪力夏-艾尔肯主持会议。", "/attendance/0/posts/0/label", "市长", "a name with a hyphen is nobody"
    ),
    "names_into_verbs": _after(
        "市长迪力夏·买买提出席会议。", "/attendance/0/name", "迪力夏·买买提", "the name is cut before 提出"
    ),
    "names_like_verbs": _after(
        "副市长石齐、应禾（女）出席会议。",
        "/attendance/1/name",
        "应禾",
        "the whole list is lost where a name in 应 shares a post and has a note",
    ),
    "names_that_begin_others": _after(
        "市长柏远主持会议。柏远舟列席会议。",
        "/attendance/1/name",
        "柏远舟",
        "of 柏远 and 柏远舟 on one page, the longer name is read as the shorter",
    ),
    "candidates_named_with_and": _after(
        "市长候选人苏和卓玛主持会议。", "/attendance/0/name", "苏和卓玛", "和 in a name parts it in two"
    ),
    "names_ending_in_and": _after(
        "市长乌云苏和及各镇、街道负责人出席会议。",
        "/attendance/0/name",
        "乌云苏和",
        "a name is cut before 和 where 及, 和 or 最后 follows",
    ),
    "posts_into_verbs": _after(
        "受市委常委托娅娜仁委托，市长石齐主持会议。",
        "/attendance/0/name",
        "托娅娜仁",
        "委托 is found in 常委托娅",
    ),
    "odd_names_and_groups": _after(
        "市长石齐（女）和各镇、街道负责人出席会议。",
        "/attendance/0/name",
        "石齐",
        "all of it becomes one group",
    ),
    "places_like_names": _opening(
        "8月4日，苏布旗召开防汛抗旱调度会。", "/attendance", [], "the place becomes a person"
    ),
    # -- posts
    "sibling_organs": _after(
        "市委统战部部长、组织部部长石齐主持会议。",
        "/attendance/0/posts/1/label",
        "市委组织部部长",
        "the second becomes 市组织部部长",
    ),
    "commas_in_a_report_heard": _after(
        "会议听取了市纪委书记，副市长石齐关于防汛情况的汇报。",
        "/attendance/0/posts/0/label",
        "市纪委书记",
        "the post before the comma is lost",
    ),
    "party_groups_carried_on": _after(
        "市政协党组书记石齐，成员符国出席会议。",
        "/attendance/1/posts/0/label",
        "市政协党组成员",
        "the second becomes 市政协成员",
    ),
    "members_carried_on": _after(
        "示范区党工委书记石齐，委员符国出席会议。",
        "/attendance/1/posts/0/label",
        "示范区党工委委员",
        "委员 alone is no post",
    ),
    "titles_of_another_body_before": _after(
        "市政协秘书长柏远主持会议。市人大常委会主任石齐，秘书长符国出席会议。",
        "/attendance/2/posts/0/label",
        "市人大常委会秘书长",
        "it takes the body of the sentence before",
    ),
    # -- roles
    "days_like_names": _opening(
        "连日来，市政协主席石齐主持召开市政协党组会议。",
        "/attendance/0/name",
        "石齐",
        "连日来 becomes a person",
    ),
    # -- groups
    "places_and_so_on_in_a_list": _after(
        "副市长石齐及柳塘、石桥等镇、乡负责人参加会议。",
        "/attendance/1/name",
        "柳塘、石桥等镇、乡负责人",
        "the places become persons",
    ),
    "names_and_groups": _after(
        "市领导石齐和各镇、街道负责人参加会议。", "/attendance/0/name", "石齐", "all of it becomes one group"
    ),
}
