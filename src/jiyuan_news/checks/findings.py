"""What a check finds, and the report of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

import attrs

from jiyuan_news.records import Severity
from jiyuan_news.spans import Span

InputKind = Literal["feed", "records", "dataset"]


@attrs.frozen(slots=True)
class Place:
    """Where in an input something was found; lines and columns count from 1, columns in code points."""

    path: str
    """The input as it was given: a file's path, or `<stdin>`."""
    line: int
    """Line of the first character; 1 for what is wrong with an input as a whole."""
    column: int
    """Column of the first character."""
    span: Span | None
    """The stretch of the input's text; None for an input as a whole."""
    pointer: str | None = None
    """In a record: the JSON pointer (RFC 6901) to the value."""
    excerpt: str = ""
    """The line, or the part of a long one around the place; as it stands, so escape it for what it is shown in."""
    excerpt_at: int = 1
    """Column of the first character of the excerpt."""


@attrs.frozen(slots=True)
class Finding:
    """Something that a check found."""

    code: str
    """Code of the rule, `JN` and three digits."""
    name: str
    """Name of the rule; reads after "allow"."""
    severity: Severity
    """`error`: a record is lost or false; `warning`: unsure; `info`: mended."""
    message: str
    """One sentence in English about this very place."""
    place: Place
    """Where it was found."""
    recovered: bool
    """Whether the parser dealt with it, so that nothing is missing from the records."""
    help: str
    """What to do about it."""
    read_as: str | None = None
    """How the parser read the place, where it did; None for what is no matter of reading."""


@attrs.frozen(slots=True)
class NotRun:
    """A rule that was not run, and why."""

    code: str
    """Code of the rule."""
    path: str
    """The input that it was not run on."""
    reason: str
    """Why, in a sentence."""


@attrs.frozen(slots=True)
class Report:
    """What a run found, in the order of the inputs and of the places in each."""

    findings: tuple[Finding, ...]
    """What was found."""
    not_run: tuple[NotRun, ...] = ()
    """The rules that were not run, with the reason."""
    inputs: Mapping[str, InputKind] = attrs.field(factory=dict)
    """The inputs, and what each was taken for."""
    left_off: int = 0
    """How many findings more there were than the report holds."""

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def where(self, keep: Callable[[Finding], bool]) -> Report:
        """The same report with those findings only that `keep` holds for."""
        return attrs.evolve(self, findings=tuple(filter(keep, self.findings)))

    def select(self, codes: Iterable[str]) -> Report:
        """The findings whose code is one of `codes` or begins with one (`JN5`)."""
        wanted = tuple(codes)
        return self.where(lambda finding: finding.code.startswith(wanted))

    @property
    def counts(self) -> Counter[Severity]:
        """How many findings of each severity there are."""
        return Counter(finding.severity for finding in self.findings)
