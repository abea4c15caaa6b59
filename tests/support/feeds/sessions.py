"""Meetings by name: what convenes them, and meetings about something."""

from __future__ import annotations

import attrs
from hypothesis import strategies as st
from support.feeds import words
from support.feeds.numbers import chinese, numbers
from support.feeds.templates import on
from support.feeds.told import Held, Told, marked
from support.feeds.words import Place


@attrs.frozen
class Session:
    """A meeting's name. `held` has what the name as a whole says; the convener may be parted from the rest."""

    held: Held
    convener: str = ""
    """What the name begins with and may convene it (`市委召开常委会会议`); empty where nothing may."""
    mode: str | None = None

    @property
    def rest(self) -> str:
        """The name without its convener."""
        return self.held.name.removeprefix(self.convener)

    @property
    def whole(self) -> Told:
        """The name as it stands."""
        return marked(self.held.name, self.held)

    def parted(self, between: str) -> Told:
        """`CONVENER召开REST`: the convener is the organiser, the name has both."""
        assert self.convener
        return marked(self.convener + between + self.rest, attrs.evolve(self.held, organizer=self.convener))


def session_of(convener: str, rest: str, kind: str, organizer: str | None, mode: str | None = None, **numbers: int | bool | None) -> Session:  # fmt: skip
    return Session(Held(convener + rest, kind, organizer, **numbers), convener, mode)  # type: ignore[arg-type]


NOUNS = {
    "dispatch": ("调度会", "调度会议"),
    "advance": ("推进会", "推进会议"),
    "deployment": ("部署会", "工作部署会"),
    "mobilisation": ("动员会", "动员大会", "动员部署会"),
    "work": ("工作会议",),
    "special-topic": ("专题会议", "专题会"),
    "symposium": ("座谈会",),
    "warning-education": ("警示教育会", "警示教育大会"),
    "commendation": ("表彰大会", "总结表彰大会"),
    "press-conference": ("新闻发布会",),
    "joint-conference": ("联席会议",),
    "hearing": ("听证会", "专题协商会"),
    "training": ("培训会", "培训班"),
    "report-meeting": ("报告会", "宣讲会"),
    "other": ("形势分析会", "工作汇报会"),
}


@st.composite
def about_something(draw: st.DrawFn, place: Place) -> Session:
    """`示范区防汛抗旱第七次调度会`, `全市招商引资工作会议`."""
    kind = draw(st.sampled_from([kind for kind in NOUNS if on(kind.replace("-", "_"))]))
    noun, topic = draw(st.sampled_from(NOUNS[kind])), draw(st.sampled_from(words.TOPICS))
    mode, ordinal, counted = None, None, ""
    extra = draw(st.integers(0, 9))
    if extra == 9 and kind in ("dispatch", "advance", "work"):
        noun, mode = f"视频{noun}", "video"
        if kind == "work":
            noun = "工作视频会议"
    elif extra == 8 and kind == "work":
        noun, mode = "工作电视电话会议", "teleconference"
    elif extra == 7 and kind == "advance":
        noun, mode = "现场推进会", "in-person"
    elif extra >= 5 and kind in ("dispatch", "advance", "joint-conference"):
        number = draw(numbers(20))
        counted, ordinal = f"第{number.written}次", number.value
    elif extra == 4 and kind == "mobilisation" and on("rounds"):
        topic = f"第{chinese(draw(st.integers(1, 9)))}轮巡察工作"  # counts the inspections, not the meetings
    rest = topic + counted + noun
    convener = draw(st.sampled_from((place.name, place.whole, f"{place.mark}政府", f"{place.mark}委")))
    if convener == place.whole:
        return session_of("", convener + rest, kind, None, mode, ordinal=ordinal)
    return session_of(convener, rest, kind, convener, mode, ordinal=ordinal)
