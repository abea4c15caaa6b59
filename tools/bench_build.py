"""Measures building and exporting data sets of generated crawls against parsing the same pages alone: part of `make bench`.

Use the ratios: they are of processor time, with that of all processes that a step starts, so that they hold on a busy machine
too; what several processes gain shows in the seconds of an idle one. Each step is a process of its own, and its largest memory
is told, or that of one that it started if that is larger.
"""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from support.crawls import crawl  # noqa: E402 the crawls of the tests

import jiyuan_news as jn  # noqa: E402
from jiyuan_news import publishing  # noqa: E402
from jiyuan_news.building.crawl_build import build_crawl  # noqa: E402
from jiyuan_news.building.exports import export  # noqa: E402

SIZES = (1_000, 10_000)


def _make(source: Path, count: int) -> None:
    with source.open("w", encoding="utf-8") as file:
        for page in crawl(count):
            file.write(json.dumps(page, ensure_ascii=False) + "\n")


def _parse(source: Path) -> None:
    with source.open(encoding="utf-8") as file:
        for line in file:
            page = json.loads(line)
            jn.parse(page["text"], url=page.get("url"))


def _build(source: Path, jobs: int) -> None:
    build_crawl([str(source)], source.with_suffix(f".built{jobs}"), io.BytesIO(), formats=(), jobs=jobs)


def _export(source: Path) -> None:
    export(source.with_suffix(".built1"), list(publishing.FORMATS), source.with_suffix(".exported"))


STEPS: dict[str, Callable[[Path], None]] = {
    "parsing alone": _parse,
    "build, one process": lambda source: _build(source, 1),
    "build again, nothing new": lambda source: _build(source, 1),
    "build, two processes": lambda source: _build(source, 2),
    "export of all formats": _export,
}


def _processor() -> float:
    """Seconds of processor time of this process and of those that it started."""
    spent = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in spent)


def _peak() -> float:
    """Largest resident memory of this process or of one that it started, in MB."""
    status = Path("/proc/self/status")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if status.exists():  # what `getrusage` tells of a process on Linux may be its parent's
        told = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        own = int(told.split()[1]) / 1024
    return max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)


def main() -> int:
    if sys.argv[1:2] == ["--step"]:
        start, before = time.perf_counter(), _processor()
        STEPS[sys.argv[2]](Path(sys.argv[3]))
        told = {"seconds": time.perf_counter() - start, "processor": _processor() - before, "peak": _peak()}
        print(json.dumps(told))
        return 0
    few: dict[str, float] = {}
    for count in SIZES:
        print(f"\nBuilding a data set of {count:,} generated pages; parsing alone = 1")
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "crawl.jsonl"
            _make(source, count)
            alone = 0.0
            for name in STEPS:
                command = [sys.executable, __file__, "--step", name, str(source)]
                told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
                alone = alone or told["processor"]
                peak = few.setdefault(name, told["peak"])
                print(
                    f"  {name:28}{told['seconds']:8.1f} s{told['processor'] / alone:8.2f}   "
                    f"peak memory {told['peak']:5.0f} MB, {told['peak'] / peak:.2f} of that of {SIZES[0]:,} pages"
                )
    return 0


if __name__ == "__main__":
    sys.exit(main())
