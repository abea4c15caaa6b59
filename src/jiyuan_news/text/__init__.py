"""Cleans damaged Chinese text and keeps the exact way back to the raw text. Knows nothing of news.

>>> from jiyuan_news.text import clean
>>> page = clean("示范區(qū)召開會議,", script=True)
>>> page.text
'示范区召开会议，'
>>> page.raw_span(3, 5)  # 召开
Span(start=7, end=9)
"""

from jiyuan_news.text.cleaning import MENDS, Mend, clean
from jiyuan_news.text.cleantext import Change, CleanText, Event, Step
from jiyuan_news.text.language import language
from jiyuan_news.text.verdict import Verdict, is_cloaked

__all__ = [
    "MENDS",
    "Change",
    "CleanText",
    "Event",
    "Mend",
    "Step",
    "Verdict",
    "clean",
    "is_cloaked",
    "language",
]
