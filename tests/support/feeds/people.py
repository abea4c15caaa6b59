"""Invented officials in sentences: a person with posts, lists of persons, groups."""

from __future__ import annotations

from typing import Any
from unittest.mock import ANY

from hypothesis import strategies as st
from support.feeds import words
from support.feeds.names import Name, names
from support.feeds.posts import Office
from support.feeds.scene import Chain, Scene, chains
from support.feeds.templates import on
from support.feeds.told import Told, Took, joined, marked

from jiyuan_news.records import Post

_LEADS = {"chair", "speaker"}


_ONE_DOT = str.maketrans(dict.fromkeys(words.DOTS + "-", "·"))


def new_names(scene: Scene, before: str = "post", odd: bool = True) -> st.SearchStrategy[Name]:
    """A name that the article has not used, with whatever dot."""
    taken = {name.translate(_ONE_DOT) for name in scene.taken}

    def is_new(name: Name) -> bool:
        new = name.name.translate(_ONE_DOT)
        alike = any(new.startswith(old) or old.startswith(new) for old in taken)
        return new not in taken if on("names_that_begin_others") else not alike

    return names(before, odd).filter(is_new)


def fits(chain: Chain, name: str) -> bool:
    """Whether the name is read after these posts."""
    title = chain.offices[-1].title
    if title.endswith("候选人") and not on("candidates_named_with_and"):
        return "和" not in name
    return title != "常委" or name[0] != "托" or on("posts_into_verbs")


def _holders(scene: Scene, chain: Chain, odd: bool = True) -> st.SearchStrategy[Name]:
    """Names for somebody with these posts."""
    return new_names(scene, odd=odd).filter(lambda name: fits(chain, name.name))


@st.composite
def official(draw: st.DrawFn, scene: Scene, *roles: str, odd: bool = True) -> Told:
    """A person with posts: `市委书记、市长甲乙`."""
    chain = draw(chains(scene))
    return _named(scene, draw(_holders(scene, chain, odd)), roles, chain.posts, chain.written, chain.written)


@st.composite
def author(draw: st.DrawFn, scene: Scene) -> Told:
    """A person whose report is heard: 他 means them only where nobody presided or spoke before."""
    chain = draw(
        chains(scene).filter(lambda chain: "，" not in chain.written or on("commas_in_a_report_heard"))
    )
    name = draw(_holders(scene, chain, on("notes_in_a_report_heard")))
    last = scene.last
    told = _named(scene, name, ("speaker",), chain.posts, chain.written, chain.written)
    scene.last = last or scene.last
    return told


def _named(
    scene: Scene, name: Name, roles: tuple[str, ...], posts: tuple[Post, ...], before: str, written: Any
) -> Told:
    scene.enter(name.name, leads=bool(_LEADS & set(roles)))
    return before + marked(name.face, Took(name.name, "person", roles, posts, written)) + name.note


@st.composite
def officials(draw: st.DrawFn, scene: Scene, *roles: str, odd: bool = True) -> Told:
    """A list of persons with posts: `市委书记甲，副市长乙、丙，市政协副主席丁`."""
    told, last, shared = Told(), None, None
    for number in range(draw(st.integers(1, 3))):
        if number and shared and draw(st.booleans()):
            told = (
                told + "、" + _named(scene, draw(new_names(scene, "name", odd)), roles, shared.posts, "", ANY)
            )
            continue
        chain = draw(_next_chains(scene, last))
        if number:
            paused = len(chain.offices) == 1 or on("chains_after_a_pause_mark")
            told = told + draw(st.sampled_from("，、" if paused else "，"))
        name = draw(_holders(scene, chain, odd))
        told = told + _named(scene, name, roles, chain.posts, chain.written, chain.written)
        last = chain.offices[-1]
        shared = chain if len(chain.offices) == 1 and last.shared else None
    return told


@st.composite
def _next_chains(draw: st.DrawFn, scene: Scene, before: Office | None) -> Chain:
    """The posts of the next in a list; an organisation may be carried on to them from the last one's."""
    if before and before.organ.whole and not before.mark and on("titles_carried_on"):
        lent = [Office(before.organ, title) for title in before.organ.titles if title != before.title]
        lent = [office for office in lent if scene.lends(office)]
        lent = [office for office in lent if office.title != "委员" or on("members_carried_on")]
        carried = lent and (not before.organ.parent or on("party_groups_carried_on"))
        if carried and draw(st.booleans()):
            office = draw(st.sampled_from(lent))
            scene.offices.append(office)
            return Chain((office,), office.title)
    return draw(chains(scene, before))


@st.composite
def led_names(draw: st.DrawFn, scene: Scene, *roles: str) -> Told:
    """`市领导甲、乙`: persons without posts."""
    lead = draw(st.sampled_from((f"{scene.place.mark}领导", "老同志代表")))
    if scene.place.zone == "示范区":
        lead = draw(st.sampled_from((lead, "示范区领导")))
    count = draw(st.integers(1, 3))
    return lead + joined(
        [_named(scene, draw(new_names(scene, "lead")), roles, (), "", None) for _ in range(count)], "、"
    )


@st.composite
def bare_names(draw: st.DrawFn, scene: Scene, *roles: str) -> Told:
    """`甲、乙`: persons with nothing before them."""
    count = draw(st.integers(1, 3))
    return joined(
        [_named(scene, draw(new_names(scene, "")), roles, (), "", None) for _ in range(count)], "、"
    )


# -- groups

_HEADS = ("负责人", "主要负责人", "主要负责同志", "分管负责同志")


@st.composite
def group(draw: st.DrawFn, scene: Scene, *roles: str, alone: bool = True) -> Told:
    """What 、 joins under one head noun; `alone` in its sentence, or beside others."""
    p = scene.place.mark
    name = draw(
        st.sampled_from(
            (
                f"各镇、街道{draw(st.sampled_from(_HEADS))}",
                f"{p}直有关单位{draw(st.sampled_from(_HEADS))}",
                f"其他{p}领导",
                "被巡察单位主要负责同志",
                f"{p}防汛抗旱指挥部成员单位、各工作组{draw(st.sampled_from(_HEADS))}",
                *["柳塘、石桥、青禾等镇、乡负责人"] * (alone or on("places_and_so_on_in_a_list")),
            )
        ).filter(lambda name: name not in scene.taken)
    )
    scene.taken.add(name)
    if _LEADS & set(roles):
        scene.last = None
    return marked(name, Took(name, "group", roles))
