"""Invented names of persons, and how a text may write them."""

from __future__ import annotations

import attrs
from hypothesis import strategies as st
from support.feeds import words
from support.feeds.templates import either, on


@attrs.frozen
class Name:
    """A name: as the records have it, as the text writes it, and the note after it."""

    name: str
    face: str
    note: str = ""


@st.composite
def given(draw: st.DrawFn) -> str:
    """The characters after a family name."""
    return "".join(draw(st.lists(st.sampled_from(words.GIVEN), min_size=1, max_size=2)))


def han_names() -> st.SearchStrategy[str]:
    """Names of two to four characters, known by a family name."""
    families = either(
        family_names=st.sampled_from(words.SURNAMES + words.LIKE_VERBS * on("names_like_verbs")),
        compound_names=st.sampled_from(words.COMPOUND),
    )
    return st.builds(str.__add__, families, given())


def dotted_names() -> st.SearchStrategy[str]:
    """Names in two parts, with any of the dots that pages have between them."""
    last = words.DOTTED_LAST + words.INTO_VERBS * on("names_into_verbs")
    dots = words.DOTS + "-" * on("hyphens_for_dots")
    parts = (st.sampled_from(words.DOTTED_FIRST), st.sampled_from(dots), st.sampled_from(last))
    return st.tuples(*parts).map("".join)


def steppe_names() -> st.SearchStrategy[str]:
    """Undotted names of two parts, with no family name; only what stands before them tells that they are names."""
    part = st.sampled_from(words.STEPPE)
    whole = st.lists(part, min_size=2, max_size=2, unique=True).map("".join)
    return whole.filter(lambda name: name[-1] != "和" or on("names_ending_in_and"))


@st.composite
def names(draw: st.DrawFn, before: str = "post", odd: bool = True) -> Name:
    """Any name; after a post, or another word `before` it, it need not look like one.

    An `odd` one may have a blank in it or a note after it.
    """
    kinds = {"plain_names": han_names(), "dotted_names": dotted_names()}
    if before:
        kinds["steppe_names"] = steppe_names()
    name = draw(either(**kinds))
    face, note = name, ""
    if before and odd and on("noted_names") and draw(st.integers(0, 9)) == 9:
        note = f"（{draw(st.sampled_from(words.NOTES))}）"
    if len(name) == 2 and odd and on("padded_names") and draw(st.integers(0, 4)) == 4:
        face = f"{name[0]} {name[1]}"
    return Name(name, face, note)
