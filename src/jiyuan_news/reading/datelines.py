"""The dateline of an article: the day in its text on which what it reports happened."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from itertools import islice
from typing import Any

import attrs

from jiyuan_news import vocabulary
from jiyuan_news.reading.dates import Calendar, Mention, mention_at, mentions

Range = tuple[int, int]


@attrs.frozen(slots=True)
class _DayWords:
    vague: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


@cache
def _day_words() -> _DayWords:
    words: dict[str, Any] = vocabulary.load("layout")
    return _DayWords(*(tuple(words[key]["words"]) for key in ("vague", "plan_before", "plan_after")))


def vague() -> tuple[str, ...]:
    """Words that say when without telling the day (近日, 连日来)."""
    return _day_words().vague


_SENTENCE_END = re.compile("[。！？!?]+[”’]?")
_CLAUSE_START = "。！？!?；;，,：:、”）) \u3000（("


def find_dateline(
    text: str, paragraphs: list[Range], calendar: Calendar, dispatch: Range | None = None
) -> Mention | None:
    """The day of what an article reports: the first that a sentence tells, but no plan, limit or quotation.

    Args:
        text: the clean text.
        paragraphs: the article's body in it.
        calendar: tells a plan from an event, where the article has a publication date.
        dispatch: where the by-line has a day (`新华社郑州8月4日电`), which the body then may call today.

    """
    found = _first_day(text, paragraphs, calendar)
    return _dispatch_day(text, dispatch, paragraphs[0], found) if dispatch else found


# So many days into a paragraph nobody looks for the one of what it reports.
_MOST_DAYS = 100


def _first_day(text: str, paragraphs: list[Range], calendar: Calendar) -> Mention | None:
    words = _day_words()
    anchor = calendar.published or calendar.url
    for number, (start, end) in enumerate(paragraphs[:4]):
        for mention in islice(mentions(text, start, end), _MOST_DAYS):
            if number == 0 and _vague_before(text, start, mention.start, words):
                return None
            if _tells(text, start, end, mention, number, words) and not _ahead(mention, calendar):
                return (
                    _relative(text, start, mention.start, anchor, words) if number == 0 else None
                ) or mention
        if number == 0 and (relative := _relative(text, start, end, anchor, words)):
            return relative
        if number == 0 and _vague_before(text, start, end, words):
            return None
    return None


# A day told from the day of the text: 昨日, 今天上午, 昨（2）日. Today is many things; it is a day before its parts.
_FROM_TODAY = re.compile(
    r"(?P<given>[今昨前][天日]?[（(](?P<day>\d{1,2})日?[)）][天日]?)"
    r"|(?P<ago>[昨前][天日晚夜])(?![（(的])|今[天日](?=[上下中]午|早|晚|凌晨|清晨|[，,]|\s)|今[早晚](?=[，,\d])"
)
_AGO = {"今": 0, "昨": 1, "前": 2}
_LEAD = 80


def _relative(text: str, start: int, end: int, anchor: dt.date | None, words: _DayWords) -> Mention | None:
    """The day that the first sentences tell from the day of publication, or None."""
    if anchor is None:
        return None
    for match in _FROM_TODAY.finditer(text, start, min(end, start + 2 * _LEAD)):
        at = match.start()
        if _within(text, start, at, "“”") or text[max(start, at - 6) : at].endswith(words.before):
            continue
        if match["given"]:
            return Mention(at, match.end(), None, None, int(match["day"]), quote_end=match.end())
        if text.startswith(words.after, match.end()):
            continue
        day = anchor - dt.timedelta(_AGO[match[0][0]])
        return Mention(at, match.end(), None, day.month, day.day, quote_end=match.end())
    return None


def _within(text: str, start: int, at: int, pair: str) -> bool:
    """Whether a quotation or a title that begins behind `start` is open at `at`."""
    opening = text.rfind(pair[0], start, at)
    return opening >= 0 and text.find(pair[1], opening, at) < 0


_TODAY = re.compile(r"今[天日](?![（(])")
_YESTERDAY = re.compile(r"昨[天日](?![（(])")


def _dispatch_day(text: str, day: Range, paragraph: Range, mention: Mention | None) -> Mention | None:
    """The day of a dispatch where its first sentence says 今天 or 昨天 and no day itself."""
    start = paragraph[0]
    stop = text.find("。", start, paragraph[1])
    stop = stop if stop >= 0 else paragraph[1]
    if mention is not None and mention.start <= stop and mention.month and text[mention.start].isdigit():
        return mention
    if _TODAY.search(text, start, min(stop, start + _LEAD)):
        return mention_at(text, *day)
    match = _YESTERDAY.search(text, start, min(stop, start + _LEAD))
    sent = mention_at(text, *day)
    if match and sent and sent.month and sent.day:
        if sent.day > 1:
            return Mention(*match.span(), sent.year, sent.month, sent.day - 1, quote_end=match.end())
        before = sent.month - 1 or 12
        if before != 2:  # the last day of February is not known without the year
            last = 30 if before in (4, 6, 9, 11) else 31
            return Mention(*match.span(), sent.year, before, last, quote_end=match.end())
    return mention


def _vague_before(text: str, start: int, end: int, words: _DayWords) -> bool:
    """Whether a sentence before `end` begins with 近日 or the like."""
    if text.startswith(words.vague, start):
        return end > start
    stop = min(end, start + 200)
    return any(
        text.startswith(words.vague, mark.end()) for mark in _SENTENCE_END.finditer(text, start, stop - 1)
    )


def _tells(text: str, start: int, end: int, mention: Mention, number: int, words: _DayWords) -> bool:
    at, after = mention.start, mention.end
    before = text[max(start, at - 6) : at].rstrip()
    if mention.month is None and at > start and text[at - 1] not in _CLAUSE_START and text[at] != "本":
        return number == 0 and _BARE_DAY.match(text, at, end) is not None
    if mention.end_day is not None and _BACKGROUND.match(text, start, at):
        return False
    if mention.day is None:
        first = at == start or _REASON.fullmatch(text, start, at) is not None
        return first and number == 0 and not text.startswith(("以来", "，以来"), after)
    if before.endswith(words.before):
        return False
    if text.startswith(words.after, after) and not _that_day(text, after, end):
        return False
    if _PLACEHOLDER.search(text, max(start, at - 4), at):
        return False
    if number and at > start and text[at - 1] not in _CLAUSE_START:
        return False
    return not (_within(text, start, at, "《》") or _within(text, start, at, "“”"))


# A day behind its subject (开采节2日上午在乙举行), not the day on which somebody learnt of it.
_BARE_DAY = re.compile(r"\d{1,2}日(?:[上下]午|晚上?|凌晨|清晨|在)(?!从)")
# Days over which what is reported was prepared: 根据统一部署，7月3日至9月28日，…
_BACKGROUND = re.compile(r"(?:根据|按照|经)[^，。；]{2,30}(?:部署|安排|要求|批准|同意)，$")
# Why it was done may be told before a month or a part of it: 为规范市场，3月下旬，…
_REASON = re.compile(r"为了?[^，。；]{2,40}，")
# A year that a model text leaves open: 20XX年6月, ××年3月.
_PLACEHOLDER = re.compile(r"[XxＸ×*＊○]{1,4}\s*年$")
_THAT_DAY = re.compile(r"[，。；](?:当[天日]|[上下]午)")


def _that_day(text: str, after: int, end: int) -> bool:
    """Whether a day that is something (`11月1日是企业家日`) is then said to be the day of the event."""
    return text.startswith("是", after) and _THAT_DAY.search(text, after, min(end, after + _LEAD)) is not None


def _ahead(mention: Mention, calendar: Calendar) -> bool:
    """Whether a day without a year lies shortly after the publication: a plan."""
    anchor = calendar.published or calendar.url
    if anchor is None or mention.day is None or mention.month is None:
        return False
    if mention.year is not None:
        return (mention.year, mention.month, mention.day) > (anchor.year, anchor.month, anchor.day)
    if calendar.stated or mention.relative:
        return False
    ahead = (mention.month - anchor.month) * 30.4 + mention.day - anchor.day
    return 0 < ahead < 60 or ahead < -305


# -- chronicles

BULLETS = " \u3000\t◆★●■▲·*•◇□▪-☆○△▼※➤►"
"""What may stand before an entry of a list."""
_ENTRIES = 3
# ★座谈会  4月28日下午，…
_ENTRY_TITLE = re.compile(r"[^\s，。；：:]{2,24}[ \u3000]{1,4}(?=(?:\d{4}年)?\d{1,2}月\d{1,2}日)")


def entry(text: str, start: int, end: int) -> int:
    """Where an entry of a list begins, behind its bullet and a title of its own before a day."""
    at = start
    while at < end and text[at] in BULLETS:
        at += 1
    title = _ENTRY_TITLE.match(text, at, end) if at > start else None
    return title.end() if title else at


def is_chronicle(text: str, paragraphs: list[tuple[int, int]]) -> bool:
    """Whether an article is a list of events (大事记): several paragraphs begin with a day of their own."""
    days = 0
    for start, end in paragraphs:
        found = mention_at(text, entry(text, start, end), end)
        days += found is not None and found.day is not None and found.month is not None
    return days >= _ENTRIES
