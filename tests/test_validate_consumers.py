"""The workflow and the hook that docs/validating.md shows are what GitHub and pre-commit read."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.consumers
ROOT = Path(__file__).parents[1]
SHOWN = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "validating.md").read_text("utf-8"), re.DOTALL)


def test_the_workflow_is_one_of_github(tmp_path: Path) -> None:
    if importlib.util.find_spec("check_jsonschema") is None:
        pytest.skip("check-jsonschema is not installed")
    (workflow,) = (text for text in SHOWN if "runs-on:" in text)
    # The other last step that the page shows stands in the same place.
    (instead,) = (text for text in SHOWN if "upload-sarif" in text)
    last = workflow.rindex("      - run:")
    for name, text in (("annotations", workflow), ("sarif", workflow[:last] + instead)):
        file = tmp_path / f"{name}.yml"
        file.write_text(text, "utf-8")
        schema = ["--builtin-schema", "vendor.github-workflows"]
        run = subprocess.run(
            [sys.executable, "-m", "check_jsonschema", *schema, str(file)], capture_output=True, text=True
        )
        assert run.returncode == 0, run.stdout + run.stderr
