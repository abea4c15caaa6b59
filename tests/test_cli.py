"""The command line, run as a user runs it."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import jsonschema_rs
import pytest

import jiyuan_news as jn
from jiyuan_news.terminal import HIDDEN

FEED = Path(__file__).parents[1] / "data" / "raw" / "jiyuan-2021-08-21.txt"
PAGE = "济源网讯(记者 张三)8月4日,市政协主席李四主持召开市政协党组会议。\n"


def run(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "jiyuan_news", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        check=False,
        timeout=120,
    )


def one_line(stderr: bytes) -> str:
    """The only line on stderr, which is a message and no traceback."""
    lines = stderr.decode().splitlines()
    assert len(lines) == 1, stderr.decode()
    assert lines[0].startswith("jiyuan-news: ")
    return lines[0]


def test_one_page_is_one_object_that_the_schema_accepts() -> None:
    done = run("parse", FEED)
    assert (done.returncode, done.stderr) == (0, b"")
    page = json.loads(done.stdout)
    jsonschema_rs.validator_for(jn.json_schema("page"), validate_formats=True).validate(page)
    assert done.stdout == jn.dumps(jn.parse(FEED.read_bytes().decode(), name=FEED.name)) + b"\n"
    assert page["source"]["name"] == FEED.name


def test_several_pages_are_json_lines_in_the_order_given(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(PAGE, "utf-8")
    done = run("parse", FEED, other, FEED)
    names = [json.loads(line)["source"]["name"] for line in done.stdout.splitlines()]
    assert names == [FEED.name, "other.txt", FEED.name]


def test_standard_input_has_no_name() -> None:
    done = run("parse", "-", stdin=PAGE.encode())
    page = json.loads(done.stdout)
    assert page["source"]["name"] is None
    assert page["meetings"][0]["attendance"][0]["name"] == "李四"


def test_what_the_caller_knows_of_a_page_is_in_its_record() -> None:
    url = "http://www.example.org/content/202108/05/c_236000.html"
    done = run(
        "parse", "-", "--url", url, "--name", "a page", "--retrieved", "2021-08-22", stdin=PAGE.encode()
    )
    page = json.loads(done.stdout)
    assert [page["source"][key] for key in ("url", "name", "retrieved")] == [url, "a page", "2021-08-22"]
    assert page["articles"][0]["dateline"]["edtf"] == "2021-08-04"


def test_the_address_of_one_page_is_not_taken_for_several() -> None:
    done = run("parse", FEED, FEED, "--url", "http://www.example.org/")
    assert done.returncode == 2
    assert b"--url" in done.stderr


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no mark", "byte order mark"])
def test_a_byte_order_mark_changes_no_hash(tmp_path: Path, mark: bytes) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(mark + PAGE.encode())
    page = json.loads(run("parse", path).stdout)
    assert page["source"]["sha256"] == jn.parse(PAGE).source.sha256
    assert [article["id"] for article in page["articles"]] == [
        article.id for article in jn.parse(PAGE).articles
    ]


def test_gb18030_is_told_and_reads_as_the_same_page(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(FEED.read_bytes().decode().encode("gb18030"))
    done = run("parse", path)
    assert (done.returncode, done.stderr) == (0, b"")
    page, expected = json.loads(done.stdout), json.loads(run("parse", FEED).stdout)
    assert [notice["code"] for notice in page["notices"]] == [
        "JN002",
        *(notice["code"] for notice in expected["notices"]),
    ]
    for key in ("segments", "articles", "meetings"):
        assert page[key] == expected[key]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xd8", "byte 0x89"),
        (PAGE.encode()[:-2], "line 1, column 35: byte 0xE3"),
        (PAGE.encode() + b"\xff" + PAGE.encode(), "line 2, column 1: byte 0xFF"),
        (PAGE.encode("utf-16"), "UTF-16"),
        (bytes(range(256)), "byte 0x80"),
    ],
    ids=["an image", "cut within a character", "one bad byte", "UTF-16", "every byte"],
)
def test_bytes_that_are_no_text_give_one_line(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    done = run("parse", path)
    assert (done.returncode, done.stdout) == (2, b"")
    message = one_line(done.stderr)
    assert str(path) in message
    assert words in message


def test_the_other_files_are_still_written(tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    done = run("parse", FEED, missing, tmp_path, FEED)
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 2
    first, second = done.stderr.decode().splitlines()
    assert first == f"jiyuan-news: {missing}: No such file or directory"
    assert second == f"jiyuan-news: {tmp_path}: Is a directory"


def test_an_empty_page_is_a_page() -> None:
    done = run("parse", "-")
    assert done.returncode == 0
    assert json.loads(done.stdout)["source"]["characters"] == 0


def test_quiet_when_the_reader_has_enough(tmp_path: Path) -> None:
    """As in `jiyuan-news parse ... | head -1`, with more output than a pipe holds."""
    command = [sys.executable, "-m", "jiyuan_news", "parse", *[str(FEED)] * 40]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        json.loads(process.stdout.readline())
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0


def test_quiet_when_nobody_reads_from_the_start() -> None:
    """The output fits into the buffer, so that the pipe is found closed only by the flush at exit."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "jiyuan_news", "schema", "meeting"]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told_in_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "jiyuan_news", "parse", str(FEED)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
    assert done.returncode == 2
    assert "No space left on device" in one_line(done.stderr)


def test_an_output_file_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "page.json"
    done = run("parse", FEED, "--output", target)
    assert (done.returncode, done.stdout) == (0, b"")
    assert target.read_bytes() == run("parse", FEED).stdout
    assert [path.name for path in target.parent.iterdir()] == ["page.json"]


def test_an_output_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("parse", FEED, "--output", tmp_path / "file" / "page.json")
    assert done.returncode == 2
    assert "nothing was written" in one_line(done.stderr)


def test_progress_is_for_terminals(tmp_path: Path) -> None:
    reading, writing = pty.openpty()
    command = [sys.executable, "-m", "jiyuan_news", "parse", str(FEED), str(FEED), str(tmp_path / "missing")]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=writing, check=False, timeout=60)
    os.close(writing)
    shown = os.read(reading, 10_000).decode()
    os.close(reading)
    assert len(done.stdout.splitlines()) == 2
    assert "1/3 [" in shown
    assert "missing: No such file or directory" in shown
    assert b"[" not in run("parse", FEED, FEED).stderr


def on_a_terminal(*arguments: str | Path, stdin: bytes) -> str:
    """What a terminal is sent on standard output."""
    reading, writing = pty.openpty()
    command = [sys.executable, "-m", "jiyuan_news", *map(str, arguments)]
    subprocess.run(command, input=stdin, stdout=writing, check=True, timeout=60)
    os.close(writing)
    sent = b""
    with suppress(OSError):  # how the end of a terminal is told
        while chunk := os.read(reading, 10_000):
            sent += chunk
    os.close(reading)
    return sent.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("command", ["parse", "summary", "clean"])
def test_a_terminal_is_sent_nothing_that_it_obeys(command: str) -> None:
    page = "8月4日,市政协主席李\u202e四主持召开市政协\x1b[2J\x9b2J党组会议。\n"
    sent = on_a_terminal(command, "-", stdin=page.encode())
    assert "党组" in sent
    assert set(HIDDEN.findall(sent)) == {"\n"}
    if command == "parse":
        assert json.loads(sent) == json.loads(run(command, "-", stdin=page.encode()).stdout)


def test_a_pipe_is_sent_the_text_as_it_is() -> None:
    assert run("clean", "-", stdin="会\u202e议\x1b[2J\n".encode()).stdout.decode() == "会\u202e议\x1b[2J\n"


@pytest.mark.parametrize("record", ["page", "article", "meeting", "report"])
def test_schema_prints_the_schema(record: str) -> None:
    done = run("schema", record)
    assert done.returncode == 0
    assert json.loads(done.stdout) == jn.json_schema(record)


@pytest.mark.parametrize(
    "arguments", [[], ["parse"], ["schema", "session"], ["pars", "x"], ["parse", "--ur", "x", "y"]]
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"usage: jiyuan-news" in done.stderr


def test_summary_tells_who_chaired_what_when() -> None:
    done = run("summary", FEED)
    told = done.stdout.decode()
    assert (
        "2021-08-20  示范区党工委财经委员会第一次会议 (committee)\n  chaired by  史秉锐: 示范区党工委书记,"
        in told
    )


def test_version_imports_nothing_heavy() -> None:
    code = "import sys; sys.argv = ['jiyuan-news', '--version']\nimport jiyuan_news.cli\n"
    code += "try: jiyuan_news.cli.main()\nexcept SystemExit: pass\n"
    code += "print(sorted({'attrs', 'attr', 'cattrs', 'orjson', 'opencc', 're2'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == f"jiyuan-news {jn.__version__}\n[]\n"


def test_clean_prints_the_text_and_nothing_else() -> None:
    raw = "示范區(qū)日?qǐng)?bào)訊,總?cè)丝跒?5\n"
    done = run("clean", stdin=raw.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == jn.clean(raw).text
    assert run("clean", "-", "--only", "glosses", stdin=raw.encode()).stdout.decode() == raw.replace(
        "(qū)", ""
    )
    skipped = run("clean", "--skip", "script", "--skip", "bytes", stdin=raw.encode()).stdout.decode()
    assert skipped == jn.clean(raw, skip=["script", "bytes"]).text


def test_clean_leaves_a_page_that_is_not_damaged() -> None:
    raw = "示范区召开会议，研究防汛工作？！\r\n\ufeff"
    assert run("clean", stdin=raw.encode()).stdout.decode() == raw


def test_clean_reports_every_change_on_stderr() -> None:
    raw = "示范區(qū)日?qǐng)?bào)訊\n總?cè)丝跒?5"
    done = run("clean", "--report", stdin=raw.encode())
    assert done.stdout.decode() == jn.clean(raw).text
    told = [json.loads(line) for line in done.stderr.decode().splitlines()]
    events = list(jn.clean(raw).events)
    assert [one["mend"] for one in told] == [event.mend for event in events]
    assert told[0] == {
        "mend": "bytes",
        "status": "certain",
        "margin": None,
        "span": {"start": 8, "end": 19},
        "before": "?qǐng)?bào)",
        "after": "報",
    }
    assert told[1]["status"] == "lost"
    assert "\ufffd" in told[1]["after"]
    assert run("clean", "--report", stdin="好".encode()).stderr == b""


def test_clean_knows_its_mends(tmp_path: Path) -> None:
    done = run("clean", "--only", "gloss", stdin=b"")
    assert done.returncode == 2
    assert b"no such mend: gloss; there are surrogates, commas, bytes, glosses, " in done.stderr
    done = run("clean", tmp_path / "missing.txt")
    assert done.returncode == 2
    assert "missing.txt" in one_line(done.stderr)


def test_explain_tells_of_one_record_or_of_all() -> None:
    (meeting,) = json.loads(run("parse", "-", stdin=PAGE.encode()).stdout)["meetings"]
    every = run("explain", stdin=PAGE.encode()).stdout.decode()
    one = run("explain", "-", "--id", meeting["id"], stdin=PAGE.encode()).stdout.decode()
    assert every.startswith("article a1-")
    assert one in every
    assert one.startswith(f"meeting {meeting['id']}\n  /sessions/0/name  '市政协党组会议'\n")
    assert "verbs.toml /role/0/pattern" in one
    refused = run("explain", "--id", "m1-0", stdin=PAGE.encode())
    assert refused.returncode == 2
    assert b"no record m1-0" in refused.stderr


def test_explain_escapes_what_a_terminal_would_obey(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "济源网讯（记者 简一）8月4日，市委召开防汛\x1b[31m会议，\u202e市长石齐出席会议。", "utf-8"
    )
    shown = run("explain", str(page)).stdout.decode()
    assert shown
    assert not set(shown) & {"\x1b", "\u202e"}
