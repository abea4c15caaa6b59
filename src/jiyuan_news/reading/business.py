"""Where a sentence begins to tell what the meeting did."""

from __future__ import annotations

import re

from jiyuan_news.reading import cues
from jiyuan_news.reading.agenda import AFTER_ANOTHER
from jiyuan_news.reading.agenda_grammar import grammar
from jiyuan_news.reading.dates import mention_at


def begins(text: str, start: int, end: int, after: int | None, *, alone: bool, numbered: bool) -> int:
    """Where the sentence `text[start:end]` begins to tell what the meeting did; -1 where it does not.

    Where it tells that a meeting was held, its business is told `after` that.
    Where it stands `alone`, and goes on with no speech, it may begin with a verb (`审议《甲》,听取乙`), with any
    verb of the agenda where it is a `numbered` item of it.
    """
    if after is not None:
        return after - 2 if text.startswith(_FORMS, after - 2) else after
    where = _WHERE.match(text, start, end) if alone else None
    start = where.end() if where else start
    day = mention_at(text, start, end)
    if day:
        start = day.end
        while start < end and text[start] in "，, ":
            start += 1
    task = _TASK.match(text, start, end)
    if task or AFTER_ANOTHER.match(text, start, end):
        return task.end() if task else start
    told = cues.business(text, start, end)
    if told >= 0 or not alone:
        return told
    hosted = _HOSTED.match(text, start, end)
    start = hosted.end() if hosted else start
    match = grammar().plain.match(text, start, end)
    return start if match and (numbered or match["done"] or match["verb"].startswith(_BUSINESS)) else -1


# 在会员大会上，审议通过了甲
_WHERE = re.compile(r"选举中[，,]|在[^，。；在省国央]{0,14}会议?上[，,]")
# How a review is done is part of its verb: 分团审议.
_FORMS = ("分组", "分团")
# 这次会议的主要任务是：听取甲，审议乙
_TASK = re.compile(r"(?:[这本此]次)?(?:会议|全会|大会)的?(?:主要)?(?:任务|议程|内容|议题|主题)[是为][：:，]?")
# Who presides is told first: 甲主持会议，听取乙; 会议由甲主持，听取乙
_HOSTED = re.compile(r"[^，。；]{2,60}主持(?:会议|座谈会)?[，,]")
_BUSINESS = ("审议", "听取", "传达", "表决", "讨论通过")
