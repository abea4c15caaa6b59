"""The raw pages of files, folders and streams, one by one, and what had to be passed over, with its place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import attrs

from jiyuan_news.checks.locate import locate
from jiyuan_news.checks.places import Places
from jiyuan_news.codec import shown
from jiyuan_news.files import Undecodable, decode
from jiyuan_news.findings import STDIN
from jiyuan_news.inputs.json_texts import Broken, Piece, pieces, value_of
from jiyuan_news.inputs.streams import FAILURES, HEAD, content, files_in, kind_of, lines_of, opened
from jiyuan_news.text.surrogates import scalars

KEYS = ("url", "retrieved", "name")
"""What a line of a crawl may tell beside its `text`; other keys are passed over."""


@attrs.frozen(slots=True)
class Crawled:
    """A raw page of a crawl."""

    text: str
    """As it was crawled; lone surrogates, which nothing can be written out with, are U+FFFD."""
    url: str | None = None
    """Its address."""
    retrieved: str | None = None
    """When it was crawled."""
    name: str | None = None
    """Its name; for a file its last part, without its folder."""


@attrs.frozen(slots=True)
class Skipped:
    """Something that is no page."""

    path: str
    """The file, as it was given or found."""
    place: str
    """Line and column, each after a colon; empty for a file as a whole."""
    reason: str
    """What it is instead, and what to do."""
    kind: str
    """The same in a few words, which many have in common."""

    def __str__(self) -> str:
        return f"{self.path}{self.place}: skipped: {self.reason}"


def documents(inputs: Sequence[str], stdin: IO[bytes], without: Path) -> Iterator[Crawled | Skipped]:
    """The pages of all inputs; of a folder those of all files in it, in order, but for hidden ones and those in `without`.

    What an input is, its content tells: JSON Lines (or JSON) of objects with a `text`, else one raw page; either may
    be packed with gzip. `-` is standard input.
    """
    for path in inputs:
        if path != "-" and Path(path).is_dir():
            own = without.resolve()
            for inner in files_in(Path(path)):
                if own not in Path(inner).resolve().parents:
                    yield from _of_file(inner, None)
        else:
            yield from _of_file(path, stdin if path == "-" else None)


def _of_file(path: str, stdin: IO[bytes] | None) -> Iterator[Crawled | Skipped]:
    told = STDIN if stdin else path
    try:
        with opened(path, stdin) as file:
            if kind_of(file.peek(HEAD)[:HEAD], path) == "records":
                for piece in pieces(lines_of(file)):
                    yield from _of_json(told, piece)
            else:
                text, _ = decode(content(file))
                yield Crawled(text, name=None if stdin else _name(path))
    except Undecodable as error:
        yield Skipped(told, "", str(error), "file that is no text")
    except FAILURES as error:
        problem = (error.strerror if isinstance(error, OSError) else None) or str(error)
        yield Skipped(told, "", f"{problem}; what was read before it is used", "file that could not be read")


def _name(path: str) -> str:
    """The last part of a path, without the ending that says that it is packed."""
    return scalars(Path(path).name.removesuffix(".gz"))


def _of_json(path: str, piece: Piece) -> Iterator[Crawled | Skipped]:
    text = piece.data.decode("utf-8", "replace")
    places = Places(path, text, line=piece.line, offset=piece.offset)
    value, broken = value_of(piece, text)
    if broken and "surrogate" in broken.message:
        value, broken = _with_halves(text, broken)
    if broken:
        place = places.at(broken.span)
        reason = f"{broken.message} The line was passed over; mend it."
        yield Skipped(path, f":{place.line}:{place.column}", reason, "line that is no JSON")
        return
    listed = isinstance(value, list)
    for index, item in enumerate(value if listed else [value]):
        found = _document(item)
        if isinstance(found, Crawled):
            yield found
            continue
        where, reason = found
        pointer = (f"/{index}" if listed else "") + where
        place = places.at(locate(text, [pointer])[pointer])
        yield Skipped(path, f":{place.line}:{place.column}", reason, "line that tells no page")


def _with_halves(text: str, broken: Broken) -> tuple[Any, Broken | None]:
    r"""The value of a JSON text with halves of characters (`\ud83d`), as many crawlers write them where they cut."""
    try:
        return json.loads(text), None
    except (ValueError, RecursionError):
        return None, broken


def _document(value: Any) -> Crawled | tuple[str, str]:
    """The page of a JSON value; or the place of what is wrong with it, as a JSON pointer, and what that is."""
    if not isinstance(value, dict):
        return "", f"expected an object with a text, got {shown(value)}"
    if "text" not in value:
        return "", "expected the key 'text' with a raw page, got nothing; records are no input of a build"
    for key in ("text", *KEYS):
        one = value.get(key)
        if not isinstance(one, str) and (one is not None or key == "text"):
            wanted = "the text of a page" if key == "text" else "a string or null"
            return f"/{key}", f"/{key}: expected {wanted}, got {shown(one)}"
    told = {key: value.get(key) and scalars(value[key]) for key in KEYS}
    return Crawled(scalars(value["text"]), **told)
