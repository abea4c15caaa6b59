"""What reading a page costs, stage by stage, against OpenCC's t2s, and whether the cost grows as the text does.

All of one table comes from the same rounds: each measures everything, in turns, so that a busy machine slows all of
it alike. Told is the best round, and in brackets the middle half of the rounds.
"""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import opencc

import jiyuan_news as jn
from jiyuan_news.reading import articles, meetings, page, segments

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from support.cloak import cloak  # noqa: E402

ROUNDS = 15
PASSES = 0.01
STAGES = {
    "clean": (page, "clean_text"),
    "layout": (segments, "layout"),
    "articles": (articles, "read"),
    "meetings": (meetings, "read"),
}
"""The stages and the functions that `parse` calls for them; what is left of it makes the records."""
AIMS = {"parse": 8.0, "cleaning": 3.0, "meetings left out": 4.0}


def pages() -> list[str]:
    """The pages as they were crawled: the real one and the open ones of the corpus."""
    paths = [*sorted((ROOT / "data/raw").glob("*.txt")), *sorted((ROOT / "tests/corpus/open").glob("*.txt"))]
    return [path.read_bytes().decode() for path in paths]


def text_costs(crawled: list[str]) -> None:
    """Parsing against converting and tagging."""
    to_traditional, to_simplified = opencc.OpenCC("s2t"), opencc.OpenCC("t2s")
    traditional = [to_traditional.convert(text) for text in crawled]
    simplified = [to_simplified.convert(text) for text in traditional]
    cloaked = [cloak(jn.clean(text, script=True).text, commas=True) for text in crawled]
    size = sum(len(text.encode()) for text in traditional)

    def convert(texts: list[str]) -> None:
        for text in texts:
            to_simplified.convert(text)

    works: dict[str, Callable[[], object]] = {
        "OpenCC": lambda: convert(traditional),
        "OpenCC, cloaked": lambda: convert(cloaked),
        "OpenCC, simplified": lambda: convert(simplified),
        "cleaning alone, traditional": lambda: [jn.clean(text) for text in traditional],
        "cleaning alone, cloaked": lambda: [jn.clean(text) for text in cloaked],
        "cleaning alone, simplified": lambda: [jn.clean(text) for text in simplified],
        "traditional": lambda: by_stage(traditional),
        "cloaked": lambda: by_stage(cloaked),
        "simplified": lambda: by_stage(simplified),
    }
    try:
        import rjieba

        works["rjieba"] = lambda: [rjieba.tag(text) for text in simplified]
    except ImportError:
        print("  rjieba is not installed: pip install --require-hashes -r requirements-bench.lock")
    taken = rounds(works)
    unit, cloaked_unit = taken["OpenCC"], taken["OpenCC, cloaked"]
    print(f"\nText: {len(traditional)} pages, {size / 1e6:.2f} MB of UTF-8 in traditional script")
    print(
        "OpenCC t2s on the same pages in traditional script = 1; cloaked pages against OpenCC on themselves"
    )
    print(f"  {'':26}{'traditional':>24}{'cloaked':>24}{'simplified':>24}")
    columns = (("traditional", unit), ("cloaked", cloaked_unit), ("simplified", unit))
    for stage in (*STAGES, "records", "all but meetings", "whole parse"):
        shares = [ratio(taken[f"{name}: {stage}"], by) for name, by in columns]
        aim = {"whole parse": AIMS["parse"], "all but meetings": AIMS["meetings left out"]}.get(stage)
        print(f"  {stage:26}" + "".join(f"{share:>24}" for share in shares) + aimed(aim))
    shares = [ratio(taken[f"cleaning alone, {name}"], by) for name, by in columns]
    print(f"  {'jn.clean alone':26}" + "".join(f"{share:>24}" for share in shares) + aimed(AIMS["cleaning"]))
    print(f"  {'OpenCC alone, 1 =':26}" + f"{size / min(unit) / 1e6:>17.1f} MB/s")
    if "rjieba" in taken:
        print(f"  {'rjieba, tagger alone':26}{'':48}{ratio(taken['rjieba'], unit):>24}")
    try:
        jieba = _jieba(simplified)
        print(f"  {'jieba.posseg alone':26}{'':48}{jieba / min(unit):>24.0f}")
    except ImportError:
        print("  jieba is not installed: pip install --require-hashes -r requirements-bench.lock")


def aimed(aim: float | None) -> str:
    return f"  (aim: {aim:g})" if aim else ""


def ratio(taken: list[float], unit: list[float]) -> str:
    """The best round against the best of the unit, and the middle half of the rounds, each against its own unit."""
    low, _, high = statistics.quantiles((one / by for one, by in zip(taken, unit, strict=True)), n=4)
    return f"{min(taken) / min(unit):.2f} ({low:.2f}–{high:.2f})"


def rounds(works: dict[str, Callable[[], object]], count: int = ROUNDS) -> dict[str, list[float]]:
    """Seconds of each work in each round, after one to warm up: the best of as many passes as some milliseconds hold.

    A work that measures its own parts tells them.
    """
    taken: dict[str, list[float]] = {}
    for number in range(count + 1):
        for name, work in works.items():
            gc.collect()
            best: dict[str, float] = {}
            until = time.perf_counter() + PASSES
            while not best or time.perf_counter() < until:
                start = time.perf_counter()
                told = work()
                spent = {name: time.perf_counter() - start}
                if isinstance(told, dict):
                    spent |= {f"{name}: {part}": value for part, value in told.items()}
                best = {what: min(value, best.get(what, value)) for what, value in spent.items()}
            if number:
                for what, value in best.items():
                    taken.setdefault(what, []).append(value)
    return taken


def by_stage(texts: Sequence[str]) -> dict[str, float]:
    """Seconds that the stages of `parse` take on these texts, page after page."""
    spent = dict.fromkeys(STAGES, 0.0)
    with stopwatches(spent):
        start = time.perf_counter()
        for text in texts:
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
    return min(rounds({"jieba": lambda: [list(jieba.posseg.cut(text)) for text in texts]}, 1)["jieba"])


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
LINEAR = 5.0


def hostile_growth(length: int = 1_000_000) -> None:
    """Texts of one thing, a quarter of the length and the whole: four times the time is linear."""
    print(
        f"\nGrowth: {length:,} characters of one thing, seconds (and times what a quarter takes; linear = 4)"
    )
    for name, piece in HOSTILE.items():
        told = []
        for size in (length // 4, length):
            told.append(by_stage([(piece * (size // len(piece) + 1))[:size]]))
        quarter, whole = told
        shown = ""
        for what in ("all but meetings", "meetings"):
            times = whole[what] / quarter[what] if quarter[what] else 0.0
            mark = " !" if times > LINEAR and whole[what] > 0.5 else "  "
            shown += f"   {what} {whole[what]:6.2f} s ({times:4.1f}){mark}"
        print(f"  {name:24}{shown}", flush=True)
