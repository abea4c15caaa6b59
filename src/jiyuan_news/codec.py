"""Records to JSON and back. The only module that knows cattrs and orjson.

The strict way (`loads`, `read_jsonl`) accepts what the JSON Schemas accept and reports all errors of a value at once,
each with a JSON pointer. The trusted way skips the checks: it is for data that this library wrote itself.
"""

from __future__ import annotations

import datetime as dt
import gc
import gzip
import os
import re
import typing
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO, Any, TypeVar, cast

import attrs
import cattrs
import orjson
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from jiyuan_news import records
from jiyuan_news.files import whole
from jiyuan_news.shapes import LARGEST, Shape, fields

T = TypeVar("T")

_LONE = re.compile("[\ud800-\udfff]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHOWN = 80


@attrs.frozen(slots=True)
class Problem:
    """One thing that is wrong with a JSON value."""

    pointer: str
    """Where, as a JSON pointer (RFC 6901); empty for the whole value."""
    value: Any
    """What stands there; None for a missing key."""
    expected: str
    """What should stand there."""

    def __str__(self) -> str:
        shown = repr(self.value)
        if len(shown) > _SHOWN:
            shown = shown[:_SHOWN] + "…"
        return f"{self.pointer or '(the whole value)'}: expected {self.expected}, got {shown}"


class RecordError(ValueError):
    """A JSON value that is not the record asked for; `errors` has everything that is wrong with it."""

    def __init__(self, errors: Iterable[Problem], where: str = "") -> None:
        self.errors = tuple(errors)
        """All problems of the value, in its order."""
        head = f"{where}: " if where else ""
        super().__init__(head + "; ".join(map(str, self.errors)))


# -- the converter


def _record_classes() -> list[type[Any]]:
    return [cls for cls in vars(records).values() if isinstance(cls, type) and attrs.has(cls)]


@cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(detailed_validation=False, unstruct_collection_overrides={tuple: list})
    converter.register_structure_hook(dt.date, lambda value, _: dt.date.fromisoformat(value))
    converter.register_unstructure_hook(dt.date, dt.date.isoformat)
    for plain in (str, int, bool):
        converter.register_structure_hook(plain, lambda value, _: value)
    for cls in _record_classes():
        converter.register_unstructure_hook(cls, make_dict_unstructure_fn(cls, converter))
        converter.register_structure_hook(
            cls, make_dict_structure_fn(cls, converter, _cattrs_detailed_validation=False)
        )
    return converter


# -- writing


def dumps(value: Any) -> bytes:
    """The JSON of a record, or of a list of records: UTF-8, keys in declared order, the same bytes every time.

    Lone surrogates, which UTF-8 cannot hold, are written as U+FFFD.
    """
    plain = _converter().unstructure(list(value) if isinstance(value, tuple) else value)
    try:
        return orjson.dumps(plain)
    except TypeError:
        return orjson.dumps(_scalars(plain))


def _scalars(value: Any) -> Any:
    if isinstance(value, str):
        return _LONE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_scalars(item) for item in value]
    if isinstance(value, dict):
        return {key: _scalars(item) for key, item in value.items()}
    return value


def write_jsonl(target: str | Path | IO[bytes], values: Iterable[Any]) -> int:
    """Writes records as JSON Lines, one by one, and tells how many.

    Args:
        target: a path, written whole or not at all (`.gz` is compressed), or a file open for bytes.
        values: the records.

    """
    if not isinstance(target, str | os.PathLike):
        return _write_lines(target, values)
    with whole(Path(target)) as file:
        if str(target).endswith(".gz"):
            with gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0) as packed:
                return _write_lines(cast("IO[bytes]", packed), values)
        return _write_lines(file, values)


def _write_lines(file: IO[bytes], values: Iterable[Any]) -> int:
    count = 0
    for value in values:
        file.write(dumps(value) + b"\n")
        count += 1
    return count


# -- reading


def loads(data: bytes | str, cls: type[T], *, trusted: bool = False) -> T:
    """The record of a JSON text.

    Args:
        data: JSON in UTF-8.
        cls: a record class, or `list[...]` of one.
        trusted: skip the checks, for data that this library wrote.

    Raises:
        RecordError: the text is no JSON, or not this record.

    """
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise RecordError([Problem("", data[:_SHOWN], f"JSON ({error})")]) from None
    if not trusted:
        errors = list(problems(value, cls))
        if errors:
            raise RecordError(errors)
    return _converter().structure(value, cls)


def read_jsonl(
    source: str | Path | Iterable[bytes | str], cls: type[T], *, trusted: bool = False
) -> Iterator[T]:
    """The records of JSON Lines, one by one; blank lines are passed over.

    Args:
        source: a path (`.gz` is unpacked), or lines such as an open file.
        cls: a record class.
        trusted: skip the checks, for data that this library wrote.

    Raises:
        RecordError: names the file, the line and everything wrong with it.

    """
    if not isinstance(source, str | os.PathLike):
        yield from _read_lines(source, cls, trusted, "")
        return
    opener: Any = gzip.open if str(source).endswith(".gz") else open
    with opener(source, "rb") as file:
        yield from _read_lines(file, cls, trusted, str(source))


def _read_lines(lines: Iterable[bytes | str], cls: type[T], trusted: bool, name: str) -> Iterator[T]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield loads(line, cls, trusted=trusted)
        except RecordError as error:
            raise RecordError(
                error.errors, f"{name or 'line'}:{number}" if name else f"line {number}"
            ) from None


def trusted_lines(data: bytes, cls: type[T]) -> list[T]:
    """All records of JSON Lines that this library wrote, unchecked; the garbage collector rests meanwhile."""
    read: Callable[[Any, Any], T] = _converter().get_structure_hook(cls)
    with _no_collection():
        return [read(orjson.loads(line), cls) for line in data.splitlines() if line]


@contextmanager
def _no_collection() -> Iterator[None]:
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


# -- checking


def problems(value: Any, cls: Any) -> Iterator[Problem]:
    """Everything that keeps a JSON value from being a `cls`; nothing for a value that is one."""
    if typing.get_origin(cls) is list:
        shape = Shape("list", item=Shape("record", record=typing.get_args(cls)[0]))
    else:
        shape = Shape("record", record=cls)
    return _problems(value, shape, "")


_TYPES: dict[str, type[Any]] = {"string": str, "integer": int, "boolean": bool, "list": list, "record": dict}
_WORDS = {"string": "a string", "boolean": "true or false", "list": "a list", "record": "an object"}


def _problems(value: Any, shape: Shape, at: str) -> Iterator[Problem]:
    kind = shape.kind
    if value is None and shape.nullable:
        return
    if kind == "record":
        yield from _record_problems(value, shape, at)
    elif kind == "list":
        if not isinstance(value, list):
            yield Problem(at, value, "a list")
            return
        assert shape.item is not None
        for index, item in enumerate(value):
            yield from _problems(item, shape.item, f"{at}/{index}")
    elif not _fits(value, shape):
        yield Problem(at, value, _expected(shape))


def _record_problems(value: Any, shape: Shape, at: str) -> Iterator[Problem]:
    assert shape.record is not None
    name = shape.record.__name__
    if not isinstance(value, dict):
        yield Problem(at, value, f"an object ({name})")
        return
    known = fields(shape.record)
    for key, inner in known.items():
        if key in value:
            yield from _problems(value[key], inner, f"{at}/{key}")
        else:
            yield Problem(f"{at}/{key}", None, f"the key {key!r} of {name}")
    for key in value:
        if key not in known:
            escaped = key.replace("~", "~0").replace("/", "~1")
            yield Problem(f"{at}/{escaped}", value[key], f"no key {key!r} in {name}")


def _fits(value: Any, shape: Shape) -> bool:
    kind = shape.kind
    if kind == "enum":
        return isinstance(value, str) and value in shape.choices
    if kind == "date":
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            return False
        try:
            dt.date.fromisoformat(value)
        except ValueError:
            return False
        return True
    if type(value) is not _TYPES[kind]:
        return False
    if kind == "integer":
        return bool(shape.minimum <= value <= LARGEST)
    return shape.pattern is None or bool(shape.pattern.fullmatch(value))


def _expected(shape: Shape) -> str:
    kind = shape.kind
    if kind == "enum":
        words = "one of " + ", ".join(shape.choices)
    elif kind == "date":
        words = "a date such as 2021-08-20"
    elif kind == "integer":
        words = f"an integer from {shape.minimum} to {LARGEST}"
    elif shape.pattern is not None:
        words = f"a string that matches {shape.pattern.pattern}"
    else:
        words = _WORDS[kind]
    return words + (" or null" if shape.nullable else "")
