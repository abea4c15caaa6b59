"""A data set from a crawl: the same whatever the order, the processes and the kills; what is no page is told."""

from __future__ import annotations

import gzip
import io
import json
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.check_cases import report_on
from support.crawls import CORPUS, crawl, lines
from support.tellings import batches

import jiyuan_news as jn
from jiyuan_news import publishing
from jiyuan_news.building import joining, reading, store
from jiyuan_news.building.crawl_build import CACHE, SKIPPED, Summary, build_crawl
from jiyuan_news.building.crawls import Skipped
from jiyuan_news.building.exports import export
from jiyuan_news.building.sources import Refused, read_about
from jiyuan_news.building.store import ReadPage, Store, row
from jiyuan_news.cli import main
from jiyuan_news.progress import Progress
from jiyuan_news.tables import TABLES

COUNT = 300


def built(folder: Path) -> dict[str, bytes]:
    """The files of a data set, without what is kept for the next build."""
    inner = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in inner
        if path.relative_to(folder).parts[0] != ".build"
    }


def build(folder: Path, *inputs: Path | str, **more: Any) -> Summary:
    return build_crawl(
        [str(one) for one in inputs], folder, io.BytesIO(), **{"formats": ("csv",), "jobs": 1, **more}
    )


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("crawl") / "crawl.jsonl"
    path.write_bytes(lines(crawl(COUNT)))
    return path


@pytest.fixture(scope="module")
def plain(crawled: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a build of the crawl without any trouble gives."""
    folder = tmp_path_factory.mktemp("plain")
    build(folder, crawled)
    return built(folder)


# -- merging


@given(batches(), st.randoms(use_true_random=False))
def test_merging_over_the_store_gives_what_merging_in_memory_does(
    told: list[tuple[jn.Meeting, jn.Article]], chance: random.Random
) -> None:
    meetings, articles = [meeting for meeting, _ in told], [article for _, article in told]
    with closing(Store(None)) as kept:
        for number, (meeting, article) in enumerate(chance.sample(told, len(told))):
            kept.keep([ReadPage(b"%d" % number, "und", 0, (row(article),), (row(meeting),))])
        joining.join(kept)
        found = [jn.loads(body, jn.Meeting) for body in joining.meetings(kept)]
        texts = [jn.loads(body, jn.Article) for body in joining.articles(kept)]
    assert sorted(found, key=lambda one: one.id) == sorted(
        jn.merge_meetings(meetings, articles), key=lambda one: one.id
    )
    assert texts == jn.merge_articles(articles)


def test_a_build_has_what_parsing_and_merging_give(crawled: Path, plain: dict[str, bytes]) -> None:
    pages = [jn.parse(one["text"], url=one.get("url")) for one in crawl(COUNT)]
    articles = jn.merge_articles([article for page in pages for article in page.articles])
    meetings = jn.merge_meetings([meeting for page in pages for meeting in page.meetings], articles)
    assert any(len(meeting.article_ids) > 1 for meeting in meetings), "the crawl tells things twice"
    assert list(jn.read_jsonl(io.BytesIO(plain["articles.jsonl"]), jn.Article)) == articles
    found = list(jn.read_jsonl(io.BytesIO(plain["meetings.jsonl"]), jn.Meeting))
    assert sorted(found, key=lambda one: one.id) == sorted(meetings, key=lambda one: one.id)


# -- the same bytes


def test_order_and_processes_change_no_byte(
    crawled: Path, plain: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = crawled.read_bytes().splitlines(keepends=True)
    random.Random(0).shuffle(told)
    (tmp_path / "shuffled.jsonl").write_bytes(b"".join(told))
    build(tmp_path / "shuffled", tmp_path / "shuffled.jsonl", tmp_path / "shuffled.jsonl")
    assert built(tmp_path / "shuffled") == plain
    monkeypatch.setattr(reading, "_WORTH", 2)
    build(tmp_path / "two", tmp_path / "shuffled.jsonl", jobs=2)
    assert built(tmp_path / "two") == plain


def test_what_a_build_wrote_builds_the_same_again(plain: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "pages.jsonl").write_bytes(plain["pages.jsonl"])
    build(tmp_path / "again", tmp_path / "pages.jsonl")
    assert built(tmp_path / "again") == plain


_KILLED = """
import os, signal, sys
from jiyuan_news.building import datasets, reading, store
from jiyuan_news.cli import main
left = int(sys.argv[1])
def die(*given):
    os.kill(os.getpid(), signal.SIGKILL)
def keep(self, pages, keep=store.Store.keep):
    global left
    left -= 1
    if left < 0:
        pages = [pages[0], attrs_that_kill()]
    keep(self, pages)
class attrs_that_kill:
    key = property(die)
reading._WORTH = 2
if left < 0:
    datasets.measured = die
else:
    store.Store.keep = keep
sys.exit(main(["build", *sys.argv[2:]]))
"""


def killed_twice(crawled: Path, output: Path, formats: str, at: tuple[int, int]) -> list[int]:
    """Kills a build within a transaction while it reads in two processes, again later, and once while it writes.

    Tells how many pages were known after each. The processes that read have the pipe of the test, which ends only when
    they have ended too.
    """
    told = [str(crawled), "--output", str(output), "--jobs", "2", "--to", formats]
    known = []
    for left in (*at, -1):
        done = subprocess.run(
            [sys.executable, "-c", _KILLED, str(left), *told], capture_output=True, check=False, timeout=1200
        )
        assert done.returncode == -signal.SIGKILL, done.stderr
        with closing(sqlite3.connect(output / CACHE)) as db:
            known.append(db.execute("SELECT count(*) FROM page").fetchone()[0])
        assert "datapackage.json" not in built(output)
    return known


def test_a_build_that_was_killed_twice_ends_like_one_that_was_not(
    crawled: Path, plain: dict[str, bytes], tmp_path: Path
) -> None:
    known = killed_twice(crawled, tmp_path, "csv", (3, 4))
    assert known == [3 * reading._CHUNK, 7 * reading._CHUNK, COUNT]
    summary = build(tmp_path, crawled)
    assert summary.read == 0
    assert built(tmp_path) == plain


# -- only what is new


def test_a_page_that_was_read_is_not_read_again(
    crawled: Path, plain: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = tmp_path / "few.jsonl"
    few.write_bytes(lines(list(crawl(COUNT))[: COUNT - 7]))
    assert build(tmp_path / "data", few).read == COUNT - 7
    assert build(tmp_path / "data", crawled).read == 7
    assert built(tmp_path / "data") == plain
    assert build(tmp_path / "data", crawled).read == 0
    monkeypatch.setattr(store, "parser_version", lambda: "another")
    assert build(tmp_path / "data", crawled).read == COUNT


def test_a_page_that_is_gone_takes_its_records_along(crawled: Path, tmp_path: Path) -> None:
    build(tmp_path / "data", crawled)
    few = tmp_path / "few.jsonl"
    few.write_bytes(lines(list(crawl(20))))
    build(tmp_path / "data", few)
    build(tmp_path / "fresh", few)
    assert built(tmp_path / "data") == built(tmp_path / "fresh")


@pytest.mark.parametrize("damage", [b"no database at all, but long enough to look at", b""])
def test_a_damaged_cache_is_made_anew(damage: bytes, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("8月20日，市政协主席符远山主持召开市政协党组会议。", "utf-8")
    build(tmp_path / "data", tmp_path / "page.txt")
    first = built(tmp_path / "data")
    (tmp_path / "data" / CACHE).write_bytes(damage)
    assert build(tmp_path / "data", tmp_path / "page.txt").read == 1
    assert built(tmp_path / "data") == first


def test_two_builds_in_one_folder_do_not_meet(tmp_path: Path) -> None:
    with closing(Store(tmp_path / CACHE)), pytest.raises(Refused, match="another build is at work there"):
        build(tmp_path, "-")


# -- inputs


def test_files_folders_lines_and_gzip_give_the_same(tmp_path: Path) -> None:
    pages = [(path.name, path.read_bytes().decode()) for path in sorted(CORPUS.glob("*.txt"))[:9]]
    told = [{"name": name, "text": text} for name, text in pages]
    folder = tmp_path / "folder"
    (folder / "inner").mkdir(parents=True)
    (folder / ".hidden").write_bytes(b"\xff\xff")
    for number, (name, text) in enumerate(pages):
        home = folder / "inner" if number % 2 else folder
        if number % 3:
            (home / name).write_bytes(text.encode())
        else:
            (home / f"{name}.gz").write_bytes(gzip.compress(text.encode()))
    (tmp_path / "lines").write_bytes(lines(told))
    (tmp_path / "packed").write_bytes(gzip.compress(lines(told)))
    (tmp_path / "list").write_text(json.dumps(told, indent=1), "utf-8")
    found = []
    for name in ("folder", "lines", "packed", "list"):
        summary = build(tmp_path / f"{name}-built", tmp_path / name)
        assert (summary.given, summary.pages, summary.skipped.total()) == (9, 9, 0)
        found.append(built(tmp_path / f"{name}-built"))
    assert found[1:] == found[:1] * 3
    build(folder / "out", folder)
    build(folder / "out", folder)
    assert built(folder / "out") == found[0], "what it wrote into the folder is not read as a crawl"
    piped = build_crawl(["-"], tmp_path / "piped", io.BytesIO(lines(told)), formats=["csv"])
    assert (piped.pages, built(tmp_path / "piped")) == (9, found[0])


BAD = [
    (b'{"text": 5}', ":1:10: skipped: /text: expected the text of a page, got 5"),
    (b'{"url": "u"}', ":1:1: skipped: expected the key 'text' with a raw page, got nothing"),
    (b'{"text": "x", "url": ["u"]}', ":1:22: skipped: /url: expected a string or null, got a list"),
    (b'{"text": "x"}\n{"text": "y', ":2:11: skipped: This is no JSON"),
    (b'{"text": "x"}\n\n5\n', ":3:1: skipped: expected an object with a text, got 5"),
    (b'{"text": "\xbb\xb5"}', ":1:11: skipped: Byte 0xBB is not UTF-8"),
    (b'[{"text": "x"},\n {"text": null}]', ":2:11: skipped: /text: expected the text of a page, got null"),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x80\xff", ": skipped: line 1, column 1: byte 0x89 is not UTF-8"),
    (gzip.compress(b'{"text": "x"}\n' * 9)[:-9], ": skipped: Compressed file ended before the end"),
]


@pytest.mark.parametrize(("data", "words"), BAD, ids=[words for _, words in BAD])
def test_what_is_no_page_is_told_with_its_place_and_the_rest_is_built(
    data: bytes, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, good = tmp_path / "bad", tmp_path / "good"
    bad.write_bytes(data)
    good.write_text("8月20日，市政协主席符远山主持召开市政协党组会议。", "utf-8")
    assert (
        main(["build", str(bad), str(good), str(tmp_path / "none"), "--output", str(tmp_path / "data")]) == 2
    )
    told = capsys.readouterr().err
    assert f"jiyuan-news: {bad}{words}" in told
    assert f"jiyuan-news: {tmp_path / 'none'}: skipped: No such file or directory" in told
    assert "skipped: 1 × file that could not be read" in told or "skipped: 2 × file" in told
    assert len(list(jn.read_jsonl(tmp_path / "data/meetings.jsonl", jn.Meeting))) == 1
    assert str(bad) + words in (tmp_path / "data" / SKIPPED).read_text("utf-8")
    assert not report_on(tmp_path / "data").counts["error"]


def test_much_that_is_skipped_is_counted_and_listed_in_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.jsonl").write_bytes(b'{"text": 5}\n' * 50)
    assert main(["build", str(tmp_path / "bad.jsonl"), "--output", str(tmp_path / "data")]) == 2
    told = capsys.readouterr().err
    assert told.count("expected the text of a page, got 5") == 20
    assert "skipped: 50 × line that tells no page" in told
    assert len((tmp_path / "data" / SKIPPED).read_text("utf-8").splitlines()) == 50


def test_hostile_words_in_lines_do_not_reach_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.jsonl").write_bytes(b'{"text": {}, "\\u001b[31m": 1}\n{"text": "x", "url": "\\ud800"}\n')
    main(["build", str(tmp_path / "bad.jsonl"), "--output", str(tmp_path / "data")])
    assert "\x1b" not in capsys.readouterr().err
    (page,) = jn.read_jsonl(tmp_path / "data/pages.jsonl", jn.Document)
    assert page.url == "\ufffd"


@given(st.permutations([(None, None), ("b", None), ("a", "2"), ("https://x/202108/05/c_1.html", None)]))
def test_of_several_addresses_of_a_text_the_one_that_tells_a_day_is_kept(told: list[tuple[Any, Any]]) -> None:
    from jiyuan_news.building.crawls import Crawled

    for wanted, some in (
        ("https://x/202108/05/c_1.html", told),
        ("a", [one for one in told if len(one[0] or "") < 2]),
    ):
        with closing(Store(None)) as kept:
            kept.take(Crawled("x", url, retrieved) for url, retrieved in some)
            kept.take([Crawled("\ufeffx", wanted)])
            reading.read_all(kept, 1)
            assert [(page.url, page.text) for page in kept.pages()] == [(wanted, "x")]


# -- the data set


def test_validate_accepts_a_built_data_set(crawled: Path, tmp_path: Path) -> None:
    build(tmp_path, crawled)
    report = report_on(tmp_path)
    assert not report.counts["error"], report.findings[:3]
    assert not report.not_run
    assert len(report.inputs) == 4


def test_validate_finds_a_page_that_was_changed(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("8月20日，市政协主席符远山主持召开市政协党组会议。", "utf-8")
    build(tmp_path / "data", tmp_path / "page.txt")
    path = tmp_path / "data/pages.jsonl"
    path.write_text(path.read_text("utf-8").replace("符远山", "符近山"), "utf-8")
    codes = {finding.code for finding in report_on(tmp_path / "data")}
    assert codes >= {"JN521", "JN804", "JN807"}


def test_people_describe_a_data_set(tmp_path: Path) -> None:
    about = tmp_path / "about.toml"
    about.write_text('name = "n"\ntitle = "t"\ndescription = "d"\nversion = "2026.1.31"\n', "utf-8")
    (tmp_path / "page.txt").write_text("一", "utf-8")
    build(tmp_path / "data", tmp_path / "page.txt", about=read_about(about))
    package = json.loads((tmp_path / "data/datapackage.json").read_bytes())
    assert (package["name"], package["title"], package["version"].split("+")[0]) == ("n", "t", "2026.1.31")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"n"', '"N n"', "/name: expected a string that matches ^[a-z0-9]"),
        ("title", "titel", "/title: expected the key 'title' of About, got nothing"),
        ("2026.1.31", "2026-01-31", "/version: expected"),
        ("version", "creators", "/creators: expected a list"),
        ('"d"', "d", "(at line 3, column 15)"),
    ],
)
def test_what_people_wrote_wrongly_is_told(old: str, new: str, words: str, tmp_path: Path) -> None:
    about = tmp_path / "about.toml"
    told = 'name = "n"\ntitle = "t"\ndescription = "d"\nversion = "2026.1.31"\n'
    about.write_text(told.replace(old, new, 1), "utf-8")
    with pytest.raises(Refused) as refused:
        read_about(about)
    assert str(refused.value).startswith(f"{about}: ")
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["x"], "--output is missing"),
        (["x", "--output", "y", "--root", "."], "--root is for"),
        (["--jobs", "2"], "--about, --jobs, --place and --to are for a build of inputs"),
        (["--to", "csv"], "--about, --jobs, --place and --to are for a build of inputs"),
        (["x", "--output", "y", "--to", "csv,xlsx"], "'xlsx' is no format; use jsonl, csv, parquet"),
        (["x", "--output", "y", "--jobs", "0"], "--jobs: 0 is less than 1"),
    ],
)
def test_wrong_usage_is_told(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["build", *arguments])
    assert ended.value.code == 2
    assert words in capsys.readouterr().err


def test_the_data_of_a_repository_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text("", "utf-8")
    with pytest.raises(Refused, match="repository's data"):
        build(tmp_path, tmp_path / "sources.toml")


def test_tables_and_descriptions_are_written_with_the_records(tmp_path: Path) -> None:
    (tmp_path / "crawl.jsonl").write_bytes(lines(crawl(20)))
    about = read_about(Path(__file__).parents[1] / "data" / "about.toml")
    build(tmp_path / "data", tmp_path / "crawl.jsonl", formats=["csv", "parquet", "graphml"], about=about)
    files = set(built(tmp_path / "data"))
    tables = {f"tables/{name}.{format}" for name in TABLES for format in ("csv", "parquet")}
    others = {
        "articles.jsonl",
        "meetings.jsonl",
        "pages.jsonl",
        "datapackage.json",
        "croissant.json",
        "README.md",
    }
    assert files == {*tables, *others, "CITATION.cff", "tables/co-attendance.graphml"}
    told = json.loads((tmp_path / "data/datapackage.json").read_bytes())["resources"]
    assert {one["path"] for one in told} | {one["parquet"]["path"] for one in told if "parquet" in one} == {
        *tables,
        *(name for name in files if name.endswith((".jsonl", ".graphml"))),
    }
    derived = publishing.load(tmp_path / "data").tables.held()
    assert publishing.read("csv", tmp_path / "data/tables") == derived
    assert publishing.read("parquet", tmp_path / "data/tables") == derived
    assert f"# {about.title}" in (tmp_path / "data/README.md").read_text("utf-8")
    assert 'type: "dataset"' in (tmp_path / "data/CITATION.cff").read_text("utf-8")
    build(tmp_path / "data", tmp_path / "crawl.jsonl", formats=["csv"])
    assert set(built(tmp_path / "data")) == {
        name for name in files if name.endswith((".csv", ".json", ".jsonl"))
    }, "what was asked for before and is not now would be of other pages one day"


def test_a_crawl_has_a_place_where_its_pages_show_none(tmp_path: Path) -> None:
    """Its mayor is one person, another than the mayor of that name of another crawl."""
    pages = [
        {
            "text": f"{day}日，市政府召开常务会议。市长林一主持会议。",
            "url": f"https://x/202108/{day}/c_1.html",
        }
        for day in (20, 21)
    ]
    (tmp_path / "crawl.jsonl").write_bytes(lines(pages))
    found = {}
    for place in ([], ["--place", "槐溆市"], ["--place", "昭珂市"]):
        folder = tmp_path / (place[1] if place else "none")
        assert (
            main(["build", str(tmp_path / "crawl.jsonl"), "--output", str(folder), "--to", "csv", *place])
            == 0
        )
        tables = publishing.load(folder).tables.held()
        found[folder.name] = {(one.id, one.places) for one in tables.people}
        assert publishing.read("csv", folder / "tables") == tables
        export(folder, ["jsonl"], folder / "again", facts_only=True)
        assert publishing.load(folder / "again").tables.held().people == tables.people
    assert [{places for _, places in people} for people in found.values()] == [{()}, {("槐溆",)}, {("昭珂",)}]
    assert [len(people) for people in found.values()] == [2, 1, 1]
    assert len(set.union(*found.values())) == 4


@pytest.mark.parametrize("name", ["README.md", "CITATION.cff"])
def test_what_people_wrote_is_not_replaced(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("mine", "utf-8")
    with pytest.raises(Refused, match=f"{name}: was written by somebody"):
        build(tmp_path, "-")
    assert built(tmp_path) == {name: b"mine"}


def test_a_library_that_is_missing_is_told_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "page.txt").write_text("8月20日，市政协主席符远山主持召开市政协党组会议。", "utf-8")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    command = ["build", str(tmp_path / "page.txt"), "--output", str(tmp_path / "data")]
    assert main([*command, "--to", "parquet"]) == 2
    assert "install it with `pip install pyarrow`" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()
    assert main(command) == 0
    assert "no Parquet" in capsys.readouterr().err
    assert (tmp_path / "data/tables/people.csv").exists()
    assert not (tmp_path / "data/tables/people.parquet").exists()


# -- the bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_bar_tells_rate_and_time_left_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 10_000, 10))
    monkeypatch.setattr("jiyuan_news.progress.time.monotonic", lambda: next(clock))
    with Progress("reading", 400, Terminal()) as bar:
        assert bar.line(10) == "reading 0/400 [........................] 0/s, ? left"
        bar.add(100)
        assert bar.line(10) == "reading 100/400 [######..................] 10/s, 0:30 left"
        assert bar.line(4_000) == "reading 100/400 [######..................] 0/s, 3:20:00 left"
    drawn = bar._stream.getvalue()  # type: ignore[attr-defined]
    assert "100/400" in drawn
    assert drawn.endswith("\r\033[K")
    with Progress("finding", None, Terminal()) as bar:
        bar.add(1_500)
        assert bar.line(10) == "finding 1,500  150/s"
    silent = io.StringIO()
    with Progress("reading", 400, silent) as bar:
        bar.add(100)
    assert silent.getvalue() == ""


def test_skipped_things_are_told_in_a_line() -> None:
    assert str(Skipped("a.jsonl", ":1:2", "expected", "k")) == "a.jsonl:1:2: skipped: expected"
    assert attrs.fields(Skipped).kind.name == "kind"
