"""What changed between two editions of a data set, record by record. Like the records, these classes are a contract."""

from __future__ import annotations

from typing import Any, Literal

import attrs

TableName = Literal["articles", "meetings"]
ChangeKind = Literal["added", "removed", "changed", "moved", "merged", "parted"]


@attrs.frozen(slots=True)
class FieldChange:
    """A value of a record that is another now."""

    pointer: str
    """Where it stands, as a JSON pointer (RFC 6901): in the new record, or in the old one for what is gone from a list."""
    old: Any = attrs.field(hash=False)
    """What stood there; null for what is new in a list."""
    new: Any = attrs.field(hash=False)
    """What stands there now; null for what is gone from a list."""


@attrs.frozen(slots=True)
class Change:
    """A record that is not what it was."""

    table: TableName
    """The table that it stands in."""
    kind: ChangeKind
    """`added`, `removed`, `changed`; `moved`: the same record has another id; `merged`: it is now told as a part of another; `parted`: it was."""
    id: str
    """Its id; for `removed` the one that it had, for `merged` that of the record which it is a part of now."""
    was: str | None
    """For `moved` and `merged` the id that it had, for `parted` that of the record which it was a part of; else null."""
    label: str
    """What it is, in words: the day and the sessions of a meeting, the day and the beginning of an article."""
    fields: tuple[FieldChange, ...]
    """For what was changed or moved each value that is another; for `merged` where nothing else is left of the old record."""


@attrs.frozen(slots=True)
class Count:
    """How many records of a table changed in one way."""

    table: TableName
    """The table that they stand in."""
    kind: ChangeKind
    """The way that they changed in."""
    count: int
    """How many there are."""


@attrs.frozen(slots=True)
class Edition:
    """A data set as it was compared."""

    version: str | None
    """Its version; null where it has no descriptor, such as a single file."""
    schema_version: str | None
    """The version of the records' schemas; null where it does not say."""
    articles: int
    """How many articles it has."""
    meetings: int
    """How many meetings it has."""


@attrs.frozen(slots=True)
class Migration:
    """What a version of the records' schemas changed, and what is to be done about it."""

    version: str
    """The version that brought it."""
    name: str
    """Its short name."""
    change: str
    """What changed, and what whoever reads the records has to do."""


@attrs.frozen(slots=True)
class ChangeLog:
    """What changed between two editions of a data set."""

    old: Edition
    """The first edition."""
    new: Edition
    """The second edition."""
    migrations: tuple[Migration, ...]
    """What changed in the schemas of the records between the two, in order."""
    changes: tuple[Change, ...]
    """The records that are not what they were: articles, then meetings, each in the order of their pages."""
    counts: tuple[Count, ...]
    """How many there are of each kind."""
