"""What the parser made of a page, in the shape of a `Feed`'s truth."""

from __future__ import annotations

from typing import Any

import attrs
from support.feeds import told
from support.feeds.words import DOTS

import jiyuan_news as jn
from jiyuan_news import records

_ONE_DOT = str.maketrans(dict.fromkeys(DOTS + "-", "·"))


def one_dot(values: Any) -> Any:
    """The same with one dot for all that names have: the contract does not tell them apart."""
    if isinstance(values, dict):
        return {key: one_dot(value) for key, value in values.items()}
    if isinstance(values, list):
        return [one_dot(value) for value in values]
    return values.translate(_ONE_DOT) if isinstance(values, str) else values


def _date(date: records.Date | None) -> dict[str, Any] | None:
    if date is None:
        return None
    return {
        "edtf": date.edtf,
        "earliest": date.earliest and date.earliest.isoformat(),
        "latest": date.latest and date.latest.isoformat(),
        "basis": date.basis,
        "quote": date.quote,
    }


def _without(record: Any, *fields: str) -> dict[str, Any]:
    return attrs.asdict(record, filter=lambda field, _: field.name not in ("span", *fields))


def values(page: jn.Page) -> dict[str, Any]:
    """Articles and meetings without spans, ids and orders."""
    homes = [index for index, article in enumerate(page.articles) for _ in article.meeting_ids]
    articles = [
        {
            "kind": article.kind,
            "headlines": [_without(line) for line in article.headlines],
            "credit": article.credit,
            "by": [_without(person) for person in article.by],
            "date_published": article.date_published and article.date_published.isoformat(),
            "dateline": _date(article.dateline),
            "paragraphs": [paragraph.text for paragraph in article.paragraphs],
            "truncated": article.truncated,
        }
        for article in page.articles
    ]
    meetings = [
        {
            "article": home,
            "date": _date(meeting.date),
            "sessions": [_without(session) for session in meeting.sessions],
            "mode": meeting.mode,
            "venues": [_without(venue) for venue in meeting.venues],
            "attendance": [
                _without(one, "position", "posts", "roles")
                | {
                    "roles": sorted(one.roles, key=told.ROLES.index),
                    "posts": [_without(post) for post in one.posts],
                }
                for one in meeting.attendance
            ],
            "agenda": [_without(item, "order") for item in meeting.agenda],
            "speeches": [_without(speech, "order") for speech in meeting.speeches],
        }
        for home, meeting in zip(homes, page.meetings, strict=True)
    ]
    return {"articles": articles, "meetings": meetings}


def places(page: jn.Page) -> dict[str, jn.Span]:
    """The span of each value, by its label."""
    found: dict[str, Any] = {}
    for index, article in enumerate(page.articles):
        found[f"article {index}"] = article
        if article.dateline:
            found[f"article {index} dateline"] = article.dateline
        _number(found, f"article {index}", article, "headlines by paragraphs")
    for index, meeting in enumerate(page.meetings):
        _number(found, f"meeting {index}", meeting, "sessions venues attendance agenda speeches")
    return {label: record.span for label, record in found.items()}


def _number(found: dict[str, Any], name: str, record: Any, fields: str) -> None:
    for field in fields.split():
        for number, item in enumerate(getattr(record, field)):
            found[f"{name} {field} {number}"] = item


def told_by(text: str) -> dict[str, Any]:
    """What the parser makes of a text: its values, and the words that each stands for."""
    page = jn.parse(text)
    words = {label: text[span.slice] for label, span in places(page).items()}
    return {**values(page), "words": words}
