"""A page in words, for people: who chaired what when, in which posts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jiyuan_news.terminal import visible

if TYPE_CHECKING:
    from jiyuan_news.records import Meeting, Page, Participant, Post


def summary(page: Page) -> str:
    """A few lines on the page, then its meetings in the order of the page, then what to know about the text.

    Written to be read, not parsed: the words may change with any version. What a terminal would obey is shown instead.
    """
    kinds = Counter(article.kind for article in page.articles)
    counts = [
        _count(kinds["report"], "report"),
        _count(kinds["teaser"], "teaser"),
        _count(len(page.meetings), "meeting"),
    ]
    name = page.source.name or "the page"
    lines = [f"{name}: {page.source.characters:,} characters ({page.source.language}), {', '.join(counts)}"]
    for meeting in page.meetings:
        lines += ["", *_meeting(meeting)]
    if page.notices:
        lines += ["", f"{_count(len(page.notices), 'notice')} on the raw text:"]
        for notice in page.notices:
            lines.append(
                f"  line {notice.line}, column {notice.column}: {notice.message} ({notice.code} {notice.name})"
            )
    return "".join(f"{visible(line)}\n" for line in lines)


def _meeting(meeting: Meeting) -> list[str]:
    date = meeting.date.edtf if meeting.date else "no day told"
    names = " / ".join(session.name for session in meeting.sessions)
    kinds = ", ".join(
        [*(session.classification for session in meeting.sessions), *filter(None, [meeting.mode])]
    )
    lines = [f"{date}  {names} ({kinds})"]
    told = []
    for role, words in (("chair", "chaired by"), ("delegating", "on behalf of"), ("speaker", "spoke")):
        people = [one for one in meeting.attendance if role in one.roles and one not in told]
        told += people
        lines += [f"  {words:10}  {_participant(one)}" for one in people if one.entity_type == "person"]
    rest = [_count(len(meeting.attendance), "participant"), _count(len(meeting.agenda), "agenda item")]
    lines.append(f"  in all      {', '.join([*rest, _count(len(meeting.speeches), 'speech', 'speeches')])}")
    return lines


def _participant(participant: Participant) -> str:
    posts = ", ".join(_post(post) for post in participant.posts)
    return f"{participant.name}: {posts}" if posts else participant.name


def _post(post: Post) -> str:
    marks = [word for word, holds in (("acting", post.acting), ("former", post.former)) if holds]
    return f"{post.label} ({', '.join(marks)})" if marks else post.label


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
