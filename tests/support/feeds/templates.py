"""Templates by name, so that one can be left out while the parser gets it wrong.

A name in `KNOWN` is a template whose pages the contract fixes and the parser reads otherwise. A cure takes its line
out; `FEEDS_TRY=name,name` (or `FEEDS_TRY=all`) tries some without an edit.
"""

from __future__ import annotations

import os
from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")

KNOWN = {
    # -- names
    "padded_after_a_post",  # `市长张 三主持会议`: a padded name is nobody where a post stands before it
    "names_with_and",  # `苏和卓玛`: 和 in a name parts it in two
    "rarer_family_names",  # 裘 尤 麦 翁 are no family names, so that without a post they are nobody
    "notes_in_a_report_heard",  # `听取了…甲（女，回族）关于乙的汇报`: the author is nobody
    "makers_like_bodies",  # `记者 诸葛云会`: a name of four characters that ends in 会 is taken for a body
    # -- posts
    "sibling_organs",  # `市委统战部部长、组织部部长`: the second becomes 市组织部部长
    "congress_secretaries_in_chains",  # `市人大常委会秘书长、副市长甲`: 会秘书长 becomes a person
    "members_in_chains",  # `市政协党组成员、副主席甲`: 成员 ends a group, so that the first post is lost
    "commas_in_a_report_heard",  # `听取了市纪委书记，副市长甲关于乙的汇报`: the first post is lost
    "party_groups_carried_on",  # `市政协党组书记甲，成员乙`: the second becomes 市政协成员
    "titles_of_another_body_before",  # `市人大常委会主任甲，秘书长乙` after a 市政协秘书长: the second becomes that, too
    # -- groups
    "places_and_so_on",  # `柳塘、石桥等镇、乡负责人`: the places become persons
    "names_and_groups",  # `市领导甲和各镇负责人`, `甲及各镇负责人`: all of it becomes one group
    # -- roles
    "chair_of_a_lecture",  # `甲主持召开宣讲会`, `…汇报会`: the chair becomes a speaker
    "chair_of_a_work_deployment",  # `甲主持召开信访工作部署会`, `…工作动员会`: the same
    "chair_of_what_is_deployed",  # `甲主持召开乙会，对丙工作进行安排部署`: the same
    "approved_in_principle",  # `原则通过《甲》，对乙进行安排部署`: 原则 becomes a person
    "days_like_names",  # `连日来，市政协主席甲主持召开…`: 连日来 becomes a person
    # -- meetings
    "numbers_with_zero",  # `市委财经委员会第一百零八次会议`: its kind becomes `other`
    "after_watching",  # `示范区在收听收看甲后，随即召开乙`: the span of the session leaves its convener out
    "consultations",  # `专题协商会`: taken for a 商会 and not for a meeting
    # -- speeches
    "demands_in_spaced_paragraphs",  # blank lines, indentation and CRLF between paragraphs stay in a speech
    # -- layout
    "list_begins_with_a_short_line",  # a page that is all list, its first item short: taken for a chronicle
}

_TRIED = set(os.environ.get("FEEDS_TRY", "").split(","))


def on(template: str) -> bool:
    """Whether pages may have it."""
    return template not in KNOWN or template in _TRIED or "all" in _TRIED


def either(**templates: st.SearchStrategy[T]) -> st.SearchStrategy[T]:
    """One of the templates that are on; shrinking prefers the first."""
    return st.one_of([strategy for name, strategy in templates.items() if on(name)])
