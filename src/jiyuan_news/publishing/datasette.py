"""What Datasette shows of the database: descriptions of tables and columns, and canned queries."""

from __future__ import annotations

import json
from typing import Any

from jiyuan_news.publishing.columns import columns
from jiyuan_news.schema import descriptions
from jiyuan_news.tables import TABLES

# What `sqlite.match` does, in SQL: every character of :q, parted by blanks, as one phrase.
_PHRASE = """\
(
  WITH RECURSIVE letters(at, told) AS (
    SELECT 1, substr(replace(:q, '"', ''), 1, 1)
    UNION ALL SELECT at + 1, told || ' ' || substr(replace(:q, '"', ''), at + 1, 1)
    FROM letters WHERE at < length(replace(:q, '"', ''))
  )
  SELECT '"' || told || '"' FROM letters ORDER BY at DESC LIMIT 1
)"""

QUERIES: dict[str, dict[str, str]] = {
    "chaired": {
        "title": "Meetings that somebody chaired",
        "sql": """\
SELECT m.date_edtf, m.name, m.place, a.posts, m.id
FROM attendance AS a JOIN meetings AS m ON m.id = a.meeting_id
WHERE a.chair AND a.name = :name
ORDER BY m.date_latest, m.id""",
    },
    "posts_of": {
        "title": "Posts of somebody, and from when to when they are told",
        "sql": """\
SELECT p.name, p.places, o.label, b.name AS organization, h.first_seen, h.last_seen, h.acting_last_seen, h.meetings, p.certainty, p.id
FROM people AS p JOIN memberships AS h ON h.person_id = p.id JOIN posts AS o ON o.id = h.post_id
LEFT JOIN organizations AS b ON b.id = h.organization_id
WHERE p.name = :name
ORDER BY p.id, h.first_seen, o.label""",
    },
    "together_with": {
        "title": "Who was at meetings with somebody, and how often",
        "sql": """\
SELECT other.name, count(*) AS meetings, other.person_id
FROM attendance AS own JOIN attendance AS other ON other.meeting_id = own.meeting_id
WHERE own.name = :name AND own.person_id IS NOT NULL AND other.person_id IS NOT NULL AND other.person_id <> own.person_id
GROUP BY other.person_id, other.name
ORDER BY meetings DESC, other.name, other.person_id""",
    },
    "search_meetings": {
        "title": "Meetings whose name, people, agenda or speeches have these characters in a row",
        "sql": f"""\
SELECT m.date_edtf, m.name, m.place, m.id
FROM meetings_text AS t JOIN meetings AS m ON m.rowid = t.rowid
WHERE meetings_text MATCH {_PHRASE}
ORDER BY t.rank, m.id""",
    },
    "search_articles": {
        "title": "Articles that have these characters in a row",
        "sql": f"""\
SELECT a.date_edtf, a.title, a.credit, a.text, a.id
FROM articles_text AS t JOIN articles AS a ON a.rowid = t.rowid
WHERE articles_text MATCH {_PHRASE}
ORDER BY t.rank, a.id""",
    },
}
"""The canned queries, by name; each takes `:name` or `:q`."""


def metadata(database: str, version: str | None) -> str:
    """The text of `metadata.yaml`."""
    words = descriptions()
    told = {
        "title": "Meetings of local governments, read from raw crawls of their news",
        "description": "Articles, meetings and who took part, each value with its place in the raw page."
        + (f" Version {version}." if version else ""),
        "databases": {
            database: {
                "tables": {
                    name: {
                        "title": table.title,
                        "description": words[table.row.__name__][""],
                        "columns": {one.name: one.description for one in columns(name)},
                    }
                    for name, table in TABLES.items()
                },
                "queries": QUERIES,
            }
        },
    }
    return "\n".join(_yaml(told)) + "\n"


def _yaml(told: dict[str, Any], indent: str = "") -> list[str]:
    """Nested texts as YAML: several lines in a block, one in quotes, where JSON's are YAML's."""
    lines: list[str] = []
    for key, value in told.items():
        if isinstance(value, dict):
            lines += [f"{indent}{key}:", *_yaml(value, indent + "  ")]
        elif "\n" in value:
            lines += [f"{indent}{key}: |-", *[f"{indent}  {line}" for line in value.split("\n")]]
        else:
            lines.append(f"{indent}{key}: {json.dumps(value, ensure_ascii=False)}")
    return lines
