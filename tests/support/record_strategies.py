"""Hypothesis strategies: every record, valid by construction, and JSON that is nearly one."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

from hypothesis import strategies as st

from jiyuan_news.shapes import LARGEST, Shape, fields
from jiyuan_news.spans import Span

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["会议指出，", "市政协主席", "𠮷", "a\u0000b", "\u202e", "“双打”\n"]
)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, 10_000))
    return Span(start, start + draw(st.integers(0, 500)))


def _value(shape: Shape, depth: int) -> st.SearchStrategy[Any]:
    strategy: st.SearchStrategy[Any]
    if shape.kind == "record":
        assert shape.record is not None
        strategy = records(shape.record, depth + 1)
    elif shape.kind == "list":
        assert shape.item is not None
        deep = depth > 2 and shape.item.kind == "record"
        strategy = st.just(()) if deep else st.lists(_value(shape.item, depth), max_size=2).map(tuple)
    elif shape.kind == "enum":
        strategy = st.sampled_from(shape.choices)
    elif shape.kind == "date":
        strategy = st.dates(dt.date(1000, 1, 1))
    elif shape.kind == "integer":
        strategy = st.integers(shape.minimum, LARGEST)
    elif shape.kind == "boolean":
        strategy = st.booleans()
    elif shape.pattern is not None:
        strategy = st.from_regex(shape.pattern, fullmatch=True).filter(lambda text: not text.endswith("\n"))
    else:
        strategy = TEXT
    return st.none() | strategy if shape.nullable else strategy


def records(cls: type[Any], depth: int = 0) -> st.SearchStrategy[Any]:
    """Records of `cls`."""
    if cls is Span:
        return spans()
    return st.builds(cls, **{name: _value(shape, depth) for name, shape in fields(cls).items()})


_ODD = st.sampled_from(
    [
        None,
        True,
        False,
        0,
        -1,
        1,
        1.5,
        2**53,
        "",
        "x",
        "20210821",
        "2021-8-1",
        "2021-02-30",
        "2021-08-21",
        [],
        [None],
        {},
        {"start": 0},
    ]
)


def _places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [at]
    if isinstance(value, dict):
        for key, item in value.items():
            found += _places(item, (*at, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            found += _places(item, (*at, index))
    return found


@st.composite
def mutated(draw: st.DrawFn, value: Any) -> Any:
    """The JSON value with some places changed, dropped or added."""
    value = copy.deepcopy(value)
    for _ in range(draw(st.integers(0, 3))):
        places = [place for place in _places(value) if place]
        if not places:
            break
        place = draw(st.sampled_from(places))
        holder = value
        for key in place[:-1]:
            holder = holder[key]
        action = draw(st.sampled_from(["change", "change", "drop", "add"]))
        if action == "drop":
            del holder[place[-1]]
        elif action == "change":
            holder[place[-1]] = draw(_ODD)
        elif isinstance(holder, dict):
            holder["extra"] = draw(_ODD)
        else:
            holder.append(draw(_ODD))
    return value
