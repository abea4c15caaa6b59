"""The meetings of the standing bodies of a place, by name."""

from __future__ import annotations

from hypothesis import strategies as st
from support.feeds import words
from support.feeds.numbers import chinese, numbers, terms
from support.feeds.sessions import Session, session_of
from support.feeds.templates import on
from support.feeds.words import Place


@st.composite
def enlarging(draw: st.DrawFn) -> str:
    """`（扩大）`, 扩大 or nothing, before the last noun of a name."""
    return draw(st.sampled_from(("", "", "（扩大）", "扩大")))


@st.composite
def standing_committee(draw: st.DrawFn, place: Place) -> Session:
    p, enlarged = place.mark, draw(enlarging())
    return session_of(
        f"{p}委", f"常委会{enlarged}会议", "standing-committee", f"{p}委常委会", enlarged=bool(enlarged)
    )


@st.composite
def congress_committee(draw: st.DrawFn, place: Place) -> Session:
    p, number = place.mark, draw(numbers())
    body = f"{p}人大常委会"
    if draw(st.booleans()):
        term = draw(terms())
        name = f"{p}{term.written}人大常委会第{number.written}次会议"
        return session_of("", name, "standing-committee", body, term=term.value, ordinal=number.value)
    return session_of(body, f"第{number.written}次会议", "standing-committee", body, ordinal=number.value)


@st.composite
def conference_committee(draw: st.DrawFn, place: Place) -> Session:
    p, term, number = place.mark, draw(terms()), draw(numbers())
    name = f"{p}政协{term.written}常委会第{number.written}次会议"
    return session_of("", name, "standing-committee", f"{p}政协常委会", term=term.value, ordinal=number.value)


@st.composite
def executive(draw: st.DrawFn, place: Place) -> Session:
    p, number = place.mark, draw(numbers())
    if draw(st.booleans()):
        term = draw(terms())
        name = f"{p}{term.written}政府第{number.written}次常务会议"
        return session_of("", name, "executive", f"{p}政府", term=term.value, ordinal=number.value)
    year = draw(st.none() | st.integers(2019, 2026))
    counted = f"{year}年第{number.written}次" if year else f"第{number.written}次"
    return session_of(
        f"{p}政府", f"{counted}常务会议", "executive", f"{p}政府", year=year, ordinal=number.value
    )


@st.composite
def chairpersons(draw: st.DrawFn, place: Place) -> Session:
    p, number, term = place.mark, draw(numbers()), draw(terms())
    way = draw(st.integers(0, 2))
    if way == 0:
        rest = f"{term.written}{number.written}次主席会议"
        return session_of(f"{p}政协", rest, "chairpersons", f"{p}政协", term=term.value, ordinal=number.value)
    body = f"{p}人大常委会"
    if way == 1:
        return session_of(body, f"第{number.written}次主任会议", "chairpersons", body, ordinal=number.value)
    name = f"{p}{term.written}人大常委会第{number.written}次主任会议"
    return session_of("", name, "chairpersons", body, term=term.value, ordinal=number.value)


@st.composite
def party_group(draw: st.DrawFn, place: Place) -> Session:
    body = place.mark + draw(st.sampled_from(("政协", "政府", "人大常委会")))
    enlarged = draw(enlarging())
    return session_of(body, f"党组{enlarged}会议", "party-group", f"{body}党组", enlarged=bool(enlarged))


@st.composite
def party_committee(draw: st.DrawFn, place: Place) -> Session:
    body = f"{place.zone}党工委" if place.zone else f"{draw(st.sampled_from(words.TOWNS))}党委"
    if draw(st.booleans()):
        enlarged = draw(st.sampled_from(("（扩大）", "扩大")))
        return session_of("", f"{body}{enlarged}会议", "party-committee", body, enlarged=True)
    return session_of(body, "委员会议", "party-committee", body)


@st.composite
def plenary(draw: st.DrawFn, place: Place) -> Session:
    p, number = place.mark, draw(numbers(20))
    if draw(st.booleans()):
        term = draw(terms())
        rest = f"{term.written}{chinese(number.value)}次全会"
        return session_of(f"{p}委", rest, "plenary", f"{p}委", term=term.value, ordinal=number.value)
    return session_of(
        f"{p}政府", f"第{number.written}次全体会议", "plenary", f"{p}政府", ordinal=number.value
    )


@st.composite
def congress(draw: st.DrawFn, place: Place) -> Session:
    p, number, term = place.mark, draw(numbers(9)), draw(terms())
    name = f"{p}{term.written}人大{chinese(number.value)}次会议"
    return session_of("", name, "congress", f"{p}人大", term=term.value, ordinal=number.value)


@st.composite
def office(draw: st.DrawFn, place: Place) -> Session:
    bodies = [(f"{place.mark}城乡规划委员会", "办公会议"), (f"{place.mark}政府", f"{place.mark}长办公会议")]
    if place.zone:
        bodies.append((f"{place.zone}管委会", "主任办公会议"))
    body, noun = draw(st.sampled_from(bodies))
    year, number = draw(st.integers(2019, 2026)), draw(numbers())
    rest = f"{year}年第{number.written}次{noun}"
    return session_of(body, rest, "office", body, year=year, ordinal=number.value)


@st.composite
def committee(draw: st.DrawFn, place: Place) -> Session:
    p = place.mark
    body = draw(
        st.sampled_from(
            (f"{p}委财经委员会", f"{p}城乡规划委员会", f"{p}委全面深化改革委员会", f"{p}委巡察工作领导小组")
        )
    )
    year = draw(st.none() | st.integers(2019, 2026))
    whole = year is None or on("years_and_zeros")
    number = draw(numbers().filter(lambda number: whole or "零" not in number.written))
    rest = (f"{year}年" if year else "") + f"第{number.written}次会议"
    return session_of(body, rest, "committee", body, year=year, ordinal=number.value)


@st.composite
def study(draw: st.DrawFn, place: Place) -> Session:
    body = f"{place.mark}委理论学习中心组"
    if place.zone and draw(st.booleans()):
        body = f"{place.zone}党工委（{place.mark}委）理论学习中心组"
    noun = draw(st.sampled_from(("集体学习会", "集体学习会议", "学习会")))
    if draw(st.booleans()):
        year, number = draw(st.integers(2019, 2026)), draw(numbers(12))
        rest = f"{year}年第{number.written}次{noun}"
        return session_of(body, rest, "study", body, year=year, ordinal=number.value)
    return session_of(body, noun, "study", body)


@st.composite
def democratic_life(draw: st.DrawFn, place: Place) -> Session:
    body = place.mark + draw(st.sampled_from(("委常委会", "政府党组", "政协党组")))
    noun = draw(st.sampled_from(("专题民主生活会", "民主生活会")))
    return session_of(body, noun, "democratic-life", body)
