"""A report in words, for people. Written to be read, not parsed: the words may change with any version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from jiyuan_news.findings import Finding, InputKind, Place, Report
from jiyuan_news.terminal import visible, width

_COLUMNS = 96
"""Columns that a line of the input may take."""
_BEFORE = 32
"""Columns of those before the place."""


def full(report: Report) -> str:
    """Each finding with its line, the place underlined, and what to do; then the summary."""
    return _text(line for finding in report for line in [*_told(finding), ""]) + _text(summary(report))


def concise(report: Report) -> str:
    """Each finding in one line, as compilers write it; then the summary."""
    lines = [f"{_where(finding.place)}: {_what(finding)}" for finding in report]
    return _text(_apart(lines, summary(report)))


def statistics(report: Report) -> str:
    """How many findings of each rule there are, the most first; then the summary."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for finding in report:
        counts[finding.code, finding.name, finding.severity] += 1
    for more in report.left_off:
        counts[more.code, more.name, more.severity] += more.count
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    lines = [f"{count:7,}  {severity:7}  {code} {name}" for (code, name, severity), count in ordered]
    return _text(_apart(lines, summary(report, listed=False)))


def summary(report: Report, *, listed: bool = True) -> list[str]:
    """What was checked and found, then everything that a reader must not miss: what was not checked or is not shown."""
    counts = report.counts
    found = ", ".join(
        [
            _count(counts["error"], "error"),
            _count(counts["warning"], "warning"),
            f"{counts['info']} info",
        ]
    )
    lines = [f"{_inputs(report)}: {found if counts else 'nothing found'}"]
    if report.known:
        lines.append(f"{_count(report.known, 'finding')} of the baseline left out")
    for more in report.left_off if listed else ():
        lines.append(f"{more.count:,} more of {more.code} {more.name} not shown; --limit 0 shows all")
    for one in report.unreadable:
        lines.append(f"not checked: {one.path}: {one.problem}")
    skipped: dict[tuple[str, str], list[str]] = {}
    for rule in report.not_run:
        skipped.setdefault((rule.path, rule.reason), []).append(rule.code)
    for (path, reason), codes in skipped.items():
        lines.append(f"rules not run on {path}: {', '.join(codes)}: {reason}")
    return lines


def _apart(lines: list[str], closing: list[str]) -> list[str]:
    return [*lines, "", *closing] if lines else closing


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{visible(line)}\n" for line in lines)


_KINDS: dict[InputKind, tuple[str, str]] = {
    "feed": ("feed", "feeds"),
    "records": ("file of records", "files of records"),
    "dataset": ("data set", "data sets"),
}


def _inputs(report: Report) -> str:
    kinds = Counter(one.kind for one in report.inputs)
    told = [_count(kinds[kind], *names) for kind, names in _KINDS.items() if kinds[kind]]
    return f"checked {', '.join(told) or 'nothing'}"


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _what(finding: Finding) -> str:
    recovered = " (recovered)" if finding.recovered else ""
    return f"{finding.severity} {finding.code} {finding.name}{recovered}: {finding.message}"


def _where(place: Place) -> str:
    where = place.path + ("" if place.span is None else f":{place.line}:{place.column}")
    return where + (f" {place.pointer}" if place.pointer else "")


def _told(finding: Finding) -> Iterator[str]:
    number = str(finding.place.line)
    gutter = " " * len(number)
    yield _what(finding)
    yield f"{gutter} --> {_where(finding.place)}"
    if finding.place.span is not None:
        line, marks = _underlined(finding.place)
        yield f"{gutter} |"
        yield f"{number} | {line}".rstrip()
        yield f"{gutter} | {marks}"
    if finding.read_as is not None:
        yield f"{gutter} = read as: {finding.read_as}"
    yield f"{gutter} = to do: {finding.help}"


def _underlined(place: Place) -> tuple[str, str]:
    """As much of the line as fits, with carets under the place."""
    before, words, after = place.parted
    kept = _fitting(before[::-1], _BEFORE)[::-1]
    left = "…" if kept != before or place.excerpt_at > 1 else ""
    room = _COLUMNS - width(visible(kept))
    marked = _fitting(words, room)
    rest = _fitting(words[len(marked) :] + after, room - width(visible(marked)))
    right = "…" if len(kept + marked + rest) < len(kept + words + after) else ""
    line = visible(left + kept + marked + rest + right)
    return line, " " * width(visible(left + kept)) + "^" * max(width(visible(marked)), 1)


def _fitting(text: str, room: int) -> str:
    """As much of the text as takes no more columns, once it is visible."""
    for at, character in enumerate(text):
        room -= width(visible(character))
        if room < 0:
            return text[:at]
    return text
