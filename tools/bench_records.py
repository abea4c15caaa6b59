"""Measures reading and writing records against orjson with plain dicts: `make bench`, or this file by itself.

What decides such a figure, and how it is held here:

- The garbage collector. It walks all that is there again and again while a load grows, so that many dicts take three
  times as long with it as without. Both sides are measured under the same policy, never one against the other: with the
  collector paused, as `trusted_lines` and `loads` of a list pause it, and with it on, as Python has it.
- The number of records, since the walks grow with it: 20,000, no two the same. With the collector on all are kept.
  With it paused a thousand are kept at a time, which has to do with the next point.
- Memory. The first use of fresh memory costs more than what is done in it, how much depends on the system and on what
  else it runs, and dicts need twice as much: it would flatter the records. A thousand find their memory used before.
  What freeing costs, more for dicts as well, is not measured.
- Their size: that of records of the crawled pages, which is told.
- What else the process holds: nothing but the JSON, and that is out of the collector's sight.
- The machine: the ways take turns, a round at a time, and each is set against the dicts of its own round. The median
  of the rounds is told, with the least and the most.
"""

from __future__ import annotations

import gc
import itertools
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

import orjson
from bench import pages

import jiyuan_news as jn
from jiyuan_news.codec import trusted_lines

COUNT = 20_000
BATCH = 1_000
ROUNDS = 7
AIM = 3.5

Way = Callable[[Sequence[Any]], object]


def json_lines(name: str, count: int) -> list[bytes]:
    """As many records of the crawled pages as asked for; one character of each sets it apart from its like."""
    parsed = [jn.parse(text) for text in pages()]
    lines = [jn.dumps(record).decode() for page in parsed for record in getattr(page, name)]
    apart = (chr(0x4E00 + number % 20_000) for number in range(count))
    return [
        line.replace("会", one).encode() for one, line in zip(apart, itertools.cycle(lines), strict=False)
    ]


def rounds(ways: dict[str, Way], given: dict[str, list[Any]], collector: bool) -> dict[str, list[float]]:
    """Processor seconds of every round of each way, after one round to warm up."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS + 1):
        for name, way in ways.items():
            all_of = given[name]
            step = len(all_of) if collector else BATCH
            batches = [all_of[at : at + step] for at in range(0, len(all_of), step)]
            gc.collect()
            if not collector:
                gc.disable()
            seconds = 0.0
            for batch in batches:
                start = time.process_time()
                kept = way(batch)
                seconds += time.process_time() - start
                del kept
            gc.enable()
            taken[name].append(seconds)
    return {name: seconds[1:] for name, seconds in taken.items()}


def table(ways: dict[str, Way], given: dict[str, list[Any]], collector: bool) -> None:
    """The ways as multiples of the first."""
    taken = rounds(ways, given, collector)
    print(f"  collector {'on, all kept' if collector else f'paused, {BATCH:,} kept at a time'}, for all ways")
    unit = next(iter(taken.values()))
    for name, seconds in taken.items():
        ratios = [one / base for one, base in zip(seconds, unit, strict=True)]
        spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
        aim = f"  (aim: {AIM:g})" if name.startswith("trusted") else ""
        print(f"    {name:36}{statistics.median(ratios):8.2f}   {spread}{aim}", flush=True)


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    for name, cls in (("articles", jn.Article), ("meetings", jn.Meeting)):
        lines = json_lines(name, count)
        # What was made so far, the parser's vocabulary above all, is no part of what is measured.
        gc.collect()
        gc.freeze()
        size = sum(map(len, lines)) / count
        print(f"\nReading {count:,} {name} of {size:,.0f} bytes on average; orjson.loads to dicts = 1")
        reading: dict[str, Way] = {
            "orjson.loads to dicts": lambda lines: [orjson.loads(line) for line in lines],
            "trusted (read_jsonl)": lambda lines, cls=cls: list(jn.read_jsonl(lines, cls, trusted=True)),
            "trusted, at once (trusted_lines)": lambda lines, cls=cls: trusted_lines(b"\n".join(lines), cls),
            "strict (read_jsonl)": lambda lines, cls=cls: list(jn.read_jsonl(lines, cls)),
        }
        table(reading, dict.fromkeys(reading, lines), collector=False)
        del reading["trusted, at once (trusted_lines)"]  # pauses the collector itself
        table(reading, dict.fromkeys(reading, lines), collector=True)

        print(f"Writing {count // 4:,} {name}; orjson.dumps of dicts = 1")
        some = lines[: count // 4]
        writing: dict[str, Way] = {
            "orjson.dumps of dicts": lambda dicts: [orjson.dumps(one) for one in dicts],
            "dumps": lambda records: [jn.dumps(one) for one in records],
        }
        plain = [orjson.loads(line) for line in some]
        records = list(jn.read_jsonl(some, cls, trusted=True))
        table(writing, {"orjson.dumps of dicts": plain, "dumps": records}, collector=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
