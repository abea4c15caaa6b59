"""Readouts: the news of a meeting, from its opening to its last paragraph."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st
from support.feeds import agenda, sessions, speeches, words
from support.feeds.attendance import attending, chairing, halls, several_at_once, speaking
from support.feeds.names import han_names
from support.feeds.openings import opening, with_mode
from support.feeds.scene import Scene
from support.feeds.templates import either, on
from support.feeds.told import Mode, Sat, Told, marked


@st.composite
def _form(draw: st.DrawFn, scene: Scene) -> list[Told]:
    """`会议以视频形式召开，在甲设主会场，在乙设分会场。`"""
    told = draw(
        either(
            video_form=st.just(marked("会议以视频形式召开", Mode("video"))),
            telephone_form=st.just(marked("会议以电视电话会议形式召开", Mode("teleconference"))),
            offline_form=st.just(marked("会议采取线下方式召开", Mode("in-person"))),
        )
    )
    if draw(st.booleans()) and on("main_and_branch"):
        told = told + "，在" + marked(draw(st.sampled_from(words.VENUES)), Sat("main")) + "设主会场"
        told = told + "，在" + marked("各镇、街道", Sat("branch")) + "设分会场"
    return [told + "。"]


@st.composite
def _venue(draw: st.DrawFn, scene: Scene) -> list[Told]:
    return ["会议在" + marked(draw(st.sampled_from(words.VENUES)), Sat("venue")) + "召开。"]


@st.composite
def _elsewhere(draw: st.DrawFn, scene: Scene) -> list[Told]:
    """What a superior said at a meeting of its own is no speech here, and the superior did not attend."""
    name = draw(han_names().filter(lambda name: name not in scene.taken))
    scene.taken.add(name)
    scene.last = None
    return [Told(f"省委书记{name}在全省领导干部会议上强调，{draw(st.sampled_from(words.SPEECH))}")]


@st.composite
def _speech(draw: st.DrawFn, scene: Scene) -> list[Told]:
    """A speech; who does something in the sentence after it ends it."""
    told = draw(speeches.speech(scene))
    if draw(st.integers(0, 4)) == 4 and on("sentence_after_speech"):
        told[-1] = told[-1] + draw(speaking(scene))
    return told


def _alone(strategy: st.SearchStrategy[Told]) -> st.SearchStrategy[list[Told]]:
    return strategy.map(lambda told: [told])


@st.composite
def _rest(draw: st.DrawFn, scene: Scene, lead: Told) -> list[Told]:
    """What follows the first paragraph; where and how is told once."""
    facts = [mark.fact for mark in lead.marks]
    open_ = not any(isinstance(fact, Mode | Sat) for fact in facts)
    found: list[Told] = []
    for _ in range(draw(st.integers(0, 5))):
        parts = {
            "filler": st.sampled_from(words.FILLER).map(lambda line: [Told(line)]),
            "speech": _speech(scene),
            "more_speech": _speech(scene),
            "two_speeches": speeches.two_speeches(scene),
            "attending": _alone(attending(scene)),
            "speaking": _alone(speaking(scene)),
            "agenda_sentence": _alone(agenda.sentence(scene)),
            "report_heard": _alone(agenda.report_heard(scene)),
            "said_elsewhere": _elsewhere(scene),
        }
        if open_:
            parts |= {"form": _form(scene), "venue": _venue(scene), "halls": _alone(halls(scene))}
        told = draw(either(**parts))
        open_ = open_ and not any(isinstance(mark.fact, Mode | Sat) for part in told for mark in part.marks)
        found += told
    return found


@st.composite
def paragraphs(draw: st.DrawFn, scene: Scene, day: dt.date, own: dt.date | None) -> list[Told]:
    """The body of a report about one meeting."""
    lead, others = draw(opening(scene, day, own)), list[Told]()
    follows = draw(st.sampled_from(("nothing", "chair", "chair_speaks", "speaking", "attending", "several")))
    if follows == "chair" and not scene.last:
        lead = lead + draw(chairing(scene))
    elif follows == "chair_speaks" and not scene.last and on("chair_speaks"):
        first, *others = draw(speeches.chair_speaks(scene))
        lead = lead + first
    elif follows == "several" and not scene.last and on("several_at_once"):
        lead = lead + draw(several_at_once(scene))
    elif follows == "speaking":
        lead = lead + draw(speaking(scene))
    elif follows == "attending":
        lead = lead + draw(attending(scene))
    return [lead, *others, *draw(_rest(scene, lead))]


@st.composite
def second(draw: st.DrawFn, scene: Scene, first: set[str]) -> list[Told]:
    """Another gathering of the same article, of another name: `当天下午，示范区推进会召开，…`."""
    opening_word = draw(st.sampled_from(("当天下午，", "当日下午，", "会后，", "随后，")))
    session = draw(
        sessions.about_something(scene.place).filter(lambda session: session.held.name not in first)
    )
    told = opening_word + with_mode(session) + "召开" + draw(agenda.clauses(scene)) + "。"
    if draw(st.booleans()):
        told = told + draw(chairing(scene))
    return [told]


@st.composite
def short(draw: st.DrawFn, scene: Scene, day: dt.date, own: dt.date | None) -> Told:
    """A readout of one paragraph."""
    told = draw(opening(scene, day, own))
    if draw(st.booleans()):
        told = told + draw(speaking(scene) if scene.last else chairing(scene))
    return told


@st.composite
def entry(draw: st.DrawFn, scene: Scene, day: dt.date) -> Told:
    """A readout in a chronicle."""
    told = draw(opening(scene, day, None, plain=True))
    if not scene.last and draw(st.booleans()):
        told = told + draw(chairing(scene))
    return told
