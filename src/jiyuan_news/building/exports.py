"""Writes a data set in the formats of its users, and the descriptor of what was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from jiyuan_news import publishing
from jiyuan_news.building.drafts import drafts, place
from jiyuan_news.building.sources import Refused
from jiyuan_news.codec import read_json
from jiyuan_news.dataset import folder
from jiyuan_news.describing.datapackage import NAME, about_in, datapackage
from jiyuan_news.describing.files import Written, content_of, measured
from jiyuan_news.facts import UNTOLD, About
from jiyuan_news.publishing.facts import facts

_FACTS = "Facts only: the sentences of the newspapers were left out."


def export(
    data: Path | None, formats: Sequence[str], output: Path, *, facts_only: bool = False
) -> list[Written]:
    """Writes a data set into a folder; no file takes its place before all are written. Memory does not grow with it.

    Args:
        data: the folder of the data set; None for the one that is shipped.
        formats: names of formats.
        output: the folder to write to; made if it is not there.
        facts_only: leave the sentences out.

    Returns:
        The files; the last one describes the others.

    Raises:
        KeyError: there is no such format.
        Refused: the folder to write to is that of the data set, or of another that was built: its descriptor would be lost.
        MissingLibrary: a format needs a library that is not installed.
        RecordError: a record, or the descriptor of the data set, is wrong.
        OSError: a file cannot be read or written.
    """
    publishing.check(formats)
    built = any((output / name).exists() for name in ("pages.jsonl", "sources.toml"))
    if built or (data is not None and output.resolve() == data.resolve()):
        raise Refused(
            f"{output}: has a data set, whose descriptor an export would replace; name another folder"
        )
    dataset = publishing.load(data)
    about = _about(data)
    if facts_only:
        dataset = facts(dataset)
        about = attrs.evolve(about, description=f"{about.description} {_FACTS}")
    with drafts(output) as made:
        files = [file for format in formats for file in written(format, dataset, made)]
        (made / NAME).write_bytes(datapackage(about, dataset.version, files))
        files.append(measured(made, NAME))
        place(made, output, files)
    return files


def written(format: str, dataset: publishing.Dataset, home: Path, within: str = "") -> Iterator[Written]:
    """Writes a data set in a format, into the folder `within` of `home`, and measures the files."""
    for path in publishing.write(format, dataset, home / within):
        content = content_of(path)
        rows = len(dataset.tables[path.stem]) if path.suffix in (".csv", ".parquet") else None
        yield measured(home, str(path.relative_to(home)), rows, content)


def _about(data: Path | None) -> About:
    """What people wrote of the data set, as its descriptor tells it."""
    path = (folder("data") if data is None else data).joinpath(NAME)
    return about_in(read_json(path.read_bytes()), str(path)) if path.is_file() else UNTOLD
