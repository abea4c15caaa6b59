"""Measures how much of the mirrors' damage is undone: `make score`, after the fields.

Texts of ours are cloaked blindly by the forward model, which knows what became of every byte, and cleaned again. A
*run* is a stretch of characters that the crawl no longer shows as such. What can be known of it tells its kind:

- `certain`: its lost bytes stand before glosses, which tell them;
- `scored`: a comma took a byte, or the crawl dropped a pair of private use: only what is likely tells them;
- `lost`: an ASCII character went, or both bytes of one, which nothing tells. It must be marked.

Of the sealed pages only totals are told, as of their fields.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.cloak import MARKS_NARROWED, converted, gloss_table, is_private, traced, units
from support.score import OPEN, SEALED

from jiyuan_news.spans import Span
from jiyuan_news.text import CleanText, clean

FLOORS = Path(__file__).parents[1] / "corpus" / "repair_floors.json"
LEVELS = (0, 6, 13)
KINDS = ("certain", "scored", "lost")
HAIR = 0.001


@dataclass(frozen=True)
class Run:
    """A stretch of damaged characters."""

    start: int
    end: int
    kind: str


class Cloaked(NamedTuple):
    """A text as a crawl of a mirror shows it, and what became of its characters."""

    raw: str
    places: list[int]
    """Where in `raw` each character stands; -1 for one that is damaged."""
    runs: list[Run]


def cloaked(text: str, level: int, commas: bool, phase: int, private_use: bool) -> Cloaked:
    """The text, cloaked, with its damage."""
    glossed = {one: f"({reading})" for one, (reading, at) in gloss_table().items() if at <= level}
    encoded = [converted(one).encode("gb18030") for one in text]
    owner = [at for at, one in enumerate(encoded) for _ in one]
    data, origins = traced(b"".join(encoded), glossed, commas, phase)
    owners = [owner[place] if place >= 0 else -1 for place in origins]
    pieces: list[str] = []
    places = [-1] * len(text)
    kinds = [0] * len(text)  # of each character, as an index of KINDS
    kept = Counter(owners)  # bytes of each character that are shown in some way
    size = 0
    for shown, start, end in units(data):
        own = [one for one in owners[start:end] if one >= 0]
        dropped = is_private(shown) and not private_use
        if shown == "?" and end - start == 2:
            if len(own) == 2 or data[start + 1 : end] != b"(":  # the gloss tells the byte
                kept.subtract(own)
                for place in own:
                    kinds[place] = max(kinds[place], len(own))  # with an ASCII character nothing tells it
        elif dropped:
            for place in own:
                kinds[place] = max(kinds[place], 1)
        elif own and own[0] == own[-1] and len(own) == len(encoded[own[0]]):
            places[own[0]] = size
        if not dropped:
            pieces.append(shown)
            size += 1
    damaged = [at for at, place in enumerate(places) if place < 0]
    runs: list[Run] = []
    for at in damaged:
        kind = 2 if kept[at] == 0 or len(encoded[at]) > 2 else kinds[at]
        if runs and runs[-1].end == at:
            last = runs.pop()
            runs.append(Run(last.start, at + 1, KINDS[max(kind, KINDS.index(last.kind))]))
        else:
            runs.append(Run(at, at + 1, KINDS[kind]))
    return Cloaked("".join(pieces).translate(MARKS_NARROWED), places, runs)


def judge(text: str, made: Cloaked, page: CleanText) -> Iterator[tuple[str, int, str]]:
    """What became of the damage: names to count, by how many, and in words what was wrong."""
    events = [event for event in page.events if event.mend == "bytes"]
    unsettled = {place for event in events for place in range(event.span.start, event.span.end)}
    yield "characters", len(text), ""
    done, at_run = 0, 0
    clean_done = 0
    while done <= len(text):
        # What is between two runs, and then the next run, with all runs that a repair joins to it.
        first = made.runs[at_run].start if at_run < len(made.runs) else len(text)
        while first > done and made.places[first - 1] in unsettled:
            first -= 1
        behind = first
        own = []
        while behind < len(text) and (made.places[behind] < 0 or made.places[behind] in unsettled):
            if at_run < len(made.runs) and made.runs[at_run].start == behind:
                own.append(made.runs[at_run])
                at_run += 1
            behind += 1
        start = page.to_clean(Span(made.places[first - 1], made.places[first - 1] + 1)).end if first else 0
        yield from _outside(text[done:first], page.text[clean_done:start])
        if first == len(text) and not own:
            return
        raw_start = made.places[first - 1] + 1 if first else 0
        raw_end = made.places[behind] if behind < len(text) else len(made.raw)
        last = page.to_clean(Span(raw_end, raw_end + 1)).start if behind < len(text) else len(page.text)
        yield from _window(
            own,
            text[first:behind],
            page.text[start:last],
            made.raw[raw_start:raw_end],
            any(
                event.status != "certain" and event.span.start <= raw_end and raw_start <= event.span.end
                for event in events
            ),
        )
        done, clean_done = behind, last


def _outside(wanted: str, found: str) -> Iterator[tuple[str, int, str]]:
    if wanted != found:
        for kind, a, b, c, d in SequenceMatcher(None, wanted, found, autojunk=False).get_opcodes():
            if kind != "equal":
                yield (
                    "outside",
                    max(b - a, d - c),
                    f"{wanted[max(0, a - 5) : b + 5]!r} became {found[max(0, c - 5) : d + 5]!r}",
                )


def _window(
    own: list[Run], wanted: str, found: str, raw: str, flagged: bool
) -> Iterator[tuple[str, int, str]]:
    wrong = 0 if found == wanted else distance(found, wanted)
    what = f"{raw!r}: {wanted!r} became {found!r}"
    yield "errors", wrong, ""
    for run in own:
        yield run.kind, 1, ""
        yield f"{run.kind} exact", int(not wrong), ""
        if wrong:
            yield ("flagged" if flagged else "silent"), 1, f"{run.kind}: {what}"
    if wrong and not flagged:
        yield "silent characters", wrong, what


def distance(one: str, other: str) -> int:
    """How many characters must be changed, put in or left out to make one text of the other."""
    row = list(range(len(other) + 1))
    for at, own in enumerate(one, 1):
        last, row[0] = row[0], at
        for index, its in enumerate(other, 1):
            last, row[index] = row[index], min(row[index] + 1, row[index - 1] + 1, last + (own != its))
    return row[-1]


def count(texts: Iterable[str], level: int, commas: bool, private_use: bool, show: int = 0) -> Counter[str]:
    """The sums over texts, cloaked in one way."""
    counts: Counter[str] = Counter()
    for number, text in enumerate(texts):
        made = cloaked(text, level, commas, number % 3, private_use)
        page = clean(made.raw, script=True)
        for name, value, what in judge(text, made, page):
            counts[name] += value
            if what and value and show > 0:
                show -= 1
                print(f"    {name}: {what}")
    return counts


def clean_texts(*folders: Path) -> list[str]:
    """The pages of the corpus, clean; without lines that GBK cannot encode or that hold signs of damage."""
    texts = []
    for path in sorted(path for folder in folders for path in folder.glob("*.txt")):
        lines = clean(path.read_bytes().decode(), script=True).text.splitlines()
        kept = [
            line
            for line in lines
            if "?" not in line
            and "\ufffd" not in line
            and all(len(one.encode("gb18030")) < 4 for one in line)
        ]
        texts.append("\n".join(kept))
    return list(filter(None, texts))


def mixed(texts: Iterable[str]) -> list[str]:
    """Texts of 25 sentences, all of the texts', in an order that is the same each time: other neighbours and phases."""
    sentences = [one for text in texts for one in re.findall(r"[^。！？\n]+[。！？]?”?\n?", text)]
    sentences = [one for one in sentences if one.count("“") == one.count("”")]
    random.Random(20210821).shuffle(sentences)
    return ["".join(sentences[at : at + 25]) for at in range(0, len(sentences), 25)]


def parts() -> dict[str, list[str]]:
    """The texts: open pages, and sealed ones, which nobody has seen who worked on the scores; and both once more, mixed."""
    own, sealed = clean_texts(*OPEN), clean_texts(SEALED)
    return {"open": own, "sealed": sealed, "open, mixed": mixed(own), "sealed, mixed": mixed(sealed)}


WITH_FLOORS = ("open", "sealed")
COLUMNS = (
    "certain", "certain exact", "scored", "scored exact", "lost", "flagged", "silent", "silent characters", "outside",
)  # fmt: skip


def measured(
    names: Sequence[str] = WITH_FLOORS, show: int = 0, quiet: bool = True
) -> dict[str, dict[str, float]]:
    """What the floors are made of, of each part."""
    found = {}
    own = parts()
    for part in names:
        texts = own[part]
        if not quiet:
            size = sum(map(len, texts))
            print(f"\nRepair, {part}: {len(texts)} texts, {size:,} characters, cloaked in twelve ways")
            print("level commas private | " + " | ".join(COLUMNS) + " | errors in 1,000")
        sums = {True: Counter[str](), False: Counter[str]()}
        for level, commas, private_use in product(LEVELS, (False, True), (True, False)):
            counts = count(texts, level, commas, private_use, show if part.startswith("open") else 0)
            sums[private_use] += counts
            if not quiet:
                _row(f"{level:5} {'yes' if commas else 'no':6} {'kept' if private_use else 'lost':7}", counts)
        if not quiet:
            _row("all, private use kept", sums[True])
            _row("all, private use lost", sums[False])
        found[part] = shares(sums)
    return found


def _row(head: str, counts: Counter[str]) -> None:
    shown = " | ".join(f"{counts[name]:>{len(name)}}" for name in COLUMNS)
    print(f"{head} | {shown} | {1000 * _rate(counts):.3f}", flush=True)


def _rate(counts: Counter[str]) -> float:
    return (counts["errors"] + counts["outside"]) / counts["characters"]


def shares(sums: dict[bool, Counter[str]]) -> dict[str, float]:
    """The numbers that have floors: of damage that is undone, of characters that are right, or told to be unsure."""
    both = sums[True] + sums[False]
    silent = both["silent characters"] + both["outside"]
    return {
        "certain": round(both["certain exact"] / both["certain"], 4),
        "scored, private use kept": round(sums[True]["scored exact"] / sums[True]["scored"], 4),
        "scored, private use lost": round(sums[False]["scored exact"] / sums[False]["scored"], 4),
        "characters, private use kept": round(1 - _rate(sums[True]), 6),
        "characters, private use lost": round(1 - _rate(sums[False]), 6),
        "right or marked": round(1 - silent / both["characters"], 6),
    }


AIMS = {
    "certain": 1.0,
    "scored, private use kept": 0.9,
    "scored, private use lost": 0.8,
    "characters, private use kept": 0.997,
    "characters, private use lost": 0.995,
    "right or marked": 1 - 1 / 20_000,
}


def read_floors() -> dict[str, dict[str, float]]:
    """The floors, by part."""
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text("utf-8"))
    return floors


def fallen(floors: dict[str, dict[str, float]], found: dict[str, dict[str, float]]) -> list[str]:
    """A line for each number below its floor."""
    return [
        f"{part}: {name} fell from {floors[part][name]} to {value}"
        for part, values in found.items()
        for name, value in values.items()
        if value < floors.get(part, {}).get(name, 0.0) - (HAIR if name.startswith("scored") else 0.0)
    ]


def main() -> int:
    """Print the table, or raise the floors."""
    parser = argparse.ArgumentParser(description="Measure how much of the mirrors' damage is undone.")
    parser.add_argument(
        "--show", type=int, default=0, metavar="N", help="misses to show of each way to cloak"
    )
    parser.add_argument("--floors", action="store_true", help="raise the floors to what is reached now")
    parser.add_argument("--lower", action="store_true", help="with --floors: lower them too")
    options = parser.parse_args()
    found = measured(WITH_FLOORS if options.floors else list(parts()), options.show, quiet=options.floors)
    if options.floors:
        floors = read_floors() if FLOORS.exists() else {}
        lines = fallen(floors, found)
        if lines and not options.lower:
            print(
                "\n".join([*lines, "no floor was written: make floors LOWER=1 lowers them"]), file=sys.stderr
            )
            return 1
        FLOORS.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
        return 0
    for part, values in found.items():
        print(f"\n{part}")
        for name, value in values.items():
            print(
                f"  {name:30} {value:.6f}  (aim: {AIMS[name]:g}){'' if value >= AIMS[name] else '  missed'}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
