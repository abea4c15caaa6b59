"""Across pages: what is surely one gathering is one meeting, nothing of a telling is lost, and order does not matter."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.cloak import cloak
from support.record_strategies import records
from support.tellings import batches, telling

import jiyuan_news as jn
from jiyuan_news import vocabulary
from jiyuan_news.merging import clusters, evidence, places, tellings
from jiyuan_news.merging.meetings import _content, _length

CASES = json.loads((Path(__file__).parent / "cases" / "merging.json").read_text("utf-8"))
WORDS = vocabulary.load("identity")
Told = list[tuple[jn.Meeting, jn.Article]]


def merged(told: Told, articles: Iterable[jn.Article] | None = None) -> list[jn.Meeting]:
    return jn.merge_meetings(
        [meeting for meeting, _ in told], [a for _, a in told] if articles is None else articles
    )


def every(meetings: Iterable[jn.Meeting]) -> list[jn.Meeting]:
    """All tellings, as read."""
    return [
        attrs.evolve(one, article_ids=one.article_ids[:1], aliases=(), tellings=())
        for meeting in meetings
        for one in (meeting, *meeting.tellings)
    ]


# -- labelled pairs


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_labelled_pairs(case: dict[str, Any]) -> None:
    told = [telling(case[key]) for key in ("a", "b", "c") if key in case]
    found = merged(told)
    wanted = case["gatherings"]
    assert len(found) == wanted, case["why"]
    assert merged(told[::-1]) == found
    if len(told) == 2:
        a, b = (tellings.telling(*one) for one in told)
        assert bool(evidence.strength(a, b)) == (wanted == 1)


def test_the_cases_are_many_and_of_both_kinds() -> None:
    counts = [case["gatherings"] for case in CASES if "c" not in case]
    assert counts.count(1) >= 15
    assert counts.count(2) >= 15
    assert len({case["name"] for case in CASES}) == len(CASES)


# -- properties


@given(batches(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(told: Told, chance: random.Random) -> None:
    shuffled = told.copy()
    chance.shuffle(shuffled)
    assert merged(shuffled) == merged(told)
    articles = [article for _, article in told]
    assert jn.merge_articles([article for _, article in shuffled]) == jn.merge_articles(articles)


@given(batches())
def test_merging_what_was_merged_changes_nothing(told: Told) -> None:
    once = merged(told)
    articles = [article for _, article in told]
    assert jn.merge_meetings(once, articles) == once
    assert jn.merge_meetings([*once, *once], articles) == once
    kept = jn.merge_articles(articles)
    assert jn.merge_articles(kept) == kept
    assert jn.merge_meetings(once, kept) == once


@given(batches(), batches())
def test_batches_give_what_all_at_once_gives(first: Told, second: Told) -> None:
    before = jn.merge_articles(article for _, article in first)
    articles = [*before, *[article for _, article in second]]
    meetings = [*merged(first), *[meeting for meeting, _ in second]]
    assert jn.merge_articles(articles) == jn.merge_articles(article for _, article in first + second)
    assert jn.merge_meetings(meetings, articles) == merged(first + second)


@given(batches())
def test_nothing_of_a_telling_is_lost(told: Told) -> None:
    found = merged(told)
    assert {(one.id, _content(one)) for one in every(found)} == {
        (meeting.id, _content(meeting)) for meeting, _ in told
    }
    given = [meeting for meeting, _ in told]
    assert all(one in given for one in every(found)), "each as it was read"


@given(batches())
def test_every_id_and_article_is_found_in_one_record(told: Told) -> None:
    found = merged(told)
    ids = [id for meeting in found for id in (meeting.id, *meeting.aliases)]
    assert sorted(ids) == sorted({meeting.id for meeting, _ in told})
    for meeting in found:
        inside = [meeting, *meeting.tellings]
        assert set(meeting.article_ids) == {one.article_ids[0] for one in inside}
        assert len(set(meeting.article_ids)) == len(meeting.article_ids)
        assert set(meeting.aliases) == {one.id for one in inside} - {meeting.id}


@given(batches())
def test_no_record_holds_tellings_that_contradict_each_other(told: Told) -> None:
    articles = {article.id: article for article in jn.merge_articles(article for _, article in told)}
    for meeting in merged(told):
        best: dict[str, jn.Meeting] = {}
        for one in (meeting, *meeting.tellings):
            best.setdefault(one.id, one)
        compared = [
            tellings.telling(attrs.evolve(one, tellings=()), articles[one.article_ids[0]])
            for one in best.values()
        ]
        assert not any(evidence.contradict(a, b) for a, b in combinations(compared, 2))


@given(batches())
def test_the_richest_telling_stays_whole(told: Told) -> None:
    reports = {article.id for _, article in told if article.kind == "report"}
    for meeting in merged(told):
        best = {one.id: one for one in reversed([meeting, *meeting.tellings])}
        ranks = {id: (one.article_ids[0] not in reports, -_length(one), id) for id, one in best.items()}
        assert min(ranks.values())[2] == meeting.id


@given(batches(2))
def test_evidence_is_the_same_from_both_sides_and_what_is_paired_by(told: Told) -> None:
    """A pair that merges shares a key and a sign: so leaving out the others loses nothing."""
    compared = [tellings.telling(meeting, article) for meeting, article in told]
    for a, b in combinations(compared, 2):
        assert evidence.strength(a, b) == evidence.strength(b, a)
        assert evidence.contradict(a, b) == evidence.contradict(b, a)
        if evidence.strength(a, b):
            assert not evidence.contradict(a, b)
            assert set(a.keys()) & set(b.keys())
            assert set(a.signs()) & set(b.signs())


@given(st.lists(records(jn.Meeting), max_size=4), st.lists(records(jn.Article), max_size=3))
def test_any_records_can_be_merged(meetings: list[jn.Meeting], articles: list[jn.Article]) -> None:
    found = jn.merge_meetings(meetings, articles)
    ids = [meeting.id for meeting in found]
    assert len(set(ids)) == len(ids)
    assert {meeting.id for meeting in meetings} <= {
        id for one in found for id in (one.id, *[t.id for t in one.tellings])
    }


# -- copies


def copies(told: dict[str, Any], *changes: dict[str, Any]) -> Told:
    """Copies of one article on several pages, each with its changes."""
    return [telling({**told, "article": "copied", "page": at, **one}) for at, one in enumerate(changes)]


PLAIN = {
    "day": "2021-08-20",
    "sessions": [["县委常委会会议", "standing-committee", "县委"]],
    "chair": ["林一"],
}


def test_of_copies_that_say_the_same_one_stays_alone() -> None:
    told = copies(PLAIN, {"doubtful": ["/date"]}, {}, {})
    (found,) = merged(told)
    assert found in [told[1][0], told[2][0]], "as read, without doubts"


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"speak": ["苏二"]}, {"doubtful": ["/date"], "speak": ["苏二", "贺三"]}),
        ({"day": "2021-08-20"}, {"day": "2021-08-20?", "speak": ["苏二"]}),
        ({"day": "2021-08-20?"}, {"day": "XXXX-08-20"}),
        ({"day": "XXXX-08-20"}, {"day": None}),
        ({"speak": ["苏二"]}, {}),
    ],
)
def test_of_copies_that_differ_the_better_stays_and_has_the_other(
    better: dict[str, Any], worse: dict[str, Any]
) -> None:
    for changes in ((better, worse), (worse, better)):
        told = copies(PLAIN, *changes)
        first, second = (told[changes.index(one)][0] for one in (better, worse))
        assert merged(told) == [attrs.evolve(first, tellings=(second,))]


HEADLINE = jn.Headline("main", "县委召开常委会会议", jn.Span(0, 9))


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"kind": "report", "doubtful": ("/text",)}, {"kind": "teaser"}),
        ({"headlines": ()}, {"doubtful": ("/text",), "date_published": dt.date(2021, 8, 21)}),
        ({"date_published": dt.date(2021, 8, 21)}, {"headlines": (HEADLINE,)}),
        ({"headlines": (HEADLINE,)}, {}),
        ({"credit": "云泽网"}, {}),
    ],
)
def test_the_best_copy_of_an_article_stays(better: dict[str, Any], worse: dict[str, Any]) -> None:
    for changes in ((better, worse), (worse, better)):
        told = [
            attrs.evolve(article, **one)
            for (_, article), one in zip(copies(PLAIN, {}, {}), changes, strict=True)
        ]
        assert jn.merge_articles(told) == [told[changes.index(better)]]


def test_an_article_has_the_meetings_of_all_its_copies() -> None:
    (_, first), (_, second) = copies(PLAIN, {}, {})
    told = [
        attrs.evolve(first, kind="report"),
        attrs.evolve(second, kind="teaser", meeting_ids=("m1-2", "m1-1")),
    ]
    (found,) = jn.merge_articles(told)
    assert found == attrs.evolve(told[0], meeting_ids=(*first.meeting_ids, "m1-1", "m1-2"))


# -- read from pages


LINES = (
    "济源网讯（记者 简一）3月1日，县图书馆新馆开放。",
    "推荐阅读8月20日，市政协主席符远山主持召开市政协党组（扩大）会议暨十届五十七次主席会议。",
    "2021-08-218月19日，市城乡规划委员会召开2021年第三次办公会议，庄远出席会议并讲话。",
    "2021-08-20",
)
REPORT = (
    "济源网讯（记者 简一）8月20日，市政协主席符远山主持召开市政协党组（扩大）会议暨十届五十七次主席会议，"
    "听取乡村教育情况汇报。市政协副主席连成出席会议。"
)


def joined(*pages: jn.Page) -> list[jn.Meeting]:
    articles = [article for page in pages for article in page.articles]
    return jn.merge_meetings([meeting for page in pages for meeting in page.meetings], articles)


def test_a_disguised_page_adds_nothing_to_the_clean_one() -> None:
    clean = "\n".join(LINES)
    pages = [jn.parse(clean), *(jn.parse(cloak(clean, level)) for level in (-1, 4, 13))]
    assert len({page.source.sha256 for page in pages}) == 4
    assert {tuple(meeting.id for meeting in page.meetings) for page in pages} == {
        tuple(meeting.id for meeting in pages[0].meetings)
    }
    found = joined(*pages)
    assert len(found) == len(pages[0].meetings) == 2
    assert not any(meeting.tellings or meeting.aliases for meeting in found)


def test_an_item_of_a_list_and_its_report_are_one_meeting() -> None:
    listed = jn.parse("\n".join(LINES))
    report = jn.parse(REPORT, url="https://example.org/202108/21/c_1.html")
    other, meeting = joined(listed, report)
    assert other == listed.meetings[1]
    assert meeting == attrs.evolve(
        report.meetings[0],
        article_ids=(*report.meetings[0].article_ids, *listed.meetings[0].article_ids),
        aliases=(listed.meetings[0].id,),
        tellings=(listed.meetings[0],),
    )
    unsure = jn.parse(REPORT)
    assert unsure.meetings[0].date is not None
    assert unsure.meetings[0].date.edtf == "XXXX-08-20"
    assert [len(one.article_ids) for one in joined(unsure, listed)] == [1, 2]


# -- groups


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, list[list[tuple[int, int]]], set[tuple[int, int]]]:
    size = draw(st.integers(1, 8))
    pairs = list(combinations(range(size), 2))
    if not pairs:
        return size, [[], []], set()
    against = draw(st.sets(st.sampled_from(pairs), max_size=6))
    edges = st.lists(st.sampled_from(pairs), max_size=10, unique=True)
    return size, [[p for p in draw(edges) if p not in against] for _ in range(2)], against


@given(graphs(), st.randoms(use_true_random=False))
@settings(max_examples=200)
def test_groups_are_consistent_and_do_not_depend_on_numbering(
    graph: tuple[int, list[list[tuple[int, int]]], set[tuple[int, int]]], chance: random.Random
) -> None:
    size, tiers, against = graph
    groups = clusters.clustered(size, tiers, lambda a, b: (min(a, b), max(a, b)) in against)
    assert sorted(index for group in groups for index in group) == list(range(size))
    assert not any(pair in against for group in groups for pair in combinations(sorted(group), 2))
    other = list(range(size))
    chance.shuffle(other)
    renamed = [[tuple(sorted((other[a], other[b]))) for a, b in tier] for tier in tiers]
    back = {new: old for old, new in enumerate(other)}
    again = clusters.clustered(
        size,
        renamed,  # type: ignore[arg-type]
        lambda a, b: (min(back[a], back[b]), max(back[a], back[b])) in against,
    )
    assert {frozenset(back[index] for index in group) for group in again} == set(map(frozenset, groups))


def test_what_fits_two_that_contradict_each_other_is_joined_to_neither() -> None:
    groups = clusters.clustered(3, [[(0, 1), (1, 2)]], lambda a, b: {a, b} == {0, 2})
    assert groups == [[0], [1], [2]]


def test_stronger_evidence_decides() -> None:
    groups = clusters.clustered(3, [[(0, 1)], [(1, 2)]], lambda a, b: {a, b} == {0, 2})
    assert groups == [[0, 1], [2]]


def test_what_was_in_doubt_is_not_joined_by_weaker_evidence() -> None:
    """1 fits 0 and 2, which contradict each other; that it fits 3 too, which goes with 0, decides nothing."""
    groups = clusters.clustered(4, [[(0, 1), (1, 2), (0, 3)], [(1, 3)]], lambda a, b: {a, b} == {0, 2})
    assert groups == [[0, 3], [1], [2]]


def test_a_contradiction_does_not_keep_others_out() -> None:
    groups = clusters.clustered(4, [[(0, 1)], [(0, 2), (1, 3)]], lambda a, b: {a, b} == {0, 3})
    assert groups == [[0, 1, 2], [3]]


def test_a_chain_whose_ends_contradict_each_other_is_not_joined() -> None:
    groups = clusters.clustered(4, [[(0, 1), (1, 2), (2, 3)]], lambda a, b: {a, b} == {0, 3})
    assert groups == [[0], [1], [2], [3]]


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 3)), max_size=40))
def test_a_crowd_is_paired_by_signs_and_no_pair_comes_twice(things: list[tuple[int, int]]) -> None:
    found = list(clusters.paired([[key] for key, _ in things], lambda index: [things[index][1]]))
    assert len(set(found)) == len(found)
    wanted = {(a, b) for a, b in combinations(range(len(things)), 2) if things[a] == things[b]}
    assert wanted <= set(found)
    assert all(things[a][0] == things[b][0] for a, b in found)


# -- words


@pytest.mark.parametrize("entry", WORDS["short"], ids=lambda entry: entry["pattern"])
def test_bodies_are_shortened(entry: dict[str, Any]) -> None:
    for full, short in entry["examples"]:
        assert places.short(full) == short
    for name in entry["counterexamples"]:
        assert places.short(name) == name


@pytest.mark.parametrize("level", WORDS["level"], ids=lambda level: level["words"][0])
def test_places_are_told_from_relative_names(level: dict[str, Any]) -> None:
    for name, place in level["examples"]:
        head = places.head(name + "委")
        assert (head.place, head.unique, head.rank) == ((place,), level["unique"], level.get("rank"))
    for name in level["counterexamples"]:
        assert places.head(name).place == ()


def test_general_words_say_nothing_of_a_meeting() -> None:
    general = sorted(WORDS["general"]["words"], key=len, reverse=True)
    for names, enough in ((WORDS["general"]["examples"], False), (WORDS["general"]["counterexamples"], True)):
        for name in names:
            for word in general:
                name = name.replace(word, "")
            assert (len(name) >= 2) == enough


def test_outlets_that_show_a_place_are_told_from_others() -> None:
    for outlet in WORDS["outlets"]["examples"]:
        assert places.local_outlet(outlet) == outlet
    for outlet in (*WORDS["outlets"]["counterexamples"], *WORDS["outlets"]["everywhere"]):
        assert places.local_outlet(outlet) is None


@pytest.mark.parametrize(
    ("name", "place", "relative"),
    [
        ("绥榆市莲塘坳区政府", ("绥榆", "莲塘坳"), "区政府"),
        ("弄朗瑶族自治县人大", ("弄朗瑶族",), "县人大"),
        ("济源市市委", ("济源",), "市委"),
        ("槐溆县农业农村局乡村振兴会", ("槐溆",), "县农业农村局乡村振兴会"),
        ("云泽市安全生产市场整治会", ("云泽",), "市安全生产市场整治会"),
        ("市城乡规划委员会", (), "市城乡规划委员会"),
        ("示范区党工委", (), "示范区党工委"),
        ("全县防汛会", (), "全县防汛会"),
    ],
)
def test_the_place_is_held_apart(name: str, place: tuple[str, ...], relative: str) -> None:
    head = places.head(name)
    assert (head.place, head.relative) == (place, relative)
