"""The rhythm of the mirrors' commas, which tells what a damaged run can have been."""

from __future__ import annotations

from bisect import bisect_left

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cloak import LEVELS, cloak, converted
from support.repair import cloaked
from support.texts import sentences

from jiyuan_news.text import clean, commas
from jiyuan_news.text.evidence import Evidence
from jiyuan_news.text.offsets import edited
from jiyuan_news.text.rhythm import Rhythm
from jiyuan_news.text.shifted_runs import Reader

TEXT = "示范区召开会议，各单位学习，全县筹措专款对困难户实行救济，他们加强值守，落实到户。"


def without_commas(raw: str) -> str:
    for mark in ",、。":
        raw = raw.replace("," + mark, mark)
    return raw


@pytest.mark.parametrize("level", [0, 13])
@pytest.mark.parametrize("phase", [0, 1, 2])
def test_the_commas_around_a_run_tell_whether_a_mark_is_in_it(level: int, phase: int) -> None:
    raw = cloak(TEXT, level, commas=True, phase=phase, aligned=False)
    assert clean(raw, script=True).text == TEXT


@pytest.mark.parametrize("phase", [1, 2])
def test_without_them_a_likelier_reading_is_taken_for_it(phase: int) -> None:
    raw = cloak(TEXT, 13, commas=True, phase=phase, aligned=False)
    assert "籌措??顚" in raw
    found = clean(without_commas(raw), script=True)
    assert found.text == TEXT.replace("专款", "。款")
    assert {event.status for event in found.events if event.mend == "bytes"} == {"scored"}


def test_what_was_read_of_a_run_is_never_certain_for_being_in_rhythm() -> None:
    raw = cloak(TEXT, 13, commas=True, phase=1, aligned=False)
    assert [event.status for event in clean(raw, script=True).events if event.mend == "bytes"] == ["scored"]


@given(sentences, st.sampled_from(LEVELS), st.sampled_from([0, 1, 2]), st.booleans())
def test_what_was_written_is_in_rhythm(text: str, level: int, phase: int, kept: bool) -> None:
    made = cloaked(text, level, True, phase, kept)
    evidence = Evidence(made.raw, convert=True)
    evidence._cloaked = True
    _, cuts = commas.mend(made.raw, evidence)
    if not cuts:
        return
    shown = edited(made.raw, cuts)
    starts = [start for start, _ in cuts.spans]
    places = [place - bisect_left(starts, place) if place >= 0 else -1 for place in made.places]
    rhythm = Rhythm(shown, evidence.commas)
    done = 0
    for run in made.runs:
        if run.kind == "scored" and run.start and run.end < len(text):
            written = "".join(map(converted, text[run.start - 1 : run.end]))
            begin, at = places[run.start - 1] + 1, places[run.end]
            path = Reader(shown, kept, level).start(at, 0, -1, "")._replace(characters=written[1:])
            told = rhythm.ranked([(0.0, path)], begin, written[0], shown[begin - 1], done, level)
            assert told == [(0.0, path)]
        done = places[run.end] if run.end < len(text) else len(shown)


@pytest.mark.parametrize("commas_at", [frozenset(), frozenset({3})])
def test_it_is_false_where_there_are_no_commas(commas_at: frozenset[int]) -> None:
    assert bool(Rhythm("示范区，", commas_at)) is bool(commas_at)
