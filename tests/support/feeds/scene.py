"""Who has been named so far, and chains of posts, which lean on the posts before."""

from __future__ import annotations

import attrs
from hypothesis import strategies as st
from support.feeds.posts import Office, offices, organs
from support.feeds.templates import on
from support.feeds.words import Place

from jiyuan_news.records import Post


@attrs.define
class Scene:
    """Who has been named in an article so far; the draws of its sentences tell it in their order."""

    place: Place
    taken: set[str] = attrs.Factory(set)
    known: list[str] = attrs.Factory(list)
    """Those who may be named again without their posts."""
    last: str | None = None
    """The last chair or speaker: 他."""
    offices: list[Office] = attrs.Factory(list)
    """The posts named so far."""

    def enter(self, name: str, *, leads: bool) -> None:
        """Somebody is named; `leads` if as chair or speaker."""
        self.taken.add(name)
        if name not in self.known:
            self.known.append(name)
        if leads:
            self.last = name

    def lends(self, office: Office) -> bool:
        """Whether the title alone may stand for a post: none of another body was named with it."""
        alike = office.title.removeprefix("副")
        others = [one for one in self.offices if one.title.endswith(alike) and one.organ != office.organ]
        return not others or on("titles_of_another_body_before")


@attrs.frozen
class Chain:
    """Posts of one person, and how they are written before the name."""

    offices: tuple[Office, ...]
    written: str

    @property
    def posts(self) -> tuple[Post, ...]:
        """The records of them."""
        return tuple([office.post for office in self.offices])


@st.composite
def chains(draw: st.DrawFn, scene: Scene, before: Office | None = None) -> Chain:
    """One to three posts, each written whole or with what the one before it lends."""
    place = scene.place
    found = [draw(offices(place))]
    written = draw(st.sampled_from(found[0].ways(before, lent=scene.lends(found[0]))))
    scene.offices.append(found[0])
    for _ in range(draw(st.sampled_from((0, 0, 1, 1, 2)))):
        office = draw(_companions(place, found[-1]))
        if office.organ in [other.organ for other in found]:
            continue  # nobody has two titles in one body
        if on("commas_in_chains") and draw(st.integers(0, 7)) == 7:
            written += "，" + office.ways()[0]
        else:
            written += "、" + draw(st.sampled_from(office.ways(found[-1], lent=scene.lends(office))[::-1]))
        found.append(office)
        scene.offices.append(office)
    return Chain(tuple(found), written)


@st.composite
def _companions(draw: st.DrawFn, place: Place, before: Office) -> Office:
    """A post that somebody with the post `before` may hold as well; of its family, if there is one."""
    kin = [
        organ
        for organ in organs(place)
        if organ is not before.organ
        and (organ.whole == before.organ.parent or (organ.short and organ.family == before.organ.family))
    ]
    if draw(st.booleans()) and kin:
        organ = draw(st.sampled_from(kin))
        return Office(organ, draw(st.sampled_from(organ.titles)))
    return draw(offices(place))
