"""One JSON value: a record or a list of records, to bytes and back.

cattrs and msgspec are imported by what needs them: they cost more than the rest of the library to start.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeVar

import orjson

from jiyuan_news.codec.checking import kind_of, problems
from jiyuan_news.codec.problems import Problem, RecordError
from jiyuan_news.shapes import RECORD_CLASSES, once

if TYPE_CHECKING:
    import msgspec
    from cattrs.preconf.orjson import OrjsonConverter

T = TypeVar("T")

_LONE = re.compile("[\ud800-\udfff]")
_SHOWN = 80
"""Characters that an error keeps of a text that is no JSON."""
_SHALLOWER = "fewer levels of nesting"
"""Only tellings within tellings within tellings, a hundred levels down, come near any limit."""


# -- writing


def dumps(value: Any) -> bytes:
    """The JSON of a record, or of a list or tuple of records: UTF-8, keys in declared order, the same bytes every time.

    Lone surrogates, which UTF-8 cannot hold, are written as U+FFFD. Nothing is checked.

    Raises:
        TypeError: the value is no record, or holds what no record holds.
        RecordError: it is nested deeper than the 254 levels that orjson writes.

    """
    try:
        if isinstance(value, list | tuple):
            return _written([_taken_apart(type(item))(item) for item in value])
        return _written(_taken_apart(type(value))(value))
    except (RecursionError, orjson.JSONEncodeError) as error:
        if "recursion" in str(error).lower():
            raise RecordError([Problem("", value, _SHALLOWER)]) from None
        raise


@once
def _taken_apart(cls: type[Any]) -> Callable[[Any], Any]:
    """What makes the dicts, lists and dates of a record, which orjson writes."""
    return _shared_converter().get_unstructure_hook(kind_of(cls)[0])


@cache
def _shared_converter() -> OrjsonConverter:
    return converter()


def _written(plain: Any) -> bytes:
    try:
        return orjson.dumps(plain)
    except orjson.JSONEncodeError:  # most values have no surrogates and never come here
        return orjson.dumps(_scalars(plain))


def _scalars(value: Any) -> Any:
    """The same value with U+FFFD for surrogates."""
    if isinstance(value, str):
        return _LONE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_scalars(item) for item in value]
    if isinstance(value, dict):
        return {key: _scalars(item) for key, item in value.items()}
    return value


# -- reading


def loads(data: bytes | str, cls: type[T], *, trusted: bool = False) -> T:
    """The record of a JSON text.

    Args:
        data: JSON in UTF-8.
        cls: a record class, or `list[...]` of one.
        trusted: skip the checks, for data that this library wrote.

    Raises:
        RecordError: the text is no JSON, or not this record.
        TypeError: `cls` is no record class.

    """
    if kind_of(cls)[1]:
        with collector_paused():
            return _loaded(data, cls, trusted)
    return _loaded(data, cls, trusted)


def _loaded(data: bytes | str, cls: type[T], trusted: bool) -> T:
    if trusted:
        try:
            return decoder(cls).decode(data)
        except (ValueError, RecursionError):
            pass  # the strict way says what is wrong, and where
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        start = data[:_SHOWN] if isinstance(data, str) else bytes(data[:_SHOWN]).decode("utf-8", "replace")
        raise RecordError([Problem("", start, f"JSON ({error})")]) from None
    return structured(value, cls)


def read_json(data: bytes | str) -> Any:
    """The value of a JSON text, which may be anything: what `structured` takes.

    Raises:
        json.JSONDecodeError: the text is no JSON, or nested deeper than 1,024 levels; its `pos` says where.

    """
    return orjson.loads(data)


def structured(value: Any, cls: type[T]) -> T:
    """The record, or the list of records, of a value that orjson read.

    Raises:
        RecordError: the value is not this record.
        TypeError: `cls` is no record class.

    """
    try:
        found = problems(value, cls)
        if found:
            raise RecordError(found)
        return _taken_over(cls)(value)
    except RecursionError:  # orjson reads 1,024 levels, Python walks about as many
        raise RecordError([Problem("", value, _SHALLOWER)]) from None


@once
def _taken_over(cls: type[T]) -> Callable[[Any], T]:
    """What makes a record of a value that was checked."""
    from msgspec import convert

    return partial(convert, type=cls)


@once
def decoder(cls: type[T]) -> msgspec.json.Decoder[T]:
    """What reads JSON straight into records, nearly as fast as orjson makes dicts of it.

    It looks at the types of the values and whether a key is missing, but not at patterns, ranges and unknown keys.
    """
    from msgspec.json import Decoder

    kind_of(cls)  # msgspec would read into any class
    return Decoder(cls)


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keeps the garbage collector from walking a growing heap of records that all stay: most of a large load else."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def converter() -> OrjsonConverter:
    """A new cattrs converter that knows the records, for models of your own that hold them.

    It reads the records as strictly as `loads` does: a wrong one raises `RecordError`, within the
    `ClassValidationError` of the model around it. Your own fields are read as cattrs reads them.
    """
    from cattrs.preconf.orjson import make_converter

    made = make_converter()
    for cls in RECORD_CLASSES:
        made.register_structure_hook(cls, structured)
    return made
