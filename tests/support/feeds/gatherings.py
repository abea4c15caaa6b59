"""What a gathering is: one meeting, or two that 暨 joins."""

from __future__ import annotations

from hypothesis import strategies as st
from support.feeds import bodies, sessions, words
from support.feeds.bodies import enlarging
from support.feeds.numbers import numbers, terms
from support.feeds.templates import either
from support.feeds.told import Held, Told, marked
from support.feeds.words import Place


def single(place: Place) -> st.SearchStrategy[sessions.Session]:
    """One meeting."""
    return either(
        about_something=sessions.about_something(place),
        standing_committee=bodies.standing_committee(place),
        congress_committee=bodies.congress_committee(place),
        conference_committee=bodies.conference_committee(place),
        executive=bodies.executive(place),
        chairpersons=bodies.chairpersons(place),
        party_group=bodies.party_group(place),
        party_committee=bodies.party_committee(place),
        plenary=bodies.plenary(place),
        congress=bodies.congress(place),
        office=bodies.office(place),
        committee=bodies.committee(place),
        study=bodies.study(place),
        democratic_life=bodies.democratic_life(place),
    )


# -- two in one gathering


@st.composite
def _group_and_chairpersons(draw: st.DrawFn, place: Place) -> Told:
    """市政协党组（扩大）会议暨十届五十七次主席会议: the second takes the body that holds such a meeting."""
    p, term, number, enlarged = place.mark, draw(terms()), draw(numbers()), draw(enlarging())
    first = Held(f"{p}政协党组{enlarged}会议", "party-group", f"{p}政协党组", enlarged=bool(enlarged))
    rest = f"{term.written}{number.written}次主席会议"
    second = Held(f"{p}政协{rest}", "chairpersons", f"{p}政协", term.value, None, number.value)
    return marked(first.name, first) + "暨" + marked(rest, second)


@st.composite
def _group_and_executive(draw: st.DrawFn, place: Place) -> Told:
    """市政府党组（扩大）会议暨市十五届政府第12次常务会议: each has its own body."""
    p, term, number, enlarged = place.mark, draw(terms()), draw(numbers()), draw(enlarging())
    first = Held(f"{p}政府党组{enlarged}会议", "party-group", f"{p}政府党组", enlarged=bool(enlarged))
    name = f"{p}{term.written}政府第{number.written}次常务会议"
    second = Held(name, "executive", f"{p}政府", term.value, None, number.value)
    return marked(first.name, first) + "暨" + marked(name, second)


@st.composite
def _zone_and_committee(draw: st.DrawFn, place: Place) -> Told:
    """示范区党工委委员会议暨市委常委会（扩大）会议."""
    p, body, enlarged = place.mark, f"{place.zone or '开发区'}党工委", draw(enlarging())
    first = Held(f"{body}委员会议", "party-committee", body)
    second = Held(f"{p}委常委会{enlarged}会议", "standing-committee", f"{p}委常委会", enlarged=bool(enlarged))
    return marked(first.name, first) + "暨" + marked(second.name, second)


@st.composite
def _study_and_committee(draw: st.DrawFn, place: Place) -> Told:
    """经开区党工委理论学习中心组学习会暨党工委（扩大）会议: the second takes its place from the first."""
    zone = place.zone or "开发区"
    body = f"{zone}党工委"
    first = Held(
        f"{body}理论学习中心组{draw(st.sampled_from(('学习会', '集体学习会')))}",
        "study",
        f"{body}理论学习中心组",
    )
    second = Held(f"{body}（扩大）会议", "party-committee", body, enlarged=True)
    return marked(first.name, first) + "暨" + marked(second.name.removeprefix(zone), second)


@st.composite
def _two_conveners(draw: st.DrawFn, place: Place) -> Told:
    """示范区党工委暨市委营商环境建设动员会: 暨 between two conveners is one meeting."""
    conveners = f"{place.zone or '开发区'}党工委暨{place.mark}委"
    kind = draw(st.sampled_from(("mobilisation", "advance", "work")))
    name = conveners + draw(st.sampled_from(words.TOPICS)) + draw(st.sampled_from(sessions.NOUNS[kind]))
    return marked(name, Held(name, kind, conveners))


def pairs(place: Place) -> st.SearchStrategy[Told]:
    """Names with 暨."""
    return either(
        group_and_chairpersons=_group_and_chairpersons(place),
        group_and_executive=_group_and_executive(place),
        zone_and_committee=_zone_and_committee(place),
        study_and_committee=_study_and_committee(place),
        two_conveners=_two_conveners(place),
    )
