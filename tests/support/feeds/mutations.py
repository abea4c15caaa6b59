"""Damage that loses something: a page cut in its last item keeps the others; of a broken one nothing is promised."""

from __future__ import annotations

import attrs
from hypothesis import assume
from hypothesis import strategies as st
from support.cloak import LEVELS, cloak
from support.feeds.pages import Damage, Feed, feeds

from jiyuan_news import clean

_JUNK = st.sampled_from(
    "，|。|、|：|（|）|《|》|“|”|？|?|,|,,|(|)|\n|\r\n|\u3000| |\ufeff|\ufffd|\ud800|(qū)|會|暨|等|和|主持|指出，|"
    "2021-08-21|2021-13-45|8月58日|推荐阅读|记者|责编：|召开|会议|王".split("|")
)


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """The text with stretches of it deleted, doubled, moved or reversed, and marks and words put in anywhere."""
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 3) | st.integers(0, 60)))
        stretch, rest = text[start:end], text[:start] + text[end:]
        way = draw(st.sampled_from(("delete", "double", "move", "reverse", "insert", "cut")))
        if way == "delete":
            text = rest
        elif way == "double":
            text = text[:end] + text[start:]
        elif way == "move":
            at = draw(st.integers(0, len(rest)))
            text = rest[:at] + stretch + rest[at:]
        elif way == "reverse":
            text = text[:start] + stretch[::-1] + text[end:]
        elif way == "insert":
            text = text[:start] + draw(_JUNK) + text[start:]
        else:
            text = text[:start] if draw(st.booleans()) else text[start:]
    return text


@st.composite
def blind(draw: st.DrawFn) -> Damage:
    """Cloaking as the mirrors do it: bytes edited without looking where characters begin."""
    level, commas, private_use = draw(st.sampled_from(LEVELS)), draw(st.booleans()), draw(st.booleans())
    return lambda text: cloak(text, level, commas=commas, aligned=False, private_use=private_use)


@st.composite
def broken(draw: st.DrawFn) -> str:
    """A page that is no longer what it was."""
    damage = draw(st.sampled_from((None, blind())))
    return draw(mutated(draw(feeds(damage)).raw))


@attrs.frozen
class Cut:
    """A page that the crawl cut in the last item of its list, and what is left of that."""

    feed: Feed
    raw: str
    words: str


_LEAST = 4
"""Fewer characters may be anything, and so may a date with fewer behind it."""


@st.composite
def cut_pages(draw: st.DrawFn) -> Cut:
    """A page cut anywhere in its last item, with two dates or more before it."""
    feed = draw(feeds())
    last = len(feed.truth["articles"]) - 1
    dated = [segment for segment in feed.segments if segment[1] == ("date",) and segment[2] != last]
    start, end = feed.places[f"article {last}"]
    _, dateline_end = feed.places.get(f"article {last} dateline", (start, start))
    least = max(start, dateline_end) + _LEAST
    assume(len(dated) > 1 and least < end)
    at = draw(st.integers(least, end - 1))
    assume(not feed.text[start:at].isdigit())  # what is left of `1231日上午` may be no more than a number
    raw = feed.raw[: clean(feed.raw, script=True).raw_start(at)]
    return Cut(feed, raw, feed.text[start:at])
