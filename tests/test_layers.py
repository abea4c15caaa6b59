"""Imports go one way: a module knows its own layer and those below it, and nothing above."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "jiyuan_news"

# From the ground up. A name stands for the module or for the folder with all in it.
LAYERS = (
    {"spans", "files", "identity", "numerals", "progress", "terminal", "vocabulary"},
    {"records"},
    {"changes", "facts", "notices", "findings", "rows"},
    {"shapes", "text"},
    {"codec", "schema", "reading"},
    {"crawl", "checks", "dataset", "merging", "summary"},
    {"tables"},
    {"publishing"},
    {"describing", "inputs"},
    {"building", "comparing", "engines", "explaining", "reporting", "validating"},
    {"commands"},
    {"cli"},
    {"__main__"},
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
# A record can be made by anyone: what writes, describes and judges records knows nothing of how they are read.
STRANGERS = {
    name: {"text", "reading"}
    for name in (
        "codec",
        "schema",
        "checks",
        "publishing",
        "describing",
        "dataset",
        "merging",
        "reporting",
        "rows",
        "summary",
        "tables",
    )
}
# One description of all that is published each; to part them would part what is read together.
CONTRACTS = {"records.py", "rows.py"}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "core", "common", "misc"}


def modules() -> list[Path]:
    return [path for path in sorted(SOURCE.rglob("*.py")) if path != SOURCE / "__init__.py"]


def unit(path: Path) -> str:
    """The module or folder of the top level that a file belongs to."""
    return path.relative_to(SOURCE).with_suffix("").parts[0]


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and unit of each import of the library's own, wherever it stands."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}, line {node.lineno}: write the import in full"
            if node.module == "jiyuan_news":
                yield from ((node.lineno, alias.name) for alias in node.names if alias.name != "__version__")
            elif (node.module or "").startswith("jiyuan_news."):
                yield node.lineno, str(node.module).split(".")[1]
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith("jiyuan_news."):
                    yield node.lineno, alias.name.split(".")[1]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_go_down(path: Path) -> None:
    own = unit(path)
    assert own in RANK, f"{own} has no layer yet: give it its place in LAYERS"
    for line, other in imported(path):
        if other == own:
            continue
        assert other in RANK, (
            f"{path.name}, line {line}: {other} has no layer yet: give it its place in LAYERS"
        )
        assert RANK[other] < RANK[own], (
            f"{path.name}, line {line}: {own} may not know {other}, which stands above it"
        )
        assert other not in STRANGERS.get(own, ()), f"{path.name}, line {line}: {own} may not know {other}"


def test_reading_is_told_everything() -> None:
    """The parser reads no file and no clock; vocabularies are its only data."""
    for path in (SOURCE / "reading").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = (
                {alias.name.split(".")[0] for alias in node.names} if isinstance(node, ast.Import) else set()
            )
            if isinstance(node, ast.ImportFrom):
                names = {str(node.module).split(".")[0]}
            assert not names & {"os", "io", "pathlib", "time", "socket", "random", "locale"}, path


def test_only_the_codec_knows_its_libraries() -> None:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [str(node.module)]
            known = {name.split(".")[0] for name in names} & {"cattrs", "msgspec", "orjson"}
            assert not known or unit(path) == "codec", f"{path.name}, line {node.lineno}: {known}"


def test_names_say_what_is_inside() -> None:
    assert not {path.stem for path in SOURCE.rglob("*.py")} & FORBIDDEN_NAMES


def test_modules_are_short() -> None:
    counts = {str(path.relative_to(SOURCE)): _lines(path) for path in modules() if path.name not in CONTRACTS}
    long = {name: count for name, count in counts.items() if count > 300}
    assert not long, "a module over 300 lines is asking to be two"


def _lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())
