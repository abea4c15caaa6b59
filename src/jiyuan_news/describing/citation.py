"""How to cite code and data: the Citation File Format, version 1.2.0 (https://citation-file-format.github.io)."""

from __future__ import annotations

import json
from typing import Any

import attrs

from jiyuan_news.describing.files import MADE
from jiyuan_news.facts import About

NAME = "CITATION.cff"


@attrs.frozen
class Project:
    """The code that a data set is built by."""

    name: str
    description: str
    """What it is, in a sentence."""
    licence: str
    """The identifier of its licence in the list of SPDX."""
    version: str


def citation(project: Project | None, about: About, version: str) -> bytes:
    """The file: the code, and the data as a reference of its own; without a project the data alone."""
    people = [_told(name=one.name, website=one.path, email=one.email) for one in about.creators]
    data = _told(title=about.title, authors=people, version=version, license=_spdx(about), url=about.homepage)
    if project is None:
        told = _told(type="dataset", **data, keywords=list(about.keywords))
    else:
        told = _told(
            type="software",
            title=f"{project.name}: {project.description}",
            authors=people,
            version=project.version,
            license=project.licence,
            keywords=list(about.keywords),
            references=[{"type": "data", **data}],
        )
    used = "software or its data" if project else "data"
    message = about.citation or f"If you use this {used}, please cite it as below."
    # Every JSON text is YAML; a line a key makes a difference easy to read.
    told = {"cff-version": "1.2.0", "message": message, **told}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in told.items()]
    return "\n".join([f"# {MADE}", *lines, ""]).encode()


def _spdx(about: About) -> str | None:
    licence = about.records_licence
    return licence.name if licence and not licence.name.startswith("LicenseRef-") else None


def _told(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}
