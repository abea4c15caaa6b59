"""How much of blindly damaged text comes back: texts of ours, disguised by the forward model, cleaned, compared.

Run `python tools/bench_bytes.py [--show N] [--mixed N]`. `--mixed` takes that many texts of sentences of the corpus in
chance order, so that more characters stand beside each other. A difference is flagged when it touches a repair that
says so.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

import jiyuan_news as jn

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from support.cloak import cloak  # noqa: E402


def texts() -> list[str]:
    """The lines of the corpus, clean, where cloaking that looks where characters begin is undone without a rest; by page."""
    found = []
    for path in sorted((ROOT / "tests/corpus/open").glob("*.txt")):
        lines = jn.clean(path.read_text("utf-8"), script=True).text.splitlines()
        text = "\n".join(filter(_comes_back, lines))
        if text and jn.clean(cloak(text), script=True).text == text:
            found.append(text)
    return found


def _comes_back(line: str) -> bool:
    encodable = all(len(one.encode("gb18030")) <= 2 for one in line)
    return (
        encodable
        and not set("?\ufffd") & set(line)
        and jn.clean("區(qū)" + cloak(line), script=True).text == "区" + line
    )


def mixed(own: list[str], count: int) -> list[str]:
    """Texts of 25 sentences, from all texts, in an order that is the same each time."""
    sentences = [one for text in own for one in re.findall(r"[^。！？\n]+[。！？]?”?\n?", text)]
    sentences = [one for one in sentences if one.count("“") == one.count("”")]
    chance = random.Random(20210821)
    return ["".join(chance.choices(sentences, k=25)) for _ in range(count)]


def judged(text: str, disguised: str, counts: Counter[str], show: list[str]) -> None:
    """Count what became of the damage of one text."""
    page = jn.clean(disguised, script=True)
    events = [event for event in page.events if event.mend == "bytes"]
    counts["runs"] += len(events)
    counts["characters"] += len(text)
    spans = [(page.to_clean(event.span), event) for event in events]
    wrong: set[int] = set()
    if page.text != text:
        for kind, a, b, c, d in SequenceMatcher(None, text, page.text, autojunk=False).get_opcodes():
            if kind == "equal":
                continue
            near = [
                at for at, (span, event) in enumerate(spans)
                if span.start - 1 <= d and c <= span.end + 1 and event.status != "certain"
            ]  # fmt: skip
            wrong.update(near)
            sure = [
                at
                for at, (span, event) in enumerate(spans)
                if span.start <= d and c <= span.end and event.status == "certain"
            ]
            counts["certain, wrong"] += bool(sure)
            if not near:
                counts["silent differences"] += 1
                counts["silent wrong characters"] += max(b - a, d - c)
                show.append(
                    f"silent: {text[max(0, a - 6) : b + 6]!r} became {page.text[max(0, c - 6) : d + 6]!r}"
                )
    for at, (_, event) in enumerate(spans):
        counts[event.status] += 1
        good = at not in wrong
        counts[f"{event.status}, exact"] += good
        if event.status != "certain":
            show.append(
                f"{event.status} {'exact' if good else 'WRONG'} {event.sure.margin}: {event.before!r} → {event.after!r}"
            )


def main() -> int:
    """Print the table."""
    show = int(sys.argv[sys.argv.index("--show") + 1]) if "--show" in sys.argv else 0
    own = texts()
    if "--mixed" in sys.argv:
        own = mixed(own, int(sys.argv[sys.argv.index("--mixed") + 1]))
    print(f"{len(own)} texts, {sum(map(len, own)):,} characters")
    columns = (
        "runs",
        "certain",
        "certain, exact",
        "scored",
        "scored, exact",
        "lost",
        "lost, exact",
        "silent differences",
        "silent wrong characters",
        "characters",
    )
    print("level commas private use: " + " | ".join(columns))
    for level in (0, 6, 13):
        for commas in (False, True):
            for private_use in (True, False):
                counts: Counter[str] = Counter()
                shown: list[str] = []
                for number, text in enumerate(own):
                    disguised = cloak(
                        text, level, commas=commas, phase=number % 3, aligned=False, private_use=private_use
                    )
                    judged(text, disguised, counts, shown)
                print(
                    f"{level:5} {commas!s:6} {private_use!s:11}: "
                    + " | ".join(str(counts[one]) for one in columns),
                    flush=True,
                )
                for line in shown[:show]:
                    print("    " + line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
