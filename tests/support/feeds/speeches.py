"""Who said what."""

from __future__ import annotations

from hypothesis import strategies as st
from support.feeds import words
from support.feeds.numbers import chinese
from support.feeds.people import fits, official
from support.feeds.scene import Chain, Scene, chains
from support.feeds.templates import either, on
from support.feeds.told import Said, Told, Took, joined, marked

_VERBS = ("强调", "指出", "要求", "表示", "说")
_OF_MEETINGS = ("指出", "强调", "要求", "认为")
Paragraphs = list[Told]


@st.composite
def _sentences(draw: st.DrawFn) -> str:
    return "".join(draw(st.lists(st.sampled_from(words.SPEECH), min_size=1, max_size=3, unique=True)))


@st.composite
def _demands(draw: st.DrawFn) -> list[str]:
    """`一要甲。`, `二要乙。` …"""
    found = draw(st.lists(st.sampled_from(words.DEMANDS), min_size=2, max_size=3, unique=True))
    return [f"{chinese(number)}要{words}" for number, words in enumerate(found, 1)]


@st.composite
def _said(draw: st.DrawFn, before: Told | str, speaker: str, kind: str, verbs: tuple[str, ...]) -> Paragraphs:
    """A speech of somebody whose words begin after `before`, as paragraphs."""
    verb = draw(st.sampled_from(verbs))
    fact, opening = Said(speaker, kind, verb), before + Told(verb + draw(st.sampled_from("，，，：")))
    way = draw(st.sampled_from(("sentences", "sentences", "demands", "paragraphs")))
    if way == "demands" and on("demands"):
        mark = draw(st.sampled_from("。；"))
        return [opening + marked(mark.join(draw(_demands())) + "。", fact)]
    if way == "paragraphs" and on("demands_in_paragraphs"):
        first, *others = draw(_demands())
        goes_on = Said(speaker, kind, "")
        return [opening + marked(first + "。", fact), *[marked(other + "。", goes_on) for other in others]]
    return [opening + marked(draw(_sentences()), fact)]


def _by_the_meeting() -> st.SearchStrategy[Paragraphs]:
    """`会议指出，…`."""
    return _said("会议", "会议", "meeting", _OF_MEETINGS)


@st.composite
def _by_somebody_known(draw: st.DrawFn, scene: Scene) -> Paragraphs:
    """`甲指出，…`, `甲在讲话中强调，…`."""
    name = draw(st.sampled_from(scene.known))
    scene.enter(name, leads=True)
    subject = marked(name, Took(name, "person", ("speaker",)))
    if on("in_a_speech"):
        subject = subject + draw(st.sampled_from(("", "", "在讲话中", "最后")))
    return draw(_said(subject, name, "person", _VERBS))


@st.composite
def _by_somebody_known_in_another_post(draw: st.DrawFn, scene: Scene) -> Paragraphs:
    """`市委书记甲指出，…`, where 甲 was named before: the posts of both."""
    old, name = {office.post.label for office in scene.offices}, draw(st.sampled_from(scene.known))

    def is_new(chain: Chain) -> bool:
        return old.isdisjoint(post.label for post in chain.posts) and fits(chain, name)

    chain = draw(chains(scene).filter(is_new))
    scene.enter(name, leads=True)
    subject = chain.written + marked(name, Took(name, "person", ("speaker",), chain.posts, chain.written))
    return draw(_said(subject, name, "person", _VERBS))


@st.composite
def _by_him(draw: st.DrawFn, scene: Scene) -> Paragraphs:
    """`他强调，…`: the last chair or speaker."""
    assert scene.last
    return draw(_said(draw(st.sampled_from(("他", "他还"))), scene.last, "person", _VERBS))


@st.composite
def _by_somebody_new(draw: st.DrawFn, scene: Scene) -> Paragraphs:
    """`市委书记甲指出，…`."""
    subject = draw(official(scene, "speaker"))
    assert scene.last
    return draw(_said(subject, scene.last, "person", _VERBS))


@st.composite
def _by_the_chair(draw: st.DrawFn, scene: Scene) -> Paragraphs:
    """`市委书记甲主持会议并强调，…`."""
    subject = draw(official(scene, "chair", "speaker"))
    assert scene.last
    return draw(_said(subject + "主持会议并", scene.last, "person", ("强调", "指出", "要求")))


@st.composite
def speech(draw: st.DrawFn, scene: Scene) -> Paragraphs:
    """One speech, as the paragraphs that have it."""
    kinds = {"by_the_meeting": _by_the_meeting(), "by_somebody_new": _by_somebody_new(scene)}
    if scene.known:
        kinds["by_somebody_known"] = _by_somebody_known(scene)
        kinds["by_somebody_known_in_another_post"] = _by_somebody_known_in_another_post(scene)
    if scene.last:
        kinds["by_him"] = _by_him(scene)
    return draw(either(**kinds))


def chair_speaks(scene: Scene) -> st.SearchStrategy[Paragraphs]:
    """The chair's speech, where the meeting has no chair yet."""
    return _by_the_chair(scene)


@st.composite
def two_speeches(draw: st.DrawFn, scene: Scene) -> Paragraphs:
    """Two persons in one paragraph: the second ends what the first says."""
    paragraphs = []
    for _ in range(2):
        subject = draw(official(scene, "speaker"))
        assert scene.last
        verb = draw(st.sampled_from(_VERBS))
        paragraphs.append(
            subject + f"{verb}，" + marked(draw(_sentences()), Said(scene.last, "person", verb))
        )
    return [joined(paragraphs)]
