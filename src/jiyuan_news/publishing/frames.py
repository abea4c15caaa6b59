"""The tables as data frames of Arrow, polars and pandas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiyuan_news.publishing.columns import columns
from jiyuan_news.publishing.extras import needed
from jiyuan_news.publishing.sets import load
from jiyuan_news.tables import TABLES

_AT_ONCE = 256
"""Rows that are held as Python's objects."""

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


def to_arrow(table: str, path: str | Path | None = None) -> pyarrow.Table:
    """A table as an Arrow table: days as `date32`, lists as lists of strings.

    Args:
        table: the name of one: `meetings`, `attendance`, `people` and so on, see docs/tables.md.
        path: the folder of a data set; without it, the one shipped with the library.

    Raises:
        ValueError: no table has that name.
        MissingLibrary: pyarrow is not installed; the message says how to get it.
        RecordError: a record of the folder is wrong.
        OSError: a file cannot be read.
    """
    if table not in TABLES:
        raise ValueError(f"{table!r} is no table; use {', '.join(TABLES)}")
    pa = needed("pyarrow", "parquet")
    rows = load(None if path is None else Path(path)).tables[table]
    return pa.concat_tables(arrow(rows, schema(table))).combine_chunks()


def to_polars(table: str, path: str | Path | None = None) -> polars.DataFrame:
    """A table as a polars frame; takes and raises what `to_arrow` does. Needs polars and pyarrow."""
    frame: polars.DataFrame = needed("polars", "polars").from_arrow(to_arrow(table, path))
    return frame


def to_pandas(table: str, path: str | Path | None = None) -> pandas.DataFrame:
    """A table as a pandas frame with Arrow's types, so that integers may be null; takes and raises what `to_arrow` does.

    Needs pandas and pyarrow.
    """
    library = needed("pandas", "pandas")
    frame: pandas.DataFrame = to_arrow(table, path).to_pandas(types_mapper=library.ArrowDtype)
    return frame


def schema(table: str, metadata: dict[str, str] | None = None) -> pyarrow.Schema:
    """The schema of a table; each column has its description in its metadata."""
    pa = needed("pyarrow", "parquet")
    kinds = {
        "text": pa.string(),
        "integer": pa.int64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "list": pa.list_(pa.field("item", pa.string(), nullable=False)),
    }
    return pa.schema(
        [
            pa.field(one.name, kinds[one.kind], one.nullable, {"description": one.description})
            for one in columns(table)
        ],
        metadata or {},
    )


def arrow(rows: Iterable[Any], schema: pyarrow.Schema) -> Iterator[pyarrow.Table]:
    """Rows as Arrow tables of some rows each; at least one."""
    pa = needed("pyarrow", "parquet")
    left = iter(rows)
    some = list(islice(left, _AT_ONCE))
    while True:
        yield pa.Table.from_pydict(
            {name: [getattr(row, name) for row in some] for name in schema.names}, schema=schema
        )
        if not (some := list(islice(left, _AT_ONCE))):
            return
