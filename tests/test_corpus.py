"""The hand-labelled pages: each gold file keeps the format, the closed lists and the text that it labels."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from opencc import OpenCC

CORPUS = Path(__file__).parent / "corpus"
PARTS = ("open", "sealed", "second")
GOLDS = sorted(gold for part in PARTS for gold in (CORPUS / part).glob("*.gold.json"))

KEYS = {
    "page": "note articles meetings",
    "article": "kind headlines credit by date_published dateline truncated starts ends",
    "headline": "role value",
    "by": "name role",
    "date": "edtf basis",
    "meeting": "article sessions date mode venues attendance agenda speeches",
    "session": "name classification organizer term year ordinal enlarged",
    "venue": "name role",
    "attendance": "name entity_type roles posts",
    "post": "label acting former",
    "agenda": "action topic",
    "speech": "speaker entity_type verb starts",
}
KINDS = {"report", "teaser"}
HEADLINE_ROLES = {"kicker", "main", "subtitle"}
BYLINE_ROLES = {"reporter", "correspondent", "photographer", "trainee", "editor"}
BASES = {"stated", "published", "url", "crawl", "none"}
MODES = {"video", "teleconference", "in-person", None}
VENUE_ROLES = {"main", "branch", "venue"}
ENTITY_TYPES = {"person", "group"}
SPEAKER_TYPES = ENTITY_TYPES | {"meeting"}
ROLES = {"chair", "speaker", "attendee", "observer", "guest", "delegating"}
CLASSIFICATIONS = set(
    "standing-committee executive chairpersons party-group party-committee plenary congress presidium "
    "delegation-review office committee dispatch advance deployment mobilisation work special-topic symposium "
    "study democratic-life warning-education commendation press-conference joint-conference hearing training "
    "report-meeting other".split()
)
# Who speaks without being on the list of those present: nobody by name, or the meeting itself.
PRONOUNS = {"大家", "与会人员", "与会者"}
SENTENCE_ENDS = tuple("。！？!?…”』」)）")

EDTF_DAY = re.compile(r"(\d{4}|XXXX)-(\d{2})(?:-(\d{2}))?(\?)?")
GLOSS = re.compile(r"(?<=[\u3400-\u9fff])\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+(?:\)|$)")
NO_LETTER = re.compile(r"[^0-9A-Za-z\u3400-\u9fff\U00020000-\U0003ffff·]")
DOTS = str.maketrans(dict.fromkeys("•・．∙‧", "·"))


@cache
def simplifier() -> OpenCC:
    return OpenCC("t2s")


@cache
def letters(text: str) -> str:
    """Letters and digits alone, simplified and without glosses: marks, blanks and the damage of mirrors fall away."""
    text = unicodedata.normalize("NFKC", text.translate(DOTS))
    text = GLOSS.sub("", re.sub(r"\s+", "", text))
    return NO_LETTER.sub("", simplifier().convert(text)).replace("著", "着")


def load(gold: Path) -> Any:
    return json.loads(gold.read_text("utf-8"))


def page_of(gold: Path) -> Path:
    """The page that a gold file labels; second labels stand apart from theirs."""
    name = gold.name.replace(".gold.json", ".txt")
    beside = [CORPUS / part / name for part in PARTS]
    return next((page for page in beside if page.is_file()), gold.with_name(name))


def page_letters(gold: Path) -> str:
    """What the labels are looked for in: of a page with damaged bytes the text as it was before."""
    page = page_of(gold)
    whole = page.with_suffix(".clean.txt")
    return letters((whole if whole.is_file() else page).read_text("utf-8"))


def pieces(value: str, text: str) -> int:
    """How few stretches of the text make the value, when one is put after the other; 99 when none do."""
    count = 0
    while value:
        size = next((n for n in range(len(value), 0, -1) if value[:n] in text), 0)
        if not size:
            return 99
        value, count = value[size:], count + 1
    return count


def dates(page: Any) -> Iterator[dict[str, str]]:
    for item in page["articles"]:
        if item["dateline"] is not None:
            yield item["dateline"]
    for item in page["meetings"]:
        if item["date"] is not None:
            yield item["date"]


def parts(page: Any) -> Iterator[tuple[str, Any]]:
    """Every object of a gold file, with the name of its kind."""
    yield "page", page
    for article in page["articles"]:
        yield "article", article
        yield from (("headline", item) for item in article["headlines"])
        yield from (("by", item) for item in article["by"])
    for meeting in page["meetings"]:
        yield "meeting", meeting
        yield from (("session", item) for item in meeting["sessions"])
        yield from (("venue", item) for item in meeting["venues"])
        yield from (("attendance", item) for item in meeting["attendance"])
        yield from (("post", post) for item in meeting["attendance"] for post in item["posts"])
        yield from (("agenda", item) for item in meeting["agenda"])
        yield from (("speech", item) for item in meeting["speeches"])
    yield from (("date", date) for date in dates(page))


def found(values: list[str], text: str) -> list[str]:
    """Those of the values that do not stand in the text."""
    return [value for value in values if not letters(value) or letters(value) not in text]


def test_the_corpus_has_gold_files() -> None:
    assert GOLDS


@pytest.mark.parametrize(
    "gold", GOLDS, ids=lambda gold: f"{gold.parent.name}/{gold.name.removesuffix('.gold.json')}"
)
class TestGold:
    def test_has_its_page(self, gold: Path) -> None:
        assert page_of(gold).is_file()
        assert page_letters(gold)

    def test_has_exactly_the_keys_of_the_format(self, gold: Path) -> None:
        for kind, item in parts(load(gold)):
            assert set(item) == set(KEYS[kind].split()), (kind, item)

    def test_values_are_of_the_right_type(self, gold: Path) -> None:
        strings = (
            "note kind starts ends role value name basis edtf entity_type label action topic speaker verb"
        )
        for kind, item in parts(load(gold)):
            for key, value in item.items():
                if key in strings.split():
                    assert isinstance(value, str), (kind, item)
                    assert value == value.strip() != "", (kind, item)
                elif key in ("credit", "organizer", "date_published", "mode"):
                    assert value is None or (isinstance(value, str) and value), (kind, item)
                elif key in ("truncated", "enlarged", "acting", "former"):
                    assert isinstance(value, bool), (kind, item)
                elif key in ("term", "year", "ordinal"):
                    assert value is None or (type(value) is int and value > 0), (kind, item)
            if kind == "session" and item["year"] is not None:
                assert 1949 <= item["year"] <= 2100, item

    def test_values_are_in_the_closed_lists(self, gold: Path) -> None:
        closed: dict[tuple[str, str], set[Any]] = {
            ("article", "kind"): KINDS,
            ("headline", "role"): HEADLINE_ROLES,
            ("by", "role"): BYLINE_ROLES,
            ("date", "basis"): BASES,
            ("meeting", "mode"): MODES,
            ("venue", "role"): VENUE_ROLES,
            ("session", "classification"): CLASSIFICATIONS,
            ("attendance", "entity_type"): ENTITY_TYPES,
            ("speech", "entity_type"): SPEAKER_TYPES,
        }
        for kind, item in parts(load(gold)):
            for key, value in item.items():
                assert value in closed.get((kind, key), [value]), (kind, item)
            if kind == "attendance":
                assert set(item["roles"]) <= ROLES, item

    def test_the_report_comes_first_and_is_the_only_one(self, gold: Path) -> None:
        articles = load(gold)["articles"]
        assert articles
        assert [article["kind"] for article in articles[1:]] == ["teaser"] * (len(articles) - 1)

    def test_headlines_have_the_roles_of_their_number(self, gold: Path) -> None:
        for article in load(gold)["articles"]:
            roles = [headline["role"] for headline in article["headlines"]]
            assert roles in (
                [],
                ["main"],
                ["kicker", "main"],
                ["main", "subtitle"],
                ["kicker", "main", *["subtitle"] * (len(roles) - 2)],
            ), article["headlines"]

    def test_dates_are_edtf_as_their_basis_has_it(self, gold: Path) -> None:
        for date in dates(load(gold)):
            ends = []
            for text in date["edtf"].split("/"):
                match = EDTF_DAY.fullmatch(text)
                assert match, date
                year, month, day, weak = match.groups()
                assert (year == "XXXX") == (date["basis"] == "none"), date
                assert (weak is not None) == (date["basis"] == "crawl"), date
                ends.append(dt.date(2024 if year == "XXXX" else int(year), int(month), int(day or 1)))
            assert 1 <= len(ends) <= 2, date
            if not date["edtf"].startswith("XXXX"):  # without a year, a range may run over its end
                assert ends == sorted(set(ends)), date

    def test_published_dates_are_days_of_the_page(self, gold: Path) -> None:
        text = unicodedata.normalize("NFKC", page_of(gold).read_text("utf-8"))
        for article in load(gold)["articles"]:
            value = article["date_published"]
            if value is not None:
                day = dt.date.fromisoformat(value)
                written = rf"{day.year}[年/.-] ?0?{day.month}[月/.-] ?0?{day.day}(?!\d)"
                # As the site writes it, the date may be glued to a digit of the next item.
                assert value in text or re.search(written, text), value

    def test_days_stand_in_the_text(self, gold: Path) -> None:
        text = page_letters(gold)
        for date in dates(load(gold)):
            for _, month, day, _ in EDTF_DAY.findall(date["edtf"]):
                wanted = f"{int(day)}日" if day else f"{int(month)}月"
                assert wanted in text or date["basis"] == "published", date

    def test_a_published_year_is_that_of_the_publication_or_the_year_before(self, gold: Path) -> None:
        page = load(gold)
        dated = [(article["dateline"], article) for article in page["articles"]]
        dated += [(meeting["date"], page["articles"][meeting["article"]]) for meeting in page["meetings"]]
        for date, article in dated:
            if date and date["basis"] == "published":
                published = article["date_published"]
                for told in date["edtf"].split("/"):
                    assert told <= published, (date, published)  # a month sorts before its days
                    assert int(published[:4]) - int(told[:4]) <= 1, (date, published)

    def test_bodies_begin_and_end_in_the_text_in_order(self, gold: Path) -> None:
        text, at = page_letters(gold), 0
        for article in load(gold)["articles"]:
            start = text.find(letters(article["starts"]), at)
            assert start >= 0, article["starts"]
            end = text.find(letters(article["ends"]), start)
            assert end >= 0, article["ends"]
            at = end + len(letters(article["ends"]))

    def test_only_a_cut_body_ends_without_a_sentence_mark(self, gold: Path) -> None:
        for article in load(gold)["articles"]:
            if not article["ends"].endswith(SENTENCE_ENDS):
                assert article["truncated"], article["ends"]

    def test_headlines_names_and_credits_stand_in_the_text(self, gold: Path) -> None:
        values = []
        for article in load(gold)["articles"]:
            values += [headline["value"] for headline in article["headlines"]]
            values += [by["name"] for by in article["by"]]
            values += [article["credit"]] if article["credit"] else []
        assert found(values, page_letters(gold)) == []

    def test_attendance_and_venues_stand_in_the_text(self, gold: Path) -> None:
        values = []
        for meeting in load(gold)["meetings"]:
            values += [item["name"] for item in meeting["attendance"]]
            values += [item["name"] for item in meeting["venues"]]
        assert found(values, page_letters(gold)) == []

    def test_agenda_and_speeches_stand_in_the_text(self, gold: Path) -> None:
        values = []
        for meeting in load(gold)["meetings"]:
            for item in meeting["agenda"]:
                values += [item["action"], item["topic"]]
            for item in meeting["speeches"]:
                values += [item["verb"], item["starts"]]
        assert found(values, page_letters(gold)) == []

    def test_session_names_and_posts_are_made_of_the_text(self, gold: Path) -> None:
        """A convener or an organisation may be put in front, a term or a number fall out: a few stretches, no more."""
        text = page_letters(gold)
        for meeting in load(gold)["meetings"]:
            values = [session["name"] for session in meeting["sessions"]]
            values += [session["organizer"] for session in meeting["sessions"] if session["organizer"]]
            values += [post["label"] for item in meeting["attendance"] for post in item["posts"]]
            for value in values:
                assert pieces(letters(value), text) <= 3, value

    def test_meetings_belong_to_an_article_and_have_sessions(self, gold: Path) -> None:
        page = load(gold)
        for meeting in page["meetings"]:
            assert type(meeting["article"]) is int
            assert 0 <= meeting["article"] < len(page["articles"])
            assert meeting["sessions"]
        indexes = [meeting["article"] for meeting in page["meetings"]]
        assert indexes == sorted(indexes)

    def test_everyone_has_a_role_and_is_there_once(self, gold: Path) -> None:
        page = load(gold)
        for meeting in page["meetings"]:
            # Where the page is cut inside a list of names, the verb that gives their role is lost.
            cut = page["articles"][meeting["article"]]["truncated"]
            names = [letters(item["name"]) for item in meeting["attendance"]]
            assert len(names) == len(set(names)), names
            for item in meeting["attendance"]:
                assert item["roles"] or cut, item
                assert len(item["roles"]) == len(set(item["roles"])), item
                assert item["entity_type"] == "person" or not item["posts"], item
                labels = [post["label"] for post in item["posts"]]
                assert len(labels) == len(set(labels)), item

    def test_whoever_has_a_speech_is_a_speaker(self, gold: Path) -> None:
        for meeting in load(gold)["meetings"]:
            speakers = {
                (item["entity_type"], item["name"])
                for item in meeting["attendance"]
                if "speaker" in item["roles"]
            }
            for speech in meeting["speeches"]:
                if speech["entity_type"] != "meeting" and speech["speaker"] not in PRONOUNS:
                    assert (speech["entity_type"], speech["speaker"]) in speakers, speech

    def test_marks_of_acting_and_former_are_not_in_the_label(self, gold: Path) -> None:
        for kind, item in parts(load(gold)):
            if kind == "post":
                assert not item["label"].startswith(("代", "原", "前")), item

    def test_an_enlarged_session_says_so_in_its_name(self, gold: Path) -> None:
        for kind, item in parts(load(gold)):
            if kind == "session":
                about = re.search("扩大(?:内需|对外|开放)", item["name"])  # what it is about
                assert item["enlarged"] == ("扩大" in item["name"] and not about), item


def test_the_corpus_is_as_large_as_its_page_says() -> None:
    told = (CORPUS / "README.md").read_text("utf-8")
    rows = re.findall(
        r"^\| `(open|sealed)`, (the feed|other places)[^|]*\| (\d+) \| (\d+) \| (\d+) \|", told, re.M
    )
    assert len(rows) == 4
    for part, place, *counts in rows:
        golds = [
            load(path)
            for path in (CORPUS / part).glob(("jiyuan" if place == "the feed" else "other") + "-*.gold.json")
        ]
        found = [
            len(golds),
            sum(len(gold["articles"]) for gold in golds),
            sum(len(gold["meetings"]) for gold in golds),
        ]
        assert list(map(int, counts)) == found, (part, place)
