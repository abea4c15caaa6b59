"""Hypothesis strategies: every record, valid by construction, and JSON that is nearly one."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

from hypothesis import strategies as st

from jiyuan_news.shapes import LARGEST, Shape, fields
from jiyuan_news.spans import Span

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["会议指出，", "市政协主席", "𠮷", "a\u0000b\x7f\x85", "\u202e\u2028\ufeff", "“双打”\r\n", '"\\/']
)

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
"""Values of any kind."""


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, 10_000))
    return Span(start, start + draw(st.integers(0, 500)))


def _value(shape: Shape, depth: int) -> st.SearchStrategy[Any]:
    strategy: st.SearchStrategy[Any]
    if shape.kind == "any":
        strategy = JSON_VALUES
    elif shape.kind == "record":
        assert shape.record is not None
        strategy = records(shape.record, depth + 1)
    elif shape.kind == "list":
        assert shape.item is not None
        deep = depth > 2 and shape.item.kind == "record"
        strategy = st.just(()) if deep else st.lists(_value(shape.item, depth), max_size=2).map(tuple)
    elif shape.kind == "enum":
        strategy = st.sampled_from(shape.choices)
    elif shape.kind == "date":
        strategy = st.dates()
    elif shape.kind == "integer":
        strategy = st.integers(shape.minimum, LARGEST)
    elif shape.kind == "boolean":
        strategy = st.booleans()
    elif shape.pattern is not None:
        strategy = st.from_regex(shape.pattern, fullmatch=True).filter(lambda text: not text.endswith("\n"))
    else:
        strategy = TEXT
    return st.none() | strategy if shape.nullable else strategy


@cache  # hypothesis takes longer to look at a new strategy than to draw from it
def records(cls: type[Any], depth: int = 0) -> st.SearchStrategy[Any]:
    """Records of `cls`."""
    if cls is Span:
        return spans()
    return st.builds(cls, **{name: _value(shape, depth) for name, shape in fields(cls).items()})


_ODD = st.sampled_from(
    [
        *(None, True, False, 0, -1, 1, 1.5, 2**53 - 1, 2**53, 2**64, 10**30),
        *(
            "",
            "x",
            "true",
            "null",
            "1",
            "main",
            "report",
            "/a~2",
            "a/b",
            "/paragraphs/0/text",
            "a1-0123456789abcdef",
        ),
        *(
            "20210821",
            "2021-W33-6",
            "2021-8-1",
            "2021-02-29",
            "2020-02-29",
            "0000-01-01",
            "0001-01-01",
            "2021-08-21",
        ),
        *(
            "2021-08-21T00:00:00",
            "2021-13",
            "XXXX-08",
            "2021-08-04?/2021-08-05",
            "２０２１-08-21",
            "2021-08-21\n",
        ),
        *([], [None], [[]], {}, {"start": 0}, {"start": 0, "end": 1}, {"start": 0, "end": 1, "": 2}),
    ]
).map(copy.deepcopy)  # what is drawn may be changed further


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value within a JSON value."""
    found = [at]
    if isinstance(value, dict):
        for key, item in value.items():
            found += places(item, (*at, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            found += places(item, (*at, index))
    return found


def look_up(value: Any, place: tuple[Any, ...]) -> Any:
    """What stands at a place."""
    for key in place:
        value = value[key]
    return value


@st.composite
def _near(draw: st.DrawFn, value: Any) -> Any:
    """A JSON value that is nearly the same."""
    if isinstance(value, bool):
        return draw(st.sampled_from([int(value), str(value).lower(), not value]))
    if isinstance(value, int):
        return draw(st.sampled_from([-value, value + 2**53, str(value), value + 1, [value]]))
    if isinstance(value, str):
        cut = draw(st.integers(0, len(value)))
        middle = draw(st.sampled_from(["", " ", "\n", "0", "１", "~", "/", "?", "A"]))
        return draw(
            st.sampled_from([value[:cut] + middle + value[cut + 1 :], value + middle, value.upper(), [value]])
        )
    if isinstance(value, dict):
        return draw(
            st.sampled_from(
                [
                    list(value.values()),
                    [value],
                    [[key, item] for key, item in value.items()],
                    {**value, "": None},
                ]
            )
        )
    if isinstance(value, list):
        return draw(
            st.sampled_from([value + value, {str(at): item for at, item in enumerate(value)}, [value]])
        )
    return draw(_ODD)


@st.composite
def mutated(draw: st.DrawFn, value: Any) -> Any:
    """The JSON value with some places, however deep, changed, dropped, renamed, added or exchanged with others."""
    value = copy.deepcopy(value)
    for _ in range(draw(st.integers(0, 4))):
        inner = [place for place in places(value) if place]
        if not inner:
            break
        # Deep places are many, but an early change may take most of them away: draw from the far end as often.
        *way, key = draw(st.sampled_from(inner) | st.sampled_from(sorted(inner, key=len, reverse=True)[:20]))
        holder = look_up(value, tuple(way))
        action = draw(st.sampled_from(["change", "near", "near", "drop", "add", "rename", "graft"]))
        if action == "change":
            holder[key] = draw(_ODD)
        elif action == "near":
            holder[key] = copy.deepcopy(draw(_near(holder[key])))
        elif action == "drop":
            del holder[key]
        elif action == "graft":
            holder[key] = copy.deepcopy(look_up(value, draw(st.sampled_from(inner))))
        elif isinstance(holder, list):
            holder.insert(key, draw(_ODD))
        else:
            other = draw(st.sampled_from(["extra", "", "a/b~c", f"{key} ", key.upper()]))
            holder[other] = draw(_ODD) if action == "add" else holder.pop(key)
    return value
