"""Documentation that cannot lie: its examples are run, its links lead somewhere, its generated parts are up to date."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PAGES = [
    README,
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "tests" / "corpus").glob("*.md")),
]
# Examples of libraries that only `make consumers` installs; tests/test_consumers.py runs them.
OF_A_LIBRARY = re.compile(r"^```python (\w+)\n(.*?)^```", re.M | re.S)
CONSOLE = [
    block
    for path in PAGES
    for block in re.findall(r"^```console\n(.*?)^```", path.read_text("utf-8"), re.M | re.S)
]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_python_examples_give_what_they_show(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = OF_A_LIBRARY.sub("", path.read_text("utf-8"))
    examples = doctest.DocTestParser().get_doctest(text, {}, path.name, str(path), 0)
    told: list[str] = []
    doctest.DocTestRunner().run(examples, out=told.append)
    assert not told, "".join(told)
    if path == README:
        assert len(examples.examples) > 15


@pytest.mark.parametrize("block", CONSOLE, ids=lambda block: block.splitlines()[0][:40])
def test_console_examples_give_what_they_show(block: str) -> None:
    match = re.fullmatch(r"\$ (.*\n(?:> .*\n)*)([^$]*)", block)
    assert match, "one command a block"
    command = match[1].replace("\n> ", "\n")
    for tool in ("jq", "node", "sqlite3", "Rscript"):
        if re.search(rf"(^|\| ){tool} ", command) and not shutil.which(tool):
            pytest.skip(f"{tool} is not installed")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        timeout=60,
    )
    assert done.stdout == match[2], done.stderr
    assert done.stderr == ""


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)\s]*)\)", path.read_text("utf-8")):
        name, _, anchor = target.partition("#")
        file = path.parent / name if name else path
        assert file.exists(), f"{path.name} links to {target}"
        if anchor:
            headings = re.findall(r"^#+ (.*)$", file.read_text("utf-8"), re.M)
            assert anchor in {heading.lower().replace(" ", "-") for heading in headings}, (
                f"{path.name}: {target}"
            )


def test_generated_docs_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools/docs.py"), "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_the_readme_names_every_command_and_make_target() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for path in (README, ROOT / "CONTRIBUTING.md"):
        for target in re.findall(r"^make (\w+)$|`make (\w+)", path.read_text("utf-8"), re.M):
            assert re.search(rf"^{''.join(target)}:", makefile, re.M), f"{path.name}: make {''.join(target)}"
    usage = subprocess.run(
        [sys.executable, "-m", "jiyuan_news", "--help"], capture_output=True, text=True
    ).stdout
    for command in re.findall(r"^    (\w+) ", usage, re.M):
        assert f"`jiyuan-news {command}" in README.read_text("utf-8")
