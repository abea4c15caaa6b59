"""Tellings of meetings: written briefly in case files, and drawn so that they often meet."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

from hypothesis import strategies as st

import jiyuan_news as jn
from jiyuan_news.records import Paragraph

SPAN = jn.Span(0, 1)
ROLES = {
    "chair": "chair",
    "speaker": "speak",
    "attendee": "attend",
    "guest": "guest",
    "delegating": "delegate",
}
BASES = {"": "published", "?": "crawl", "X": "none"}


def hashed(prefix: str, value: Any) -> str:
    return prefix + hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


def date(edtf: str | None) -> jn.Date | None:
    """A Date as the parser makes it: `2021-08-20`, `2021-08-20?`, `XXXX-08-20`, `2021-08`, a range of two."""
    if edtf is None:
        return None
    first, last = edtf.split("/")[0], edtf.split("/")[-1]
    mark = "?" if "?" in edtf else "X" if "X" in edtf else ""
    days = []
    for part, day in ((first, 1), (last, 31)):
        year, month, *rest = part.rstrip("?").split("-")
        days.append(None if mark == "X" else dt.date(int(year), int(month), int(rest[0]) if rest else day))
    month, *rest = (int(part) for part in first.rstrip("?").split("-")[1:])
    quote = f"{month}月{rest[0]}日" if rest else f"{month}月"
    earliest = None if mark else days[0]
    return jn.Date(edtf, earliest, days[1], BASES[mark], quote, SPAN)  # type: ignore[arg-type]


def session(name: str, kind: str, by: str | None = None, **numbers: Any) -> jn.Session:
    told = {"term": None, "year": None, "ordinal": None, "enlarged": False, **numbers}
    return jn.Session(name=name, classification=kind, organizer=by, span=SPAN, **told)  # type: ignore[arg-type]


def person(name: str, roles: list[str], posts: list[str], at: int) -> jn.Participant:
    held = tuple([jn.Post(post.lstrip("代原"), post[0] == "代", post[0] == "原") for post in posts])
    return jn.Participant(name, "person", tuple(roles), held, "、".join(posts) or None, at, SPAN)  # type: ignore[arg-type]


def telling(told: dict[str, Any]) -> tuple[jn.Meeting, jn.Article]:
    """A meeting and its article, written briefly.

    `day` (EDTF), `sessions` (name, kind, body, and a table of numbers), `chair`, `speak`, `attend`, `guest`, `delegate` (names,
    each with its posts in brackets: 林一（县委书记、代县长）), `from` (report or teaser), `outlet`, `text`; `article` names an
    article that tells several, `order` the rank in it, `meetings` how many it tells, `page` a page.
    """
    people: dict[str, tuple[list[str], list[str]]] = {}
    for role, key in ROLES.items():
        for entry in told.get(key, []):
            name, _, posts = entry.rstrip("）").partition("（")
            roles, held = people.setdefault(name, ([], []))
            roles.append(role)
            held += [post for post in posts.split("、") if post and post not in held]
    page = hashlib.sha256(str(told.get("page", "")).encode()).hexdigest()
    article = hashed("a1-", told.get("article", {k: v for k, v in told.items() if k != "page"}))
    text = told.get("text", "")
    meeting = jn.Meeting(
        id=hashed("m1-", [article, told.get("order", 0)]),
        sessions=tuple([session(*one[:3], **(one[3] if len(one) > 3 else {})) for one in told["sessions"]]),
        date=date(told.get("day")),
        mode=None,
        venues=(),
        attendance=tuple([person(name, *rest, at) for at, (name, rest) in enumerate(people.items())]),
        agenda=tuple(
            [jn.AgendaItem("研究", topic, order, SPAN) for order, topic in enumerate(told.get("agenda", []))]
        ),
        speeches=(),
        source=page,
        article_ids=(article,),
        aliases=(),
        doubtful=tuple(told.get("doubtful", [])),
        tellings=(),
    )
    return meeting, jn.Article(
        id=article,
        source=page,
        kind=told.get("from", "report"),
        headlines=(),
        credit=told.get("outlet"),
        by=(),
        date_published=None,
        dateline=meeting.date,
        paragraphs=(Paragraph(text, SPAN),) if text else (),
        truncated=False,
        doubtful=(),
        span=SPAN,
        meeting_ids=(meeting.id, *[hashed("m1-", [article, at]) for at in range(1, told.get("meetings", 1))]),
    )


# -- drawn

_DAYS = [
    "2021-08-20",
    "2021-08-21",
    "2020-08-20",
    "2021-08-20?",
    "2022-08-20?",
    "XXXX-08-20",
    "2021-08",
    "2021-08-19/2021-08-20",
    None,
]
_SESSIONS = [
    ["县委常委会会议", "standing-committee", "县委常委会"],
    ["县委常委会（扩大）会议", "standing-committee", "县委常委会", {"enlarged": True}],
    ["县委十四届第5次常委会会议", "standing-committee", "县委", {"term": 14, "ordinal": 5}],
    ["县委第六次常委会会议", "standing-committee", "县委", {"ordinal": 6}],
    ["槐溆县委常委会会议", "standing-committee", "槐溆县委常委会"],
    ["昭珂县委常委会会议", "standing-committee", "昭珂县委常委会"],
    ["县防汛工作第三次调度会", "dispatch", "县", {"ordinal": 3}],
    ["县防汛调度会议", "dispatch", "县"],
    ["县专题会议", "special-topic", "县"],
    ["全县春季防火工作会议", "work", None],
]
_PEOPLE = ["林一（县委书记）", "林一", "苏二", "苏二（县长）", "贺三（市委书记）", "贺三", "简四"]
_WORDS = "8月20日县委召开常委会会议传达学习有关会议精神研究贯彻落实意见安排部署下一步工作县委书记林一主持会议并讲话他强调"
_TEXTS = [
    "",
    "",
    "8月20日下午，" + _WORDS,
    _WORDS * 2,
    _WORDS * 2 + "要",
    _WORDS[:24],
    "8月20日上午，" + _WORDS,
]


@st.composite
def tellings(draw: st.DrawFn) -> tuple[jn.Meeting, jn.Article]:
    """A telling of few bodies, days, people and outlets, now and then another copy of the same article."""
    people = st.lists(st.sampled_from(_PEOPLE), max_size=2, unique=True)
    told = {
        "day": draw(st.sampled_from(_DAYS[:1] * 6 + _DAYS)),
        "sessions": draw(st.lists(st.sampled_from(_SESSIONS[:1] * 3 + _SESSIONS), min_size=1, max_size=2)),
        "chair": draw(st.just([]) | people.map(lambda names: names[:1])),
        "speak": draw(people),
        "attend": draw(people),
        "from": draw(st.sampled_from(["report", "teaser"])),
        "outlet": draw(st.sampled_from([None, "槐溆县融媒体中心", "沅东日报", "新华社"])),
        "text": draw(st.sampled_from(_TEXTS)),
        "page": draw(st.integers(0, 3)),
        "article": draw(st.integers(0, 30)),
        "order": draw(st.sampled_from([0, 0, 0, 1])),
        "doubtful": draw(st.sampled_from([[], [], ["/date"]])),
    }
    return telling(told)


def batches(size: int = 9) -> st.SearchStrategy[list[tuple[jn.Meeting, jn.Article]]]:
    return st.lists(tellings(), max_size=size)
