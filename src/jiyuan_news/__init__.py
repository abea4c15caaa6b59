"""Reads raw, damaged crawls of Chinese local-government news into typed, evidenced records.

    >>> import jiyuan_news as jn
    >>> page = jn.parse("8月20日,市政协主席田国强主持召开市政协党组会议。")
    >>> page.meetings[0].attendance[0].name
    '田国强'

Everything is imported on first use, so that `import jiyuan_news` itself costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiyuan_news.codec import RecordError as RecordError
    from jiyuan_news.codec import dumps as dumps
    from jiyuan_news.codec import loads as loads
    from jiyuan_news.codec import read_jsonl as read_jsonl
    from jiyuan_news.codec import write_jsonl as write_jsonl
    from jiyuan_news.dataset import data_version as data_version
    from jiyuan_news.dataset import load_articles as load_articles
    from jiyuan_news.dataset import load_meetings as load_meetings
    from jiyuan_news.explaining import Reason as Reason
    from jiyuan_news.explaining import explain as explain
    from jiyuan_news.findings import Finding as Finding
    from jiyuan_news.findings import Report as Report
    from jiyuan_news.merging import merge_articles as merge_articles
    from jiyuan_news.merging import merge_meetings as merge_meetings
    from jiyuan_news.publishing.frames import to_arrow as to_arrow
    from jiyuan_news.publishing.frames import to_pandas as to_pandas
    from jiyuan_news.publishing.frames import to_polars as to_polars
    from jiyuan_news.reading.page import parse as parse
    from jiyuan_news.reading.page import parse_many as parse_many
    from jiyuan_news.records import AgendaItem as AgendaItem
    from jiyuan_news.records import Article as Article
    from jiyuan_news.records import Contributor as Contributor
    from jiyuan_news.records import Date as Date
    from jiyuan_news.records import Document as Document
    from jiyuan_news.records import Headline as Headline
    from jiyuan_news.records import Meeting as Meeting
    from jiyuan_news.records import Notice as Notice
    from jiyuan_news.records import Page as Page
    from jiyuan_news.records import Paragraph as Paragraph
    from jiyuan_news.records import Participant as Participant
    from jiyuan_news.records import Post as Post
    from jiyuan_news.records import Repair as Repair
    from jiyuan_news.records import Segment as Segment
    from jiyuan_news.records import Session as Session
    from jiyuan_news.records import Source as Source
    from jiyuan_news.records import Speech as Speech
    from jiyuan_news.records import Venue as Venue
    from jiyuan_news.schema import json_schema as json_schema
    from jiyuan_news.spans import Span as Span
    from jiyuan_news.text import CleanText as CleanText
    from jiyuan_news.text import clean as clean
    from jiyuan_news.text import is_cloaked as is_cloaked
    from jiyuan_news.validating import validate as validate
    from jiyuan_news.validating import validate_records as validate_records

__version__ = "0.1.0"

_HOMES = {
    "codec": "RecordError dumps loads read_jsonl write_jsonl",
    "dataset": "data_version load_articles load_meetings",
    "explaining": "Reason explain",
    "findings": "Finding Report",
    "merging": "merge_articles merge_meetings",
    "publishing.frames": "to_arrow to_pandas to_polars",
    "reading.page": "parse parse_many",
    "records": "AgendaItem Article Contributor Date Document Headline Meeting Notice Page Paragraph Participant Post "
    "Repair Segment Session Source Speech Venue",
    "schema": "json_schema",
    "spans": "Span",
    "text": "CleanText clean is_cloaked",
    "validating": "validate validate_records",
}
_HOME = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = ["__version__", *sorted(_HOME)]


def __getattr__(name: str) -> object:
    """Imports a public name on first use (PEP 562)."""
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
