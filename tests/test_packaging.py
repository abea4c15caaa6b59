"""The public names, the lock, and the built wheel in a fresh environment with the sources out of its reach."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

import jiyuan_news as jn

ROOT = Path(__file__).parents[1]
LOCKS = ["requirements.lock", "requirements-bench.lock", "requirements-consumers.lock"]


def test_every_public_name_is_there() -> None:
    for name in jn.__all__:
        assert getattr(jn, name) is not None
    assert set(jn.__all__) <= set(dir(jn))
    with pytest.raises(AttributeError, match="no attribute 'prase'"):
        _ = jn.prase  # type: ignore[attr-defined]


def test_type_checkers_see_the_same_names() -> None:
    tree = ast.parse(Path(jn.__file__).read_text("utf-8"))
    told = {
        (alias.name, f"{jn.__name__}.{home}" if (home := str(node.module).partition(".")[2]) else jn.__name__)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("jiyuan_news")
        for alias in node.names
    }
    homes = {(name, f"{jn.__name__}.{home}") for name, home in jn._HOME.items()}
    assert told == homes


def test_importing_the_library_imports_nothing_else() -> None:
    code = "import sys, jiyuan_news; print(sorted(name for name in sys.modules if name.startswith('jiyuan_news')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['jiyuan_news']\n"


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("from jiyuan_news.cli import main\ntry: main(['--version'])\nexcept SystemExit: pass", set()),
        (
            'import jiyuan_news as jn; jn.loads(\'{"start":0,"end":1}\', jn.Span)',
            {"attrs", "orjson", "msgspec"},
        ),
        ("import jiyuan_news as jn; jn.dumps(jn.Span(0, 1))", {"attrs", "orjson", "cattrs"}),
    ],
    ids=["--version", "loads", "dumps"],
)
def test_libraries_are_imported_by_what_needs_them(code: str, wanted: set[str]) -> None:
    libraries = {"attrs", "cattrs", "msgspec", "opencc", "orjson"}
    code = f"{code}\nimport sys; print(sorted({libraries} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == str(sorted(wanted))


@pytest.mark.parametrize("name", LOCKS)
def test_locks_have_hashes_for_all_and_no_addresses(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted|@ ", text)
    pinned = re.split(r"^(?=[a-z])", text, flags=re.M)[1:]
    assert pinned
    for entry in pinned:
        assert re.match(r"[a-z0-9-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_the_lock_has_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    for name, wanted in (
        (LOCKS[0], ["test", "lint", "build"]),
        (LOCKS[1], ["bench"]),
        (LOCKS[2], ["consumers"]),
    ):
        asked = project["dependencies"] + [one for extra in wanted for one in extras[extra]]
        pinned = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / name).read_text("utf-8"), re.M))
        assert {re.split(r"[<>=\[]", one)[0] for one in asked} <= pinned, f"{name}: run `make lock`"


def test_versions_agree() -> None:
    assert f'\nversion: "{jn.__version__}"\n' in (ROOT / "CITATION.cff").read_text("utf-8")


def test_nothing_committed_names_this_machine_or_a_registry() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("no clone")
    # Spelled apart, so that this file does not find itself.
    words = [
        "py" + r"pi\.org",
        "python" + r"hosted\.org",
        "npm" + r"js\.",
        "/home" + "/",
        "/root" + "/",
        "/Users" + "/",
    ]
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        found = re.search("|".join(words).encode(), path.read_bytes()) if path.is_file() else None
        assert not found, f"{name}: {found[0].decode()}"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from these sources."""
    wheels = tmp_path_factory.mktemp("wheels")
    build = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(ROOT)]
    subprocess.run([sys.executable, "-m", "pip", "--disable-pip-version-check", *build], check=True)
    (made,) = wheels.iterdir()
    return made


@pytest.mark.wheel
def test_one_line_of_the_readme_works_where_only_the_wheel_is_installed(wheel: Path, tmp_path: Path) -> None:
    """An empty folder, a fresh environment, `pip install` of the wheel and nothing else."""
    text = (ROOT / "README.md").read_text("utf-8")
    line, answer = re.findall(r"^>>> (\[m\.id for m in jn\.load_meetings\(\) .*)\n(.*)$", text, re.M)[0]
    venv.create(tmp_path / "venv", with_pip=True)
    python = str(tmp_path / "venv" / "bin" / "python")
    pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", str(wheel)]
    subprocess.run(pip, check=True)
    clean = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    (tmp_path / "empty").mkdir()
    done = subprocess.run(
        [python, "-c", f"import jiyuan_news as jn; print({line})"],
        capture_output=True, text=True, check=False, cwd=tmp_path / "empty", env=clean,
    )  # fmt: skip
    assert done.stdout == answer + "\n", done.stderr


@pytest.mark.wheel
def test_the_wheel_passes_the_tests_without_the_sources(wheel: Path, tmp_path: Path) -> None:
    """Tests, data and docs are copied to a place from where `src` cannot be reached; the wheel is all there is."""
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "jiyuan_news/py.typed",
        "jiyuan_news/data/meetings.jsonl",
        "jiyuan_news/schemas/page.schema.json",
    } <= names
    sources = {
        f"jiyuan_news/{path.relative_to(ROOT / 'src/jiyuan_news')}" for path in _tracked("src/jiyuan_news")
    }
    assert sources <= names
    assert not [name for name in names if name.startswith(("tests", "tools", "src"))]

    away = tmp_path / "away"
    for name in ("tests", "data", "schemas", "tools", "docs", "LICENSES"):
        for path in _tracked(name):
            target = away / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    for path in ROOT.iterdir():
        if path.is_file():
            shutil.copy(path, away)
    venv.create(tmp_path / "venv", with_pip=True)
    python = str(tmp_path / "venv" / "bin" / "python")
    pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / "requirements.lock")], check=True)
    subprocess.run([*pip, "--no-deps", str(wheel)], check=True)

    clean = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    home = subprocess.run(
        [python, "-c", "import jiyuan_news; print(jiyuan_news.__file__)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=away,
        env=clean,
    ).stdout
    assert home.startswith(str(tmp_path / "venv"))
    # What looks at the sources themselves stays behind.
    left = ["--ignore=tests/test_layers.py", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [python, "-m", "pytest", "-m", "not wheel and not consumers and not scale", *left],
        cwd=away,
        env=clean,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    assert json.loads((away / "data/datapackage.json").read_bytes())["name"] == "jiyuan-news"


def _tracked(folder: str) -> list[Path]:
    """The files of a folder, without what running leaves behind."""
    skip = {"__pycache__", ".pytest_cache", ".hypothesis"}
    return [
        path for path in sorted((ROOT / folder).rglob("*")) if path.is_file() and not skip & set(path.parts)
    ]
