"""Builds of many pages, which take minutes; `make scale` runs them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from support.crawls import crawl, lines
from test_build import build, built, killed_twice

from jiyuan_news.building import reading
from jiyuan_news.publishing import FORMATS


@pytest.mark.scale
def test_a_build_of_10_000_pages_that_was_killed_twice_ends_like_one_that_was_not(tmp_path: Path) -> None:
    """With the tables in every format: each file has the same bytes, those that are no text too."""
    (tmp_path / "crawl.jsonl").write_bytes(lines(crawl(10_000)))
    formats = [name for name in FORMATS if name != "jsonl"]
    known = killed_twice(tmp_path / "crawl.jsonl", tmp_path / "killed", ",".join(formats), (100, 100))
    assert known[:2] == [100 * reading._CHUNK, 200 * reading._CHUNK]
    assert build(tmp_path / "killed", tmp_path / "crawl.jsonl", formats=formats).read == 0
    whole = build(tmp_path / "whole", tmp_path / "crawl.jsonl", formats=formats, jobs=2)
    assert whole.read == known[2] > 9_900
    wanted = {name: hashlib.sha256(data).digest() for name, data in built(tmp_path / "whole").items()}
    found = {name: hashlib.sha256(data).digest() for name, data in built(tmp_path / "killed").items()}
    assert found == wanted
    assert {Path(name).suffix for name in found} == {".csv", ".db", ".graphml", ".json", ".jsonl", ".jsonld", ".md", ".parquet", ".yaml"}  # fmt: skip
