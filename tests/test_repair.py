"""How much of the mirrors' damage is undone: the measure itself, and the floors below which no number may fall."""

from __future__ import annotations

import pytest
from support import repair
from support.repair import cloaked, count, distance, judge

from jiyuan_news.text import clean

TEXT = "示范区领导说，要担当作为。”示范区召开会议，日报记者到会。"


def test_the_damage_is_known_to_the_byte() -> None:
    made = cloaked(TEXT, 13, commas=True, phase=1, private_use=True)
    assert [(TEXT[run.start : run.end], run.kind) for run in made.runs] == [
        ("。”示范区", "scored"),
        ("报", "certain"),
    ]
    for character, place in zip(TEXT, made.places, strict=True):
        if character in "召到":
            assert made.raw[place] == character


def test_what_nothing_tells_is_lost() -> None:
    text = "全力以赴。”\n示范区"
    made = cloaked(text, 13, commas=True, phase=2, private_use=True)
    assert [(text[run.start : run.end], run.kind) for run in made.runs] == [("。”\n", "lost")]


def test_a_repair_that_is_wrong_is_seen() -> None:
    made = cloaked(TEXT, 13, commas=True, phase=1, private_use=True)
    untouched = {
        name for name, value, _ in judge(TEXT, made, clean(made.raw, script=True, skip="bytes")) if value
    }
    assert {"silent", "silent characters", "scored", "certain"} <= untouched
    assert "scored exact" not in untouched
    mended = {name for name, value, _ in judge(TEXT, made, clean(made.raw, script=True)) if value}
    assert mended == {"characters", "scored", "scored exact", "certain", "certain exact"}


def test_errors_outside_damage_are_seen() -> None:
    made = cloaked(TEXT, 13, commas=False, phase=0, private_use=True)
    counts = {name: value for name, value, _ in judge(TEXT, made, clean(made.raw, script=False))}
    assert counts["outside"]


@pytest.mark.parametrize(
    ("one", "other", "changes"), [("", "", 0), ("会", "", 1), ("会议", "议会", 2), ("一二三", "一三", 1)]
)
def test_distance(one: str, other: str, changes: int) -> None:
    assert distance(one, other) == distance(other, one) == changes


def test_clean_text_has_no_damage() -> None:
    assert not count([TEXT], -1, False, True)["errors"]


def test_no_number_is_below_its_floor() -> None:
    fallen = repair.fallen(repair.read_floors(), repair.measured())
    assert not fallen, "\n".join([*fallen, "see `make score SHOW=9`"])
