"""The tools of our users read what we write. Those that are not installed are passed over, each by its name."""

from __future__ import annotations

import doctest
import importlib.util
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_docs import OF_A_LIBRARY, PAGES

import jiyuan_news as jn
from jiyuan_news import publishing
from jiyuan_news.publishing import graphml, json_ld, sqlite
from jiyuan_news.publishing.datasette import QUERIES
from jiyuan_news.tables import TABLES

pytestmark = pytest.mark.consumers
ROOT = Path(__file__).parents[1]
EXAMPLES = [
    (path, library, text) for path in PAGES for library, text in OF_A_LIBRARY.findall(path.read_text("utf-8"))
]


def need(library: str) -> Any:
    if importlib.util.find_spec(library) is None:
        pytest.skip(f"{library} is not installed")
    return importlib.import_module(library)


@pytest.fixture(scope="module")
def dataset() -> publishing.Dataset:
    return publishing.load()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, dataset: publishing.Dataset) -> Path:
    """The data set in every format."""
    made = tmp_path_factory.mktemp("formats")
    for format in publishing.FORMATS:
        publishing.write(format, dataset, made)
    return made


# -- data frames


@pytest.mark.parametrize(
    ("path", "library", "text"), EXAMPLES, ids=lambda value: value if isinstance(value, str) and len(value) < 20 else ""
)  # fmt: skip
def test_examples_of_libraries_give_what_they_show(
    path: Path, library: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    need(library)
    monkeypatch.chdir(ROOT)
    examples = doctest.DocTestParser().get_doctest(text, {}, path.name, str(path), 0)
    assert examples.examples
    told: list[str] = []
    doctest.DocTestRunner().run(examples, out=told.append)
    assert not told, "".join(told)


@pytest.mark.parametrize("table", TABLES)
def test_polars_and_pandas_read_parquet_and_csv(
    table: str, folder: Path, dataset: publishing.Dataset
) -> None:
    polars, pandas = need("polars"), need("pandas")
    rows = list(dataset.tables[table])
    frame = polars.read_parquet(folder / f"{table}.parquet")
    assert frame.equals(jn.to_polars(table))
    assert [frame.row(at, named=True) for at in range(len(rows))] == [plain(row) for row in rows]
    assert pandas.read_parquet(folder / f"{table}.parquet").shape == frame.shape
    assert jn.to_pandas(table).shape == frame.shape
    text = polars.read_csv(folder / f"{table}.csv", infer_schema=False)
    assert (text.columns, text.height) == (frame.columns, frame.height)
    again = pandas.read_csv(folder / f"{table}.csv", keep_default_na=False, dtype=str)
    assert again.shape == frame.shape


def plain(row: Any) -> dict[str, Any]:
    """The row as a data frame gives it."""
    values = {name: getattr(row, name) for name in row.__slots__ if not name.startswith("__")}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def test_types_survive_in_frames() -> None:
    polars, pandas = need("polars"), need("pandas")
    schema = jn.to_polars("meetings").schema
    assert (schema["date_latest"], schema["venues"]) == (polars.Date, polars.List(polars.String))
    types = jn.to_pandas("sessions").dtypes
    assert str(types["ordinal"]) == "int64[pyarrow]"
    assert pandas.isna(jn.to_pandas("sessions").term).any()


def test_datasets_loads_parquet(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path / "cache"))
    datasets = need("datasets")
    files = str(folder / "attendance.parquet")
    loaded = datasets.load_dataset(
        "parquet", data_files=files, split="train", cache_dir=str(tmp_path / "cache")
    )
    chaired = loaded.filter(lambda row: row["chair"] and row["name"] == "史秉锐")
    assert len(chaired) == 2


# -- networks and linked data


def test_networkx_reads_the_network(folder: Path, dataset: publishing.Dataset) -> None:
    graph = need("networkx").read_graphml(folder / graphml.FILE)
    names = {data["label"]: id for id, data in graph.nodes(data=True)}
    assert len(names) == len(dataset.tables["people"])
    edge = graph.edges[names["史秉锐"], names["庄建球"]]
    assert (edge["weight"], edge["first"]) == (1, "2021-08-04")
    assert not graph.is_directed()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib, about itself
def test_rdflib_reads_the_linked_data_without_a_network(
    folder: Path, dataset: publishing.Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    rdflib = need("rdflib")

    def refuse(*_: object) -> None:
        raise AssertionError("the context must not be fetched")

    monkeypatch.setattr(socket, "create_connection", refuse)
    graph = rdflib.Graph().parse(folder / json_ld.FILE, format="json-ld")
    found = graph.query(
        """
        PREFIX s: <https://schema.org/>
        SELECT ?event ?day WHERE {
          ?event a s:Event ; s:startDate ?day ; s:attendee ?role .
          ?role s:roleName "chair" ; s:attendee/s:name "史秉锐" .
        }"""
    )
    assert [(str(event)[-19:], str(day)) for event, day in found] == [("m1-a24d23deeca284a8", "2021-08-20")]
    articles = graph.query(
        "SELECT ?a WHERE { ?e <https://schema.org/subjectOf> ?a . ?a a <https://schema.org/NewsArticle> }"
    )
    assert len(list(articles)) == len(list(dataset.meetings))


# -- Datasette


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    """The address of Datasette, serving the database on loopback."""
    need("datasette")
    command = [sys.executable, "-m", "datasette", "serve", str(folder / sqlite.FILE), "--host", "127.0.0.1"]
    command += ["--port", "0", "--metadata", str(folder / sqlite.METADATA)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        told = ""
        for line in server.stderr:  # it says where it listens, or it ends
            told += line
            if found := re.search(r"running on (http://127\.0\.0\.1:\d+)", line):
                break
        else:
            pytest.fail(f"datasette ended: {told}")
        try:
            yield found[1]
        finally:
            server.terminate()


def get(address: str, **query: str) -> Any:
    with urllib.request.urlopen(f"{address}?{urllib.parse.urlencode(query)}", timeout=30) as answer:
        return json.load(answer)


@pytest.mark.parametrize("query", QUERIES)
def test_datasette_serves_the_canned_queries(site: str, query: str) -> None:
    asked = {"name": "史秉锐"} if ":name" in QUERIES[query]["sql"] else {"q": "李哲"}
    told = get(f"{site}/jiyuan-news/{query}.json", _shape="array", **asked)
    assert told
    if query == "chaired":
        assert {row["id"] for row in told} == {"m1-cdc4fe87450582d7", "m1-a24d23deeca284a8"}
    if query == "search_meetings":
        assert [row["name"] for row in told] == ["示范区巩固拓展脱贫攻坚成果第七次调度会"]


def test_datasette_shows_what_the_tables_are(site: str) -> None:
    told = get(f"{site}/-/metadata.json")["databases"]["jiyuan-news"]
    assert set(told["tables"]) == set(TABLES)
    assert told["tables"]["people"]["columns"]["name"] == "Name of the person."
    with urllib.request.urlopen(f"{site}/jiyuan-news/attendance?chair=1", timeout=30) as answer:
        assert "史秉锐" in answer.read().decode()


# -- a project that has only the data


def test_an_empty_folder_with_only_the_data_files(tmp_path: Path) -> None:
    """The examples in other languages need nothing but `data/`."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    readme = re.findall(r"^```console\n\$ jq [^`]*```", (ROOT / "README.md").read_text("utf-8"), re.M)
    assert readme, "the README has a line for those who have the files alone"
    text = "\n".join([(ROOT / "docs" / "using.md").read_text("utf-8"), *readme])
    missing: list[str] = []
    ran = 0
    for command, wanted in re.findall(r"^```console\n\$ (.*)\n([^`]*)```", text, re.M):
        tool = command.split()[0]
        if shutil.which(tool) is None:
            missing.append(tool)
            continue
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": os.environ["PATH"]},
        )
        assert done.stdout == wanted, (tool, done.stderr)
        ran += 1
    assert ran + len(missing) >= 5
    if missing:
        pytest.skip(f"{len(missing)} not installed: {', '.join(missing)}; {ran} ran")
