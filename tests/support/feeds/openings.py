"""The sentence that opens a readout: when, who or what met, and what was dealt with."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st
from support.feeds import agenda, gatherings, sessions, words
from support.feeds.days import datelines, plain_day
from support.feeds.people import official
from support.feeds.scene import Scene
from support.feeds.templates import either, on
from support.feeds.told import Mode, Sat, Told, marked


@st.composite
def _names(draw: st.DrawFn, scene: Scene) -> Told:
    """A meeting's name as a whole, or two joined by 暨."""
    if draw(st.integers(0, 4)) == 4:
        return draw(gatherings.pairs(scene.place))
    return with_mode(draw(gatherings.single(scene.place)))


def with_mode(session: sessions.Session, told: Told | None = None) -> Told:
    """A meeting's name, which may tell its mode."""
    told = told or session.whole
    return marked(told, Mode(session.mode)) if session.mode else told


@st.composite
def _chaired(draw: st.DrawFn, scene: Scene) -> Told:
    """`市委书记甲主持召开乙会议`."""
    return draw(official(scene, "chair")) + "主持召开" + draw(_names(scene))


@st.composite
def _chaired_for(draw: st.DrawFn, scene: Scene) -> Told:
    """`受市长甲委托，常务副市长乙主持召开丙会议`."""
    return "受" + draw(official(scene, "delegating")) + "委托，" + draw(_chaired(scene))


@st.composite
def _convened(draw: st.DrawFn, scene: Scene) -> Told:
    """`示范区召开甲会议`."""
    session = draw(gatherings.single(scene.place).filter(lambda session: session.convener))
    between = draw(st.sampled_from(("召开", "召开", "召开了", "举行", "随即召开", "组织召开")))
    return with_mode(session, session.parted(between if on("adverbs_before_held") else "召开"))


@st.composite
def _held(draw: st.DrawFn, scene: Scene) -> Told:
    """`甲会议召开`."""
    return draw(_names(scene)) + draw(st.sampled_from(("召开", "举行")))


@st.composite
def _held_in(draw: st.DrawFn, scene: Scene) -> Told:
    """`甲会议在乙举行`."""
    venue = marked(draw(st.sampled_from(words.VENUES)), Sat("venue"))
    return draw(_names(scene)) + "在" + venue + draw(st.sampled_from(("召开", "举行")))


@st.composite
def _after_watching(draw: st.DrawFn, scene: Scene) -> Told:
    """`示范区在组织收听收看甲会议后，随即召开乙会议`: the first is the superior's."""
    session = draw(sessions.about_something(scene.place).filter(lambda session: session.convener))
    words_between = f"在组织收听收看{draw(st.sampled_from(words.SUPERIORS))}后，随即召开"
    return with_mode(session, session.parted(words_between))


@st.composite
def opening(draw: st.DrawFn, scene: Scene, day: dt.date, own: dt.date | None, plain: bool = False) -> Told:
    """The first sentence: when, who or what, and what was dealt with; `plain` says the day in one way only."""
    when = draw(plain_day(day) if plain else datelines(day, own))
    body = draw(
        either(
            convened=_convened(scene),
            chaired=_chaired(scene),
            held=_held(scene),
            held_in=_held_in(scene),
            chaired_for=_chaired_for(scene),
            after_watching=_after_watching(scene),
        )
    )
    return when + "，" + body + draw(agenda.clauses(scene)) + "。"
