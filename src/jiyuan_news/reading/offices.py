"""Offices and places that stand in a list like persons: 气象、水利部门负责人, 柳塘、石桥等镇负责人, 甲、乙两个街道."""

from __future__ import annotations

import re

from jiyuan_news.reading import persons
from jiyuan_news.reading.group_names import AND, is_unit, unit_of, words
from jiyuan_news.reading.names import is_name
from jiyuan_news.reading.roster import Named
from jiyuan_news.reading.rules import rule

GROUP = rule("group-by-head-noun", "An item of the list ends in a word for people or offices")
UNIT = rule("group-of-units", "Offices are named one by one without a head noun")

COUNT = re.compile("[两二三四五六七八九十\\d]个")
"""How many offices were named: 两个街道."""


def are_places(item: str) -> bool:
    """Whether what reads as bare names before the end of a group, `item`, are places."""
    first = item.partition("等")[0]
    like = len(first) <= 4 and is_name(first, True) and words().ends.of(first) is None
    return like or COUNT.search(item) is not None


def may_end(item: str, mark: str, group: Named | None) -> bool:
    """Whether an office alone ends a list: behind no 、, with a number, or behind a group (有关部门、甲镇)."""
    behind = group is not None and group.name.startswith(words().leads) and AND.search(item) is None
    return mark != "、" or COUNT.search(item) is not None or behind


def begin(text: str, found: tuple[Named, ...], start: int, places: bool) -> int:
    """Where in `found` those begin that are no persons, but of the group that begins at `start`; `start` for none."""
    first = start
    for one in reversed(found):
        if text[one.end : start] != "、" or not persons.by_shape(one, shared=places):
            break
        start = one.start
        if places or not is_name(one.name, False):
            first = start
    return first


def units(text: str, start: int, end: int) -> tuple[Named, ...]:
    """The offices that `text[start:end]` names one by one, without a head noun; empty where one is no office.

    `各镇、街道` and `甲、乙两个街道` are one group.
    """
    start += _said(text[start:end])
    named = _each(text[start:end])
    last = unit_of(named[-1]) is not None
    if last and (named[0].startswith("各") or COUNT.search(named[-1])):
        return (Named(text[start:end], False, start, end, GROUP),)
    found = []
    for word in named if all(map(is_unit, named)) else ():
        found.append(Named(word, False, start, start + len(word), UNIT))
        start += len(word) + 1
    return tuple(found)


def _each(listed: str) -> list[str]:
    """The offices of `甲局、乙局和丙镇`: 和 parts two where a whole name stands on each side."""
    found: list[str] = []
    for item in listed.split("、"):
        for joint in re.finditer("[和及与]", item):
            left, right = item[: joint.start()], item[joint.end() :]
            if is_unit(left) and unit_of(right):
                found += [left, right]
                break
        else:
            found.append(item)
    return found


def _said(listed: str) -> int:
    """Length of what is said of offices before their names (排在末位的甲镇和乙镇)."""
    at = listed.rfind("的") + 1
    return at if at and all(unit_of(one) for one in _each(listed[at:])) else 0
