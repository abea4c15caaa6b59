"""The card of a data set on the Hugging Face Hub, which is its README: front matter for `load_dataset`, then words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jiyuan_news.describing.files import MADE, Written
from jiyuan_news.facts import About

NAME = "README.md"
DEFAULT = "attendance"
"""The table that is loaded where none is named: who took part in which meeting, in which posts."""
_SIZES = ("1K", "10K", "100K", "1M", "10M", "100M")


def card(about: About, version: str, files: Sequence[Written]) -> bytes:
    """The card. Its configurations are the Parquet tables: all must be of one format."""
    own = [one for one in files if one.format == "parquet"]
    front = {
        "pretty_name": about.title,
        "language": ["zh"],
        **_licence(about),
        **({"tags": list(about.keywords)} if about.keywords else {}),
        "size_categories": [_size(max(one.rows for one in own))],
        "configs": [_configuration(one) for one in own],
    }
    lines = [
        "---",
        *(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()),
        "---",
        "",
    ]
    lines += [f"<!-- {MADE} -->", ""]
    lines += [f"# {about.title}", "", about.description, "", f"Version {version}.", ""]
    lines += ["| table | rows | what one is |", "|---|---|---|"]
    lines += [f"| `{_name(one)}` | {one.rows:,} | {_words(one)} |" for one in own]
    lines += [
        "",
        "`datapackage.json` describes every column; the records themselves, with all evidence, are in",
    ]
    lines += ["`articles.jsonl` and `meetings.jsonl`."]
    told = [one for one in (about.records_licence, about.text_licence) if one]
    if told:
        lines += ["", "## Licence", "", *(f"- [{one.name}]({one.path}): {one.title}" for one in told)]
    if about.citation:
        lines += ["", "## Citation", "", about.citation]
        lines += ["", f"{', '.join(one.name for one in about.creators)}: {about.title}. Version {version}."]
    return ("\n".join(lines) + "\n").encode()


def _name(file: Written) -> str:
    return Path(file.path).stem


def _words(file: Written) -> str:
    assert file.content is not None
    return " ".join(file.content.description.split()).replace("|", "\\|")


def _configuration(file: Written) -> dict[str, Any]:
    name = _name(file)
    return {"config_name": name, "data_files": file.path, **({"default": True} if name == DEFAULT else {})}


def _licence(about: About) -> dict[str, str]:
    """One licence where it covers all; else `other`, and where to read which covers what."""
    if about.records_licence is None:
        return {}
    if about.text_licence is None:
        return {"license": about.records_licence.name.lower()}
    return {"license": "other", "license_name": "by-part", "license_link": "README.md"}


def _size(rows: int) -> str:
    below = "n"
    for size, limit in zip(_SIZES, (10**3, 10**4, 10**5, 10**6, 10**7, 10**8), strict=True):
        if rows < limit:
            return f"{below}<{'n<' if below != 'n' else ''}{size}"
        below = size
    return f"n>{_SIZES[-1]}"
