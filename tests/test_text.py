"""What holds of every cleaned text: it is final, the way back is exact, and cloaking is undone."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.cloak import LEVELS, blindly, cloak, decoded, gloss_table
from support.texts import hostile, scripts, sentences, skips

from jiyuan_news.spans import Span
from jiyuan_news.text import MENDS, CleanText, clean, language
from jiyuan_news.text.offsets import Cuts, OffsetMap, edited


def alignment(clean_text: CleanText) -> list[tuple[int, int]]:
    """The raw stretch of each character of the text, by making every change on a list of places."""
    places = [(place, place + 1) for place in range(len(clean_text.raw))]
    for change in clean_text.changes:
        if change.edits is not None:
            for start, end, replacement in reversed(list(change.edits)):
                places[start:end] = [(places[start][0], places[end - 1][1])] * len(replacement)
    return places


@given(hostile, scripts, skips)
def test_cleaning_ends(raw: str, script: bool | None, skip: set[str]) -> None:
    once = clean(raw, script=script, skip=skip).text
    assert clean(once, script=script, skip=skip).text == once


@given(hostile, scripts, skips, st.data())
def test_the_map_is_exact(raw: str, script: bool | None, skip: set[str], data: st.DataObject) -> None:
    page = clean(raw, script=script, skip=skip)
    places = alignment(page)
    size = len(page.text)
    assert len(places) == size
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    span = page.raw_span(start, end)
    if start < end:
        assert span == Span(places[start][0], places[end - 1][1])
        assert page.to_clean(span) == Span(
            places.index(places[start]), len(places) - places[::-1].index(places[end - 1])
        )
    else:
        assert span.start == span.end <= len(raw)
    assert page.to_raw(Span(start, end)) == span


@given(hostile)
def test_consecutive_starts_tile_the_raw_text(raw: str) -> None:
    page = clean(raw, script=True)
    starts = [page.raw_start(offset) for offset in range(len(page.text) + 1)]
    assert starts == sorted(starts)
    assert starts[-1] == len(raw)
    assert starts[0] == 0 or not page.text
    places = alignment(page)
    assert starts[1:-1] == [start for start, _ in places[1:]]


@given(hostile, st.data())
def test_to_clean_finds_the_characters_that_have_part_in_a_stretch(raw: str, data: st.DataObject) -> None:
    page = clean(raw, script=True)
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    inside = [index for index, (first, last) in enumerate(alignment(page)) if last > start and first < end]
    found = page.to_clean(Span(start, end))
    if inside:
        assert found == Span(inside[0], inside[-1] + 1)
    else:
        assert found.start == found.end


@given(hostile, scripts)
def test_events_tell_every_change(raw: str, script: bool | None) -> None:
    page = clean(raw, script=script)
    events = list(page.events)
    assert [step.count for step in page.steps] == [
        sum(event.mend == step.mend for event in events) for step in page.steps
    ]
    places: list[str] = list(raw)
    if any(event.mend == "bytes" for event in events):  # letters of a run share its span
        assert all("".join(raw[event.span.slice]) for event in events)
        return
    for event in events:
        assert event.status == "certain"
        assert "".join(places[event.span.slice]) == event.before
        places[event.span.slice] = [event.after, *[""] * (event.span.end - event.span.start - 1)]
    assert "".join(places) == page.text


@given(sentences)
def test_invented_news_is_left_alone(text: str) -> None:
    for script in (None, True, False):
        assert clean(text, script=script).text == text


@given(sentences, st.sampled_from(LEVELS), st.booleans(), st.integers(0, 2), st.booleans())
def test_cloaking_is_undone(text: str, level: int, commas: bool, phase: int, narrow: bool) -> None:
    text += "会议要求，各单位认真学习贯彻。"  # no page of a mirror is without converted characters
    disguised = cloak(text, level, commas=commas, phase=phase, narrow=narrow)
    evidence = any(
        pinyin in disguised for pinyin in (f"({reading})" for reading, _ in gloss_table().values())
    )
    assume(
        evidence or not commas
    )  # commas alone tell a mirror only on a page with many of them: see the next
    page = clean(disguised, script=True)
    assert page.text == text
    for index, character in enumerate(page.text):
        assert page.raw_span(index, index + 1).end == page.raw_span(index, index + 1).start + 1, character


PAGES = sorted((Path(__file__).parent / "corpus" / "open").glob("*.txt"))


@pytest.mark.parametrize("phase", range(3))
def test_commas_alone_tell_a_mirror_on_a_page(phase: int) -> None:
    for path in PAGES:
        page = clean(path.read_bytes().decode(), script=True).text
        page = re.sub(r"^(?:[?？] ?)+", "", page, flags=re.MULTILINE)  # blanks that a mirror lost
        page = re.sub("：(?= [A-Za-z])", ":", page)  # narrowed, it may be of Latin writing
        assert clean(cloak(page, -1, commas=True, phase=phase), script=True).text == page, path.name


@given(
    hostile, st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4), st.text("xyz", max_size=3)), max_size=6)
)
def test_maps_compose(raw: str, cuts: list[tuple[int, int, str]]) -> None:
    """Edits one by one give the map that all of them give at once, runs that map as a whole included."""
    edits: list[tuple[int, int, str]] = []
    at = 0
    for gap, length, replacement in cuts:
        start = min(at + gap, len(raw))
        at = min(start + length, len(raw))
        if start < at:
            edits.append((start, at, replacement))
    at_once = OffsetMap.of(edits, len(raw))
    one_by_one: list[OffsetMap] = []
    text = raw
    for edit in reversed(edits):
        one_by_one.insert(0, OffsetMap.of([edit], len(text)))
        text = edited(text, [edit])
    assert text == edited(raw, edits)
    for offset in range(len(text)):
        start, end = offset, offset + 1
        for mapped in one_by_one:
            start, end = mapped.start(start), mapped.end(end)
        assert (at_once.start(offset), at_once.end(offset + 1)) == (start, end)
        assert start <= end


@given(hostile, st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), max_size=6))
def test_cuts_are_edits(raw: str, lengths: list[tuple[int, int]]) -> None:
    """A text split at what goes tells the same deletions, and the same way back, as the edits do."""
    spans: list[tuple[int, int]] = []
    at = 0
    for gap, length in lengths:
        start = min(at + gap, len(raw))
        at = min(start + length, len(raw))
        if start < at:
            spans.append((start, at))
    bounds = [0, *(bound for span in spans for bound in span), len(raw)]
    cuts = Cuts([raw[start:end] for start, end in pairwise(bounds)])
    edits = [(start, end, "") for start, end in spans]
    assert list(cuts) == edits
    assert list(cuts.spans) == spans
    assert len(cuts) == len(edits)
    assert edited(raw, cuts) == edited(raw, edits)
    assert OffsetMap.of(cuts, len(raw)) == OffsetMap.of(edits, len(raw))


def test_a_run_maps_as_a_whole() -> None:
    mapped = OffsetMap.of([(2, 5, "xy")], 8)
    assert [mapped.start(offset) for offset in range(7)] == [0, 1, 2, 2, 5, 6, 7]
    assert [mapped.end(offset) for offset in range(1, 8)] == [1, 2, 5, 5, 6, 7, 8]
    cut = OffsetMap.of([(3, 4, "")], 7)
    assert [mapped.start(cut.start(offset)) for offset in range(6)] == [0, 1, 2, 5, 6, 7]
    assert mapped.end(cut.end(3)) == 5


def test_what_is_deleted_behind_the_last_character_is_not_in_its_span() -> None:
    page = clean("開發(fā)區(qū),,揭牌", script=True)
    assert page.text == "开发区，揭牌"
    assert page.raw_span(0, 3) == Span(0, 7)
    assert page.raw_span(1, 2) == Span(1, 2)
    assert page.raw_span(3, 4) == Span(12, 13)
    assert page.raw_start(4) == 13
    assert page.raw_start(6) == 15


def test_mends_are_switched_by_name() -> None:
    raw = "示范區(qū)召開會議,大家,,到會"
    assert clean(raw, only="glosses").text == "示范區召開會議,大家,,到會"
    assert clean(raw, skip=["script", "commas"], script=True).text == "示范區召開會議，大家，，到會"
    assert [step.mend for step in clean(raw).steps] == ["commas", "glosses", "script", "punctuation"]
    with pytest.raises(ValueError, match="no such mend: gloss;"):
        clean(raw, only=["gloss"])
    assert [mend.name for mend in MENDS] == [
        "surrogates",
        "commas",
        "bytes",
        "glosses",
        "script",
        "punctuation",
    ]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("示范区召开会议，", "und"),
        ("示范区召开会议，研究部署防汛工作，听取各单位的汇报", "zh-Hans"),
        ("研究院召開會議，後續將對於規範與幹部學習問題進行討論", "zh-Hant"),
        ("示范區召開會議，后續將關于規范與干部學習問題進行討論", "zh-Hant-t-zh-hans"),
        ("開發(fā)區(qū)召開會議，研究將來的問題並報告給學會與國會", "zh-Hant-t-zh-hans"),
        ("Twenty letters of English, and many more", "und"),
    ],
)
@pytest.mark.parametrize("script", [None, True, False])
def test_language(raw: str, expected: str, script: bool | None) -> None:
    assert language(raw, clean(raw, script=script)) == expected


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        ")",
        "(qū)",
        "區(qū)",
        "區(qū)(qū)",
        "字(zì)",
        "醫(y",
        ",",
        "區,,",
        "?",
        "著",
        "乾",
        "(a",
        "）(",
        "區(",
        "!:;",
        "\ud800",
        "(GDP)",
    ],
)
def test_long_texts_of_one_thing_take_linear_time(piece: str) -> None:
    """Nothing is timed: what is not linear here does not end."""
    page = clean("示范區(qū)" + piece * 100_000, script=True)
    assert page.raw_span(0, 3) == Span(0, 3)
    assert page.raw_start(len(page.text)) == len(page.raw)


REAL = Path(__file__).parent.parent / "data" / "raw" / "jiyuan-2021-08-21.txt"


@pytest.mark.skipif(not REAL.exists(), reason="the real page is not in data/raw yet")
def test_the_real_page() -> None:
    raw = REAL.read_text("utf-8")
    page = clean(raw)
    assert [(step.mend, step.count) for step in page.steps][:1] == [("glosses", 70)]
    assert "带着问号干工作" in page.text
    assert page.text.count("返（来）济") == 2
    assert "著" not in page.text
    assert not any(character in page.text for character in "(,")
    assert language(raw, page) == "zh-Hant-t-zh-hans"


@given(sentences, st.sampled_from(LEVELS), st.booleans(), st.booleans())
def test_blind_damage_keeps_the_map_exact(text: str, level: int, commas: bool, private_use: bool) -> None:
    page = clean(cloak(text, level, commas=commas, aligned=False, private_use=private_use), script=True)
    assert [page.raw_start(offset) for offset in range(1, len(page.text))] == [
        start for start, _ in alignment(page)[1:]
    ]
    assert clean(page.text, script=True).text == page.text


@given(sentences, st.sampled_from(LEVELS), st.booleans(), st.integers(0, 2), st.booleans(), st.booleans())
def test_what_is_certain_is_right(
    text: str, level: int, commas: bool, phase: int, private_use: bool, narrow: bool
) -> None:
    """Blind damage comes back letter for letter where every repair is certain."""
    text += "会议要求，各单位认真学习贯彻。"
    disguised = cloak(
        text, level, commas=commas, phase=phase, aligned=False, private_use=private_use, narrow=narrow
    )
    page = clean(disguised, script=True)
    assume(page.evidence.cloaked or not commas)
    assert page.text == text or page.repairs, disguised


def test_the_damage_strings_of_blind_editing() -> None:
    """The table of CLOAKING.md: the forward model is the mirrors' own."""

    def damaged(text: str, level: int = 13, extra: str = "", commas: bool = False) -> str:
        glossed = {char: f"({reading})" for char, (reading, at) in gloss_table().items() if at <= level}
        if extra:
            glossed[extra] = "(cè)"
        return decoded(blindly(text.encode("gb18030"), glossed, commas, phase=2), private_use=False)

    assert damaged("日報") == "日?qǐng)?bào)"
    assert damaged("焦濟源“加快旖", level=8).startswith("焦?jié)础凹涌")
    assert damaged("。”示范區", commas=True) == "?！笔痉秴^(qū)"
    assert unicodedata.normalize("NFKC", damaged("。縣領", commas=True)) == "??h領(lǐng)"
    assert damaged("總人口為75", extra="側") == "總?cè)丝跒?5"
