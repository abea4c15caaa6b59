"""Facts only: no sentence of a newspaper is left, in no file that is written, and the records are still records."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyarrow.parquet
import pytest
from hypothesis import given
from support.check_cases import report_on
from support.crawls import crawl, lines
from support.feeds import feeds
from support.score import labelled
from test_build import build
from test_publishing import plain

import jiyuan_news as jn
from jiyuan_news import publishing
from jiyuan_news.building.exports import export
from jiyuan_news.publishing import FORMATS, Dataset
from jiyuan_news.publishing.facts import LONGEST, facts

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "corpus" / "open"
SIZE = LONGEST + 1


def sentences(value: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    """The texts of a record, each with its pointer, that are no title, name, post or group name."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from sentences(inner, f"{pointer}/{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from sentences(inner, pointer)
    elif isinstance(value, str):
        kept = "/headlines/value /by/name /credit /sessions/name /sessions/organizer /venues/name /attendance/name"
        kept += " /attendance/post_as_written /attendance/posts/label /speeches/speaker"
        if not pointer.removeprefix("/tellings").endswith(tuple(kept.split())):
            yield pointer, re.sub("《[^《》]*》", "，", value)


def runs(text: str, size: int) -> set[str]:
    return {text[at : at + size] for at in range(len(text) - size + 1)}


def leaks(text: str, page: jn.Page) -> list[tuple[str, str]]:
    """What is left of the page's sentences in its facts."""
    size = LONGEST + 1
    there = runs(text, size) | runs(jn.clean(text, script=True).text, size)
    for article in page.articles:
        there |= runs(article.text, size)
    own = plain(facts(Dataset(page.articles, page.meetings)))
    return [
        (pointer, value)
        for record in (*own.articles, *own.meetings)
        for pointer, value in sentences(json.loads(jn.dumps(record)))
        if runs(value, size) & there
    ]


def test_the_test_of_facts_sees_a_sentence() -> None:
    _, text, _ = next(iter(labelled(CORPUS)))
    page = jn.parse(text)
    told = [value for record in page.articles for _, value in sentences(json.loads(jn.dumps(record)))]
    assert any(runs(value, LONGEST + 1) & runs(page.articles[0].text, LONGEST + 1) for value in told)


def test_facts_have_no_sentence_of_the_pages() -> None:
    pages = [(text, jn.parse(text)) for _, text, _ in labelled(CORPUS)]
    assert len(pages) > 50
    for text, page in pages:
        assert leaks(text, page) == []


@given(feeds())
def test_facts_have_no_sentence_of_any_page(feed: Any) -> None:
    assert leaks(feed.text, jn.parse(feed.text)) == []


def test_facts_keep_names_dates_posts_titles_and_numbers() -> None:
    dataset = publishing.load()
    own = facts(dataset)
    told, before = own.tables.held(), dataset.tables.held()
    assert told.attendance == before.attendance
    assert told.memberships == before.memberships
    assert told.sessions == before.sessions
    assert [row.title for row in told.articles] == [row.title for row in before.articles]
    assert not any(row.text for row in (*told.articles, *told.speeches))
    assert "示范区财经工作" in {row.topic for row in told.agenda}
    text = "济源网讯（记者 简一）8月20日，市政府召开常务会议，审议《云泽市城市更新管理办法》《云泽市安全生产条例实施细则》和有关事项。"
    (meeting,) = facts(Dataset((), jn.parse(text).meetings)).meetings
    (item,) = meeting.agenda
    assert item.topic == "《云泽市城市更新管理办法》、《云泽市安全生产条例实施细则》"
    assert plain(facts(own)) == plain(own)


# -- all that is written


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data set of the whole open corpus."""
    folder = tmp_path_factory.mktemp("pages")
    build(folder / "built", CORPUS, formats=())
    return folder / "built"


@pytest.fixture(scope="module")
def given_away(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The facts of it in every format."""
    folder = tmp_path_factory.mktemp("facts")
    export(pages, list(FORMATS), folder, facts_only=True)
    return folder


def test_no_file_that_is_written_has_a_sentence_of_a_page(pages: Path, given_away: Path) -> None:
    """Titles, names, posts and groups are taken out of what the files say; of the rest no 13 characters are on a page."""
    there: set[str] = set()
    for page in jn.read_jsonl(pages / "pages.jsonl", jn.Document):
        there |= runs(page.text, SIZE) | runs(jn.clean(page.text, script=True).text, SIZE)
    for article in jn.load_articles(pages):
        there |= runs(article.text, SIZE)
    there = {run for run in there if not run.isspace()}
    kept = re.compile("|".join(map(re.escape, sorted(titles_and_names(pages), key=len, reverse=True))))
    files = {path: set(strings(path)) for path in sorted(given_away.iterdir())}
    assert {path.suffix for path in files} >= {
        ".jsonl",
        ".csv",
        ".parquet",
        ".db",
        ".yaml",
        ".graphml",
        ".jsonld",
        ".json",
    }
    leaking = {
        (path.name, text)
        for path, found in files.items()
        for text in found
        if runs(text, SIZE) & there and any(runs(part, SIZE) & there for part in kept.split(text))
    }
    assert not leaking
    sentences = {paragraph.text for article in jn.load_articles(pages) for paragraph in article.paragraphs}
    told = set(strings(pages / "articles.jsonl"))
    assert len(sentences & told) > 1_000, "the pages have sentences, and they would be seen"


def titles_and_names(pages: Path) -> set[str]:
    """All that may stay; posts and groups also as the tables write them, without their place."""
    found: set[str] = set()
    for article in jn.load_articles(pages):
        found |= {
            *(line.value for line in article.headlines),
            *(one.name for one in article.by),
            article.credit or "",
        }
    for merged in jn.load_meetings(pages):
        for meeting in (merged, *merged.tellings):
            found |= {session.name for session in meeting.sessions}
            found |= {session.organizer or "" for session in meeting.sessions}
            found |= {venue.name for venue in meeting.venues} | {one.speaker for one in meeting.speeches}
            for one in meeting.attendance:
                found |= {one.name, one.post_as_written or "", *(post.label for post in one.posts)}
            found |= {title for item in meeting.agenda for title in re.findall("《[^《》]*》", item.topic)}
    tables = publishing.load(pages).tables
    found |= {one.name for one in tables["organizations"]} | {one.label for one in tables["posts"]}
    return found - {""}


def strings(path: Path) -> Iterator[str]:
    """All texts in a file, whatever its format."""
    match path.suffix:
        case ".json" | ".jsonld":
            yield from inner(json.loads(path.read_bytes()))
        case ".jsonl":
            for line in path.read_bytes().splitlines():
                yield from inner(json.loads(line))
        case ".csv":
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.reader(file):
                    yield from row
        case ".parquet":
            yield from inner(pyarrow.parquet.read_table(path).to_pylist())
        case ".graphml":
            yield from (one.text or "" for one in ElementTree.parse(path).iter())
        case ".db":
            with closing(sqlite3.connect(path)) as base:
                names = [
                    name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
                ]
                for name in names:
                    yield from inner([*base.execute(f'SELECT * FROM "{name}"')])
                for (sql,) in base.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"):
                    yield sql
            text = path.read_bytes().decode("utf-8", "replace")
            yield from re.findall("[^\x00-\x1f\ufffd]+", text)
        case _:
            yield path.read_text("utf-8")


def inner(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case bytes():
            yield value.decode("utf-8", "replace")
        case dict():
            for key, one in value.items():
                yield key
                yield from inner(one)
        case list() | tuple():
            for one in value:
                yield from inner(one)


def test_facts_are_valid_records(given_away: Path, tmp_path: Path) -> None:
    (tmp_path / "crawl.jsonl").write_bytes(lines(crawl(300)))
    build(tmp_path / "built", tmp_path / "crawl.jsonl", formats=())
    export(tmp_path / "built", ["jsonl"], tmp_path / "crawled", facts_only=True)
    export(None, ["jsonl", "csv"], tmp_path / "shipped", facts_only=True)
    for folder in (given_away, tmp_path / "crawled", tmp_path / "shipped"):
        report = report_on(folder)
        assert not report.counts["error"], report.findings[:3]
        assert len(list(jn.load_meetings(folder))) > 4


def test_facts_say_that_they_are_facts_and_of_which_data(given_away: Path, tmp_path: Path) -> None:
    export(None, ["csv"], tmp_path, facts_only=True)
    assert jn.data_version(tmp_path) == f"{jn.data_version()}.facts"
    package = json.loads((tmp_path / "datapackage.json").read_bytes())
    assert package["description"].endswith("the sentences of the newspapers were left out.")
    assert package["licenses"] == json.loads((ROOT / "data/datapackage.json").read_bytes())["licenses"]
    assert facts(facts(publishing.load())).version == jn.data_version(tmp_path)
