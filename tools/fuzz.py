"""Coverage-guided fuzzing of what strangers' text goes through: `make fuzz`, ten minutes; atheris (libFuzzer) does it.

Each target says what holds for any input at all. A crash, or ten seconds for one input, ends the run with exit code 1;
the input stands in out/fuzz/, and `tools/fuzz.py TARGET FILE` tries it again. What covers new code is kept in
out/fuzz/TARGET/, where the next run goes on.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["jiyuan_news"]):
    import jiyuan_news as jn
    import jiyuan_news.codec
    import jiyuan_news.reading.page
    import jiyuan_news.text
    from jiyuan_news.findings import collect
    from jiyuan_news.reporting import FORMATS
    from jiyuan_news.terminal import HIDDEN
    from jiyuan_news.validating import events

ROOT = Path(__file__).parents[1]
OUT = ROOT / "out" / "fuzz"
SEEDS = [*sorted((ROOT / "tests/corpus/open").glob("*.txt")), *sorted((ROOT / "data/raw").glob("*.txt"))]
LONGEST = 8192
SLOWEST = 10
MEMORY = 2048

# Words that the grammar looks for and characters that it trips over: mutation alone would hardly find them.
WORDS = (
    "市委书记王|市长、|主持召开|会议指出,|出席会议|列席|听取了|审议|以视频形式|暨|受|委托|同志|等|一要|他|近日,|8月4日|20日上午|"
    "58日|2021-08-21|2020-02-30|济源网讯(记者 |通讯员 |来源:|责任编辑:|推荐阅读|学习时刻|摄|《|》|“|”|(qū)|(會)|?qǐng)|區|會|,,|"
    "？！笔痉秴^|\ufffd|\ufeff|\u202e|\u200d|\x1b[2J|\0|\u2028|\r\n|\u3000|𠮷|😀|e\u0301"
).split("|")
JSON_WORDS = (
    'null|true|-1|9007199254740992|1e999|NaN|[]|{}|[[[[|{"a":|,|:|\\ud800|\\u0000|\\"|"id":|"span":{"start":1,"end":0}|'
    '"edtf":"2021-02-30"|"source":|"sessions":[]|"a1-0123456789abcdef"|"XXXX-08-04"'
).split("|")


def parse(data: bytes) -> None:
    """Any text has a page, whose segments tile it, that survives the way to JSON and back."""
    text = data.decode("utf-8", "surrogateescape")
    page = jn.parse(text)
    assert [segment.span.start for segment in page.segments] == [
        0 if at == 0 else page.segments[at - 1].span.end for at in range(len(page.segments))
    ]
    assert (page.segments[-1].span.end if page.segments else 0) == len(text)
    assert jn.loads(jn.dumps(page), jn.Page) == page


def loads(data: bytes) -> None:
    """Any bytes are a record, the same by both ways of reading, or a RecordError."""
    for cls in (jn.Page, jn.Article, jn.Meeting):
        with contextlib.suppress(jn.RecordError):
            record = jn.loads(data, cls)
            assert jn.loads(jn.dumps(record), cls, trusted=True) == record


def feeds(data: bytes) -> None:
    """Any bytes, and any text, are checked, and what was found is told in every format."""
    tell(collect(events(["-"], io.BytesIO(data))))
    tell(jn.validate(data.decode("utf-8", "surrogateescape")))


def records(data: bytes) -> None:
    """Any lines are checked as records, and what was found is told in every format."""
    tell(jn.validate_records(data.split(b"\n")))


def tell(report: jn.Report) -> None:
    """What is printed has no character that a terminal would obey."""
    for name, write in FORMATS.items():
        text = write(report)
        assert set(HIDDEN.findall(text)) <= {"\n"}, name
        text.encode()


def seeds(target: str) -> Iterator[tuple[str, bytes]]:
    """What the first run begins with: the pages of the corpus, or their records."""
    for path in SEEDS:
        data = path.read_bytes()
        if target in ("loads", "records"):
            page = jn.parse(data.decode())
            data = b"\n".join(map(jn.dumps, [*page.articles, *page.meetings]))
            data = jn.dumps(page) if target == "loads" else data
        yield path.stem, data[:LONGEST]


TARGETS: dict[str, Callable[[bytes], None]] = {
    "parse": parse, "loads": loads, "feeds": feeds, "records": records,
}  # fmt: skip


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("target", nargs="?", choices=TARGETS, help="this one alone; else all in turn")
    options.add_argument("input", nargs="?", type=Path, help="an input to try again")
    options.add_argument("--seconds", type=int, default=600, help="for all targets together")
    told = options.parse_args()
    if told.input:
        TARGETS[told.target](told.input.read_bytes())
        return 0
    if told.target:
        fuzz(told.target, told.seconds)  # ends the process
    for target in TARGETS:
        command = [sys.executable, __file__, target, "--seconds", str(told.seconds // len(TARGETS))]
        if subprocess.run(command, check=False).returncode:
            print(f"fuzz: {target} failed; its input stands in {OUT.relative_to(ROOT)}/", file=sys.stderr)
            return 1
    return 0


def fuzz(target: str, seconds: int) -> None:
    """Runs one target for so long; libFuzzer ends the process."""
    found = OUT / target
    found.mkdir(parents=True, exist_ok=True)
    for name, data in seeds(target):
        (found / name).write_bytes(data)
    words = OUT / f"{target}.dict"
    tokens = JSON_WORDS if target in ("loads", "records") else WORDS
    escaped = ("".join(f"\\x{byte:02X}" for byte in token.encode()) for token in tokens)
    words.write_text("".join(f'"{token}"\n' for token in escaped))
    print(f"fuzz: {target}, {seconds} seconds", file=sys.stderr, flush=True)
    atheris.Setup(
        [
            sys.argv[0],
            str(found),
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST}",
            f"-timeout={SLOWEST}",
            f"-rss_limit_mb={MEMORY}",
            f"-dict={words}",
            f"-artifact_prefix={OUT}{os.sep}{target}-",
            "-print_final_stats=1",
            "-verbosity=0",
        ],
        TARGETS[target],
    )
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
