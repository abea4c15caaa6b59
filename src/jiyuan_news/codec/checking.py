"""Whether a JSON value is a record: one walk over the value, which finds nothing or everything that is wrong.

A check is a function of the value; it gives no problem, mostly, so pointers are made on the way back from one.
"""

from __future__ import annotations

import datetime as dt
import typing
from collections.abc import Callable, Sequence
from types import NoneType
from typing import Any

from jiyuan_news.codec.problems import MISSING, Problem, shown
from jiyuan_news.shapes import DAY, LARGEST, RECORD_CLASSES, Shape, fields, once

Check = Callable[[Any], Sequence[Problem]]

_RIGHT: Sequence[Problem] = ()


def problems(value: Any, cls: Any) -> Sequence[Problem]:
    """Everything that keeps a JSON value from being a `cls`; empty if it is one.

    Raises:
        TypeError: `cls` is no record class and no `list[...]` of one.

    """
    return _check_of(cls)(value)


@once
def _check_of(cls: Any) -> Check:
    record, many = kind_of(cls)
    shape = Shape("record", record=record)
    return _check(Shape("list", item=shape) if many else shape)


@once
def kind_of(cls: Any) -> tuple[type[Any], bool]:
    """The record class that is asked for, and whether it is a list of them.

    Raises:
        TypeError: `cls` is no record class and no `list[...]` of one.

    """
    many = typing.get_origin(cls) is list
    record = typing.get_args(cls)[0] if many else cls
    if record not in RECORD_CLASSES:
        raise TypeError(
            f"{cls!r} is no record class and no list of one; for a model of your own that holds records, "
            "see jiyuan_news.codec.converter"
        )
    return record, many


@once
def _check(shape: Shape) -> Check:
    """The check of a shape, made on first use: a class may hold its like, so its fields are looked up when one is met."""
    inner = {"record": _record, "list": _list}.get(shape.kind, _leaf)(shape)
    if not shape.nullable:
        return inner
    return lambda value: _RIGHT if value is None else inner(value)


def _enough(shape: Shape) -> frozenset[type[Any]]:
    """The types whose values are all right, without a look at the value."""
    plain = {"boolean": bool, "string": str}.get(shape.kind) if shape.pattern is None else None
    types = [plain] if plain else []
    return frozenset([*types, NoneType] if shape.nullable else types)


def _record(shape: Shape) -> Check:
    cls, wrong = shape.record, _wrong(shape)
    assert cls is not None
    parts: tuple[tuple[str, frozenset[type[Any]], Check], ...] = ()

    def check(value: Any) -> Sequence[Problem]:
        nonlocal parts
        if type(value) is not dict:
            return wrong(value)
        parts = parts or tuple([(key, _enough(part), _check(part)) for key, part in fields(cls).items()])
        found: list[Problem] = []
        missing = 0
        for key, enough, check_part in parts:
            part = value.get(key, MISSING)
            if type(part) in enough:  # most are, and a call for each would take longer than all the rest
                continue
            if part is MISSING:
                missing += 1
                found.append(Problem(f"/{key}", MISSING, f"the key {key!r} of {cls.__name__}"))
            elif problems := check_part(part):
                found += [problem.under(key) for problem in problems]
        if len(value) > len(parts) - missing:
            found += [
                Problem("", value[key], f"no key {shown(key)} in {cls.__name__}").under(key)
                for key in value
                if key not in fields(cls)
            ]
        return found

    return check


def _list(shape: Shape) -> Check:
    assert shape.item is not None
    wrong, enough, check_item = _wrong(shape), _enough(shape.item), _check(shape.item)

    def check(value: Any) -> Sequence[Problem]:
        if type(value) is not list:
            return wrong(value)
        found: list[Problem] = []
        for index, item in enumerate(value):
            if type(item) not in enough and (problems := check_item(item)):
                found += [problem.under(index) for problem in problems]
        return found

    return check


def _leaf(shape: Shape) -> Check:
    """The check of what is neither record nor list. Types are compared, since `True` is an `int` in Python."""
    if shape.kind == "any":
        return lambda value: _RIGHT
    wrong = _wrong(shape)
    if shape.kind == "enum":
        choices = frozenset(shape.choices)
        return lambda value: _RIGHT if type(value) is str and value in choices else wrong(value)
    if shape.kind == "integer":
        least = shape.minimum
        return lambda value: _RIGHT if type(value) is int and least <= value <= LARGEST else wrong(value)
    if shape.kind == "date":
        return lambda value: _RIGHT if _is_day(value) else wrong(value)
    if shape.pattern is not None:
        matches = shape.pattern.fullmatch
        return lambda value: _RIGHT if type(value) is str and matches(value) else wrong(value)
    enough = _enough(shape)
    return lambda value: _RIGHT if type(value) in enough else wrong(value)


def _is_day(value: Any) -> bool:
    """Whether it is a day that exists; `date.fromisoformat` alone takes `20210821` and `2021-W33-6` too."""
    if type(value) is not str or DAY.fullmatch(value) is None:
        return False
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _wrong(shape: Shape) -> Check:
    """What says that a value does not fit the shape."""
    words = _expected(shape)
    return lambda value: (Problem("", value, words),)


_WORDS = {
    "string": "a string",
    "boolean": "true or false",
    "date": "a date such as 2021-08-20",
    "list": "a list",
}


def _expected(shape: Shape) -> str:
    """What fits, in words."""
    if shape.kind == "record":
        assert shape.record is not None
        words = f"an object ({shape.record.__name__})"
    elif shape.kind == "enum":
        words = "one of " + ", ".join(shape.choices)
    elif shape.kind == "integer":
        words = f"an integer from {shape.minimum} to {LARGEST}"
    elif shape.examples:
        words = "a string such as " + ", ".join(shape.examples)
    elif shape.pattern is not None:
        words = f"a string that matches {shape.pattern.pattern}"
    else:
        words = _WORDS[shape.kind]
    return words + (" or null" if shape.nullable else "")
