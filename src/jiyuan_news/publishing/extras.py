"""Libraries that only some formats need, imported when used."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class MissingLibrary(ImportError):
    """A library that a format needs is not installed; the message says how to get it."""


def needed(library: str, extra: str) -> Any:
    """The library, which the extra of this name brings.

    Raises:
        MissingLibrary: it is not installed.
    """
    try:
        return import_module(library)
    except ImportError as error:
        top = library.partition(".")[0]
        raise MissingLibrary(
            f"{top} cannot be imported ({error}); install it with `pip install {top}`, "
            f"or this library with its extra: jiyuan-news[{extra}]"
        ) from error
