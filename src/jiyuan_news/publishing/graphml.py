"""GraphML: a network of people, joined where they were at the same meetings. Gephi and networkx read it.

Nodes are the `people`; an edge has in `weight` the number of meetings that name both, and the days of the first and last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations
from operator import attrgetter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

import attrs

from jiyuan_news.files import whole
from jiyuan_news.publishing.sets import Dataset
from jiyuan_news.tables import Derived, InStep, Scratch

FILE = "co-attendance.graphml"

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, escaped or not."""
_KEYS = {
    "node": {
        "label": "string",
        "places": "string",
        "posts": "string",
        "certainty": "string",
        "meetings": "int",
    },
    "edge": {"weight": "int", "first": "string", "last": "string"},
}


@attrs.frozen(slots=True)
class Node:
    """A person."""

    id: str
    label: str
    places: str
    posts: str
    certainty: str
    meetings: int


@attrs.frozen(slots=True)
class Edge:
    """Two people at the same meetings."""

    source: str
    target: str
    weight: int
    first: str
    last: str
    """The days of the first and the last such meeting; empty where none has a day."""


@attrs.frozen(slots=True)
class Network:
    """Who was at meetings with whom."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def network(tables: Derived) -> Network:
    """The network of the tables, in memory. A mention that may be of several people is in no edge."""
    return Network(tuple(_nodes(tables)), tuple(_edges(tables)))


def _nodes(tables: Derived) -> Iterator[Node]:
    for one in tables["people"]:
        places, posts = _text("、".join(one.places)), _text("、".join(one.posts))
        yield Node(one.id, _text(one.name), places, posts, one.certainty, one.meetings)


def _edges(tables: Derived) -> Iterator[Edge]:
    """Who was there together, counted on disk: there are many more pairs than people."""
    scratch = Scratch("CREATE TABLE pair (a TEXT, b TEXT, day TEXT)")
    scratch.db.execute("BEGIN")
    present = InStep(tables["attendance"], attrgetter("meeting_id"))
    for meeting in tables["meetings"]:
        people = {row.person_id for row in present(meeting.id) if row.person_id is not None}
        day = meeting.date_latest or meeting.date_earliest
        pairs = combinations(sorted(people), 2)
        scratch.db.executemany(
            "INSERT INTO pair VALUES (?, ?, ?)", ((*pair, day and day.isoformat()) for pair in pairs)
        )
    scratch.db.execute("COMMIT")
    counted = "SELECT a, b, count(*), min(day), max(day) FROM pair GROUP BY a, b ORDER BY a, b"
    for a, b, weight, first, last in scratch.db.execute(counted):
        yield Edge(a, b, weight, first or "", last or "")


def _text(value: str) -> str:
    """The text with U+FFFD for what XML cannot hold; a reader turns all line ends into one kind."""
    return _FORBIDDEN.sub("\ufffd", value).replace("\r\n", "\n").replace("\r", "\n")


def write(dataset: Dataset, folder: Path) -> list[Path]:
    """Writes the network."""
    with whole(folder / FILE) as file:
        for line in _lines(_nodes(dataset.tables), _edges(dataset.tables)):
            file.write(line.encode())
    return [folder / FILE]


def _lines(nodes: Iterable[Node], edges: Iterable[Edge]) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="{_NAMESPACE}">\n'
    for kind, keys in _KEYS.items():
        for name, type in keys.items():
            yield f'  <key id="{name}" for="{kind}" attr.name="{name}" attr.type="{type}"/>\n'
    yield '  <graph id="co-attendance" edgedefault="undirected">\n'
    for node in nodes:
        yield f"    <node id={quoteattr(node.id)}>{_data(node)}</node>\n"
    for edge in edges:
        yield f"    <edge source={quoteattr(edge.source)} target={quoteattr(edge.target)}>{_data(edge)}</edge>\n"
    yield "  </graph>\n</graphml>\n"


def _data(part: Node | Edge) -> str:
    keys = _KEYS["node" if isinstance(part, Node) else "edge"]
    return "".join(f'<data key="{key}">{escape(str(getattr(part, key)))}</data>' for key in keys)


def read(folder: Path) -> Network:
    """The network that `write` wrote.

    Raises:
        ValueError: the file is no such network.
    """
    path = folder / FILE
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        raise ValueError(f"{path}: {error}") from error
    space = {"g": _NAMESPACE}

    def parts(kind: str) -> Iterator[dict[str, Any]]:
        for found in root.iterfind(f"g:graph/g:{kind}", space):
            told: dict[str, Any] = dict(found.attrib)
            told |= {data.attrib["key"]: data.text or "" for data in found.iterfind("g:data", space)}
            yield told | {key: int(told[key]) for key, type in _KEYS[kind].items() if type == "int"}

    try:
        return Network(
            tuple([Node(**told) for told in parts("node")]), tuple([Edge(**told) for told in parts("edge")])
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"{path}: {error}") from error
