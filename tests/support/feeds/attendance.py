"""Who took part in a meeting, and how."""

from __future__ import annotations

from hypothesis import strategies as st
from support.feeds import words
from support.feeds.people import bare_names, group, led_names, official, officials
from support.feeds.scene import Scene
from support.feeds.templates import either, on
from support.feeds.told import Sat, Told, joined, marked


@st.composite
def chairing(draw: st.DrawFn, scene: Scene) -> Told:
    """Who presides."""
    way = draw(st.sampled_from(("presides", "presides_and_speaks", "presided_by", "presides_for")))
    if way == "presides_for" and on("presides_for"):
        absent = draw(official(scene, "delegating"))
        return "受" + absent + "委托，" + draw(official(scene, "chair")) + "主持会议。"
    if way == "presided_by" and on("presided_by"):
        return "会议由" + draw(official(scene, "chair")) + "主持。"
    if way == "presides_and_speaks":
        return draw(official(scene, "chair", "speaker")) + "主持会议并讲话。"
    return draw(official(scene, "chair")) + "主持会议。"


_ATTENDS = {
    "出席会议": ("attendee",),
    "参加会议": ("attendee",),
    "列席会议": ("observer",),
    "应邀出席会议": ("attendee", "guest"),
    "应邀列席会议": ("observer", "guest"),
    "在研究相关议题时列席会议": ("observer",),
}


def _people(scene: Scene, *roles: str) -> st.SearchStrategy[Told]:
    return either(
        officials=officials(scene, *roles),
        led_names=led_names(scene, *roles),
        bare_names=bare_names(scene, *roles),
    )


@st.composite
def _groups(draw: st.DrawFn, scene: Scene, *roles: str) -> Told:
    """One group, or two parted by a comma."""
    count = draw(st.integers(1, 2))
    return joined([draw(group(scene, *roles, alone=count == 1)) for _ in range(count)], "，")


@st.composite
def _people_and_groups(draw: st.DrawFn, scene: Scene, *roles: str) -> Told:
    """Persons and a group, joined by a comma or a word."""
    joint = draw(st.sampled_from(("，", "及", "和")))
    who = official(scene, *roles, odd=on("odd_names_and_groups"))
    if joint == "，" or on("names_and_groups"):
        who = _people(scene, *roles)
    return draw(who) + joint + draw(group(scene, *roles, alone=False))


@st.composite
def _and_others(draw: st.DrawFn, scene: Scene, *roles: str) -> Told:
    odd = on("odd_names_and_groups")
    return (
        draw(officials(scene, *roles, odd=odd))
        + "等"
        + draw(st.sampled_from(("", f"{scene.place.mark}领导")))
    )


@st.composite
def attending(draw: st.DrawFn, scene: Scene) -> Told:
    """`甲、乙出席会议。`, with one or two lists."""
    pieces = []
    for phrase in draw(st.lists(st.sampled_from(list(_ATTENDS)), min_size=1, max_size=2, unique=True)):
        roles = _ATTENDS[phrase]
        who = draw(
            either(
                people=_people(scene, *roles),
                groups=_groups(scene, *roles),
                people_and_groups=_people_and_groups(scene, *roles),
                and_others=_and_others(scene, *roles),
            )
        )
        pieces.append(who + phrase)
    return joined(pieces, draw(st.sampled_from("，；")) if on("two_lists_with_a_semicolon") else "，") + "。"


@st.composite
def speaking(draw: st.DrawFn, scene: Scene) -> Told:
    """Who spoke, where the text has none of the words."""
    topic = draw(st.sampled_from(words.TOPICS))
    one = {
        "作工作部署": (), "致辞": (), "作表态发言": (), f"作{topic}工作汇报": (), "出席会议并讲话": ("attendee",),
        f"就{topic}工作作说明": (), "应邀作专题辅导": ("guest",),
    }  # fmt: skip
    several = {"分别作交流发言": (), "先后发言": (), "作表态发言": ()}
    way = draw(st.sampled_from(("one", "one", "several", "group")))
    if way == "group" and on("group_speaks"):
        phrase = draw(st.sampled_from(("作表态发言", "作工作汇报", "作了交流发言")))
        return draw(group(scene, "speaker")) + phrase + "。"
    if way == "several" and on("several_speak"):
        told = draw(officials(scene, "speaker")) + draw(st.sampled_from(list(several))) + "。"
        scene.last = None
        return told
    phrase = draw(st.sampled_from(list(one)))
    return draw(official(scene, "speaker", *one[phrase])) + phrase + "。"


@st.composite
def several_at_once(draw: st.DrawFn, scene: Scene) -> Told:
    """`甲主持会议，乙作工作部署，丙、丁出席会议。`: a role for each clause."""
    told = draw(official(scene, "chair")) + "主持会议，" + draw(official(scene, "speaker")) + "作工作部署，"
    return told + draw(officials(scene, "attendee")) + "出席会议。"


@st.composite
def halls(draw: st.DrawFn, scene: Scene) -> Told:
    """`甲在主会场参加会议。乙在分会场参加会议。`"""
    main, branch = marked("主会场", Sat("main")), marked("分会场", Sat("branch"))
    told = draw(group(scene, "attendee")) + "在" + main + "参加会议。"
    return told + draw(group(scene, "attendee")) + "在" + branch + "参加会议。"
