"""How far two labellers agree: `make agreement`.

The pages of `tests/corpus/second` were labelled again by somebody who had not seen the first labels. Both are turned
into the facts that score the parser, and compared as the parser would be. Where they differ, GUIDE.md was written and the
first labels were mended, so the agreement is that of the first labels as they were: `--first COMMIT`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.score import CORPUS, FIELDS, Score, Tally, gold_facts, show_misses

SECOND = CORPUS / "second"
PARTS = ("open", "sealed")


def first_labels(name: str, commit: str | None) -> tuple[str, dict[str, Any]]:
    """The part of the corpus that a page is in, and its first labels, now or as they were committed.

    A page may have been in another part then; one that came in later has the labels that it came with.
    """
    file = f"{name}.gold.json"
    part = next(part for part in PARTS if (CORPUS / part / file).exists())
    for then in PARTS if commit else ():
        shown = subprocess.run(
            ["git", "show", f"{commit}:./{then}/{file}"], cwd=CORPUS, capture_output=True, check=False
        )
        if shown.returncode == 0:
            return part, json.loads(shown.stdout)
    return part, json.loads((CORPUS / part / file).read_text("utf-8"))


def second_labels() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(SECOND.glob("*.gold.json")):
        yield path.name.removesuffix(".gold.json"), json.loads(path.read_text("utf-8"))


def compare(commit: str | None = None) -> dict[str, Tally]:
    """The pages labelled twice, by part of the corpus: the first labels are wanted, the second found."""
    tallies = {part: Tally() for part in PARTS}
    for name, second in second_labels():
        part, first = first_labels(name, commit)
        tallies[part].add(name, gold_facts(first), gold_facts(second))
    return tallies


def joined(tallies: dict[str, Tally]) -> Tally:
    result = Tally()
    for one in tallies.values():
        result.pages.update(one.pages)
    return result


def whole(scores: dict[str, Score]) -> Score:
    """All values of all fields together."""
    values = scores.values()
    return Score(
        sum(one.wanted for one in values), sum(one.found for one in values), sum(one.right for one in values)
    )


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Compare the second labels with the first.")
    parser.add_argument("--first", metavar="COMMIT", help="the first labels as they were in this commit")
    parser.add_argument(
        "--show", type=int, default=0, metavar="N", help="differences to show of each open page"
    )
    options = parser.parse_args(arguments)
    if (
        options.first
        and subprocess.run(
            ["git", "cat-file", "-e", f"{options.first}^{{commit}}"],
            cwd=CORPUS,
            capture_output=True,
            check=False,
        ).returncode
    ):
        parser.error(f"{options.first} is no commit of this repository")
    tallies = compare(options.first)
    result = joined(tallies)
    scores = result.scores()
    print(f"{'field':18} {'F1':>6} {'first':>6} {'second':>6} {'same':>6}")
    for field, score in [*((field, scores[field]) for field in FIELDS), ("all values", whole(scores))]:
        print(f"{field:18} {score.f1:6.3f} {score.wanted:6} {score.found:6} {score.right:6}")
    labelled = sum(1 for part in PARTS for _ in (CORPUS / part).glob("*.gold.json"))
    counts = ", ".join(f"{len(one.pages)} {part}" for part, one in tallies.items())
    print(f"pages labelled twice: {len(result.pages)} of {labelled} ({counts})")
    if options.show:
        show_misses(tallies["open"], options.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
