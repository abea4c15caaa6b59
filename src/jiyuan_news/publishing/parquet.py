"""Parquet: a file a table, compressed with zstd. Days are `date32`, lists are lists; descriptions stand in the schema.

The same rows give the same bytes with the same version of pyarrow, whose name stands in each file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from jiyuan_news.files import whole
from jiyuan_news.publishing.columns import columns
from jiyuan_news.publishing.extras import needed
from jiyuan_news.publishing.frames import arrow, schema
from jiyuan_news.publishing.sets import Dataset
from jiyuan_news.tables import TABLES, Tables

_GROUP = 8 * 2**20
"""Bytes, as Arrow holds them, from which a group of rows is written."""


def write(dataset: Dataset, folder: Path) -> list[Path]:
    """Writes a file for each table."""
    parquet = needed("pyarrow.parquet", "parquet")
    made: list[Path] = []
    for name, table in TABLES.items():
        metadata = {"title": table.title} | ({"version": dataset.version} if dataset.version else {})
        own = schema(name, metadata)
        made.append(folder / f"{name}.parquet")
        with (
            whole(made[-1]) as file,
            parquet.ParquetWriter(file, own, compression="zstd", compression_level=9) as writer,
        ):
            for group in _groups(arrow(dataset.tables[name], own)):
                writer.write_table(group)
    return made


def _groups(tables: Iterable[Any]) -> Iterator[Any]:
    """The same rows in few tables, each of which is large but fits into memory."""
    pa = needed("pyarrow", "parquet")
    held: list[Any] = []
    for table in tables:
        held.append(table)
        if sum(one.nbytes for one in held) >= _GROUP:
            yield pa.concat_tables(held).combine_chunks()
            held = []
    if held:
        yield pa.concat_tables(held).combine_chunks()


def read(folder: Path) -> Tables:
    """The tables that `write` wrote.

    Raises:
        ValueError: a file is no Parquet, or has other columns.
    """
    parquet = needed("pyarrow.parquet", "parquet")
    found: dict[str, tuple[Any, ...]] = {}
    for name, table in TABLES.items():
        path = folder / f"{name}.parquet"
        with path.open("rb") as file:
            read = parquet.read_table(file)
        wanted = [one.name for one in columns(name)]
        if read.column_names != wanted:
            raise ValueError(f"{path}: the columns are {read.column_names}, not those of {name}")
        values = zip(*[_values(column) for column in read.columns], strict=True)
        found[name] = tuple([table.row(*row) for row in values])
    return Tables(**found)


def _values(column: Any) -> list[Any]:
    return [tuple(value) if isinstance(value, list) else value for value in column.to_pylist()]
