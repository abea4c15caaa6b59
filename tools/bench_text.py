"""Measures what reading a page costs, stage by stage, and whether the cost grows as the text does: `make bench`.

All of the table comes from the same rounds. In each, everything is measured once, in turns, page by page. Told is the
best time of each page, summed up, which a busy machine hardly changes; in brackets stands the middle half of the rounds,
each set against OpenCC of its own round, which a busy machine does change.
"""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial, wraps
from pathlib import Path
from typing import Any

import attrs
import opencc
from bench import pages

import jiyuan_news as jn
from jiyuan_news.reading import articles, meetings, page, segments

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from support.cloak import cloak  # noqa: E402

ROUNDS = 25
Work = tuple[Callable[[str], Any], list[str]]
"""What to do, and on which texts."""
STAGES = {
    "clean": (page, "clean_text"),
    "layout": (segments, "layout"),
    "articles": (articles, "read"),
    "meetings": (meetings, "read"),
}
"""The stages and the functions that `parse` calls for them; what is left of it makes the records."""
AIMS = {"parse": 8.0, "cleaning": 3.0, "meetings left out": 4.0}


def text_costs(crawled: list[str]) -> None:
    """Parsing against converting and tagging."""
    to_traditional, to_simplified = opencc.OpenCC("s2t"), opencc.OpenCC("t2s")
    simplified = [jn.clean(text, script=True).text for text in crawled]
    traditional = [to_traditional.convert(text) for text in simplified]
    cloaked = [cloak(text, commas=True) for text in simplified]
    columns = {
        "traditional": traditional, "cloaked": cloaked, "simplified": simplified, "as crawled": crawled
    }  # fmt: skip
    convert = to_simplified.convert
    works: dict[str, Work] = {"OpenCC": (convert, traditional), "OpenCC, cloaked": (convert, cloaked)}
    for name, texts in columns.items():
        works[name] = by_stage, texts
        works[f"{name}: jn.clean"] = partial(jn.clean, script=True), texts
    try:
        import rjieba

        works["rjieba"] = rjieba.tag, simplified
    except ImportError:
        print("rjieba is not installed: pip install --require-hashes -r requirements-bench.lock")
    taken = rounds(works)
    unit = taken["OpenCC"]
    units = {name: taken["OpenCC, cloaked"] if name == "cloaked" else unit for name in columns}
    size = sum(len(text.encode()) for text in traditional)
    print(f"\nReading: {len(crawled)} pages, {size / 1e6:.2f} MB of UTF-8 in traditional script")
    print(f"OpenCC t2s on the same pages in traditional script, {size / unit.best / 1e6:.0f} MB/s, is 1;")
    print(
        "for cloaked pages it is OpenCC on themselves. The best of the rounds, and the middle half of them."
    )
    print(f"  {'':18}" + "".join(f"{name:>20}" for name in columns))

    def row(what: str, part: str, aim: float | None = None) -> None:
        shares = [ratio(taken[f"{name}: {part}"], units[name]) for name in columns]
        shown = f"  (aim: {aim:g})" if aim else ""
        print(f"  {what:18}" + "".join(f"{share:>20}" for share in shares) + shown)

    for stage in (*STAGES, "records"):
        row(stage, stage)
    row("all but meetings", "all but meetings", AIMS["meetings left out"])
    row("whole parse", "whole parse", AIMS["parse"])
    row("jn.clean alone", "jn.clean", AIMS["cleaning"])
    if "rjieba" in taken:
        print(f"  {'rjieba, tagger':18}{'':40}{ratio(taken['rjieba'], unit):>20}")
    try:
        print(f"  {'jieba.posseg':18}{'':40}{_jieba(simplified) / unit.best:>20.0f}")
    except ImportError:
        print("  jieba is not installed: pip install --require-hashes -r requirements-bench.lock")


@attrs.define
class Taken:
    """Seconds that a work took."""

    pages: list[float]
    """The best round of each page."""
    rounds: list[float]
    """All pages, by round."""

    @property
    def best(self) -> float:
        return sum(self.pages)


def ratio(taken: Taken, unit: Taken) -> str:
    """The best times against those of the unit, and the middle half of the rounds, each against its own unit."""
    low, _, high = statistics.quantiles(
        (one / by for one, by in zip(taken.rounds, unit.rounds, strict=True)), n=4
    )
    return f"{taken.best / unit.best:.2f} ({low:.2f}–{high:.2f})"


def rounds(works: dict[str, Work], count: int = ROUNDS) -> dict[str, Taken]:
    """What each work takes, after one round to warm up. A work that measures its own parts tells them."""
    taken: dict[str, Taken] = {}
    for number in range(count + 1):
        for name, (work, texts) in works.items():
            gc.collect()
            spent: dict[str, list[float]] = {}
            for text in texts:
                start = time.perf_counter()
                told = work(text)
                whole = time.perf_counter() - start
                parts = {f"{name}: {part}": value for part, value in told.items()} if work is by_stage else {}
                for what, value in {name: whole, **parts}.items():
                    spent.setdefault(what, []).append(value)
            for what, pages_of in spent.items() if number else ():
                known = taken.setdefault(what, Taken(pages_of, []))
                known.pages = list(map(min, known.pages, pages_of))
                known.rounds.append(sum(pages_of))
    return taken


def by_stage(text: str) -> dict[str, float]:
    """Seconds that the stages of `parse` take on a text."""
    spent = dict.fromkeys(STAGES, 0.0)
    with stopwatches(spent):
        start = time.perf_counter()
        jn.parse(text)
        whole = time.perf_counter() - start
    parts = {**spent, "records": whole - sum(spent.values()), "whole parse": whole}
    return {**parts, "all but meetings": whole - spent["meetings"]}


@contextmanager
def stopwatches(spent: dict[str, float]) -> Iterator[None]:
    """While it lasts, each stage of `parse` adds the time that it takes to `spent`."""

    def watched(stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(work)
        def run(*given: Any, **named: Any) -> Any:
            start = time.perf_counter()
            made = work(*given, **named)
            spent[stage] += time.perf_counter() - start
            return made

        return run

    own = {stage: getattr(module, name) for stage, (module, name) in STAGES.items()}
    for stage, (module, name) in STAGES.items():
        setattr(module, name, watched(stage, own[stage]))
    try:
        yield
    finally:
        for stage, (module, name) in STAGES.items():
            setattr(module, name, own[stage])


def _jieba(texts: list[str]) -> float:
    import logging

    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    if (
        not jieba.dt.tmp_dir
    ):  # its cache file stays out of the tree and of the shared folder of temporary files
        jieba.dt.tmp_dir = tempfile.mkdtemp(prefix="jieba-")
    return rounds({"jieba": (lambda text: list(jieba.posseg.cut(text)), texts)}, 1)["jieba"].best


def run_costs(crawled: list[str]) -> None:
    """What a damaged run costs, on pages that were cloaked blindly; after one has loaded the counts."""
    simplified = [jn.clean(text, script=True).text for text in crawled]
    print("\nDamaged runs: processor time of one, beside the rest of its page (aim: milliseconds)")
    for commas, private_use in ((False, True), (True, True), (True, False)):
        broken = [cloak(text, commas=commas, aligned=False, private_use=private_use) for text in simplified]
        runs = sum(event.mend == "bytes" for text in broken for event in jn.clean(text, script=True).events)
        spent = {}
        for skip in ((), "bytes"):
            start = time.process_time()
            for text in broken:
                jn.clean(text, script=True, skip=skip)
            spent[skip] = time.process_time() - start
        each = (spent[()] - spent["bytes"]) / max(runs, 1) * 1000
        how = f"{'commas, ' if commas else ''}private use {'kept' if private_use else 'dropped'}"
        print(f"  {how:34}{runs:5} runs on {len(broken)} pages: {each:5.1f} ms each", flush=True)


HOSTILE = {
    "question marks": "?",
    "brackets that open": "(",
    "brackets that close": ")",
    "pairs of brackets": "()",
    "commas": ",",
    "doubled commas": "區,,",
    "digits": "7",
    "marks of a list": "、",
    "one long line": "示范区召开会议，",
    "quotation marks": "“",
    "damaged marks": "區(qū)?！笔痉秴^",
    "damaged glosses": "日?qǐng)?bào)",
    "glosses": "區(qū)",
    "days": "8月4日",
    "dates": "2021-08-21",
    "by-lines": "(记者 王某)",
    "names": "王某、",
    "lines of one letter": "会\n",
    "lines of a sentence": "示范区召开会议，研究部署防汛工作。\n",
    "headlines and the site": "标题\n首页 > 要闻\n",
    "photo credits": "王某 摄\n",
    "labels": "来源:\n",
    "editors": "责任编辑:王某\n",
    "a list": "2021-08-218月19日,市召开会议。\n",
    "blank lines": "\n",
}
"""What makes up a long text of one thing."""
LINEAR, NOT_LINEAR = 4.0, 6.0
NOTHING = 0.01
"""So few seconds tell nothing about growth."""


def hostile_growth(length: int = 1_000_000) -> None:
    """Texts of one thing, a quarter of the length and the whole: four times the time is linear."""
    print(
        f"\nGrowth: {length:,} characters of one thing; in brackets how many times what a quarter of them takes"
    )
    for name, piece in HOSTILE.items():
        text = (piece * (length // len(piece) + 1))[:length]
        shown = ""
        quarter, whole = _best_of_two(text[: length // 4]), _best_of_two(text)
        for what in ("all but meetings", "meetings"):
            times = whole[what] / quarter[what] if whole[what] > NOTHING else LINEAR
            mark = "  not linear" if times > NOT_LINEAR else ""
            shown += f"   {what} {whole[what]:6.2f} s ({times:.1f}){mark}"
        print(f"  {name:24}{shown}", flush=True)


def _best_of_two(text: str) -> dict[str, float]:
    times = []
    for _ in range(2):
        gc.collect()
        times.append(by_stage(text))
    return {what: min(one[what] for one in times) for what in times[0]}


def main() -> int:
    text_costs(pages())
    run_costs(pages())
    hostile_growth()
    return 0


if __name__ == "__main__":
    sys.exit(main())
