"""The shipped data set: built from its sources, the same each time, and evidenced."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import attrs
import jsonschema_rs
import pytest
from support.score import gold_facts, labelled, page_facts, tiles

import jiyuan_news as jn
from jiyuan_news.building.repository import Refused, build
from jiyuan_news.dataset import raw_text
from jiyuan_news.tables import TABLES

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with the sources of the data set and nothing built."""
    root = tmp_path / "repository"
    shutil.copytree(ROOT / "data" / "raw", root / "data" / "raw")
    for name in ("about.toml", "sources.toml"):
        shutil.copy(ROOT / "data" / name, root / "data")
    return root


def files(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()
    }


def test_the_real_page_reads_as_a_careful_reader_does() -> None:
    for _, text, gold in labelled(GOLDEN):
        page = json.loads(jn.dumps(jn.parse(text)))
        assert tiles(text, page)
        assert page_facts(page) == gold_facts(gold)


def test_what_is_committed_is_what_the_code_builds(tmp_path: Path) -> None:
    """If this fails, run `make data` and read the difference."""
    build(ROOT, tmp_path)
    for path, data in files(tmp_path).items():
        assert (ROOT / path).read_bytes() == data, f"{path} differs: run `make data` and read the difference"


def test_building_twice_gives_the_same_bytes(repository: Path, tmp_path: Path) -> None:
    build(repository)
    first = files(repository)
    build(repository)
    assert files(repository) == first
    assert {"data/articles.jsonl", "data/meetings.jsonl", "data/datapackage.json"} < set(first)
    assert not any(str(tmp_path).encode() in data for data in first.values())


def test_records_are_loaded_as_they_were_written() -> None:
    loaded: dict[str, list[Any]] = {
        "articles": list(jn.load_articles()),
        "meetings": list(jn.load_meetings()),
    }
    for name, records in loaded.items():
        assert records
        assert (
            b"".join(jn.dumps(record) + b"\n" for record in records)
            == (ROOT / f"data/{name}.jsonl").read_bytes()
        )
        assert list(jn.read_jsonl(ROOT / f"data/{name}.jsonl", type(records[0]))) == records
        assert len({record.id for record in records}) == len(records)


def test_records_are_loaded_from_a_folder_a_file_and_a_packed_file(tmp_path: Path) -> None:
    shipped = list(jn.load_meetings())
    jn.write_jsonl(tmp_path / "some.jsonl.gz", shipped)
    for path in (ROOT / "data", str(ROOT / "data/meetings.jsonl"), tmp_path / "some.jsonl.gz"):
        assert list(jn.load_meetings(path)) == shipped
    assert list(jn.load_articles(ROOT / "data")) == list(jn.load_articles())
    with pytest.raises(FileNotFoundError):
        next(jn.load_articles(tmp_path))


def test_records_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    """A wrong line is met only by who comes to it, and is told with its place."""
    good = (ROOT / "data/meetings.jsonl").read_bytes().splitlines(keepends=True)[0]
    (tmp_path / "meetings.jsonl").write_bytes(good + b'{"id": 1}\n')
    told = jn.load_meetings(tmp_path)
    assert next(told) == next(jn.load_meetings())
    with pytest.raises(jn.RecordError, match=r"meetings\.jsonl:2"):
        next(told)


def test_every_line_is_what_the_schema_says() -> None:
    for record in ("article", "meeting"):
        schema = json.loads((ROOT / f"schemas/{record}.schema.json").read_bytes())
        validator = jsonschema_rs.validator_for(schema, validate_formats=True)
        for line in (ROOT / f"data/{record}s.jsonl").read_bytes().splitlines():
            validator.validate(json.loads(line))


def test_articles_and_meetings_name_each_other() -> None:
    articles = {article.id: article for article in jn.load_articles()}
    meetings = {meeting.id: meeting for meeting in jn.load_meetings()}
    known = {id for meeting in meetings.values() for id in (meeting.id, *meeting.aliases)}
    assert all(id in known for article in articles.values() for id in article.meeting_ids)
    for meeting in meetings.values():
        assert meeting.id in articles[meeting.article_ids[0]].meeting_ids


def test_evidence_is_in_the_shipped_raw_page() -> None:
    for meeting in jn.load_meetings():
        raw = raw_text(meeting.source)
        for one in meeting.attendance:
            assert jn.clean(raw[one.span.slice], script=True).text == one.name
    with pytest.raises(LookupError, match="no page with the SHA-256 0000"):
        raw_text("0" * 64)


def test_the_descriptor_tells_sizes_hashes_and_columns() -> None:
    package = json.loads((ROOT / "data/datapackage.json").read_bytes())
    version, content = package["version"].split("+")
    assert version == tomllib.loads((ROOT / "data/about.toml").read_text("utf-8"))["version"]
    joined = b"".join((ROOT / f"data/{name}.jsonl").read_bytes() for name in ("articles", "meetings"))
    assert hashlib.sha256(joined).hexdigest().startswith(content)
    assert all(resource["licenses"] for resource in package["resources"])
    for resource in package["resources"]:
        data = (ROOT / "data" / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert resource.get("bytes", len(data)) == len(data)
        parquet = resource.get("parquet")
        if parquet:
            data = (ROOT / "data" / parquet["path"]).read_bytes()
            assert parquet["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
            assert parquet["bytes"] == len(data)


def test_the_descriptor_describes_every_column_of_every_table() -> None:
    package = json.loads((ROOT / "data/datapackage.json").read_bytes())
    tables = {one["name"]: one for one in package["resources"] if "schema" in one}
    assert set(tables) == {"articles", "meetings", *(f"table-{name}" for name in TABLES)}
    for name, resource in tables.items():
        told = resource["schema"]["fields"]
        names = [field["name"] for field in told]
        lines = (ROOT / "data" / resource["path"]).read_text("utf-8").splitlines()
        if resource["format"] == "csv":
            assert lines[0].split(",") == names
            assert resource["rows"] == len(list(csv.reader(lines))) - 1
        else:
            assert all(list(json.loads(line)) == names for line in lines)
            assert resource["rows"] == len(lines)
        assert all(len(field["description"]) > 10 for field in told), name
        assert set(resource["schema"]["primaryKey"]) <= set(names)
        for key in resource["schema"].get("foreignKeys", ()):
            assert set(key["fields"]) <= set(names)
            other = tables[key["reference"]["resource"]]["schema"]
            assert key["reference"]["fields"] == other["primaryKey"]


def test_croissant_and_card_tell_of_the_tables_that_are_there() -> None:
    croissant = json.loads((ROOT / "data/croissant.json").read_bytes())
    assert croissant["version"] == jn.data_version()
    assert [one["@id"] for one in croissant["recordSet"]] == list(TABLES)
    for one in croissant["distribution"]:
        data = (ROOT / "data" / one["contentUrl"]).read_bytes()
        assert (one["sha256"], one["contentSize"]) == (hashlib.sha256(data).hexdigest(), f"{len(data)} B")
    front = (ROOT / "data/README.md").read_text("utf-8").split("---\n")[1]
    told = dict(line.split(": ", 1) for line in front.splitlines())
    configurations = json.loads(told["configs"])
    assert [one["config_name"] for one in configurations] == list(TABLES)
    assert all((ROOT / "data" / one["data_files"]).suffix == ".parquet" for one in configurations)
    assert [one["config_name"] for one in configurations if one.get("default")] == ["attendance"]


def test_the_citation_tells_code_and_data(repository: Path) -> None:
    build(repository)
    assert not (repository / "CITATION.cff").exists(), "no pyproject.toml tells of the code"
    text = (ROOT / "CITATION.cff").read_text("utf-8")
    told = dict(line.split(": ", 1) for line in text.splitlines()[1:])
    (data,) = json.loads(told["references"])
    assert json.loads(told["version"]) == jn.__version__
    assert (data["version"], data["license"]) == (jn.data_version(), "CC0-1.0")


def test_the_version_is_that_of_the_descriptor(tmp_path: Path) -> None:
    package = json.loads((ROOT / "data/datapackage.json").read_bytes())
    assert jn.data_version() == jn.data_version(ROOT / "data") == package["version"]
    (tmp_path / "datapackage.json").write_text("{}")
    with pytest.raises(ValueError, match="tells no version; build the data set again"):
        jn.data_version(tmp_path)
    with pytest.raises(FileNotFoundError):
        jn.data_version(tmp_path / "none")


def test_a_repeated_item_is_kept_once_and_a_dated_copy_is_better(repository: Path) -> None:
    """The same page twice, the first copy cut before the date of its last item: that copy has the day from the crawl."""
    dated = (repository / "data/raw/jiyuan-2021-08-21.txt").read_bytes().decode()
    undated = dated.removesuffix("2021-08-21")
    entries = ""
    for name, text in (("jiyuan-2021-08-20.txt", undated), ("jiyuan-2021-08-21.txt", dated)):
        (repository / "data/raw" / name).write_bytes(text.encode())
        digest = hashlib.sha256(text.encode()).hexdigest()
        entries += (
            f'[[page]]\nname = "{name}"\nsha256 = "{digest}"\ntitle = "t"\norigin = "o"\nlicence = "l"\n'
        )
    (repository / "data/sources.toml").write_text(entries, "utf-8")
    build(repository)
    first, second = (
        jn.parse(undated, name="jiyuan-2021-08-20.txt"),
        jn.parse(dated, name="jiyuan-2021-08-21.txt"),
    )
    articles = list(jn.read_jsonl(repository / "data/articles.jsonl", jn.Article))
    same = min((first, second), key=lambda page: page.source.sha256)
    assert articles == [*same.articles[:-1], second.articles[-1]]
    meetings = list(jn.read_jsonl(repository / "data/meetings.jsonl", jn.Meeting))
    *others, last = second.meetings
    undated_last = first.meetings[-1]
    assert last.date != undated_last.date
    assert meetings == [*same.meetings[:-1], attrs.evolve(last, tellings=(undated_last,))]
    assert [meeting.id for meeting in meetings] == [meeting.id for meeting in [*others, last]]


def test_a_report_and_the_item_that_announces_it_tell_one_meeting(repository: Path) -> None:
    """A second page has the report of a meeting of which the real page has an item."""
    text = (
        "济源网讯（记者 简一）8月20日，市政协党组书记、主席田国强主持召开市政协党组（扩大）会议暨十届五十七次主席会议。"
        "会议听取了乡村教育情况汇报。"
    )
    entry = f"""
[[page]]
name = "report.txt"
sha256 = "{hashlib.sha256(text.encode()).hexdigest()}"
title = "t"
origin = "o"
licence = "l"
url = "https://example.org/202108/21/c_1.html"
"""
    (repository / "data/raw/report.txt").write_bytes(text.encode())
    with (repository / "data/sources.toml").open("a", encoding="utf-8") as file:
        file.write(entry)
    build(repository)
    meetings = list(jn.read_jsonl(repository / "data/meetings.jsonl", jn.Meeting))
    announced = list(jn.load_meetings())
    (report,) = [meeting for meeting in meetings if meeting.tellings]
    assert [meeting for meeting in meetings if meeting is not report] == announced[:-1]
    assert report.tellings == (announced[-1],)
    assert report.aliases == (announced[-1].id,)
    assert report.article_ids[1:] == announced[-1].article_ids
    articles = {article.id for article in jn.read_jsonl(repository / "data/articles.jsonl", jn.Article)}
    assert set(report.article_ids) < articles
    assert len(articles) == len(list(jn.load_articles())) + 1


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("76e9dc98", "76e9dc99", "data/raw/jiyuan-2021-08-21.txt: its SHA-256 is 76e9dc98"),
        ('name = "jiyuan-2021-08-21.txt"', 'name = "no.txt"', "jiyuan-2021-08-21.txt: has no entry"),
        ('name = "jiyuan-2021-08-21.txt"', 'name = "../no.txt"', "line 7: name: '../no.txt' is a path"),
        ("title =", "titel =", "line 7: 'titel' is no key of a page"),
        ("title =", "# title =", "line 7: title missing"),
        ("[[page]]", "version = 5\n[[page]]", "write [[page]] tables, and all else into data/about.toml"),
        ("[[page]]", "[[page", "line "),
        ("[[page]]", "[page]", "[[page]] tables"),
    ],
)
def test_sources_out_of_order_are_refused_and_nothing_is_written(
    repository: Path, old: str, new: str, words: str
) -> None:
    path = repository / "data/sources.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    before = files(repository)
    with pytest.raises(Refused) as refused:
        build(repository)
    assert words in str(refused.value)
    assert files(repository) == before


def test_build_says_where_it_must_be_run(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "jiyuan_news", "build", "--root", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert done.stderr.startswith(
        "jiyuan-news: data/about.toml: No such file or directory; run in a repository"
    )
    assert len(done.stderr.splitlines()) == 1


def test_the_data_is_found_inside_a_zip(tmp_path: Path) -> None:
    archive = tmp_path / "library.zip"
    package = Path(jn.__file__).parent
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted(package.rglob("*")):
            if path.suffix != ".pyc":
                packed.write(path, Path("jiyuan_news", path.relative_to(package)))
        for folder in {"data", "schemas"} - {path.name for path in package.iterdir()}:
            for path in sorted((ROOT / folder).rglob("*")):
                packed.write(path, Path("jiyuan_news", path.relative_to(ROOT)))
    code = (
        f"import sys; sys.path.insert(0, {str(archive)!r})\n"
        "import jiyuan_news as jn; from jiyuan_news.dataset import raw_text\n"
        "meeting = next(jn.load_meetings())\n"
        "page = jn.parse(raw_text(meeting.source))\n"
        "print(jn.__file__, page.meetings[0] == meeting, jn.json_schema('page')['title'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout.split() == [str(archive / "jiyuan_news" / "__init__.py"), "True", "Page"], done.stderr
