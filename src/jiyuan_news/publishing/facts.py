"""Facts without the newspapers' sentences, so that a data set of copyrighted pages can be given away.

Names, dates, posts, roles, kinds, numbers, ids, hashes and spans stay, and so do titles: headlines, names of meetings
and of documents. Paragraphs, speeches and quotes are emptied; of what a meeting dealt with stay the titles in it, or the
whole where that and its verb are no longer than `LONGEST`. The records are still records, with the keys and lists of before.
"""

from __future__ import annotations

import re

import attrs

from jiyuan_news.publishing.sets import Dataset, Streamed
from jiyuan_news.records import AgendaItem, Article, Date, Meeting

LONGEST = 12
"""Characters of a verb and its topic that are as short as a title."""

_MARK = ".facts"
_TITLE = re.compile("《[^《》]{1,120}》")


def facts(dataset: Dataset) -> Dataset:
    """The data set without sentences; its version says so."""
    return Dataset(
        Streamed(lambda: map(article_facts, dataset.articles)),
        Streamed(lambda: map(meeting_facts, dataset.meetings)),
        dataset.version and dataset.version.removesuffix(_MARK) + _MARK,
        dataset.sources,
        dataset.place,
    )


def article_facts(article: Article) -> Article:
    """The article without its text. Its id is still the hash of the text, so that it meets a copy of it."""
    return attrs.evolve(
        article,
        dateline=_date(article.dateline),
        paragraphs=tuple([attrs.evolve(one, text="") for one in article.paragraphs]),
    )


def meeting_facts(meeting: Meeting) -> Meeting:
    """The meeting without what was said, in all its tellings."""
    return attrs.evolve(
        meeting,
        date=_date(meeting.date),
        agenda=tuple([_item(item) for item in meeting.agenda]),
        speeches=tuple([attrs.evolve(speech, text="") for speech in meeting.speeches]),
        tellings=tuple([meeting_facts(telling) for telling in meeting.tellings]),
    )


def _date(date: Date | None) -> Date | None:
    return date and attrs.evolve(date, quote="")


def _item(item: AgendaItem) -> AgendaItem:
    if len(item.action) + len(item.topic) <= LONGEST:
        return item
    return attrs.evolve(item, topic="、".join(_TITLE.findall(item.topic)))
