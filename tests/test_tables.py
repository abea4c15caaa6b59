"""The flat tables: keys hold, nothing depends on order, and who is who is told by posts, never by a name alone."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.record_strategies import records
from support.tellings import batches, telling

import jiyuan_news as jn
from jiyuan_news import rows, vocabulary
from jiyuan_news.dataset import raw_text
from jiyuan_news.merging import places
from jiyuan_news.tables import TABLES, Tables, derive
from jiyuan_news.tables.settings import Office, place_named

CASES = json.loads((Path(__file__).parent / "cases" / "identity.json").read_text("utf-8"))
WORDS = vocabulary.load("identity")
Told = list[tuple[jn.Meeting, jn.Article]]


def tables(told: Told) -> Tables:
    return derive([article for _, article in told], [meeting for meeting, _ in told])


def shipped() -> Tables:
    return derive(jn.load_articles(), jn.load_meetings())


def hold(made: Tables) -> None:
    """Every key is there once, and every reference leads to a row."""
    keys = {
        name: [tuple(getattr(row, column) for column in table.key) for row in made[name]]
        for name, table in TABLES.items()
    }
    for name, table in TABLES.items():
        assert keys[name] == sorted(set(keys[name])), name
        for reference in table.references:
            known = set(keys[reference.table])
            for row in made[name]:
                there = tuple(getattr(row, column) for column in reference.columns)
                assert None in there or there in known, f"{name}: {reference}: {there}"


# -- who is who


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_labelled_people(case: dict[str, Any]) -> None:
    told = [telling(one) for one in case["told"]]
    rank = {meeting.id: at for at, (meeting, _) in enumerate(told)}
    assert len(rank) == len(told)
    made = tables(told)
    own = [row for row in made.attendance if row.name == case["who"]]
    people: dict[str, list[int]] = {}
    for row in own:
        if row.person_id:
            people.setdefault(row.person_id, []).append(rank[row.meeting_id])
    found = sorted(map(sorted, people.values()))
    assert found == sorted(case["people"]), case["why"]
    assert sorted(rank[row.meeting_id] for row in own if not row.person_id) == case.get("unknown", [])
    order = {
        tuple(sorted(seen)): next(one for one in made.people if one.id == id) for id, seen in people.items()
    }
    for key in ("certainty", "basis"):
        if key in case:
            values = [getattr(order[tuple(group)], key) for group in case["people"] if len(group) > 1]
            assert [list(value) if key == "basis" else value for value in values] == case[key], case["why"]
    assert tables(told[::-1]) == made
    hold(made)


def test_two_of_one_name_at_one_meeting_are_two() -> None:
    """Though their posts, and a third meeting that names one who holds both, would join them."""
    page = {"day": "2021-08-04", "outlet": "槐溆网", "sessions": [["县专题会议", "special-topic"]]}
    meeting, article = telling({**page, "attend": ["林一（县委副书记）", "林二（县委书记）"]})
    first, second = meeting.attendance
    twice = attrs.evolve(meeting, attendance=(first, attrs.evolve(second, name="林一")))
    both = telling({**page, "day": "2021-09-04", "attend": ["林一（县委书记、县委副书记）"]})
    made = tables([(twice, article), both])
    at_meeting = [row.person_id for row in made.attendance if row.meeting_id == meeting.id]
    assert len(set(at_meeting)) == 2
    assert None not in at_meeting
    bare = telling({**page, "day": "2021-10-04", "attend": ["林一"]})
    unknown = [row for row in tables([(twice, article), bare]).attendance if row.meeting_id == bare[0].id]
    assert [(row.person_id, row.certainty) for row in unknown] == [(None, "unknown")]


def test_a_word_of_another_place_changes_nobody() -> None:
    """Neither ids nor what is known of the people here change when pages of elsewhere come in."""
    for case in CASES:
        told = [telling(one) for one in case["told"]]
        made = tables(told)
        elsewhere = [
            telling({"day": day, "page": day, "outlet": "滨屿网", "sessions": [["县专题会议", "special-topic"]]} | who)
            for day, who in (
                ("2021-05-05", {"chair": [f"{case['who']}（县长）"], "attend": ["苏二（县教育局局长）"]}),
                ("2021-06-05", {"attend": [case["who"]]}),
            )
        ]  # fmt: skip
        more = tables(told + elsewhere)
        for name in TABLES:
            assert set(made[name]) <= set(more[name]), (case["name"], name)


def test_who_is_told_of_later_changes_no_id() -> None:
    page = {"outlet": "槐溆网", "sessions": [["县专题会议", "special-topic"]]}
    told = [
        telling({**page, "day": f"2021-{month:02}-04", "page": month, "attend": [f"林一（{post}）"]})
        for month, post in (
            (5, "县教育局局长"),
            (6, "县水利局副局长"),
            (7, "县交通局局长"),
            (8, "县交通局副局长、县委书记"),
            (9, "县水利局局长、县委办公室主任"),
        )
    ]
    ids: list[str] = []
    for count in range(1, len(told) + 1):
        own = sorted(tables(told[:count]).people, key=lambda one: str(one.first_seen))
        assert [one.id for one in own][: len(ids)] == ids
        ids = [one.id for one in own]
    assert len(set(ids)) == 3
    earlier = telling({**page, "day": "2021-04-04", "page": 4, "attend": ["林一（县统计局局长）"]})
    changed = {one.id for one in tables([*told, earlier]).people}
    assert changed > set(ids[1:]), (
        "one who is told of before them takes the shortest id, and theirs are of more"
    )
    assert tables(told[:1]).people[0].id in changed


@pytest.mark.parametrize(
    ("name", "place"),
    [("济源", "济源"), ("济源市", "济源"), ("绥榆市莲塘区", "绥榆/莲塘"), ("河南省", "河南"), ("x", "x")],
)
def test_a_place_is_named_with_its_level_or_without(name: str, place: str) -> None:
    assert place_named(name) == place


def test_a_person_is_in_the_post_from_the_first_to_the_last_word_of_it() -> None:
    page = {"outlet": "槐溆网", "sessions": [["县专题会议", "special-topic"]]}
    told = [
        telling({**page, "day": day, "page": day, "chair": [f"林一（{post}）"]})
        for day, post in (
            ("2021-08-04", "代县长"),
            ("2021-10-12", "县长"),
            ("2022-01-05?", "县长"),
            ("2022-03-01", "原县长"),
            ("XXXX-05-05", "县长"),
        )
    ]
    made = tables(told)
    (held,) = made.memberships
    assert (held.first_seen, held.last_seen) == (dt.date(2021, 8, 4), dt.date(2022, 1, 5))
    assert (held.first_stated, held.last_stated) == (dt.date(2021, 8, 4), dt.date(2021, 10, 12))
    assert (held.acting_last_seen, held.full_first_seen) == (dt.date(2021, 8, 4), dt.date(2021, 10, 12))
    assert (held.former_first_seen, held.meetings) == (dt.date(2022, 3, 1), 5)
    assert (held.first_meeting_id, held.last_meeting_id) == (told[0][0].id, told[4][0].id)
    (post,) = made.posts
    (body,) = [one for one in made.organizations if one.id == post.organization_id]
    assert (post.label, post.role, post.place) == ("县长", "县长", "槐溆")
    assert (body.name, body.place, body.level) == ("县政府", "槐溆", "county")


# -- the tables as a whole


@given(batches(), st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(told: Told, shuffle: random.Random) -> None:
    articles = [article for _, article in told]
    meetings = jn.merge_meetings([meeting for meeting, _ in told], articles)
    made = derive(articles, meetings)
    hold(made)
    shuffle.shuffle(articles)
    shuffle.shuffle(meetings)
    assert derive(articles, meetings) == made
    assert derive(articles + articles, meetings + meetings) == made


@given(st.lists(records(jn.Article), max_size=3), st.lists(records(jn.Meeting), max_size=3))
def test_keys_hold_for_records_of_any_content(articles: list[jn.Article], meetings: list[jn.Meeting]) -> None:
    made = derive(articles, meetings)
    hold(made)
    assert derive(articles[::-1], meetings[::-1]) == made
    for name in TABLES:
        for row in made[name]:
            assert jn.loads(jn.dumps(row), type(row)) == row


def test_a_telling_more_adds_those_whom_it_names() -> None:
    page = {
        "day": "2021-08-04",
        "outlet": "槐溆网",
        "sessions": [["县委常委会会议", "standing-committee", "县委常委会"]],
    }
    told = [
        telling({**page, "page": "a", "chair": ["林一（县委书记）"], "attend": ["苏二"], "text": "长" * 70}),
        telling({**page, "page": "b", "chair": ["林一（县委书记、县长）"], "attend": ["苏二", "贺三"], "from": "teaser"}),
    ]  # fmt: skip
    articles = [article for _, article in told]
    (meeting,) = jn.merge_meetings([meeting for meeting, _ in told], articles)
    made = derive(articles, [meeting])
    assert [(row.name, row.position, row.roles, row.posts) for row in made.attendance] == [
        ("林一", 0, ("chair",), ("县委书记", "县长")),
        ("苏二", 1, ("attendee",), ()),
        ("贺三", 2, ("attendee",), ()),
    ]
    assert [row.source for row in made.attendance] == [told[0][0].source] * 2 + [told[1][0].source]
    assert [(row.telling, row.name, row.attendance_position) for row in made.mentions] == [
        *((0, "林一", 0), (0, "苏二", 1)),
        *((1, "林一", 0), (1, "苏二", 1), (1, "贺三", 2)),
    ]
    assert [row.telling_id for row in made.tellings] == [told[0][0].id, told[1][0].id]
    assert made.meetings[0].chairs == ("林一",)


def test_the_shipped_tables_say_what_the_records_say() -> None:
    made = shipped()
    hold(made)
    chaired = {row.meeting_id for row in made.attendance if row.chair and row.name == "史秉锐"}
    assert chaired == {
        meeting.id
        for meeting in jn.load_meetings()
        if any(one.name == "史秉锐" and "chair" in one.roles for one in meeting.attendance)
    }
    assert len(chaired) == 2
    (mayor,) = [one for one in made.people if one.name == "庄建球"]
    assert (mayor.places, mayor.certainty, mayor.meetings) == (("济源",), "certain", 2)
    assert mayor.posts == ("市长", "示范区管委会主任")
    assert sum(len(meeting.speeches) for meeting in jn.load_meetings()) == len(made.speeches)
    assert {row.person_id for row in made.speeches if row.entity_type == "person"} <= {
        one.id for one in made.people
    }


def test_every_row_that_a_text_tells_has_its_evidence() -> None:
    made = shipped()
    for row in (*made.attendance, *made.mentions):
        words = jn.clean(raw_text(row.source)[row.span_start : row.span_end], script=True).text
        assert words.replace(",", "") == row.name.replace("，", "") or row.entity_type == "group"
    for name, table in TABLES.items():
        columns = {field.name for field in attrs.fields(table.row)}
        if name not in ("sources", "people", "posts", "organizations", "memberships"):
            assert {"source", "span_start", "span_end"} <= columns, name


# -- words and classes


def test_every_table_has_its_class_and_every_class_its_table() -> None:
    assert list(TABLES) == [field.name for field in attrs.fields(Tables)]
    classes = {cls for cls in vars(rows).values() if isinstance(cls, type) and attrs.has(cls)}
    assert classes == {table.row for table in TABLES.values()}
    before: set[str] = set()
    for name, table in TABLES.items():
        columns = {field.name for field in attrs.fields(table.row)}
        assert {*table.key, *(column for one in table.references for column in one.columns)} <= columns
        assert {one.table for one in table.references} <= before, f"{name} stands before what it refers to"
        before.add(name)
    with pytest.raises(KeyError):
        _ = Tables()["__class__"]


def test_words_on_who_holds_posts_are_held_to_their_examples() -> None:
    for word in WORDS["provinces"]["examples"]:
        assert places.is_province(word)
    for word in WORDS["provinces"]["counterexamples"]:
        assert not places.is_province(word)
    for kind, wanted in (("examples", True), ("counterexamples", False)):
        for body in WORDS["leading"][kind]:
            assert Office("槐溆", body + "书记").leads == wanted, body
        for label in WORDS["numerous"][kind]:
            assert Office("槐溆", label).numerous == wanted, label
    for seat in WORDS["seat"]:
        assert Office("槐溆", "副" + seat["title"]).body == seat["body"]


@pytest.mark.parametrize(
    ("label", "body", "role"),
    [
        ("市委书记", "市委", "书记"),
        ("市委常委", "市委", "常委"),
        ("市长", "市政府", "市长"),
        ("常务副市长", "市政府", "常务副市长"),
        ("市政协党组书记", "市政协党组", "书记"),
        ("示范区管委会副主任", "示范区管委会", "副主任"),
        ("市人大常委会主任", "市人大常委会", "主任"),
        ("市公安局局长", "市公安局", "局长"),
        ("主任", None, "主任"),
        ("劳模", None, "劳模"),
    ],
)
def test_a_post_is_a_role_in_a_body(label: str, body: str | None, role: str) -> None:
    office = Office("云泽", label)
    assert (office.body, office.role) == (body, role)


@pytest.mark.parametrize(
    ("credit", "place"),
    [
        ("济源网", "济源"),
        ("济源日报", "济源"),
        ("济源日报社", "济源"),
        ("槐溆县融媒体中心", "槐溆"),
        ("沅东发布", "沅东"),
        ("新华社", None),
        ("县融媒体中心", None),
        ("本报", None),
    ],
)
def test_outlets_show_their_place(credit: str, place: str | None) -> None:
    assert places.outlet_place(credit) == place


def test_posts_are_told_apart_by_place() -> None:
    made: Iterable[rows.PostRow] = tables(
        [
            telling({"day": "2021-08-04", "page": outlet, "outlet": outlet, "sessions": [["县专题会议", "special-topic"]], "chair": ["林一（县长）"]})
            for outlet in ("槐溆网", "昭珂网")
        ]
    ).posts  # fmt: skip
    assert sorted((post.place or "", post.label) for post in made) == [("昭珂", "县长"), ("槐溆", "县长")]
