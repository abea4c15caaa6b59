"""Compares the parser's records with hand-labelled ones, field by field: `make score DIR=...`.

A folder of labels holds `NAME.gold.json` beside `NAME.txt`; the text may also stand in `data/raw`. A field is a multiset of
keyed values; precision, recall and F1 are taken over all pages. Strings are compared after NFKC folding without
spaces, names and beginnings by letters and digits alone: labels write punctuation as it was typed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

RAW = Path(__file__).parents[2] / "data" / "raw"
FIELDS = (
    "article article_end headline byline credit date_published dateline meeting meeting_date meeting_mode venue "
    "session_name session_kind session_organizer session_number person person_role post group group_role "
    "agenda_action agenda_item speech"
).split()
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


def labelled(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Text and labels of each page of a folder."""
    for path in sorted(folder.glob("*.gold.json")):
        text = path.with_name(path.name.replace(".gold.json", ".txt"))
        if not text.exists():
            text = RAW / text.name
        yield text.read_bytes().decode(), json.loads(path.read_text("utf-8"))


def main() -> int:
    from jiyuan_news import dumps, parse

    parser = argparse.ArgumentParser(description="Score the parser against hand-labelled pages.")
    parser.add_argument(
        "folders", nargs="+", type=Path, metavar="DIR", help="folder with NAME.gold.json and NAME.txt"
    )
    parser.add_argument(
        "--show", type=int, default=0, metavar="N", help="misses and extras to show for each field"
    )
    options = parser.parse_args()
    pages = [(text, gold) for folder in options.folders for text, gold in labelled(folder)]
    if not pages:
        parser.error(
            f"no *.gold.json in {' or '.join(map(str, options.folders))}; name a folder of labelled pages"
        )
    want: Facts = defaultdict(Counter)
    got: Facts = defaultdict(Counter)
    lossless = 0
    for number, (text, gold) in enumerate(pages):
        page = json.loads(dumps(parse(text)))
        lossless += tiles(text, page)
        for into, facts in ((want, gold_facts(gold)), (got, page_facts(page))):
            for field, values in facts.items():
                into[field].update({(number, value): count for value, count in values.items()})
    print(f"{'field':18} {'P':>6} {'R':>6} {'F1':>6} {'gold':>5}")
    total = 0.0
    for field in FIELDS:
        missed, extra = want[field] - got[field], got[field] - want[field]
        right = (want[field] & got[field]).total()
        f1 = 2 * right / (2 * right + missed.total() + extra.total()) if want[field] or got[field] else 1.0
        precision = right / got[field].total() if got[field] else float(not want[field])
        recall = right / want[field].total() if want[field] else 1.0
        total += f1
        print(f"{field:18} {precision:6.3f} {recall:6.3f} {f1:6.3f} {want[field].total():5}")
        for label, values in (("miss", missed), ("extra", extra)):
            for value in list(values.elements())[: options.show]:
                print(f"    {label:5} {value}")
    print(f"pages {len(pages)}, lossless {lossless}, mean F1 {total / len(FIELDS):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
