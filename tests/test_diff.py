"""What changed between two editions: nothing is left out, and what is the same record is told so."""

from __future__ import annotations

import copy
import gzip
import json
import shutil
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.record_strategies import JSON_VALUES, records
from support.tellings import telling

import jiyuan_news as jn
from jiyuan_news import schema
from jiyuan_news.changes import Change, ChangeLog, Count
from jiyuan_news.cli import main
from jiyuan_news.comparing import Comparison, compare
from jiyuan_news.comparing.values import differences
from jiyuan_news.comparing.writing import as_json, text

ROOT = Path(__file__).parents[1]
PLAIN: dict[str, Any] = {
    "day": "2021-08-20",
    "sessions": [["县委常委会会议", "standing-committee", "县委常委会"]],
    "chair": ["林一（县委书记）"],
    "outlet": "槐溆县融媒体中心",
    "from": "teaser",
}
REPORT = {**PLAIN, "from": "report", "speak": ["苏二"], "article": 1}


def edition(folder: Path, told: list[tuple[jn.Meeting, jn.Article]]) -> str:
    """A data set of these tellings, merged."""
    articles = [article for _, article in told]
    folder.mkdir()
    jn.write_jsonl(folder / "articles.jsonl", jn.merge_articles(articles))
    jn.write_jsonl(folder / "meetings.jsonl", jn.merge_meetings([meeting for meeting, _ in told], articles))
    resources = [{"name": name, "path": f"{name}.jsonl"} for name in ("articles", "meetings")]
    (folder / "datapackage.json").write_text(
        json.dumps({"version": folder.name, "schemaVersion": "1.0.0", "resources": resources})
    )
    return str(folder)


def changes(old: str, new: str) -> list[Change]:
    with compare(old, new) as found:
        return list(found.changes())


def told(found: list[Change]) -> list[tuple[str, str, str, str | None]]:
    return [(one.table, one.kind, one.id, one.was) for one in found]


# -- values


def _applied(old: Any, found: list[Any]) -> Any:
    """The old value with all differences made, where no list grew or shrank."""
    new = copy.deepcopy(old)
    for one in found:
        if not one.pointer:
            return one.new
        *steps, last = [step.replace("~1", "/").replace("~0", "~") for step in one.pointer.split("/")[1:]]
        inner = new
        for step in steps:
            inner = inner[int(step)] if isinstance(inner, list) else inner[step]
        inner[int(last) if isinstance(inner, list) else last] = one.new
    return new


@given(st.sampled_from([jn.Article, jn.Meeting]).flatmap(lambda cls: st.tuples(records(cls), records(cls))))
@settings(max_examples=50)
def test_the_differences_of_two_records_lead_from_one_to_the_other(pair: tuple[Any, Any]) -> None:
    old, new = (json.loads(jn.dumps(one)) for one in pair)
    found = list(differences(old, new))
    assert bool(found) == (old != new)
    assert not list(differences(new, copy.deepcopy(new)))
    same = {key: value for key, value in new.items() if not isinstance(value, list)}
    kept = {**old, **same}
    assert _applied(old, list(differences(old, kept))) == kept


@given(JSON_VALUES, JSON_VALUES)
def test_values_of_any_kind_are_compared(old: Any, new: Any) -> None:
    found = list(differences({"": old}, {"": new}))
    assert bool(found) == (json.dumps(old, sort_keys=True) != json.dumps(new, sort_keys=True)) or not found


def test_items_of_a_list_are_found_again_when_one_comes_before_them() -> None:
    old, new = {"x": ["甲", "乙", "丙"]}, {"x": ["新", "甲", "丙"]}
    assert [(one.pointer, one.old, one.new) for one in differences(old, new)] == [
        ("/x/0", "甲", "新"),
        ("/x/1", "乙", "甲"),
    ], "as many as before: by their numbers"
    new["x"] = ["新", "甲", "乙", "丙"]
    assert [(one.pointer, one.old, one.new) for one in differences(old, new)] == [("/x/0", None, "新")]
    assert [(one.pointer, one.old, one.new) for one in differences(new, old)] == [("/x/0", "新", None)]
    assert [one.pointer for one in differences({"a/~": 1}, {"a/~": True})] == ["/a~1~0"], "1 is not true"


# -- records


def test_a_data_set_is_the_same_as_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(ROOT / "data"), str(ROOT / "data")]) == 0
    assert capsys.readouterr().out.endswith("\nno record changed\n")


def test_what_came_went_and_changed_is_told_with_the_values(tmp_path: Path) -> None:
    a, b, c = (
        telling({**PLAIN, "article": number, "page": number, "day": f"2021-08-2{number}"})
        for number in range(3)
    )
    better = (attrs.evolve(b[0], mode="video"), b[1])
    found = changes(edition(tmp_path / "old", [a, b]), edition(tmp_path / "new", [better, c]))
    assert set(told(found)) == {
        ("articles", "removed", a[1].id, None),
        ("articles", "added", c[1].id, None),
        ("meetings", "removed", a[0].id, None),
        ("meetings", "added", c[0].id, None),
        ("meetings", "changed", b[0].id, None),
    }
    (changed,) = [one for one in found if one.kind == "changed"]
    assert [(one.pointer, one.old, one.new) for one in changed.fields] == [("/mode", None, "video")]
    assert changed.label == "2021-08-21 县委常委会会议"


def test_a_meeting_that_was_merged_into_another_is_told_as_such_and_back(tmp_path: Path) -> None:
    teaser, report = telling(PLAIN), telling(REPORT)
    old, new = edition(tmp_path / "old", [teaser]), edition(tmp_path / "new", [teaser, report])
    merged = [one for one in changes(old, new) if one.table == "meetings"]
    assert told(merged) == [("meetings", "merged", report[0].id, teaser[0].id)]
    assert "/tellings/0" in [one.pointer for one in merged[0].fields], "nothing else tells what became of it"
    parted = [one for one in changes(new, old) if one.table == "meetings"]
    assert set(told(parted)) == {
        ("meetings", "removed", report[0].id, None),
        ("meetings", "parted", teaser[0].id, report[0].id),
    }


def test_two_meetings_that_became_one_are_a_change_and_a_merge(tmp_path: Path) -> None:
    teaser, report = telling({**PLAIN, "chair": [], "text": "甲"}), telling(REPORT)
    apart = (attrs.evolve(teaser[0], sessions=()), teaser[1])
    old, new = edition(tmp_path / "old", [apart, report]), edition(tmp_path / "new", [telling(PLAIN), report])
    assert len(list(jn.read_jsonl(Path(new) / "meetings.jsonl", jn.Meeting))) == 1
    found = [one for one in changes(old, new) if one.table == "meetings"]
    assert ("meetings", "changed", report[0].id, None) in told(found)


def test_a_record_that_is_read_otherwise_at_its_place_has_moved(tmp_path: Path) -> None:
    meeting, article = telling(PLAIN)
    other, changed = telling({**PLAIN, "article": 5, "text": "另一句话。"})
    moved = (attrs.evolve(other, source=meeting.source), attrs.evolve(changed, source=article.source))
    found = changes(edition(tmp_path / "old", [(meeting, article)]), edition(tmp_path / "new", [moved]))
    assert told(found) == [
        ("articles", "moved", changed.id, article.id),
        ("meetings", "moved", other.id, meeting.id),
    ]
    assert "/id" in [field.pointer for field in found[0].fields]


def test_files_and_packed_files_are_compared_too(tmp_path: Path) -> None:
    lines = (ROOT / "data/meetings.jsonl").read_bytes()
    (tmp_path / "few.jsonl.gz").write_bytes(gzip.compress(b"".join(lines.splitlines(keepends=True)[1:])))
    found = changes(str(ROOT / "data/meetings.jsonl"), str(tmp_path / "few.jsonl.gz"))
    assert [one.kind for one in found] == ["removed"]
    with compare(str(ROOT / "data"), str(tmp_path / "few.jsonl.gz")) as both:
        assert (both.old.meetings, both.new.meetings, both.new.version) == (5, 4, None)


# -- the log


def test_the_log_is_json_as_its_schema_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = tmp_path / "data"
    shutil.copytree(ROOT / "data", new)
    path = new / "meetings.jsonl"
    path.write_text(path.read_text("utf-8").replace("田国强", "田\u202e国强"), "utf-8")
    assert main(["diff", str(ROOT / "data"), str(new), "--format", "json"]) == 1
    out = capsys.readouterr().out
    assert "\u202e" not in out, "a terminal is sent nothing that it obeys"
    log = jn.loads(out, ChangeLog)
    with compare(str(ROOT / "data"), str(new)) as found:
        assert log.changes == tuple(found.changes())
        assert log.counts == found.counts() == (Count("meetings", "changed", 1),)
    assert log.old.schema_version == schema.SCHEMA_VERSION
    assert main(["diff", str(ROOT / "data"), str(new), "--output", str(tmp_path / "log")]) == 1
    words = (tmp_path / "log").read_text("utf-8")
    assert '/attendance/0/name: "田国强" -> "田<U+202E>国强"' in words
    assert words.endswith("\n1 meetings changed\n")


def test_migrations_of_the_schemas_between_the_two_are_named(tmp_path: Path) -> None:
    old, new = edition(tmp_path / "old", [telling(PLAIN)]), str(ROOT / "data")
    with compare(old, new) as found:
        assert [one.version for one in found.migrations] == [one.version for one in schema.MIGRATIONS[1:]]
        assert any(line.startswith("schema 1.1.0 raw-documents: ") for line in text(found))
        assert json.loads("".join(as_json(found)))["migrations"]
    with compare(new, old) as found:
        assert found.migrations == ()


def test_versions_of_the_schemas_go_up() -> None:
    versions = [tuple(map(int, one.version.split("."))) for one in schema.MIGRATIONS]
    assert versions == sorted(set(versions))
    assert len({one.name for one in schema.MIGRATIONS}) == len(versions)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"id": 5}', "a.jsonl, line 2: /id: expected a string"),
        ("{", "a.jsonl, line 2: (the whole value): expected JSON"),
        ("5", "a.jsonl, line 2: (the whole value): expected an object"),
    ],
)
def test_what_cannot_be_compared_is_told(
    line: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.jsonl"
    first = (ROOT / "data/articles.jsonl").read_text("utf-8").splitlines()[0]
    path.write_text(f"{first}\n{line}\n", "utf-8")
    assert main(["diff", str(path), str(path)]) == 2
    assert words in capsys.readouterr().err
    assert main(["diff", str(ROOT / "data"), str(tmp_path)]) == 2
    assert (
        "datapackage.json: No such file or directory; name the folder of a data set"
        in capsys.readouterr().err
    )
    assert main(["diff", str(ROOT / "data"), str(tmp_path / "none")]) == 2
    assert "none: No such file" in capsys.readouterr().err


def test_a_comparison_closes_what_it_opened(tmp_path: Path) -> None:
    found = Comparison(str(ROOT / "data"), str(ROOT / "data"))
    with found:
        assert found.old == found.new
