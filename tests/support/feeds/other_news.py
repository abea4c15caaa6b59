"""News of which no meeting is read: tours, campaigns, meetings of others, meetings that are planned or only named."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st
from support.feeds import words
from support.feeds.days import datelines
from support.feeds.people import new_names
from support.feeds.scene import Scene, chains
from support.feeds.templates import either, on
from support.feeds.told import Told


@st.composite
def _tour(draw: st.DrawFn, scene: Scene, when: Told) -> list[Told]:
    """Its people are in no record: a tour is no meeting."""
    chain, name = draw(chains(scene)), draw(new_names(scene))
    town, topic = draw(st.sampled_from(words.TOWNS)), draw(st.sampled_from(words.TOPICS))
    lead = when + f"，{chain.written}{name.name}到{town}调研{topic}工作。"
    return [lead, Told(f"{name.name}强调，{draw(st.sampled_from(words.SPEECH))}")]


@st.composite
def _tour_in_a_line(draw: st.DrawFn, scene: Scene, when: Told) -> list[Told]:
    lead, _ = draw(_tour(scene, when))
    return [lead]


@st.composite
def _campaign(draw: st.DrawFn, scene: Scene, when: Told) -> list[Told]:
    bureau, town = draw(st.sampled_from(words.BUREAUS)), draw(st.sampled_from(words.TOWNS))
    plain = not when.text.endswith("旬") or on("thirds_after_a_reason")
    reason = draw(st.sampled_from(("", *["为规范林草种苗市场，"] * plain)))
    return [reason + when + f"，{scene.place.name}{bureau}在{town}开展了普法宣传活动。"]


def _exhibition(scene: Scene, when: Told) -> st.SearchStrategy[list[Told]]:
    p = scene.place.mark
    return st.just([when + f"，{p}科协、{p}教育学会联合举办青少年科技作品展，吸引众多学生参观。"])


@st.composite
def _watched(draw: st.DrawFn, scene: Scene, when: Told) -> list[Told]:
    return [when + f"，{scene.place.name}组织收听收看{draw(st.sampled_from(words.SUPERIORS))}。"]


@st.composite
def _document(draw: st.DrawFn, scene: Scene, when: Told) -> list[Told]:
    topic = draw(st.sampled_from(words.TOPICS))
    return [
        when + f"，{scene.place.mark}政府办公室印发《关于召开{scene.place.whole}{topic}工作会议的通知》。"
    ]


def _planned(scene: Scene, when: Told) -> st.SearchStrategy[list[Told]]:
    place = scene.place
    return st.just([when + f"，记者从{place.mark}政府获悉，{place.whole}科技创新大会将于下月召开。"])


@st.composite
def _season(draw: st.DrawFn, when: Told) -> list[Told]:
    lines = ("霜降时节，万亩冬桃挂满枝头，前来采摘的游客络绎不绝。", "秋高气爽，稻谷飘香。", *words.FILLER)
    return [Told(draw(st.sampled_from(lines)))]


@st.composite
def line(draw: st.DrawFn, scene: Scene, day: dt.date, own: dt.date | None) -> Told:
    """One paragraph."""
    when = draw(datelines(day, own))
    (told,) = draw(
        either(
            season=_season(when),
            campaign=_campaign(scene, when),
            exhibition=_exhibition(scene, when),
            tour_in_a_line=_tour_in_a_line(scene, when),
            watched=_watched(scene, when),
            document=_document(scene, when),
            planned=_planned(scene, when),
        )
    )
    return told


@st.composite
def paragraphs(draw: st.DrawFn, scene: Scene, day: dt.date, own: dt.date | None) -> list[Told]:
    """A body."""
    when = draw(datelines(day, own))
    return draw(
        either(campaign=_campaign(scene, when), tour=_tour(scene, when), watched=_watched(scene, when))
    )
