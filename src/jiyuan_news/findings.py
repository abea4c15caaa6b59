"""What checks find, and the report of a run. Like the records, these classes are a contract: see `records`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

import attrs

from jiyuan_news.records import Severity
from jiyuan_news.spans import Lines, Span

InputKind = Literal["feed", "records", "dataset"]

STDIN = "<stdin>"
"""The path of what came through standard input."""

LIMIT = 1000
"""How many findings of one rule a report holds, unless it is told otherwise."""
_CODE = {"pattern": "^JN[0-9]{3}$"}
_AROUND = (60, 200)
"""Characters of a line that an excerpt has before a place and from it on."""


@attrs.frozen(slots=True)
class Place:
    """Where in an input something was found."""

    path: str
    """The input as it was given: a file's path, or `<stdin>`."""
    line: int = attrs.field(metadata={"minimum": 1})
    """Line of the first character, from 1; 1 for what is wrong with an input as a whole."""
    column: int = attrs.field(metadata={"minimum": 1})
    """Column of the first character in code points, from 1."""
    span: Span | None
    """The stretch of the input's text; null for an input as a whole."""
    pointer: str | None = None
    """In a record: the JSON pointer (RFC 6901) to the value; else null."""
    excerpt: str = ""
    """The line, or the part of a long one around the place, as it stands: escape it for what it is shown in."""
    excerpt_at: int = attrs.field(default=1, metadata={"minimum": 1})
    """Column of the first character of the excerpt."""

    @classmethod
    def of(cls, path: str, text: str, lines: Lines, span: Span, pointer: str | None = None) -> Place:
        """The place of a stretch of a text; takes no longer for a long line than for a short one."""
        line, column = lines.position(span.start)
        before, after = _AROUND
        start = max(span.start - before, span.start - column + 1)
        end = text.find("\n", span.start, span.start + after)
        excerpt = text[start : span.start + after if end < 0 else end].removesuffix("\r")
        return cls(path, line, column, span, pointer, excerpt, column - (span.start - start))

    @property
    def parted(self) -> tuple[str, str, str]:
        """The excerpt: what is before the place, what stands there, and what comes after it."""
        length = 0 if self.span is None else self.span.end - self.span.start
        start = max(self.column - self.excerpt_at, 0)
        return self.excerpt[:start], self.excerpt[start : start + length], self.excerpt[start + length :]

    @property
    def words(self) -> str:
        """What stands there, as far as the excerpt has it."""
        return self.parted[1]

    @property
    def on_one_line(self) -> bool:
        """Whether the excerpt has all that stands there, so that the end is on the line, too."""
        return self.span is not None and len(self.words) == self.span.end - self.span.start


@attrs.frozen(slots=True)
class Finding:
    """Something that a check found."""

    code: str = attrs.field(metadata=_CODE)
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
    """How the parser read the place; null for what is no matter of reading."""


@attrs.frozen(slots=True)
class NotRun:
    """A rule that was not run, and why."""

    code: str = attrs.field(metadata=_CODE)
    """Code of the rule."""
    path: str
    """The input that it was not run on."""
    reason: str
    """Why, in a sentence."""


@attrs.frozen(slots=True)
class Input:
    """Something that was checked, or could not be."""

    path: str
    """The input as it was given: a file's path, or `<stdin>`."""
    kind: InputKind | None
    """What it was taken for; null where it could not be read."""
    problem: str | None = None
    """Why it could not be read, or not to its end; null where it was."""


@attrs.frozen(slots=True)
class LeftOff:
    """Findings of a rule that a report does not list, since there were too many."""

    code: str = attrs.field(metadata=_CODE)
    """Code of the rule."""
    name: str
    """Name of the rule."""
    severity: Severity
    """How bad they are."""
    count: int
    """How many more there were."""


@attrs.frozen(slots=True)
class Report:
    """What a run found, in the order of the inputs and of the places in each."""

    findings: tuple[Finding, ...]
    """What was found."""
    not_run: tuple[NotRun, ...] = ()
    """The rules that were not run, with the reason."""
    inputs: tuple[Input, ...] = ()
    """The inputs in the order given."""
    left_off: tuple[LeftOff, ...] = ()
    """What was found beyond the findings that the report lists."""
    known: int = 0
    """How many findings were left out because an earlier report, the baseline, has them."""

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def where(self, keep: Callable[[Finding], bool]) -> Report:
        """The same report with those of the listed findings only that `keep` holds for."""
        return attrs.evolve(self, findings=tuple(filter(keep, self.findings)))

    def select(self, *codes: str) -> Report:
        """The findings whose code is one of `codes` or begins with one (`JN5`)."""
        return attrs.evolve(
            self.where(lambda finding: finding.code.startswith(codes)),
            left_off=tuple(more for more in self.left_off if more.code.startswith(codes)),
        )

    @property
    def counts(self) -> Counter[Severity]:
        """How many findings of each severity there were, those left off included."""
        found = Counter(finding.severity for finding in self.findings)
        for more in self.left_off:
            found[more.severity] += more.count
        return found

    @property
    def unreadable(self) -> tuple[Input, ...]:
        """The inputs that could not be read, or not to their end."""
        return tuple(one for one in self.inputs if one.problem is not None)


Event = Finding | NotRun | Input
"""What a run tells, one by one: an input before what is found in it, and again if it turns out unreadable."""


def collect(
    events: Iterable[Event],
    *,
    keep: Callable[[Finding], bool] = lambda finding: True,
    limit: int | None = LIMIT,
) -> Report:
    """The report of a run, in bounded memory: `limit` findings of each rule, and how many more there were.

    What `keep` does not hold for is left out and counted as `known`.
    """
    findings: list[Finding] = []
    not_run: list[NotRun] = []
    inputs: dict[str, Input] = {}
    seen: Counter[str] = Counter()
    more: dict[str, LeftOff] = {}
    known = 0
    for event in events:
        if isinstance(event, Input):
            inputs[event.path] = event
        elif isinstance(event, NotRun):
            not_run.append(event)
        elif not keep(event):
            known += 1
        elif limit is None or seen[event.code] < limit:
            seen[event.code] += 1
            findings.append(event)
        else:
            was = more.get(event.code)
            count = 1 if was is None else was.count + 1
            more[event.code] = LeftOff(event.code, event.name, event.severity, count)
    order = {path: at for at, path in enumerate(inputs)}
    findings.sort(key=lambda one: (order.get(one.place.path, 0), one.place.line, one.place.column, one.code))
    left_off = tuple(more[code] for code in sorted(more))
    return Report(tuple(findings), tuple(not_run), tuple(inputs.values()), left_off, known)
