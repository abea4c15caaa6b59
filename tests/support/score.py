"""Compares the parser's records with hand-labelled ones, field by field: `make score`.

A folder of labels holds `NAME.gold.json` beside `NAME.txt`; the text may also stand in `data/raw`. A field is a multiset of
keyed values; precision, recall and F1 are taken over all pages. Strings are compared after NFKC folding without
spaces, names and beginnings by letters and digits alone: labels write punctuation as it was typed.

Of the sealed pages only the totals are told. Whoever reads their misses will mend the parser for them, and then they
measure nothing.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

TESTS = Path(__file__).parents[1]
RAW = TESTS.parent / "data" / "raw"
CORPUS = TESTS / "corpus"
OPEN = (TESTS / "golden", CORPUS / "open")
SEALED = CORPUS / "sealed"
FLOORS = CORPUS / "floors.json"

FIELDS = (
    "article article_end headline byline credit date_published dateline meeting meeting_date meeting_mode venue "
    "session_name session_kind session_organizer session_number person person_role post group group_role "
    "agenda_action agenda_item speech"
).split()
HAIR = 0.001
"""How far a field may fall below its floor: the floors are written with four digits."""

Facts = dict[str, Counter[Any]]

_NO_LETTER = re.compile(r"[^0-9A-Za-z\u3400-\u9fff\U00020000-\U0003ffff·]")
_DOTS = str.maketrans(dict.fromkeys("•・．∙‧", "·"))


def fold(value: str | None) -> str | None:
    return None if value is None else re.sub(r"\s+", "", unicodedata.normalize("NFKC", value))


def letters(value: str | None) -> str:
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", (value or "").translate(_DOTS)))


def gold_facts(gold: dict[str, Any]) -> Facts:
    """What a careful reader found: bodies are given by their first and last characters."""
    facts = _facts(
        gold["articles"], lambda article: (letters(article["starts"])[:5], letters(article["ends"])[-4:])
    )
    for meeting in gold["meetings"]:
        article = gold["articles"][meeting["article"]]
        key = (article["kind"], letters(article["starts"])[:5])
        _meeting(facts, meeting, key, lambda speech: letters(speech["starts"])[:6])
    return facts


def page_facts(page: dict[str, Any]) -> Facts:
    """What the parser found, from the page's JSON."""

    def body(article: dict[str, Any]) -> tuple[str, str]:
        text = letters("".join(paragraph["text"] for paragraph in article["paragraphs"]))
        return text[:5], text[-4:]

    facts = _facts(page["articles"], body)
    keys = {at: (one["kind"], body(one)[0]) for one in page["articles"] for at in one["meeting_ids"]}
    for meeting in page["meetings"]:
        _meeting(facts, meeting, keys.get(meeting["id"]), lambda speech: letters(speech["text"])[:6])
    return facts


def _facts(articles: Iterable[dict[str, Any]], body: Callable[[dict[str, Any]], tuple[str, str]]) -> Facts:
    facts: Facts = defaultdict(Counter)
    for article in articles:
        start, end = body(article)
        key = (article["kind"], start)
        facts["article"][key] += 1
        facts["article_end"][key, end] += 1
        for headline in article["headlines"]:
            facts["headline"][headline["role"], fold(headline["value"])] += 1
        for one in article["by"]:
            facts["byline"][one["role"], fold(one["name"])] += 1
        if article["credit"]:
            facts["credit"][key, fold(article["credit"])] += 1
        facts["date_published"][key, article["date_published"]] += 1
        facts["dateline"][key, (article["dateline"] or {}).get("edtf")] += 1
    return facts


def _meeting(facts: Facts, meeting: dict[str, Any], key: Any, start: Callable[[dict[str, Any]], str]) -> None:
    facts["meeting"][key] += 1
    facts["meeting_date"][key, (meeting["date"] or {}).get("edtf")] += 1
    facts["meeting_mode"][key, meeting["mode"]] += 1
    for venue in meeting["venues"]:
        facts["venue"][key, venue["role"], fold(venue["name"])] += 1
    for session in meeting["sessions"]:
        numbers = (session["term"], session["year"], session["ordinal"], bool(session["enlarged"]))
        facts["session_name"][key, letters(session["name"])] += 1
        facts["session_kind"][key, session["classification"]] += 1
        facts["session_organizer"][key, fold(session["organizer"])] += 1
        facts["session_number"][key, *numbers] += 1
    for one in meeting["attendance"]:
        kind, name = one["entity_type"], letters(one["name"])
        facts[kind][key, name] += 1
        for role in one["roles"]:
            facts[kind + "_role"][key, name, role] += 1
        for post in one["posts"]:
            facts["post"][name, fold(post["label"]), bool(post["acting"]), bool(post["former"])] += 1
    for item in meeting["agenda"]:
        facts["agenda_action"][key, fold(item["action"])] += 1
        facts["agenda_item"][key, fold(item["action"]), letters(item["topic"])] += 1
    for speech in meeting["speeches"]:
        who = (letters(speech["speaker"]), speech["entity_type"])
        facts["speech"][key, *who, speech["verb"], start(speech)] += 1


def tiles(text: str, page: dict[str, Any]) -> bool:
    """Whether the segments, concatenated, are the raw text."""
    at = 0
    for segment in page["segments"]:
        if segment["span"]["start"] != at or segment["span"]["end"] <= at:
            return False
        at = segment["span"]["end"]
    return at == len(text)


class Labelled(NamedTuple):
    """A page and its labels."""

    name: str
    text: str
    gold: dict[str, Any]


def labelled(*folders: Path) -> Iterator[Labelled]:
    """The pages of the folders that have labels."""
    for folder in folders:
        for path in sorted(folder.glob("*.gold.json")):
            name = path.name.removesuffix(".gold.json")
            text = path.with_name(f"{name}.txt")
            if not text.exists():
                text = RAW / text.name
            yield Labelled(name, text.read_bytes().decode(), json.loads(path.read_text("utf-8")))


@dataclass(frozen=True)
class Score:
    """How many values were wanted and found, and how many of them are the same."""

    wanted: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else float(not self.wanted)

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        both = self.wanted + self.found
        return 2 * self.right / both if both else 1.0


class Tally:
    """The facts wanted and found, page by page."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[Facts, Facts]] = {}
        self.lossless = 0

    def add(self, name: str, wanted: Facts, found: Facts) -> None:
        assert name not in self.pages, name
        self.pages[name] = (wanted, found)

    def scores(self) -> dict[str, Score]:
        """The score of each field, over all pages."""
        scores = {}
        for field in FIELDS:
            both = [(wanted[field], found[field]) for wanted, found in self.pages.values()]
            scores[field] = Score(
                sum(wanted.total() for wanted, _ in both),
                sum(found.total() for _, found in both),
                sum((wanted & found).total() for wanted, found in both),
            )
        return scores

    def misses(self, name: str) -> list[tuple[str, str, Any]]:
        """What a page lacks and has too much: field, `miss` or `extra`, value."""
        wanted, found = self.pages[name]
        return [
            (field, label, value)
            for field in FIELDS
            for label, values in (
                ("miss", wanted[field] - found[field]),
                ("extra", found[field] - wanted[field]),
            )
            for value in values.elements()
        ]


def tally(pages: Iterable[Labelled]) -> Tally:
    """Reads the pages and compares."""
    from jiyuan_news import dumps, parse

    result = Tally()
    for name, text, gold in pages:
        page = json.loads(dumps(parse(text)))
        result.lossless += tiles(text, page)
        result.add(name, gold_facts(gold), page_facts(page))
    return result


def mean(scores: Mapping[str, Score]) -> float:
    return sum(score.f1 for score in scores.values()) / len(scores)


def parts() -> dict[str, list[Labelled]]:
    """The parts of the corpus that have floors: the open pages, the sealed ones of the feed and of other places."""
    sealed = list(labelled(SEALED))
    return {
        "open": list(labelled(*OPEN)),
        "sealed jiyuan": [page for page in sealed if page.name.startswith("jiyuan-")],
        "sealed other": [page for page in sealed if not page.name.startswith("jiyuan-")],
    }


def read_floors() -> dict[str, dict[str, float]]:
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text("utf-8"))
    return floors


def measured() -> dict[str, dict[str, float]]:
    """What the floors are made of: F1 of each field of each part, and how many pages the part has."""
    found = {}
    for part, pages in parts().items():
        scores = tally(pages).scores()
        found[part] = {
            "pages": float(len(pages)),
            **{field: round(score.f1, 4) for field, score in scores.items()},
        }
    return found


def fallen(floors: Mapping[str, Mapping[str, float]], found: Mapping[str, Mapping[str, float]]) -> list[str]:
    """A line for each field that is more than a hair below its floor."""
    lines = []
    for part, fields in found.items():
        floor = floors.get(part, {})
        grown = f" ({floor['pages']:.0f} pages then, {fields['pages']:.0f} now)" if floor else ""
        lines += [
            f"{part}: {field} fell from {floor[field]:.4f} to {value:.4f}{grown}"
            for field, value in fields.items()
            if field != "pages" and value < floor.get(field, 0.0) - HAIR
        ]
    return lines


def write_floors(*, lower: bool) -> int:
    """Raises the floors to what is reached now. A lower floor is written only when asked for, and told."""
    floors = read_floors() if FLOORS.exists() else {}
    found = measured()
    lines = fallen(floors, found)
    for line in lines:
        print(line, file=sys.stderr)
    if lines and not lower:
        print("no floor was written; mend the parser, or lower them: make floors LOWER=1", file=sys.stderr)
        return 1
    if not lower:
        found = {
            part: {
                field: value if field == "pages" else max(value, floors.get(part, {}).get(field, 0.0))
                for field, value in fields.items()
            }
            for part, fields in found.items()
        }
    FLOORS.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    return 0


def show_table(scores: Mapping[str, Score]) -> None:
    print(f"{'field':18} {'P':>6} {'R':>6} {'F1':>6} {'gold':>5}")
    for field, score in scores.items():
        print(f"{field:18} {score.precision:6.3f} {score.recall:6.3f} {score.f1:6.3f} {score.wanted:5}")


def show_misses(result: Tally, most: int) -> None:
    """The misses by page, the first few of each."""
    for name in result.pages:
        misses = result.misses(name)
        if misses:
            print(f"\n{name}: {len(misses)}")
        for field, label, value in misses[:most]:
            print(f"    {label:5} {field:18} {value}")


def show_sealed() -> None:
    """The totals of the sealed pages, without their misses."""
    for part, pages in parts().items():
        if part != "open" and pages:
            result = tally(pages)
            scores = result.scores()
            print(f"\n{part}: totals only, the misses are nobody's to see")
            show_table(scores)
            print(_totals(result, scores))


def _totals(result: Tally, scores: Mapping[str, Score]) -> str:
    return f"pages {len(result.pages)}, lossless {result.lossless}, mean F1 {mean(scores):.3f}"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Score the parser against hand-labelled pages.")
    parser.add_argument(
        "folders",
        nargs="*",
        type=Path,
        metavar="DIR",
        help="folder with NAME.gold.json and NAME.txt; the corpus without any",
    )
    parser.add_argument(
        "--show", type=int, default=0, metavar="N", help="misses and extras to show of each page"
    )
    parser.add_argument("--floors", action="store_true", help="raise the floors to what is reached now")
    parser.add_argument("--lower", action="store_true", help="with --floors: lower them too")
    options = parser.parse_args(arguments)
    if options.floors:
        return write_floors(lower=options.lower)
    folders: list[Path] = options.folders or list(OPEN)
    sealed = [folder for folder in folders if folder.resolve() == SEALED.resolve()]
    if sealed and (options.show or len(folders) > 1):
        parser.error(f"{sealed[0]} is sealed: only its totals are told; without --show, and on its own")
    pages = list(labelled(*folders))
    if not pages:
        parser.error(f"no *.gold.json in {' or '.join(map(str, folders))}; name a folder of labelled pages")
    if sealed:
        show_sealed()
        return 0
    result = tally(pages)
    scores = result.scores()
    show_table(scores)
    print(_totals(result, scores))
    if options.show:
        show_misses(result, options.show)
    if not options.folders:
        show_sealed()
    return 0


if __name__ == "__main__":
    sys.exit(main())
