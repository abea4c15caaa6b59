"""JSON-LD: articles as schema.org's NewsArticle, meetings as its Event, people as its Person.

The context stands in the file, so that nothing need be fetched to read it. What schema.org has no word for, such as the
spans, is left out: the records have it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import Any

from jiyuan_news.files import whole
from jiyuan_news.publishing.sets import Dataset
from jiyuan_news.rows import AttendanceRow, MeetingRow
from jiyuan_news.tables import Derived, InStep

FILE = "jiyuan-news.jsonld"

_MEETING = attrgetter("meeting_id")
_DATES = ("datePublished", "startDate", "endDate")
CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    **{name: {"@type": "https://schema.org/Date"} for name in _DATES},
}


def write(dataset: Dataset, folder: Path) -> list[Path]:
    """Writes one graph, a line for each thing in it."""
    with whole(folder / FILE) as file:
        file.write(f'{{"@context": {_json(CONTEXT)},\n"@graph": [\n'.encode())
        for at, thing in enumerate(_things(dataset.tables)):
            file.write(((",\n" if at else "") + _json(thing)).encode())
        file.write(b"\n]}\n")
    return [folder / FILE]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _things(tables: Derived) -> Iterator[dict[str, Any]]:
    sources = tables["sources"]
    for article in tables["articles"]:
        yield _told(
            {
                "@id": _urn(article.id),
                "@type": "NewsArticle",
                "identifier": article.id,
                "inLanguage": "zh-Hans",
                "url": sources.find(article.source).url if article.kind == "report" else None,
                "headline": article.title,
                "alternativeHeadline": [line for line in article.headlines if line != article.title],
                "datePublished": _day(article.date_published),
                "author": [{"@type": "Person", "name": name} for name in article.by],
                "publisher": {"@type": "NewsMediaOrganization", "name": article.credit} if article.credit else None,
                "articleBody": article.text,
            }
        )  # fmt: skip
    for person in tables["people"]:
        yield _told(
            {
                "@id": _urn(person.id),
                "@type": "Person",
                "identifier": person.id,
                "name": person.name,
                "jobTitle": list(person.posts),
                "workLocation": [{"@type": "Place", "name": place} for place in person.places],
            }
        )
    beside = {name: InStep(tables[name], _MEETING) for name in ("attendance", "tellings", "sessions")}
    for meeting in tables["meetings"]:
        guests, tellings, sessions = (told(meeting.id) for told in beside.values())
        yield _event(
            meeting,
            guests,
            [one.article_id for one in tellings if one.article_id is not None],
            [one.organizer for one in sessions if one.organizer is not None],
        )


def _event(
    meeting: MeetingRow, guests: list[AttendanceRow], articles: list[str], conveners: list[str]
) -> dict[str, Any]:
    places = [*meeting.venues, *([meeting.place] if meeting.place else [])]
    return _told(
        {
            "@id": _urn(meeting.id),
            "@type": "Event",
            "identifier": meeting.id,
            "name": meeting.name,
            "additionalType": meeting.classification,
            "startDate": _day(meeting.date_earliest),
            "endDate": _day(meeting.date_latest) if meeting.date_earliest else None,
            "temporalCoverage": meeting.date_edtf,
            "location": [{"@type": "Place", "name": name} for name in dict.fromkeys(places)],
            "organizer": [{"@type": "Organization", "name": name} for name in dict.fromkeys(conveners)],
            "attendee": [_guest(one) for one in guests],
            "subjectOf": [{"@id": _urn(id)} for id in dict.fromkeys(articles)],
        }
    )


def _guest(row: AttendanceRow) -> dict[str, Any]:
    """Who took part, as the role that they had there (schema.org's Role stands between the event and the person)."""
    kind = "Person" if row.entity_type == "person" else "Organization"
    who = {"@type": kind, "name": row.name}
    if row.person_id is not None:
        who = {"@id": _urn(row.person_id)}
    return _told({"@type": "Role", "roleName": list(row.roles), "attendee": who})


def _told(thing: dict[str, Any]) -> dict[str, Any]:
    """The thing without what is not known."""
    return {key: value for key, value in thing.items() if value not in (None, "", [])}


def _urn(id: str) -> str:
    return f"urn:jiyuan-news:{id}"


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
