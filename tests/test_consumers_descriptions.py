"""The descriptions of data sets, as the tools of our users take them: what they tell is there, and a fault is noticed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from support.crawls import crawl, lines
from test_build import build
from test_consumers import need

from jiyuan_news import publishing
from jiyuan_news.building.exports import export
from jiyuan_news.building.sources import read_about
from jiyuan_news.tables import TABLES

pytestmark = [
    pytest.mark.consumers,
    pytest.mark.filterwarnings("ignore"),
]  # what those tools warn of is theirs
ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data set of a crawl."""
    folder = tmp_path_factory.mktemp("crawled")
    (folder / "crawl.jsonl").write_bytes(lines(crawl(60)))
    formats = [name for name in publishing.FORMATS if name != "jsonl"]
    build(folder / "data", folder / "crawl.jsonl", about=read_about(DATA / "about.toml"), formats=formats)
    return folder / "data"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


# -- Data Package


def _package(folder: Path) -> Any:
    need("jsonlines")
    return need("frictionless").Package(str(folder / "datapackage.json"))


def test_frictionless_finds_keys_types_and_hashes_of_the_tables_right() -> None:
    package = _package(DATA)
    report = package.validate()
    assert report.valid, report.flatten(["name", "type", "message"])[:5]
    rows = {one.name: one.stats["rows"] for one in report.tasks if one.type == "table"}
    made = publishing.load()
    assert rows == {f"table-{name}": len(made.tables[name]) for name in TABLES} | {
        "articles": len(list(made.articles)),
        "meetings": len(list(made.meetings)),
    }


def test_frictionless_finds_the_tables_of_a_crawl_right(crawled: Path) -> None:
    report = _package(crawled).validate()
    assert report.valid, report.flatten(["name", "type", "message"])[:5]
    names = {one.name for one in report.tasks}
    assert names >= {
        "articles",
        "meetings",
        "pages",
        "tables-jiyuan-news.db",
        *(f"table-{name}" for name in TABLES),
    }


@pytest.mark.parametrize("format", ["jsonl", "csv", "parquet", ",".join(publishing.FORMATS)])
@pytest.mark.parametrize("facts_only", [False, True])
def test_frictionless_takes_every_export(
    format: str, facts_only: bool, crawled: Path, tmp_path: Path
) -> None:
    files = export(crawled, format.split(","), tmp_path, facts_only=facts_only)
    report = _package(tmp_path).validate()
    assert report.valid, report.flatten(["name", "type", "message"])[:5]
    beside = len(TABLES) if "csv,parquet" in format else 0  # Parquet is told with the CSV of the table
    assert len(report.tasks) == len(files) - 1 - beside


@pytest.mark.parametrize(
    ("name", "old", "new", "kind"),
    [
        ("tables/agenda.csv", "m1-", "m1-f", "foreign-key"),
        ("tables/attendance.csv", "person", "parson", "constraint-error"),
        ("tables/sessions.csv", "\r\n", "\r\n\r\n", "hash-count"),
        ("articles.jsonl", "a1-", "a2-", "constraint-error"),
    ],
)
def test_frictionless_notices_what_is_wrong(name: str, old: str, new: str, kind: str, copied: Path) -> None:
    path = copied / name
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())
    report = _package(copied).validate()
    kinds = {one for (one,) in report.flatten(["type"])}
    assert kinds & {kind, "hash-count", "byte-count"}
    assert not report.valid


# -- Croissant


def _loaded(folder: Path) -> dict[str, list[dict[str, Any]]]:
    mlcroissant = need("mlcroissant")
    dataset = mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))
    assert not dataset.metadata.ctx.issues.errors, dataset.metadata.ctx.issues.report()
    return {one.id: list(dataset.records(one.id)) for one in dataset.metadata.record_sets}


def test_mlcroissant_loads_every_table() -> None:
    found = _loaded(DATA)
    tables = publishing.load().tables
    assert {name: len(rows) for name, rows in found.items()} == {name: len(tables[name]) for name in TABLES}
    names = [row["attendance/name"] for row in found["attendance"]]
    assert [name.decode() if isinstance(name, bytes) else name for name in names] == [
        row.name for row in tables["attendance"]
    ]


def test_mlcroissant_loads_the_tables_of_a_crawl(crawled: Path) -> None:
    found = _loaded(crawled)
    tables = publishing.load(crawled).tables
    assert {name: len(rows) for name, rows in found.items()} == {name: len(tables[name]) for name in TABLES}


def test_mlcroissant_loads_the_records_where_there_is_no_parquet(crawled: Path, tmp_path: Path) -> None:
    build(tmp_path, crawled / "pages.jsonl")
    found = _loaded(tmp_path)
    for name in ("articles", "meetings", "pages"):
        told = [json.loads(line) for line in (crawled / f"{name}.jsonl").read_bytes().splitlines()]
        key = "sha256" if name == "pages" else "id"
        ids = [row[f"{name}/{key}"] for row in found[name]]
        assert [one.decode() if isinstance(one, bytes) else one for one in ids] == [one[key] for one in told]


def test_mlcroissant_notices_another_file(copied: Path) -> None:
    mlcroissant = need("mlcroissant")
    path = copied / "tables/attendance.parquet"
    shutil.copy(copied / "tables/people.parquet", path)
    dataset = mlcroissant.Dataset(jsonld=str(copied / "croissant.json"))
    with pytest.raises(Exception, match=r"(?i)hash|column|attendance"):
        list(dataset.records("attendance"))


# -- Hugging Face


@pytest.mark.parametrize("table", ["", *TABLES])
def test_load_dataset_reads_the_card_and_the_tables(
    table: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _load_dataset(DATA, table, tmp_path, monkeypatch)


@pytest.mark.parametrize("table", ["", "people"])
def test_load_dataset_reads_a_crawl(
    table: str, crawled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _load_dataset(crawled, table, tmp_path, monkeypatch)


def _load_dataset(data: Path, table: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_DATASETS_OFFLINE", "1")
    need("datasets")
    code = (
        "import datasets, sys\n"
        f"told = datasets.load_dataset({str(data)!r}, *sys.argv[1:], split='train', cache_dir={str(tmp_path)!r})\n"
        "print(told.num_rows, *told.column_names)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *filter(None, [table])],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "HF_HOME": str(tmp_path)},
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    rows, *columns = done.stdout.split()
    wanted = table or "attendance"
    assert int(rows) == len(publishing.load(data).tables[wanted])
    assert columns == [one.name for one in publishing.columns.columns(wanted)]


# -- schemas


def _check(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    need("check_jsonschema")
    command = [sys.executable, "-m", "check_jsonschema", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_check_jsonschema_takes_the_schemas() -> None:
    schemas = sorted((ROOT / "schemas").glob("*.schema.json"))
    done = _check("--check-metaschema", *schemas)
    assert done.returncode == 0, done.stdout + done.stderr


def test_check_jsonschema_takes_the_citation(crawled: Path, tmp_path: Path) -> None:
    schema = ("--builtin-schema", "vendor.citation-file-format")
    for path in (ROOT / "CITATION.cff", crawled / "CITATION.cff"):
        done = _check(*schema, path)
        assert done.returncode == 0, done.stdout + done.stderr
    text = (ROOT / "CITATION.cff").read_text("utf-8")
    (tmp_path / "CITATION.cff").write_text(text.replace("authors:", "autors:", 1), "utf-8")
    assert _check(*schema, tmp_path / "CITATION.cff").returncode == 1
