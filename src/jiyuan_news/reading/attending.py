"""People who are listed behind what they did: `出席会议的有甲、乙`, at the head of a sentence or behind a comma in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiyuan_news.reading.people import before_a_cut, people_of
from jiyuan_news.reading.persons import is_no_post
from jiyuan_news.reading.posts import Chain, ends_in_title
from jiyuan_news.reading.roster import Named, Roster

_PRESENT = re.compile(
    r"[^，。]{0,6}?(?:(?P<what>应邀出席|应邀参加|应邀列席|出席|参加|列席|到会)[^，。、：:]{0,12}?(?:的|人员)|在?(?:主席)?台[^，。、：:]{0,6}就[座坐]的)"
    r"(?P<post>[^，。、：:]{0,10}?)(?:还有|分别是|有|为|是)[：:]?"
    r"|(?P<listed>主持|出席|列席|参加|参会)(?:会议)?(?:人员|领导|人)?[：:]"
    r"|(?P<also>(?<=[，；,;])[一-龥]{2,8}有[：:])"
)
_NEXT_ROLL = re.compile(
    r"[，；,;](?=(?:应邀|同时)?(?:出席|列席|参加|到会)(?:今天|此次|本次)?(?:会议|大会|座谈会?|活动)?的?[^，。、：:；]{0,8}(?:还有|有[：:]|分别是))|[；;](?=[一-龥]{2,8}有[：:])"
)


def listed(
    text: str, a: int, b: int, roster: Roster, chain: Chain
) -> Iterator[tuple[list[Named], str, re.Match[str]]]:
    """The people of each roll in the sentence `text[a:b]`, with the words for what they did and where it begins."""
    starts = [a]
    if "有" in text[a:b] or "是" in text[a:b]:
        starts += [match.end() for match in _NEXT_ROLL.finditer(text, a, b)]
    what = ""
    for start, stop in zip(
        starts, [*(at - 1 for at in starts[1:]), b - (text[b - 1] in "。！")], strict=True
    ):
        present = _PRESENT.match(text, start, stop)
        if present is None:
            continue
        if not present["also"]:
            what = present["what"] or present["listed"] or "出席"
        post = present["post"] or ""
        posts = (chain.post(post),) if ends_in_title(post) and not is_no_post(post) else ()
        people = people_of(text, present.end(), stop, roster, chain)
        if not people and stop == b:  # a cut took the end of the list
            people = before_a_cut(text, present.end(), stop, roster, chain)
        for one in people:
            if one.person:
                one.posts = (*posts, *one.posts)
        if what:
            yield people, what, present
