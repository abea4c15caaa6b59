"""Every format gives back what was written into it, foreign tools read it, and no cell, name or search does harm."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
import sqlite3
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import attrs
import duckdb
import pyarrow.parquet
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.record_strategies import TEXT, records
from support.tellings import telling

import jiyuan_news as jn
from jiyuan_news import publishing
from jiyuan_news.publishing import FORMATS, Dataset, Streamed, csv_tables, graphml, json_ld, sqlite
from jiyuan_news.publishing.datasette import QUERIES
from jiyuan_news.publishing.facts import facts
from jiyuan_news.rows import SourceRow
from jiyuan_news.tables import TABLES

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "corpus" / "open"
SETS = st.builds(
    Dataset,
    st.lists(records(jn.Article), max_size=3).map(tuple),
    st.lists(records(jn.Meeting), max_size=3).map(tuple),
    sources=st.lists(records(SourceRow), max_size=2).map(tuple),
)
HOSTILE = "=cmd|' /C calc'!A0"


def wanted(format: str, dataset: Dataset) -> Any:
    """What `read` should give."""
    match FORMATS[format].reads:
        case "Dataset":
            return plain(dataset)
        case "Tables":
            return dataset.tables.held()
        case reads:
            assert reads == "Network"
            return graphml.network(dataset.tables)


def found(format: str, folder: Path) -> Any:
    """What `read` gives, all of it in memory."""
    told = publishing.read(format, folder)
    return plain(told) if isinstance(told, Dataset) else told


def plain(dataset: Dataset) -> Dataset:
    """The data set in memory, without its version: a file of its own has that."""
    return Dataset(tuple(dataset.articles), tuple(dataset.meetings), None, tuple(dataset.sources))


def named(name: str) -> Dataset:
    """The shipped data set, in which the first chair has another name."""
    dataset = publishing.load()
    first, *others = dataset.meetings
    chair, *guests = first.attendance
    changed = attrs.evolve(first, attendance=(attrs.evolve(chair, name=name), *guests))
    return attrs.evolve(dataset, meetings=(changed, *others))


def base(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(folder / sqlite.FILE)


# -- there and back


@pytest.mark.parametrize("format", [name for name, one in FORMATS.items() if one.reads])
@settings(max_examples=15)
@given(dataset=SETS)
def test_what_is_written_is_read_again(
    format: str, dataset: Dataset, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp(format)
    publishing.write(format, dataset, folder)
    assert found(format, folder) == wanted(format, dataset)


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_data_set_gives_the_same_bytes(format: str, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        written = publishing.write(format, publishing.load(), tmp_path / folder)
        assert written
        assert all(path.is_file() for path in written)
    for path in written:
        assert (tmp_path / "one" / path.name).read_bytes() == path.read_bytes()
    assert {path.name for path in (tmp_path / "one").iterdir()} == {path.name for path in written}


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_data_set_is_one_too(format: str, tmp_path: Path) -> None:
    empty = Dataset((), ())
    assert publishing.write(format, empty, tmp_path)
    if FORMATS[format].reads:
        assert found(format, tmp_path) == wanted(format, empty)


@pytest.mark.parametrize("format", ["csv", "parquet", "sqlite", "graphml"])
def test_a_file_that_another_wrote_is_refused(format: str, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        publishing.read(format, tmp_path)
    for path in publishing.write(format, publishing.load(), tmp_path):
        path.write_bytes(b"a,b\r\n1,2\r\n")
    with pytest.raises(ValueError, match=r"\w"):
        publishing.read(format, tmp_path)


def test_tables_of_many_rows_stand_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiyuan_news.publishing.parquet._GROUP", 1)
    monkeypatch.setattr("jiyuan_news.publishing.frames._AT_ONCE", 2)
    dataset = publishing.load()
    publishing.write("parquet", dataset, tmp_path)
    groups = pyarrow.parquet.ParquetFile(tmp_path / "attendance.parquet").num_row_groups
    assert groups == -(-len(dataset.tables["attendance"]) // 2) > 2
    assert publishing.read("parquet", tmp_path) == dataset.tables.held()
    assert jn.to_arrow("attendance").column("name").num_chunks == 1


@pytest.mark.parametrize("format", FORMATS)
def test_memory_does_not_grow_with_the_number_of_records(
    format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Python holds at most; the first run also fills what is remembered once and for all."""
    monkeypatch.setattr("jiyuan_news.publishing.frames._AT_ONCE", 32)
    most = []
    for days in (20, 20, 200):
        told = partial(_of_days, days)
        dataset = Dataset(*(Streamed(partial(map, itemgetter(at), Streamed(told))) for at in (1, 0)))
        tracemalloc.start()
        publishing.write(format, dataset, tmp_path)
        most.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        if format != "jsonl":
            assert len(dataset.tables["meetings"]) == days * 5
    _, few, many = most
    assert many < few + 100_000


def _of_days(days: int) -> Iterator[tuple[jn.Meeting, jn.Article]]:
    """Five meetings a day, of five places."""
    for number in range(days * 5):
        day = dt.date(2015, 1, 1) + dt.timedelta(number // 5)
        yield telling(
            {
                "day": day.isoformat(),
                "page": number,
                "outlet": f"{'槐昭滨沅绥'[number % 5]}溆网",
                "sessions": [["县专题会议", "special-topic"]],
                "chair": [f"林{chr(0x4E00 + number)}（县长）"],
                "attend": [f"苏{chr(0x4E00 + number)}{at}（县教育局局长）" for at in "一二三四五"],
                "text": chr(0x4E00 + number) * 2_000,
            }
        )


def test_a_format_that_is_not_there_is_told() -> None:
    with pytest.raises(KeyError):
        publishing.write("xlsx", publishing.load(), Path())
    with pytest.raises(KeyError, match="jsonld is not read back"):
        publishing.read("jsonld", Path())


# -- CSV


@given(TEXT | st.text("'=+-@\t\r\n ＝1a", max_size=6))
@example(HOSTILE)
@example("'=1")
@example("''")
@example(" \r")
def test_no_cell_is_a_formula_and_none_is_changed_for_good(text: str) -> None:
    cell = csv_tables.defused(text)
    assert not re.match(r"[\t\r\n]|\s*[=+\-@＝＋－＠]", cell)
    assert csv_tables.refused(cell) == text


def test_csv_is_as_its_standard_says(tmp_path: Path) -> None:
    publishing.write("csv", named(HOSTILE), tmp_path)
    text = (tmp_path / "attendance.csv").read_bytes().decode("utf-8")
    assert text.count("\r\n") == text.count("\n") > 5
    rows = list(csv.DictReader(text.splitlines(keepends=True)))
    assert list(rows[0]) == [field.name for field in attrs.fields(TABLES["attendance"].row)]
    assert [row["name"] for row in rows if "calc" in row["name"]] == ["'" + HOSTILE]
    assert all(json.loads(row["roles"]) for row in rows)


def test_duckdb_reads_the_tables(tmp_path: Path) -> None:
    publishing.write("csv", publishing.load(), tmp_path)
    publishing.write("parquet", publishing.load(), tmp_path)
    counts = {}
    for format in ("csv", "parquet"):
        for name in TABLES:
            path = tmp_path / f"{name}.{format}"
            counts[format, name] = duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall()[0][0]
    made = publishing.load().tables
    assert counts == {(format, name): len(made[name]) for format in ("csv", "parquet") for name in TABLES}
    told = duckdb.sql(
        f"SELECT typeof(date_latest), typeof(venues), typeof(tellings) FROM '{tmp_path}/meetings.parquet' LIMIT 1"
    )
    assert told.fetchall() == [("DATE", "VARCHAR[]", "BIGINT")]


# -- SQLite


def test_keys_types_and_references_are_held_by_the_database(tmp_path: Path) -> None:
    publishing.write("sqlite", publishing.load(), tmp_path)
    with closing(base(tmp_path)) as told:
        assert told.execute("PRAGMA foreign_key_check").fetchall() == []
        assert told.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        told.execute("PRAGMA foreign_keys = ON")
        for wrong, words in (
            ("UPDATE attendance SET person_id = 'p1-0'", "FOREIGN KEY"),
            ("UPDATE attendance SET chair = 2", "CHECK"),
            ("UPDATE attendance SET roles = '{}'", "CHECK"),
            ("UPDATE attendance SET entity_type = 'robot'", "CHECK"),
            ("UPDATE attendance SET span_start = 'x'", "cannot store TEXT"),
            ("UPDATE meetings SET id = (SELECT min(id) FROM meetings)", "UNIQUE"),
        ):
            with pytest.raises(sqlite3.IntegrityError, match=words):
                told.execute(wrong)
        for table in TABLES.values():
            indices = [name for _, name, *_ in told.execute(f"PRAGMA index_list({table.name})")]
            held = [tuple(row[2] for row in told.execute(f"PRAGMA index_info({name})")) for name in indices]
            for reference in table.references:
                size = len(reference.columns)
                assert reference.columns in {columns[:size] for columns in held}, (table.name, reference)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("李哲", ["示范区巩固拓展脱贫攻坚成果第七次调度会"]),
        ("史秉锐 主会场", []),
        ("史秉锐 打赢", ["示范区新冠肺炎疫情防控视频调度会议"]),
        ("2021年第三次", ["市城乡规划委员会2021年第三次办公会议"]),
        ("哲李", []),
        ('"李哲* OR NEAR(', []),
        ("*", []),
        ("", []),
    ],
)
def test_names_of_two_characters_are_found(words: str, found: list[str], tmp_path: Path) -> None:
    publishing.write("sqlite", publishing.load(), tmp_path)
    with closing(base(tmp_path)) as told:
        rows = told.execute(
            "SELECT m.name FROM meetings_text AS t JOIN meetings AS m ON m.rowid = t.rowid WHERE meetings_text MATCH ?",
            [sqlite.match(words)],
        ).fetchall()
    assert [name for (name,) in rows] == found


@given(TEXT, TEXT)
@settings(max_examples=25)
def test_any_words_can_be_searched_for(words: str, text: str) -> None:
    with closing(sqlite3.connect(":memory:")) as told:
        told.execute("CREATE VIRTUAL TABLE t USING fts5(text, content='', tokenize='unicode61')")
        told.execute("INSERT INTO t VALUES (?)", [sqlite.spaced(text + words)])
        told.execute("SELECT rowid FROM t WHERE t MATCH ?", [sqlite.match(words)]).fetchall()


@pytest.mark.parametrize("query", QUERIES)
def test_canned_queries_find_something_and_bear_any_words(query: str, tmp_path: Path) -> None:
    publishing.write("sqlite", publishing.load(), tmp_path)
    sql = QUERIES[query]["sql"]
    with closing(base(tmp_path)) as told:
        assert told.execute(sql, {"name": "史秉锐", "q": "李哲"}).fetchall()
        for words in ('"', "", "李 哲", "*", "'; DROP TABLE meetings; --"):
            if ":name" in sql:
                assert told.execute(sql, {"name": words}).fetchall() == []
            elif words:
                told.execute(sql, {"q": words}).fetchall()


# -- networks and linked data


def test_a_network_joins_those_who_met(tmp_path: Path) -> None:
    told = graphml.network(publishing.load().tables)
    names = {node.id: node.label for node in told.nodes}
    pairs = {frozenset((names[edge.source], names[edge.target])): edge.weight for edge in told.edges}
    assert pairs[frozenset(("史秉锐", "庄建球"))] == 1
    assert frozenset(("史秉锐", "田国强")) not in pairs


@pytest.mark.parametrize("name", ["<b>&\"'", "a\x00b", "\ud7ff\ufffe", "]]>", "&amp;"])
def test_xml_and_json_bear_any_name(name: str, tmp_path: Path) -> None:
    dataset = named(name)
    publishing.write("graphml", dataset, tmp_path)
    publishing.write("jsonld", dataset, tmp_path)
    ElementTree.parse(tmp_path / graphml.FILE)
    assert publishing.read("graphml", tmp_path) == graphml.network(dataset.tables)
    graph = json.loads((tmp_path / json_ld.FILE).read_bytes())["@graph"]
    assert name in {thing.get("name") for thing in graph}


def test_linked_data_has_every_article_meeting_and_person_and_no_loose_end(tmp_path: Path) -> None:
    publishing.write("jsonld", publishing.load(), tmp_path)
    graph = json.loads((tmp_path / json_ld.FILE).read_bytes())["@graph"]
    made = publishing.load().tables
    kinds = {
        kind: {thing["identifier"] for thing in graph if thing["@type"] == kind}
        for kind in ("NewsArticle", "Event", "Person")
    }
    assert kinds == {
        "NewsArticle": {row.id for row in made["articles"]},
        "Event": {row.id for row in made["meetings"]},
        "Person": {row.id for row in made["people"]},
    }
    known = {thing["@id"] for thing in graph}
    linked = [one for thing in graph for one in thing.get("subjectOf", [])]
    linked += [role["attendee"] for thing in graph for role in thing.get("attendee", [])]
    assert {one["@id"] for one in linked if "@id" in one} <= known
    event = next(thing for thing in graph if "财经委员会" in thing.get("name", ""))
    assert (event["startDate"], event["endDate"]) == ("2021-08-20", "2021-08-20")
    unsure = next(
        thing for thing in graph if "疫情防控" in thing.get("name", "") and thing["@type"] == "Event"
    )
    assert "startDate" not in unsure
    assert unsure["temporalCoverage"] == "2021-08-04?"


# -- the command


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "jiyuan_news", "export", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_the_command_writes_every_format(tmp_path: Path) -> None:
    done = run("--to", ",".join(FORMATS), "--data", ROOT / "data", "--output", tmp_path / "out")
    assert (done.returncode, done.stdout) == (0, "")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {re.sub(r": [\d,]+ bytes$", "", Path(line).name) for line in done.stderr.splitlines()} == names
    for format in FORMATS:
        if FORMATS[format].reads:
            assert found(format, tmp_path / "out") == wanted(format, publishing.load())
    for facts_only in ([], ["--facts"]):
        folder = tmp_path / f"records{len(facts_only)}"
        run("--to", "jsonl", *facts_only, "--output", folder)
        told = subprocess.run(
            [sys.executable, "-m", "jiyuan_news", "validate", str(folder)],
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        assert told.returncode == 0, told.stdout
        assert "checked 3 files of records, 1 data set: nothing found" in told.stdout + told.stderr
    again = run("--to", "jsonl", "--facts", "--data", tmp_path / "out", "--output", tmp_path / "facts")
    assert again.returncode == 0
    assert plain(publishing.load(tmp_path / "facts")) == plain(facts(publishing.load()))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--to", "csv,xlsx", "--output", "out"], "'xlsx' is no format; use jsonl, csv, parquet"),
        (["--to", "csv", "--data", "nowhere", "--output", "out"], "nowhere/articles.jsonl: No such file"),
        (["--to", "csv", "--output", "file"], "file"),
        (
            ["--to", "csv", "--output", "built"],
            "built: has a data set, whose descriptor an export would replace",
        ),
        (["--to", "csv", "--data", "file", "--output", "file"], "file: has a data set"),
    ],
)
def test_the_command_says_what_it_cannot_do(
    arguments: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("")
    (tmp_path / "built").mkdir()
    (tmp_path / "built/pages.jsonl").write_text("")
    done = run(*arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_wrong_record_is_told_with_its_line(tmp_path: Path) -> None:
    for name in ("articles", "meetings"):
        data = (ROOT / f"data/{name}.jsonl").read_bytes()
        (tmp_path / f"{name}.jsonl").write_bytes(data.replace(b'"mode":"video"', b'"mode":"radio"'))
    done = run("--to", "csv", "--data", tmp_path, "--output", tmp_path / "out")
    assert done.returncode == 2
    assert "meetings.jsonl:1" in done.stderr
    assert "/mode" in done.stderr


def test_a_missing_library_is_told_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(publishing.MissingLibrary, match=r"install it with `pip install pyarrow`"):
        publishing.write("parquet", publishing.load(), tmp_path)
    with pytest.raises(publishing.MissingLibrary, match=r"jiyuan-news\[parquet\]"):
        jn.to_arrow("people")
    assert list(tmp_path.iterdir()) == []


def test_frames_are_asked_for_by_the_name_of_a_table() -> None:
    assert jn.to_arrow("attendance").num_rows == len(publishing.load().tables["attendance"])
    assert jn.to_arrow("people", ROOT / "data").column_names[:2] == ["id", "name"]
    with pytest.raises(ValueError, match="'persons' is no table; use sources, articles, meetings"):
        jn.to_arrow("persons")
