"""The checker: every rule has a page that helps, flags what it says and accepts the rest; what the parser gives is right."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from support import check_cases

import jiyuan_news as jn
from jiyuan_news import vocabulary
from jiyuan_news.checks import across
from jiyuan_news.checks.catalogue import Check, checks, find
from jiyuan_news.notices import KINDS

CORPUS = sorted((Path(__file__).parent / "corpus" / "open").glob("*.txt"))
REAL = Path(__file__).parents[1] / "data" / "raw" / "jiyuan-2021-08-21.txt"


# -- the catalogue


@pytest.mark.parametrize("rule", checks(), ids=lambda rule: rule.code)
def test_every_rule_has_a_page_that_helps(rule: Check) -> None:
    assert re.fullmatch("JN[0-9]{3}", rule.code)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    for words in (rule.summary, rule.why, rule.help):
        assert words.endswith("."), words
    assert len(rule.example) > 5
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffd]", rule.page), (
        "it is printed"
    )
    assert rule.code in rule.page


def test_there_are_many_rules_and_all_notices_are_among_them() -> None:
    codes = {rule.code for rule in checks()}
    assert codes >= set(KINDS)
    assert len(codes) - len(KINDS) >= 30
    assert all(rule.severity != "error" for rule in checks() if rule.recovered), (
        "what was dealt with is no error"
    )


def test_rules_are_found_by_code_and_by_name() -> None:
    assert find("JN101") is find("jn101") is find("unrecognised-text")
    with pytest.raises(LookupError, match="no rule 'JN999'"):
        find("JN999")


# -- what rules flag and accept

CASES = [
    pytest.param(name, *case, id=f"{case[0]}-{case[1]}")
    for name in ("feeds", "records", "across", "datasets")
    for case in check_cases.cases(name)
]


@pytest.mark.parametrize(("name", "code", "kind", "case"), CASES)
def test_rules_flag_what_they_say_and_accept_the_rest(
    name: str, code: str, kind: str, case: Any, tmp_path: Path
) -> None:
    if name == "feeds":
        report = check_cases.report_on_feed(case, tmp_path)
    elif name == "datasets":
        report = check_cases.report_on_data_set(case, tmp_path)
    else:
        report = check_cases.report_on_records(case)
    found = report.select(code)
    assert bool(found) == (kind == "flagged"), [(one.code, one.message) for one in report]
    for one in found:
        assert one.message.endswith("."), one.message
        assert one.place.span is None or one.place.words == "" or one.place.words in one.place.excerpt


def test_every_rule_has_cases() -> None:
    told = {case.values[1] for case in CASES}
    assert told | {"JN505"} == {rule.code for rule in checks()}, (
        "JN505 takes too long a line for a file of cases"
    )


def test_posts_that_one_person_holds() -> None:
    words = vocabulary.load("checks")["sole"]
    assert all(map(across.is_sole, words["examples"]))
    assert not any(map(across.is_sole, words["counterexamples"]))


# -- what the parser gives is right


@pytest.mark.parametrize("path", [REAL, *CORPUS], ids=lambda path: path.stem)
def test_a_dirty_page_is_no_error_and_its_records_have_none(path: Path) -> None:
    text = path.read_bytes().decode()
    assert not jn.validate(text).counts["error"]
    report = jn.validate_records([jn.dumps(jn.parse(text))], feeds=[text])
    assert not report.counts["error"], report.findings
    assert not report.not_run
