"""Rules for the words of records: names, posts, and what was left of damage in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from jiyuan_news import vocabulary
from jiyuan_news.checks.catalogue import Fault, Faults, check
from jiyuan_news.checks.records import Setting, own_parts
from jiyuan_news.checks.withheld import is_emptied
from jiyuan_news.numerals import DIGITS, integer
from jiyuan_news.records import (
    AgendaItem,
    Article,
    Contributor,
    Date,
    Headline,
    Meeting,
    Paragraph,
    Participant,
    Post,
    Session,
    Speech,
    Venue,
)
from jiyuan_news.shapes import fields

_WORDED = (Headline, Contributor, Date, Paragraph, Session, Venue, Post, Participant, AgendaItem, Speech)
"""What has words of the text."""


def _words(part: Any) -> Iterator[tuple[str, str]]:
    """The values of a part of a record that are words of the text, with their keys."""
    if type(part) in _WORDED:
        for name, shape in fields(type(part)).items():
            value = getattr(part, name)
            if shape.kind == "string" and not shape.pattern and value is not None:
                yield name, value


@check("JN620", "empty-value", "error", "record", of=_WORDED)
def empty_value(part: Any, setting: Setting) -> Faults:
    """A text value is empty or blank.

    Why: What the page does not say is null, or no item at all; an empty name joins with every other.

    Example: A participant whose `name` is `""`.

    To do: Leave the item out; write null where the schema has it.
    """
    for name, words in _words(part):
        if not words.strip() and not is_emptied(part, name, setting.record):
            yield Fault("The value is empty.", f"/{name}")


@check("JN621", "gloss-in-value", "warning", "record", of=_WORDED)
def gloss_in_value(part: Any, setting: Setting) -> Faults:
    """A value has a pinyin gloss of a mirror site.

    Why: The value was not cleaned: the same name from a clean page is another name.

    Example: `"organizer": "示范區(qū)"` for 示范区.

    To do: Run the text through `jn.clean` before values are read from it.
    """
    for name, words in _words(part):
        gloss = _GLOSS.search(words)
        if gloss:
            yield Fault(f"{gloss[0]} is no part of the text.", f"/{name}")


_GLOSS = re.compile("[\u4e00-\u9fff]\\([a-z]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü][a-z]{0,5}\\)")


@check("JN622", "lost-character-not-doubtful", "warning", "record", of=(Article, Meeting))
def lost_character_not_doubtful(record: Article | Meeting, setting: Setting) -> Faults:
    r"""A value has a lost character (U+FFFD), and `doubtful` does not name it.

    Why: A name or number that is not whole passes for a sure one.

    Example: A participant 甲\ufffd whose pointer `/attendance/0` is not in `doubtful`.

    To do: Name the value, or what holds it, in `doubtful`.
    """
    doubts = set(record.doubtful)
    for pointer, part in own_parts(record):
        for name, words in _words(part):
            if "\ufffd" in words and doubts.isdisjoint(_upwards(f"{pointer}/{name}")):
                yield Fault("The value is not whole.", f"{pointer}/{name}")


def _upwards(pointer: str) -> Iterator[str]:
    """The pointer, and those to all that holds the value."""
    while pointer:
        yield pointer
        pointer = pointer.rpartition("/")[0]


@check("JN623", "marks-in-a-name", "error", "record", of=(Participant, Contributor))
def marks_in_a_name(one: Participant | Contributor, setting: Setting) -> Faults:
    """The name of a person has marks, digits or blanks.

    Why: The name took something of the text around it, or is no name; it will not be found again.

    Example: `"甲某某）"`, `"甲 某"`, `"记者:甲某某"`.

    To do: Cut the name where the mark stands. The dot within a name (艾力·买提) may stay.
    """
    person = isinstance(one, Contributor) or one.entity_type == "person"
    if person and one.name.strip() and not _NAME.fullmatch(one.name.replace("\ufffd", "")):
        yield Fault(f"{one.name!r} is more than a name.", "/name")


_NAME = re.compile(r"[^\W\d_]*(?:[·•・．∙‧-][^\W\d_]+)*|[A-Za-z.' -]+")


@check("JN624", "mark-in-label", "warning", "record", of=Post)
def mark_in_label(post: Post, setting: Setting) -> Faults:
    """A post's label keeps the mark of acting or former that `acting` and `former` tell.

    Why: 代市长 and 市长 count as two posts.

    Example: `{"label": "代市长", "acting": true}`.

    To do: Write the label without 代, 代理 and 原.
    """
    if _ACTING.search(post.label) or post.label.startswith("原"):
        yield Fault(f"The post is {_ACTING.sub('', post.label).removeprefix('原')}.", "/label")


_ACTING = re.compile("代理?(?=(?:省|州|市|盟|县|区|旗|镇|乡)长|主席$|主任$|院长$|检察长$)")


@check("JN625", "enlarged-against-name", "error", "record", of=Session)
def enlarged_against_name(session: Session, setting: Setting) -> Faults:
    """`enlarged` is not what the session's name says.

    Why: 党组会议 and 党组(扩大)会议 are two kinds of meeting with other people in them.

    Example: `"name": "市政协党组（扩大）会议", "enlarged": false`.

    To do: `enlarged` is true for a name with 扩大会议, with or without brackets, and for no other.
    """
    named = _ENLARGED.search(session.name) is not None
    if named != session.enlarged:
        yield Fault(f"The name says {'扩大' if named else 'nothing of 扩大'}.", "/enlarged")


_ENLARGED = re.compile(vocabulary.load("meetings")["enlarged"]["pattern"])


@check("JN626", "number-against-name", "error", "record", of=Session)
def number_against_name(session: Session, setting: Setting) -> Faults:
    """The number, the term or the year of a session is not in its name.

    Why: Meetings are told apart by their numbers: with a wrong one two become one, or one becomes two.

    Example: `"name": "市政府第十二次常务会议", "ordinal": 2`.

    To do: Read the number as it is written; leave it null where the name has none.
    """
    told = {number for run in _NUMBERS.findall(session.name) for number in _read(run)}
    for key in ("ordinal", "term", "year"):
        number = getattr(session, key)
        if number is not None and number not in told:
            yield Fault(f"{number} does not stand in {session.name}.", f"/{key}")


_NUMBERS = re.compile(rf"[0-9０-９]+|[{''.join(DIGITS)}○十百]+")


def _read(run: str) -> Iterator[int]:
    """What a run of numerals can mean: with 十 and 百, or figure by figure."""
    run = unicodedata.normalize("NFKC", run[:_LONGEST]).replace("○", "〇")
    yield integer(run) or 0
    if all(figure in DIGITS for figure in run):
        yield int("".join(str(DIGITS[figure]) for figure in run))


_LONGEST = 20
"""Numerals of the longest number that is read."""


@check("JN627", "cut-not-marked", "warning", "record", of=Article)
def cut_not_marked(article: Article, setting: Setting) -> Faults:
    """The text of an article breaks off, and `truncated` is false.

    Why: Its last list of names or its last speech passes for whole.

    Example: A text that ends in `副市长甲某某、` or inside of 《.

    To do: Set `truncated`.
    """
    text = article.paragraphs[-1].text.rstrip() if article.paragraphs else ""
    if not article.truncated and (text.endswith(("、", "，", ",")) or text.rfind("《") > text.rfind("》")):
        yield Fault("The text ends in the middle of a sentence.", "/truncated")
