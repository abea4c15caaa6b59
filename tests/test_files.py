"""Bytes to text, and files that are written whole or not at all."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiyuan_news.files import Undecodable, decode, whole

CORPUS = sorted((Path(__file__).parent / "corpus" / "open").glob("*.txt"))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_pages_in_gb18030_are_known(path: Path) -> None:
    text = path.read_bytes().decode()
    assert decode(text.encode("gb18030")) == (text, "gb18030")


def refusal(data: bytes) -> str | None:
    """Why the bytes are no text, or None for text."""
    try:
        decode(data)
    except Undecodable as error:
        return str(error)
    return None


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_damaged_utf_8_is_not_taken_for_gb18030(path: Path) -> None:
    told = [refusal(path.read_bytes()[:at]) for at in range(200, 230)]
    assert None in told
    assert all("mend it" in words for words in told if words is not None)
    assert any(words is not None for words in told)


@given(st.binary())
def test_any_bytes_are_decoded_or_refused_in_one_line(data: bytes) -> None:
    assert "\n" not in (refusal(data) or "")


def test_a_file_that_fails_half_way_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "page.json"
    path.write_bytes(b"before")

    def fail() -> None:
        with whole(path) as file:
            file.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


KILLED = """
import sys, time
from pathlib import Path
from jiyuan_news.files import whole
with whole(Path(sys.argv[1])) as file:
    file.write(b"half" * 100_000)
    file.flush()
    print("half", flush=True)
    time.sleep(60)
"""


def test_a_writer_that_is_killed_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "page.json"
    path.write_bytes(b"before")
    command = [sys.executable, "-c", KILLED, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"half\n"
        writer.kill()
    assert writer.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"before"


REPLACED = """
import sys
from pathlib import Path
from jiyuan_news.files import whole
print("ready", flush=True)
while True:
    for letter in b"ab":
        with whole(Path(sys.argv[1])) as file:
            for _ in range(50):
                file.write(bytes([letter]) * 10_000)
"""


@pytest.mark.parametrize("seconds", [0.05, 0.1, 0.15, 0.2])
def test_a_writer_that_is_killed_at_any_time_leaves_a_whole_file(tmp_path: Path, seconds: float) -> None:
    path = tmp_path / "page.json"
    path.write_bytes(b"a" * 500_000)
    command = [sys.executable, "-c", REPLACED, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        time.sleep(seconds)
        writer.kill()
    assert path.read_bytes() in (b"a" * 500_000, b"b" * 500_000)


def test_a_written_file_is_as_readable_as_any_other(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    with whole(tmp_path / "deep" / "whole") as file:
        file.write(b"all of it")
    assert (tmp_path / "deep" / "whole").read_bytes() == b"all of it"
    assert (tmp_path / "deep" / "whole").stat().st_mode == plain.stat().st_mode


def test_a_device_is_written_as_it_is() -> None:
    with whole(Path("/dev/null")) as file:
        file.write(b"gone")
    assert not Path("/dev/null").is_file()
