"""The catalogue of notices: one entry a code, which parser stages and rules refer to.

Codes: `JN0xx` input, `JN1xx` layout, `JN2xx` dates, `JN3xx` people and meetings, `JN4xx` text.
"""

from __future__ import annotations

import attrs

from jiyuan_news.records import Notice, Severity
from jiyuan_news.spans import Lines, Span


@attrs.frozen(slots=True)
class NoticeKind:
    """A kind of notice."""

    code: str
    """Stable code; never reused for another meaning."""
    name: str
    """Short name; reads after "allow"."""
    severity: Severity
    """How bad it is."""
    recovered: bool
    """Whether the parser deals with it."""
    summary: str
    """What it means, one sentence."""
    why: str
    """Why it matters, one sentence or two."""
    example: str
    """What such a text looks like."""
    help: str
    """What a reader can do."""

    def at(self, span: Span, lines: Lines, message: str) -> Notice:
        """The notice of this kind for one place of a raw text."""
        line, column = lines.position(span.start)
        return Notice(
            self.code, self.name, self.severity, message, span, line, column, self.recovered, self.help
        )


KINDS: dict[str, NoticeKind] = {}


def _kind(
    code: str, name: str, severity: Severity, recovered: bool, summary: str, why: str, example: str, help: str
) -> NoticeKind:
    kind = NoticeKind(code, name, severity, recovered, summary, why, example, help)
    assert code not in KINDS, code
    KINDS[code] = kind
    return kind


LONE_SURROGATE = _kind(
    "JN001",
    "lone-surrogate",
    "warning",
    True,
    "The text has surrogate code points that are no characters; values show U+FFFD in their place.",
    "No UTF-8 can hold half a character, so what stood there is gone.",
    "`会议\\ud83d召开`: the first half of a character beyond the basic plane, without the second.",
    "Decode the crawl again: the text was cut between the halves of a UTF-16 pair.",
)
DECODED_GB18030 = _kind(
    "JN002",
    "decoded-gb18030",
    "info",
    True,
    "The bytes are not UTF-8 and were decoded as GB18030.",
    "Another program may take the same bytes for another encoding and show garbage.",
    "The bytes `BB E1 D2 E9` are 会议 in GB18030 and nothing in UTF-8.",
    "Nothing; store the crawl in UTF-8 to be safe.",
)
UNRECOGNISED = _kind(
    "JN101",
    "unrecognised-text",
    "warning",
    False,
    "The parser could not place a stretch of the page; it is kept as an unrecognised segment.",
    "If it is news, its article and meetings are missing from the records.",
    "A table of bus lines between the last paragraph and the list of other news.",
    "Look at the segment; if it is news, report the layout.",
)
GLUED_DATES = _kind(
    "JN102",
    "glued-dates",
    "info",
    True,
    "Dates of the list stand at the head of the next item; each was given to the item before it.",
    "Who cuts the list by lines gives each item the date of the one above it.",
    "`2021-08-218月19日，某委员会召开会议。`: 2021-08-21 is the day of the item above, the next item begins with 8月19日.",
    "Nothing; see the `date` segments.",
)
UNDATED_TEASERS = _kind(
    "JN103",
    "undated-teasers",
    "warning",
    False,
    "Items of the list have no date after them, so their year can only be guessed.",
    "A dateline such as 8月19日 has no year of its own; without a publication date it is guessed or left open.",
    "A list of three items, of which the second is followed by no `2021-08-21`.",
    "Look the items up on the site if their publication date matters.",
)
CUT_ARTICLE = _kind(
    "JN104",
    "cut-article",
    "warning",
    False,
    "An article ends in no sentence mark, or inside a bracket: the crawl cut it.",
    "The last names of a list, the last speech and whole meetings may be behind the cut.",
    "`副市长甲某某、乙`: the page ends in a list of names.",
    "Do not take its lists of names for complete.",
)
NO_ARTICLE = _kind(
    "JN105",
    "no-article",
    "warning",
    False,
    "The page has no body text.",
    "There is nothing to read a record from.",
    "A page that has only 您的位置:首页>正文, a list of links and a footer.",
    "Check that the crawl stored the article and not only its frame.",
)
UNREAD_PEOPLE = _kind(
    "JN301",
    "unread-people",
    "warning",
    False,
    "A sentence tells who took part in a meeting, but its list does not read as persons or groups.",
    "Those people are missing from the attendance.",
    "`…及与会的其他各方出席会议。`: no person, post or group that the grammar knows.",
    "Read the sentence; if its form is general, report it with an invented example.",
)
MEETING_ABOVE = _kind(
    "JN302",
    "meeting-above",
    "info",
    True,
    "A meeting of the state or the province is told before the one held here; it has no record of its own.",
    "Who counts meetings would take that of the province for one of the city.",
    "`省政府召开视频会议。会后，我市召开会议。`: the second has a record, the first has none.",
    "Nothing; look for it in the news of the body that held it.",
)
IMPOSSIBLE_DATE = _kind(
    "JN201",
    "impossible-date",
    "warning",
    False,
    "A date does not exist, such as 58日 or 2月30日; a mark or a digit was probably lost.",
    "The day cannot be told, so the record has none.",
    "`58日`: 5月8日 or 8日, whose mark or digit was lost.",
    "Compare with the site; the value was left null.",
)
UNKNOWN_MONTH = _kind(
    "JN202",
    "unknown-month",
    "warning",
    False,
    "A day stands without its month, and the page has no publication date to take it from.",
    "`20日上午` is a day of any month; a guess would be a false date.",
    "`20日上午，市委召开会议。` on a page without a publication date.",
    "Parse the page with its address (`url=`, `--url`), which may hold the publication day.",
)
UNKNOWN_YEAR = _kind(
    "JN203",
    "unknown-year",
    "warning",
    False,
    "A day stands without its year, and nothing on the page tells it.",
    "`8月4日` is a day of any year; the record says XXXX-08-04.",
    "`8月4日，市委召开会议。` on a page without any date.",
    "Parse the page with its address (`url=`, `--url`), which may hold the publication day.",
)
CRAWL_YEAR = _kind(
    "JN204",
    "year-of-the-crawl",
    "warning",
    True,
    "A year was taken from the newest date on the page; the article may be years older.",
    "The lists beside an article are of the day of the crawl, so an old article gets too late a year.",
    "`8月4日，…` above a list whose items are dated 2021-08-21: read as 2021-08-04?.",
    "Parse the page with its address (`url=`, `--url`), which may hold the publication day; else take the year for unsure.",
)
SCORED_REPAIR = _kind(
    "JN401",
    "scored-repair",
    "warning",
    True,
    "Damaged text was read in its likeliest way, which is not certain; values that rest on it are named in `doubtful`.",
    "What was guessed may be wrong, a name or a number too.",
    "`交通運輸?shù)炔块T`: 等 stood where `?shù)` is, read from what is likely before 部门.",
    "Compare the values in `doubtful` with another copy of the page; `repairs` has every place.",
)
LOST_TEXT = _kind(
    "JN402",
    "lost-text",
    "warning",
    False,
    "Damaged text cannot be told; U+FFFD stands for what is lost, and values that rest on it are named in `doubtful`.",
    "A name, a number or a date may have stood there.",
    "`总?cè)丝跒?5萬`: a digit was eaten; nothing can tell which.",
    "Look for another copy of the page; `repairs` has every place.",
)
