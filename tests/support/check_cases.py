"""Cases of the checker's rules: raw pages, records that differ from good ones in a few values, folders of data sets."""

from __future__ import annotations

import copy
import io
import json
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jiyuan_news as jn
from jiyuan_news.findings import Report, collect
from jiyuan_news.validating import events

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "cases" / "checks"

PAGE = """市政协召开党组会议
2021-08-21 09:31来源:济源网
济源网讯(记者 简一)8月20日,市政协党组书记、主席符远山主持召开市政协党组(扩大)会议暨十届五十七次主席会议。会议审议《云泽市节水条例》。副主席连成、有关部门负责人出席会议。
符远山强调,要把会议精神落到实处,一项一项抓好。
推荐阅读8月19日,市城乡规划委员会召开2021年第三次办公会议。市长庄远主持会议。
2021-08-21
"""


def cases(name: str) -> Iterator[tuple[str, str, Any]]:
    """Code, `flagged` or `accepted`, and the case, of a file."""
    for code, both in json.loads((FOLDER / f"{name}.json").read_text("utf-8")).items():
        for kind in ("flagged", "accepted"):
            assert both[kind], f"{code} has nothing {kind}"
            yield from ((code, kind, case) for case in both[kind])


# -- records


@cache
def good() -> dict[str, Any]:
    """The records of the page above, by the words that cases call them."""
    page = json.loads(jn.dumps(jn.parse(PAGE)))
    (article, teaser), (meeting, held) = page["articles"], page["meetings"]
    return {"page": page, "article": article, "teaser": teaser, "meeting": meeting, "held by teaser": held}


def line(case: dict[str, Any]) -> bytes:
    """The line of a case: `text` or `hex` as they are, else the good record `of` that name with what it says to `set` and `drop`."""
    if "hex" in case:
        return bytes.fromhex(case["hex"])
    if "text" in case:
        return str(case["text"]).encode()
    record = copy.deepcopy(good()[case["of"]])
    changed(record, case.get("set", {}), case.get("drop", ()))
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


def changed(value: Any, put: dict[str, Any], drop: Any = ()) -> None:
    """Puts values at JSON pointers, and drops others."""
    for pointer in (*put, *drop):
        *steps, last = [int(step) if step.isdecimal() else step for step in pointer.split("/")[1:]]
        inner = value
        for step in steps:
            inner = inner[step]
        if pointer in put:
            inner[last] = put[pointer]
        else:
            del inner[last]


def report_on_records(case: Any) -> Report:
    """What is found in the record, or the records, of a case."""
    told = case if isinstance(case, list) else [case]
    raw = any(one.get("raw") for one in told)
    return jn.validate_records([line(one) for one in told], feeds=[PAGE] if raw else [])


# -- raw pages and data sets


def report_on_feed(case: Any, folder: Path) -> Report:
    """What is found in a raw page; `gb18030`, which is stored in that encoding, goes through a file."""
    if isinstance(case, str):
        return jn.validate(case)
    (folder / "page.txt").write_bytes(case["gb18030"].encode("gb18030"))
    return report_on(folder / "page.txt")


def report_on_data_set(case: dict[str, Any], folder: Path) -> Report:
    """What is found in a copy of the real data set that was changed as the case says."""
    data = folder / "data"
    shutil.copytree(ROOT / "data", data)
    for name, text in case.get("write", {}).items():
        (data / name).write_text(text, "utf-8")
    for name, text in case.get("append", {}).items():
        with (data / name).open("a", encoding="utf-8", newline="") as file:
            file.write(text)
    for name, (old, new) in case.get("replace", {}).items():
        (data / name).write_text((data / name).read_text("utf-8").replace(old, new, 1), "utf-8")
    for name in case.get("remove", ()):
        (data / name).unlink()
    if "package" in case:
        package = json.loads((data / "datapackage.json").read_text("utf-8"))
        changed(package, case["package"])
        (data / "datapackage.json").write_text(json.dumps(package), "utf-8")
    return report_on(data)


def report_on(*paths: Path, stdin: bytes = b"") -> Report:
    """What is found in files and folders."""
    return collect(events([str(path) for path in paths], io.BytesIO(stdin)))
