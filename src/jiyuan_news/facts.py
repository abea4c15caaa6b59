"""What people write about a data set; all else that describes it is made. Like the records, these classes are a contract."""

from __future__ import annotations

import attrs


@attrs.frozen(slots=True)
class Creator:
    """Who made a data set."""

    name: str
    """A person, a group or an organisation."""
    path: str | None = None
    """An address of theirs."""
    email: str | None = None
    """Where they can be written to."""


@attrs.frozen(slots=True)
class Licence:
    """What may be done with a part of a data set."""

    name: str = attrs.field(metadata={"pattern": "^[A-Za-z0-9][A-Za-z0-9.+-]*$"})
    """Its identifier in the list of SPDX, or one that begins with `LicenseRef-`."""
    path: str
    """Where its words stand: an address, or a file of the data set."""
    title: str
    """What it covers and allows, in a sentence."""


@attrs.frozen(slots=True)
class About:
    """A data set, as people describe it: `data/about.toml`, or what `jiyuan-news build --about` is given."""

    name: str = attrs.field(metadata={"pattern": "^[a-z0-9][a-z0-9._-]*$"})
    """Its short name, as it may stand in an address."""
    title: str
    """What it is called."""
    description: str
    """What it holds, in a few sentences."""
    version: str | None = attrs.field(
        default=None, metadata={"pattern": "^[0-9]{4}[.](0?[1-9]|1[0-2])[.](0?[1-9]|[12][0-9]|3[01])$"}
    )
    """The day of its last change (CalVer, `YYYY.MM.DD`); the build adds the hash of the content."""
    homepage: str | None = None
    """Its address."""
    place: str | None = None
    """The place that its pages are of where they do not show one, such as 济源市: who is who rests on it."""
    citation: str | None = None
    """How those who use it should refer to it."""
    keywords: tuple[str, ...] = ()
    """What people look for who should find it."""
    creators: tuple[Creator, ...] = ()
    """Who made it."""
    records_licence: Licence | None = None
    """What may be done with what was added to the news: structure, spans, names of kinds."""
    text_licence: Licence | None = None
    """What may be done with the news text, raw and quoted."""


UNTOLD = About("news", "Articles and meetings, read from raw pages of news", "Made by `jiyuan-news build`.")
"""A data set of which nobody wrote anything."""
