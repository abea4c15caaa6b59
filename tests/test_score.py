"""The score: its arithmetic, what it tells of which pages, and the floors below which no field may fall."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from support import agreement, score
from support.score import FIELDS, OPEN, SEALED, Score, Tally, gold_facts, labelled, page_facts, tally

import jiyuan_news as jn


def facts(**fields: list[Any]) -> score.Facts:
    return defaultdict(Counter, {field: Counter(values) for field, values in fields.items()})


class TestArithmetic:
    def test_precision_recall_and_f1_are_over_all_pages(self) -> None:
        result = Tally()
        result.add("one", facts(person=["甲", "乙"]), facts(person=["甲", "丙"]))
        result.add("two", facts(person=["丁"]), facts(person=["丁"]))
        told = result.scores()["person"]
        assert (told.wanted, told.found, told.right) == (3, 3, 2)
        assert told.precision == told.recall == told.f1 == pytest.approx(2 / 3)

    def test_a_value_of_one_page_is_not_found_on_another(self) -> None:
        result = Tally()
        result.add("one", facts(person=["甲"]), facts())
        result.add("two", facts(), facts(person=["甲"]))
        assert result.scores()["person"].right == 0

    def test_a_value_counts_as_often_as_it_stands(self) -> None:
        result = Tally()
        result.add("one", facts(person=["甲", "甲"]), facts(person=["甲"]))
        assert result.scores()["person"] == Score(wanted=2, found=1, right=1)

    @pytest.mark.parametrize(
        ("counts", "precision", "recall", "f1"),
        [((0, 0, 0), 1.0, 1.0, 1.0), ((2, 0, 0), 0.0, 0.0, 0.0), ((0, 2, 0), 0.0, 1.0, 0.0)],
    )
    def test_a_field_without_values(
        self, counts: tuple[int, int, int], precision: float, recall: float, f1: float
    ) -> None:
        told = Score(*counts)
        assert (told.precision, told.recall, told.f1) == (precision, recall, f1)

    def test_misses_are_told_by_field_and_side(self) -> None:
        result = Tally()
        result.add("one", facts(person=["甲"], group=["丙"]), facts(person=["乙"], group=["丙"]))
        assert result.misses("one") == [("person", "miss", "甲"), ("person", "extra", "乙")]


def shared() -> Path | None:
    """The folder with the scorer that all forks share, where there is one above the repository."""
    folders = [folder / "shared" for folder in Path(__file__).resolve().parents]
    return next((folder for folder in folders if (folder / "score.py").is_file()), None)


@pytest.fixture(scope="module")
def other() -> ModuleType:
    folder = shared()
    if folder is None:
        pytest.skip("no shared/score.py above the repository")
    spec = importlib.util.spec_from_file_location("shared_score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TestTheSharedScorer:
    """The same facts and the same numbers, wherever that scorer is at hand."""

    def test_has_the_same_fields(self, other: ModuleType) -> None:
        assert list(FIELDS) == list(other.FIELDS)

    def test_has_the_same_facts(self, other: ModuleType) -> None:
        for name, text, gold in labelled(*OPEN):
            page = json.loads(jn.dumps(jn.parse(text)))
            for ours, theirs in (
                (gold_facts(gold), other.facts_gold(gold)),
                (page_facts(page), other.facts_project(page)),
            ):
                assert {field: ours[field] for field in FIELDS} == {
                    field: Counter(theirs[field]) for field in FIELDS
                }, name

    def test_has_the_same_numbers(self, other: ModuleType) -> None:
        assert other.__file__ is not None
        folder = Path(other.__file__).with_name("labelled")
        if not folder.is_dir():
            pytest.skip("no shared/labelled")
        command = [sys.executable, other.__file__, str(folder), "--json", "--python", sys.executable]
        told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        result = tally(labelled(folder))
        scores = result.scores()
        assert (told["pages"], told["lossless"]) == (len(result.pages), result.lossless)
        assert told["mean_f1"] == pytest.approx(score.mean(scores))
        for field in FIELDS:
            one = scores[field]
            assert told["fields"][field] == [
                round(one.precision, 3),
                round(one.recall, 3),
                round(one.f1, 3),
                one.wanted,
            ]


class TestSealedPages:
    def test_of_them_no_misses_are_shown(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit):
            score.main([str(SEALED), "--show", "1"])
        assert "sealed" in capsys.readouterr().err

    def test_not_under_another_name_of_the_folder(self, tmp_path: Path) -> None:
        (tmp_path / "innocent").symlink_to(SEALED)
        with pytest.raises(SystemExit):
            score.main([str(tmp_path / "innocent"), "--show", "1"])

    def test_the_misses_shown_are_those_of_open_pages(self, capsys: pytest.CaptureFixture[str]) -> None:
        score.main(["--show", "99"])
        told = capsys.readouterr().out
        assert "sealed jiyuan: totals only" in told
        assert "sealed other: totals only" in told
        assert [name for name, _, _ in labelled(SEALED) if name in told] == []


class TestFloors:
    def test_no_field_is_below_its_floor(self) -> None:
        fallen = score.fallen(score.read_floors(), score.measured())
        if fallen:
            pytest.fail(
                "\n".join(
                    [*fallen, "see `make score SHOW=9`; where the labels changed: make floors LOWER=1"]
                ),
                pytrace=False,
            )

    def test_every_field_of_every_part_has_one(self) -> None:
        for part, floors in score.read_floors().items():
            assert list(floors) == ["pages", *FIELDS], part
        assert list(score.read_floors()) == list(score.parts())

    def test_a_hair_is_no_fall(self) -> None:
        floors = {"open": {"pages": 1.0, "person": 0.9}}
        assert score.fallen(floors, {"open": {"pages": 1.0, "person": 0.9 - score.HAIR / 2}}) == []
        assert len(score.fallen(floors, {"open": {"pages": 2.0, "person": 0.9 - 2 * score.HAIR}})) == 1

    def test_floors_are_raised_and_lowered_only_when_asked(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "floors.json"
        monkeypatch.setattr(score, "FLOORS", path)

        def write(value: float, *, lower: bool = False) -> tuple[int, float]:
            monkeypatch.setattr(score, "measured", lambda: {"open": {"pages": 1.0, "person": value}})
            return score.write_floors(lower=lower), score.read_floors()["open"]["person"]

        assert write(0.8) == (0, 0.8)
        assert write(0.9) == (0, 0.9)
        assert write(0.9 - score.HAIR / 2) == (0, 0.9)
        assert write(0.7) == (1, 0.9)
        assert write(0.7, lower=True) == (0, 0.7)


class TestAgreement:
    def test_every_second_label_has_a_first(self) -> None:
        tallies = agreement.compare()
        names = {name for one in tallies.values() for name in one.pages}
        assert names == {
            path.name.removesuffix(".gold.json") for path in agreement.SECOND.glob("*.gold.json")
        }

    def test_of_sealed_pages_no_differences_are_shown(self, capsys: pytest.CaptureFixture[str]) -> None:
        agreement.main(["--show", "99"])
        told = capsys.readouterr().out
        sealed = agreement.compare()["sealed"].pages
        assert "all values" in told
        assert sealed
        assert [name for name in sealed if name in told] == []
