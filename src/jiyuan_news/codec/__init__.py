"""Records to JSON and back. The only place that knows cattrs, orjson and msgspec.

orjson reads and writes the JSON, cattrs takes records apart, msgspec makes them. The strict way (`loads`, `read_jsonl`)
accepts what the JSON Schemas accept and reports all errors of a value at once, each with a JSON pointer. The trusted
way skips the checks: it is for data that this library wrote itself.
"""

from jiyuan_news.codec.checking import problems
from jiyuan_news.codec.lines import read_jsonl, trusted_lines, write_jsonl
from jiyuan_news.codec.problems import MISSING, Problem, RecordError, shown
from jiyuan_news.codec.values import collector_paused, converter, dumps, loads, read_json, structured

__all__ = [
    "MISSING",
    "Problem",
    "RecordError",
    "collector_paused",
    "converter",
    "dumps",
    "loads",
    "problems",
    "read_json",
    "read_jsonl",
    "shown",
    "structured",
    "trusted_lines",
    "write_jsonl",
]
