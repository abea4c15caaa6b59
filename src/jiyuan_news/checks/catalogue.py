"""The catalogue of rules: what each is called, how bad it is, and its manual page.

A rule is a generator: it looks at one thing and yields the faults that it finds. Its docstring is its manual page, in
four parts: a summary, `Why:`, `Example:` and `To do:`. The parser's notices stand in the same catalogue.

Codes, of which none is ever used for another meaning: `JN0xx` what a text is made of, `JN1xx` layout, `JN2xx` dates,
`JN3xx` people and meetings, `JN4xx` damage; of records `JN5xx` their form and their evidence, `JN6xx` what their values
say of each other, `JN7xx` several records; `JN8xx` data sets.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Literal, TypeVar

import attrs

from jiyuan_news import notices
from jiyuan_news.findings import Finding, Place
from jiyuan_news.records import Severity
from jiyuan_news.spans import Span

Scope = Literal["feed", "record", "records", "dataset"]
"""What a rule looks at: a raw page, one record, all records of a run, a data set's folder."""


@attrs.frozen(slots=True)
class Fault:
    """What a rule found in the thing that it was shown."""

    message: str
    """One sentence about this very place."""
    pointer: str = ""
    """In a record: the JSON pointer, from the value that the rule was shown."""
    span: Span | None = None
    """In a raw page: where."""
    read_as: str | None = None
    """How the parser read the place, where it did."""
    place: Place | None = None
    """In several records, or a folder: where."""


Faults = Iterator[Fault]
F = TypeVar("F", bound=Callable[..., Any])


@attrs.frozen(slots=True, eq=False)
class Check:
    """A rule."""

    code: str
    """`JN` and three digits; never used again for another meaning."""
    name: str
    """Reads after "allow"."""
    severity: Severity
    """`error`: a record is lost or false; `warning`: unsure; `info`: mended."""
    recovered: bool
    """Whether the parser deals with it, so that nothing is missing from the records."""
    scope: Scope
    """What it looks at."""
    summary: str
    """What it means, in a sentence."""
    why: str
    """Why it is bad."""
    example: str
    """An example."""
    help: str
    """What to do about it."""
    of: tuple[type[Any], ...] = ()
    """The classes of records that `run` is shown, wherever one stands in a record; none for other scopes."""
    run: Callable[..., Faults] | None = None
    """The generator; None for what the parser or the driver finds on its way."""

    @property
    def page(self) -> str:
        """Its manual page, for the terminal."""
        recovered = ", the parser deals with it" if self.recovered else ""
        told = [f"{self.code} {self.name} ({self.severity}{recovered})", self.summary, self.why]
        return "\n\n".join([*told, f"Example: {self.example}", f"To do: {self.help}"]) + "\n"

    def faults(self, *shown: Any) -> Faults:
        """What the generator finds in what it is shown; nothing where the rule has none."""
        return self.run(*shown) if self.run else iter(())

    def finding(self, message: str, place: Place, read_as: str | None = None) -> Finding:
        """What this rule found at a place."""
        if len(message) > _LONGEST:
            message = message[:_LONGEST] + "…"
        return Finding(
            self.code, self.name, self.severity, message, place, self.recovered, self.help, read_as
        )


_LONGEST = 300
"""Characters of a message: names in it come from strangers."""

_CHECKS: dict[str, Check] = {}
_NAMES: dict[str, str] = {}
RETIRED: frozenset[str] = frozenset()
"""Codes that were given up; they stay out of use."""


def check(
    code: str,
    name: str,
    severity: Severity,
    scope: Scope,
    *,
    of: type[Any] | tuple[type[Any], ...] = (),
    recovered: bool = False,
) -> Callable[[F], F]:
    """Registers a generator as the rule with this code; its docstring is the manual page."""
    classes = of if isinstance(of, tuple) else (of,)

    def register(run: F) -> F:
        _add(Check(code, name, severity, recovered, scope, *_manual(run), of=classes, run=run))
        return run

    return register


def found_on_the_way(code: str, name: str, severity: Severity, scope: Scope) -> Callable[[F], Check]:
    """Makes a rule of an empty function: its docstring is the manual page, and reading itself finds the faults."""
    return lambda page: _add(Check(code, name, severity, False, scope, *_manual(page)))


@cache
def checks() -> tuple[Check, ...]:
    """All rules, by code."""
    from jiyuan_news.checks import (  # noqa: F401 they register their rules
        across,
        datasets,
        evidence,
        feeds,
        records,
        values,
        words,
    )

    return tuple([_CHECKS[code] for code in sorted(_CHECKS)])


def find(word: str) -> Check:
    """The rule with this code or name.

    Raises:
        LookupError: there is none; the message says what there is instead.

    """
    checks()  # so that all are registered
    code = _NAMES.get(word, word.upper())
    if code in _CHECKS:
        return _CHECKS[code]
    raise LookupError(f"there is no rule {word!r}; `jiyuan-news rule` lists all")


def catalogue_bytes() -> bytes:
    """All rules as they stand in `schemas/rules.json`: UTF-8, indented, with a line end."""
    told = [attrs.asdict(one, filter=lambda field, _: field.name not in ("of", "run")) for one in checks()]
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _add(one: Check) -> Check:
    if one.code in _CHECKS or one.name in _NAMES or one.code in RETIRED:
        raise ValueError(f"{one.code} {one.name}: code and name are another rule's")
    _NAMES[one.name] = one.code
    return _CHECKS.setdefault(one.code, one)


_PART = re.compile(r"\n\n(Why|Example|To do): ")


def _manual(run: Callable[..., Any]) -> tuple[str, str, str, str]:
    """Summary, why, example and what to do, of a docstring."""
    summary, *parts = _PART.split(inspect.getdoc(run) or "")
    told = dict(zip(parts[::2], parts[1::2], strict=True))
    return summary, told["Why"], told["Example"], told["To do"]


for _kind in notices.KINDS.values():
    _add(
        Check(
            _kind.code, _kind.name, _kind.severity, _kind.recovered, "feed",
            _kind.summary, _kind.why, _kind.example, _kind.help,
        )
    )  # fmt: skip
