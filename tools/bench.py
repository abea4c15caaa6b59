"""Measures speed, memory and start-up, all in one run on the same pages: `make bench`.

Use the ratios, not the absolute figures. The pages are the real one and those of tests/corpus/open. Reading them
(`bench_text.py`) is set against OpenCC and two taggers, their records (`bench_records.py`) against orjson, data
sets of them (`bench_build.py`) against parsing alone.
"""

from __future__ import annotations

import itertools
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import opencc
from gatherings import generated

import jiyuan_news as jn

ROOT = Path(__file__).parents[1]
AIMS = {"start": 2.0}


def pages() -> list[str]:
    """The pages as they were crawled."""
    paths = [*sorted((ROOT / "data/raw").glob("*.txt")), *sorted((ROOT / "tests/corpus/open").glob("*.txt"))]
    return [path.read_bytes().decode() for path in paths]


def run_apart(name: str) -> None:
    """A part of the bench in a process of its own: what this one holds would be measured with it."""
    sys.stdout.flush()
    subprocess.run([sys.executable, str(ROOT / "tools" / name)], check=True)


def stream(megabytes: float, together: bool) -> dict[str, float]:
    """Parses that many megabytes, page after page or as one page; run in a process of its own."""
    texts = pages()

    def endless() -> Iterator[str]:
        size = 0.0
        # No two pages are the same, so that nothing is quicker for having been seen.
        for number, text in enumerate(itertools.cycle(texts)):
            text = text.replace("示范区", f"示范区{chr(0x4E00 + number % 7000)}")
            yield text
            size += len(text.encode()) / 1e6
            if size >= megabytes:
                return

    given: Iterator[str] = iter(["\n".join(endless())]) if together else endless()
    start = time.process_time()
    count = sum(1 for _ in jn.parse_many(given))
    taken = time.process_time() - start
    return {
        "pages": count,
        "seconds": taken,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _peak() -> float:
    """Largest resident memory of this process, in MB. What `getrusage` tells on Linux may be the parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        told = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(told.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def growth() -> None:
    """Time and peak memory as the input grows."""
    for what, sizes in (("pages one after the other (parse_many)", (1, 4, 16, 64)), ("one page", (1, 2, 4))):
        print(f"\nGrowth: {what}")
        for size in sizes:
            command = [sys.executable, __file__, "--stream", str(size), str(int(sizes[-1] == 4))]
            told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
            print(
                f"  {size:3} MB in {told['pages']:6,} pages: {told['seconds']:7.2f} s, "
                f"{told['seconds'] / size * 1000:7.1f} ms a MB, peak memory {told['peak']:5.0f} MB"
            )


def merge(count: int) -> dict[str, float]:
    """Merges that many generated tellings; run in a process of its own."""
    made = list(generated(count))
    gathering = {meeting.id: number for number, meeting, _ in made}
    meetings, articles = [meeting for _, meeting, _ in made], [article for *_, article in made]
    del made
    before = _peak()
    start = time.process_time()
    merged = jn.merge_meetings(meetings, articles)
    taken = time.process_time() - start
    found = [{gathering[id] for id in (meeting.id, *meeting.aliases)} for meeting in merged]
    return {
        "records": len(merged),
        "gatherings": len(set(gathering.values())),
        "false": sum(len(numbers) > 1 for numbers in found),
        "seconds": taken,
        "peak": _peak() - before,
    }


def merging() -> None:
    """Time and memory of merging as the number of meetings grows."""
    print("\nMerging: generated meetings of a year, a county for each 50")
    for count in (12_500, 25_000, 50_000, 100_000):
        command = [sys.executable, __file__, "--merge", str(count)]
        told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        print(
            f"  {count:7,} meetings: {told['seconds']:6.2f} s, {told['seconds'] / count * 1e6:4.0f} µs each, "
            f"{told['peak']:4.0f} MB on top; {told['records']:6,} records of {told['gatherings']:6,} gatherings, "
            f"{told['false']} with more than one"
        )


def start_up() -> None:
    """Processor time of starting, against two bare imports; the runs take turns."""
    script = Path(sys.executable).parent / "jiyuan-news"
    commands = {
        "import orjson, attrs": [sys.executable, "-c", "import orjson, attrs"],
        "--version": [str(script), "--version"],
    }
    best = dict.fromkeys(commands, float("inf"))
    for _ in range(25):
        for name, command in commands.items():
            with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
                usage = os.wait4(process.pid, 0)[2]
                process.returncode = 0
            best[name] = min(best[name], usage.ru_utime + usage.ru_stime)
    bare, version = best["import orjson, attrs"], best["--version"]
    print("\nStart-up; python -c 'import orjson, attrs' = 1")
    print(f"  {'bare imports':48}{bare * 1000:9.1f} ms {1:11.2f}")
    print(
        f"  {'jiyuan-news --version':48}{version * 1000:9.1f} ms {version / bare:11.2f}  (aim: under {AIMS['start']:g})"
    )


def main() -> int:
    if sys.argv[1:2] == ["--stream"]:
        print(json.dumps(stream(float(sys.argv[2]), sys.argv[3] == "1")))
        return 0
    if sys.argv[1:2] == ["--merge"]:
        print(json.dumps(merge(int(sys.argv[2]))))
        return 0
    print(f"jiyuan-news {jn.__version__}, Python {sys.version.split()[0]}, OpenCC {opencc.__version__}")
    start_up()
    growth()  # before this process grows: some systems tell a parent's peak memory for the child's
    merging()
    run_apart("bench_text.py")
    run_apart("bench_records.py")
    run_apart("bench_build.py")
    return 0


if __name__ == "__main__":
    sys.exit(main())
