"""Columns that many tables have, and the rows that an article alone makes."""

from __future__ import annotations

from typing import Any

from jiyuan_news.records import Article, Date, Meeting
from jiyuan_news.rows import ArticleRow


def article_row(article: Article) -> ArticleRow:
    """The row of an article."""
    main = [line.value for line in article.headlines if line.role == "main"]
    lines = [line.value for line in article.headlines]
    return ArticleRow(
        id=article.id,
        kind=article.kind,
        title=next(iter(main + lines), None) or None,
        headlines=tuple(lines),
        credit=article.credit or None,
        by=tuple([one.name for one in article.by]),
        date_published=article.date_published,
        **dated(article.dateline),
        text=article.text if any(paragraph.text for paragraph in article.paragraphs) else "",
        truncated=article.truncated,
        **evidence(article, article),
    )


def dated(date: Date | None) -> dict[str, Any]:
    """The columns of a date."""
    return {
        "date_edtf": date.edtf if date else None,
        "date_earliest": date.earliest if date else None,
        "date_latest": date.latest if date else None,
        "date_basis": date.basis if date else None,
    }


def evidence(home: Article | Meeting, part: Any) -> dict[str, Any]:
    """The columns of where a value stands."""
    return {"source": home.source, "span_start": part.span.start, "span_end": part.span.end}


def opening(meeting: Meeting) -> dict[str, Any]:
    """The columns of where a meeting is told."""
    if meeting.sessions:
        return evidence(meeting, meeting.sessions[0])
    return {"source": meeting.source, "span_start": None, "span_end": None}
