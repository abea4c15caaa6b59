"""Rules for the folder of a data set: its files are those that its descriptor (a Data Package) tells of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

import attrs

from jiyuan_news.checks.catalogue import Fault, Faults, check, found_on_the_way
from jiyuan_news.checks.locate import locate
from jiyuan_news.checks.places import Places, whole
from jiyuan_news.checks.records import Setting
from jiyuan_news.codec import read_json
from jiyuan_news.findings import Place
from jiyuan_news.records import Article, Meeting

DESCRIPTOR = "datapackage.json"
DOCUMENTS = "pages"
"""Name of the table of raw pages."""


@attrs.frozen(slots=True)
class Resource:
    """A file that the descriptor tells of."""

    told: dict[str, Any]
    """What it tells."""
    pointer: str
    """Where it tells so."""
    path: Path
    """Where the file is, or should be."""

    @property
    def raw(self) -> bool:
        """Whether it is the table of raw pages."""
        return self.told.get("name") == DOCUMENTS


@attrs.frozen
class DataSet:
    """The folder of a data set."""

    root: Path

    @property
    def shown(self) -> str:
        """How its descriptor is named in messages."""
        return str(self.root / DESCRIPTOR)

    @cached_property
    def text(self) -> str:
        """The descriptor as it stands."""
        return (self.root / DESCRIPTOR).read_text("utf-8", "replace")

    @cached_property
    def package(self) -> Any:
        """What it says; None if it is no JSON."""
        try:
            return read_json(self.text.removeprefix("\ufeff"))
        except json.JSONDecodeError:
            return None

    @cached_property
    def resources(self) -> tuple[Resource, ...]:
        """The files that it tells of, but for those outside of the folder; a table may stand in Parquet, too."""
        told = self.package.get("resources") if isinstance(self.package, dict) else None
        found = []
        listed = [
            (f"/resources/{index}", one) for index, one in enumerate(told if isinstance(told, list) else ())
        ]
        for pointer, one in [*listed, *(_in_parquet(*both) for both in listed)]:
            path = one.get("path") if isinstance(one, dict) else None
            if isinstance(path, str) and path and "\0" not in path and not _leaves(path):
                found.append(Resource(one, pointer, self.root / path))
        return tuple(found)

    @property
    def tables(self) -> Iterator[Resource]:
        """Those that hold records."""
        return (
            one
            for one in self.resources
            if one.path.name.endswith((".jsonl", ".jsonl.gz")) and one.path.is_file()
        )

    @property
    def pages(self) -> Iterator[Resource]:
        """Those that are a raw page each."""
        return (one for one in self.resources if one.path.suffix == ".txt" and one.path.is_file())

    @property
    def has_pages(self) -> bool:
        """Whether it is published with its raw pages, be they there or not; an export has none."""
        return any(one.raw or one.path.suffix == ".txt" for one in self.resources)

    def place(self, pointer: str) -> Place:
        """The place in the descriptor."""
        return Places(self.shown, self.text).at(locate(self.text, [pointer])[pointer], pointer)


def _in_parquet(pointer: str, one: Any) -> tuple[str, Any]:
    return f"{pointer}/parquet", one.get("parquet") if isinstance(one, dict) else None


def _leaves(path: str) -> bool:
    """Whether a path leads out of the folder."""
    pure = PurePosixPath(path)
    return pure.is_absolute() or ".." in pure.parts or "\\" in path or ":" in path


@check("JN801", "broken-descriptor", "error", "dataset")
def broken_descriptor(data: DataSet) -> Faults:
    """The descriptor of a data set is no JSON object with a list of resources.

    Why: Nothing says which files belong to the data set, nor what they should hold.

    Example: A datapackage.json that was cut, or has `"resources": {}`.

    To do: Build the data set again: `jiyuan-news build`.
    """
    package = data.package
    if not isinstance(package, dict) or not isinstance(package.get("resources"), list):
        yield Fault("This is no descriptor with a list of resources.", place=whole(data.shown))


@check("JN802", "path-outside-folder", "error", "dataset")
def path_outside_folder(data: DataSet) -> Faults:
    """A resource has no path, or one that leads out of the data set's folder.

    Why: Whoever takes the data set over gets other files than were meant, or a stranger's descriptor reads yours.

    Example: `"path": "../../etc/passwd"`.

    To do: Put the file into the folder, and write its path from the descriptor on, with `/`.
    """
    known = {one.pointer for one in data.resources}
    told = data.package.get("resources") if isinstance(data.package, dict) else None
    for index in range(len(told) if isinstance(told, list) else 0):
        if f"/resources/{index}" not in known:
            yield Fault("This is no path within the folder.", place=data.place(f"/resources/{index}/path"))


@check("JN803", "missing-resource", "error", "dataset")
def missing_resource(data: DataSet) -> Faults:
    """A file that the descriptor tells of is not there.

    Why: The data set is not whole.

    Example: A raw page that was not copied along.

    To do: Restore the file, or build the data set again.
    """
    for one in data.resources:
        if not one.path.is_file():
            yield Fault(f"There is no file {one.told['path']}.", place=data.place(f"{one.pointer}/path"))


@check("JN804", "hash-mismatch", "error", "dataset")
def hash_mismatch(data: DataSet) -> Faults:
    """A file is not the one that the descriptor tells of: its SHA-256 is another.

    Why: It was changed by hand, or damaged on its way; nobody knows what else differs.

    Example: A line of meetings.jsonl was corrected and the data set not built again.

    To do: Correct the sources and build again; if the change was not meant, restore the file.
    """
    for one in data.resources:
        wanted = one.told.get("hash")
        if isinstance(wanted, str) and wanted.startswith("sha256:") and one.path.is_file():
            with one.path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
            if found != wanted.removeprefix("sha256:"):
                words = f"The SHA-256 of {one.told['path']} is {found}."
                yield Fault(words, place=data.place(f"{one.pointer}/hash"))


@check("JN805", "size-mismatch", "error", "dataset")
def size_mismatch(data: DataSet) -> Faults:
    """A file has more or fewer bytes than the descriptor tells.

    Why: It was cut, or line ends were changed on its way, and then spans are off by one a line.

    Example: Git with `core.autocrlf`, which makes CR LF of each line end.

    To do: Copy the file as bytes; keep it from conversions with `-text` in .gitattributes.
    """
    for one in data.resources:
        wanted = one.told.get("bytes")
        if type(wanted) is int and one.path.is_file() and one.path.stat().st_size != wanted:
            words = f"{one.told['path']} has {one.path.stat().st_size:,} bytes."
            yield Fault(words, place=data.place(f"{one.pointer}/bytes"))


@check("JN809", "count-mismatch", "error", "dataset")
def count_mismatch(data: DataSet) -> Faults:
    """A table has more or fewer records than the descriptor tells.

    Why: Records were lost or added after the data set was built; every count that is made of it is wrong.

    Example: `"rows": 6` for a meetings.jsonl of five lines.

    To do: Build the data set again; if lines were not meant to change, restore the file.
    """
    for one in data.tables:
        wanted = one.told.get("rows")
        if type(wanted) is int and one.path.suffix == ".jsonl":
            with one.path.open("rb") as file:
                found = sum(1 for line in file if line.strip())
            if found != wanted:
                words = f"{one.told['path']} has {found:,} records."
                yield Fault(words, place=data.place(f"{one.pointer}/rows"))


@check("JN806", "unlisted-file", "warning", "dataset")
def unlisted_file(data: DataSet) -> Faults:
    """A file lies among the raw pages, and the descriptor does not tell of it.

    Why: It was not read: its records are missing, and nobody is told of its origin and licence.

    Example: A new page was put into raw/ without an entry in sources.toml.

    To do: Add an entry and build again, or remove the file.
    """
    listed = {one.path for one in data.resources}
    for folder in sorted({path.parent for path in listed} - {data.root}):
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.is_file() and path not in listed:
                yield Fault("The descriptor does not tell of this file.", place=whole(str(path)))


@check("JN807", "source-page-missing", "error", "dataset", of=(Article, Meeting))
def source_page_missing(record: Article | Meeting, setting: Setting) -> Faults:
    """The raw page that a record of a data set was read from is not in it.

    Why: Nobody can look at the evidence: the spans count in a text that is not there.

    Example: A page was taken out of raw/, and its records stayed.

    To do: Restore the page, or build the data set again without its records.
    """
    if setting.complete and record.source not in setting.raw:
        yield Fault("No raw page of the data set has this SHA-256.", "/source")


@found_on_the_way("JN808", "not-canonical", "warning", "dataset")
def NOT_CANONICAL() -> None:  # noqa: N802
    """A line of a data set's table is not written as this library writes it.

    Why: The same records have the same bytes everywhere; otherwise hashes and diffs differ where nothing changed.

    Example: Keys that were sorted, or blanks after the colons, by another program.

    To do: Write the records with `jn.write_jsonl`, or build the data set again.
    """
