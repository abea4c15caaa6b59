"""Who was there by number: 出席会议的市纪委委员23人; 实到23人，其中消费者代表11人，经营者代表3人."""

from __future__ import annotations

import re

from jiyuan_news.reading.group_names import can_begin, words
from jiyuan_news.reading.posts import ends_in_title
from jiyuan_news.reading.roster import Named
from jiyuan_news.reading.rules import rule

BY_NUMBER = rule("group-by-number", "A number behind a group tells how many of it were there")

_NUMBER = r"(?:\d{1,5}|[一二两三四五六七八九十百千]{1,6})"
# 应到 and 实到 count nobody; those whom 其中 parts are named.
HEAD = re.compile(
    r"(?P<what>出席|参加|列席|到会|参会)[^，。；：、\d]{0,12}?的(?:人员)?(?:还?有|是)?[，：:]?(?=[^，。；：]{2,40}[人名])"
    rf"|(?:实到|出席|参加|到会|参会)[^，。；：、]{{0,12}}?{_NUMBER}[人名](?:[^，。；：]{{0,8}})[，,]其中(?:有|包括)?[，：:]?"
)
"""What leads to such a list."""
_ITEM = re.compile(
    rf"(?P<who>[^，。；：、\d][^，。；：\d]{{1,40}}?)(?:共?有|共计?|各|分别)?{_NUMBER}[余多]?[人名位](?P<mark>[，,、；;。和及]|以及|$)"
)


def listed(text: str, head: re.Match[str], end: int) -> list[Named]:
    """The groups that follow the `head` of such a list, each with its number; those that have none are passed over."""
    found: list[Named] = []
    at = head.end()
    while item := _ITEM.match(text, at, end):
        name = item["who"]
        if not can_begin(name) or not (words().ends.of(name) or ends_in_title(name)):
            break
        found.append(Named(name, False, *item.span("who"), BY_NUMBER))
        at = item.end()
    return found
