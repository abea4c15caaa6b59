"""The tables as data frames of Arrow, polars and pandas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiyuan_news.publishing.columns import columns
from jiyuan_news.publishing.extras import needed
from jiyuan_news.publishing.sets import load
from jiyuan_news.tables import TABLES

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
    needed("pyarrow", "parquet")
    return arrow(table, load(None if path is None else Path(path)).tables[table])


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


def arrow(table: str, rows: tuple[Any, ...], metadata: dict[str, str] | None = None) -> pyarrow.Table:
    """Rows as an Arrow table; each column has its description in its metadata."""
    pa = needed("pyarrow", "parquet")
    kinds = {
        "text": pa.string(),
        "integer": pa.int64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "list": pa.list_(pa.field("item", pa.string(), nullable=False)),
    }
    own = columns(table)
    schema = pa.schema(
        [pa.field(one.name, kinds[one.kind], one.nullable, {"description": one.description}) for one in own],
        metadata or {},
    )
    return pa.Table.from_pydict(
        {one.name: [getattr(row, one.name) for row in rows] for one in own}, schema=schema
    )
