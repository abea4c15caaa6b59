"""What an earlier report has already: a baseline lets a crawl with old faults be held to no new ones."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath

from jiyuan_news.findings import Finding, Report


class Baseline:
    """The findings of an earlier report, by rule, input and words: lines move when a page is crawled again."""

    def __init__(self, report: Report) -> None:
        self._left = Counter(map(_mark, report))

    def has(self, finding: Finding) -> bool:
        """Whether the earlier report has the finding. Each of its findings answers for one: ask once for each."""
        mark = _mark(finding)
        if not self._left[mark]:
            return False
        self._left[mark] -= 1
        return True


def _mark(finding: Finding) -> tuple[str, str, str]:
    return finding.code, PurePath(finding.place.path).as_posix(), finding.place.words
