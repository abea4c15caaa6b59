"""Readouts: how a meeting is opened, who took part and how, where; and news in which no meeting is held."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st
from support.feeds import agenda, gatherings, sessions, speeches, words
from support.feeds.days import datelines
from support.feeds.people import bare_names, group, led_names, official, officials
from support.feeds.scene import Scene
from support.feeds.templates import either, on
from support.feeds.told import Mode, Sat, Told, joined, marked

# -- openings


@st.composite
def _names(draw: st.DrawFn, scene: Scene) -> Told:
    """A meeting's name as a whole, or two joined by 暨."""
    if draw(st.integers(0, 4)) == 4:
        return draw(gatherings.pairs(scene.place))
    return _with_mode(draw(gatherings.single(scene.place)))


def _with_mode(session: sessions.Session, told: Told | None = None) -> Told:
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
    return _with_mode(session, session.parted(between if on("adverbs_before_held") else "召开"))


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
    return _with_mode(session, session.parted(words_between))


@st.composite
def opening(draw: st.DrawFn, scene: Scene, day: dt.date, own: dt.date | None) -> Told:
    """The first sentence: when, who or what, and what was dealt with."""
    when = draw(datelines(day, own))
    comma = draw(st.sampled_from("，，，")) if when.text[-1] in "日晚午" else "，"
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
    return when + comma + body + draw(agenda.clauses(scene)) + "。"


# -- who took part


@st.composite
def chairing(draw: st.DrawFn, scene: Scene) -> Told:
    """Who presides."""
    way = draw(st.sampled_from(("presides", "presides_and_speaks", "presided_by")))
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
    return joined([draw(group(scene, *roles)) for _ in range(draw(st.integers(1, 2)))], "，")


@st.composite
def _people_and_groups(draw: st.DrawFn, scene: Scene, *roles: str) -> Told:
    """Persons and a group, joined by a comma or a word."""
    joint = draw(st.sampled_from(("，", "及", "和")))
    plain = joint == "，" or on("names_and_groups")
    return (
        draw(_people(scene, *roles) if plain else official(scene, *roles))
        + joint
        + draw(group(scene, *roles))
    )


@st.composite
def _and_others(draw: st.DrawFn, scene: Scene, *roles: str) -> Told:
    return draw(officials(scene, *roles)) + "等" + draw(st.sampled_from(("", f"{scene.place.mark}领导")))


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


# -- where and how


@st.composite
def form(draw: st.DrawFn, scene: Scene) -> Told:
    """`会议以视频形式召开，在甲设主会场，在乙设分会场。`"""
    told = marked("会议以视频形式召开", Mode("video"))
    if draw(st.booleans()) and on("main_and_branch"):
        told = told + "，在" + marked(draw(st.sampled_from(words.VENUES)), Sat("main")) + "设主会场"
        told = told + "，在" + marked("各镇、街道", Sat("branch")) + "设分会场"
    return told + "。"


# -- whole readouts


@st.composite
def paragraphs(draw: st.DrawFn, scene: Scene, day: dt.date, own: dt.date | None) -> list[Told]:
    """The body of a report about one meeting."""
    lead = draw(opening(scene, day, own))
    follows = draw(st.sampled_from(("nothing", "chair", "chair_speaks", "speaking", "attending")))
    if follows == "chair" and not scene.last:
        lead = lead + draw(chairing(scene))
    elif follows == "chair_speaks" and not scene.last and on("chair_speaks"):
        first, *others = draw(speeches.chair_speaks(scene))
        found = [lead + first, *others]
        return found + draw(_rest(scene))
    elif follows == "speaking":
        lead = lead + draw(speaking(scene))
    elif follows == "attending":
        lead = lead + draw(attending(scene))
    return [lead, *draw(_rest(scene))]


@st.composite
def _rest(draw: st.DrawFn, scene: Scene) -> list[Told]:
    """What follows the first paragraph."""
    kinds = ("speech", "speech", "attending", "speaking", "agenda", "heard", "form", "filler", "two_speeches")
    found: list[Told] = []
    seen_form = False
    for kind in draw(st.lists(st.sampled_from(kinds), max_size=5)):
        if kind == "speech":
            told = draw(speeches.speech(scene))
            if draw(st.integers(0, 4)) == 4 and on("sentence_after_speech"):
                told[-1] = told[-1] + draw(speaking(scene))
            found += told
        elif kind == "two_speeches" and on("two_speeches"):
            found += draw(speeches.two_speeches(scene))
        elif kind == "attending":
            found.append(draw(attending(scene)))
        elif kind == "speaking":
            found.append(draw(speaking(scene)))
        elif kind == "agenda" and on("agenda_sentence"):
            found.append(draw(agenda.sentence(scene)))
        elif kind == "heard" and on("report_heard"):
            found.append(draw(agenda.report_heard(scene)))
        elif kind == "form" and on("video_form") and not seen_form:
            found.append(draw(form(scene)))
            seen_form = True
        else:
            found.append(Told(draw(st.sampled_from(words.FILLER))))
    return found


@st.composite
def second(draw: st.DrawFn, scene: Scene, first: set[str]) -> list[Told]:
    """Another gathering of the same article, of another name: `当天下午，示范区推进会召开，…`."""
    opening_word = draw(st.sampled_from(("当天下午，", "当日下午，", "会后，", "随后，")))
    session = draw(
        sessions.about_something(scene.place).filter(lambda session: session.held.name not in first)
    )
    told = opening_word + _with_mode(session) + "召开" + draw(agenda.clauses(scene)) + "。"
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
