"""The flat tables that researchers use, derived from articles and meetings.

A function of the set of records alone: their order does not matter, and the same records give the same rows. Knows
nothing of raw text. `docs/tables.md` has the columns, `docs/people.md` what makes two mentions one person.
"""

from __future__ import annotations

from jiyuan_news.tables.derive import derive, derived
from jiyuan_news.tables.layout import TABLES, Reference, Table, Tables
from jiyuan_news.tables.scratch import Derived, InStep, Rows, Scratch

__all__ = [
    "TABLES",
    "Derived",
    "InStep",
    "Reference",
    "Rows",
    "Scratch",
    "Table",
    "Tables",
    "derive",
    "derived",
]
