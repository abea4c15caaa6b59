"""Posts: the bodies of a place, their titles, and what of a post may be left out after another."""

from __future__ import annotations

import attrs
from hypothesis import strategies as st
from support.feeds import words
from support.feeds.templates import on
from support.feeds.words import Place

from jiyuan_news.records import Post


@attrs.frozen
class Organ:
    """A body, the short name that it has after another of its family, and the titles in it."""

    whole: str
    titles: tuple[str, ...]
    short: str = ""
    family: str = ""
    parent: str = ""
    """The body whose sub-organ it is: a post after one in it may leave the parent out."""


_LEADERS, _CHAIRS, _MEMBERS = ("书记", "副书记"), ("主任", "副主任"), ("书记", "副书记", "成员")


def organs(place: Place) -> list[Organ]:
    """The bodies of a place."""
    p, z = place.mark, place.zone
    found = [
        Organ(f"{p}委", (*_LEADERS, "常委"), family="committee"),
        Organ("", (f"{p}长", f"副{p}长", f"常务副{p}长", *[f"{p}长候选人"] * on("candidates"))),
        Organ(f"{p}政协", ("主席", "副主席", "秘书长")),
        Organ(f"{p}政协党组", _MEMBERS, parent=f"{p}政协"),
        Organ(f"{p}人大常委会", (*_CHAIRS, "秘书长")),
        Organ(f"{p}人大常委会党组", _MEMBERS, parent=f"{p}人大常委会"),
        Organ(f"{p}委组织部", ("部长", "副部长"), "组织部", "committee"),
        Organ(f"{p}委宣传部", ("部长", "副部长"), "宣传部", "committee"),
        Organ(f"{p}委统战部", ("部长",), "统战部", "committee"),
        Organ(f"{p}委政法委", _LEADERS, "政法委", "committee"),
        Organ(f"{p}纪委", _LEADERS, family="discipline"),
        Organ(f"{p}监委", _CHAIRS, "监委", "discipline"),
        Organ(f"{p}政府党组", _MEMBERS, parent=f"{p}政府"),
        Organ(f"{p}政府", ("秘书长",)),
        Organ(f"{p}法院", ("院长", "副院长")),
        Organ(f"{p}检察院", ("检察长",)),
        *[Organ(f"{p}{bureau}", ("局长", "副局长")) for bureau in words.BUREAUS],
    ]
    if z:
        found += [
            Organ(f"{z}党工委", (*_LEADERS, "委员"), family="zone"),
            Organ(f"{z}管委会", _CHAIRS, "管委会", "zone"),
        ]
    return found


_SHARED = ("委员", "常委", "成员")


@attrs.frozen
class Office:
    """A post: what it is of, its title, and the marks 代 and 原 on it."""

    organ: Organ
    title: str
    mark: str = ""

    @property
    def post(self) -> Post:
        """The record of it."""
        return Post(self.organ.whole + self.title, self.mark in ("代", "代理"), self.mark == "原")

    @property
    def shared(self) -> bool:
        """Whether several people can hold it."""
        return self.title.startswith("副") or self.title in _SHARED

    def ways(self, before: Office | None = None, *, lent: bool = True) -> list[str]:
        """How it may be written after another post: whole first, then with what is carried on left out.

        `lent` says whether the title alone is enough where the post before is in a sub-organ of the same body.
        """
        whole = self.organ.whole + self.mark + self.title
        if self.mark == "原":
            return [self.mark + self.organ.whole + self.title, *[whole] * on("former_inside")]
        if before is None or self.mark or not self.organ.whole:
            return [whole]
        ways = [whole]
        if lent and before.organ.parent == self.organ.whole:
            ways.append(self.title)
        kin = self.organ.short and self.organ.family == before.organ.family
        if kin and (not before.organ.short or on("sibling_organs")):
            ways.append(self.organ.short + self.title)
        return ways


@st.composite
def offices(draw: st.DrawFn, place: Place) -> Office:
    """A post of the place."""
    organ = draw(st.sampled_from(organs(place)))
    title = draw(st.sampled_from(organ.titles))
    mark = ""
    if draw(st.integers(0, 11)) == 11:
        if not organ.whole and title == f"{place.mark}长":
            mark = "代"
        elif title in ("院长", "检察长") and on("acting_in_a_court"):
            mark = "代理"
        elif organ.whole and on("former_posts"):
            mark = "原"
    return Office(organ, title, mark)
