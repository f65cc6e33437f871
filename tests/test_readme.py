"""What the README says can be done, is done here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import sacrebleu

from tests import readme
from tests.conftest import ROOT


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    run = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, f"{command}\n{run.stdout}\n{run.stderr}"
    return run


def test_the_readme_opens_with_the_two_commands() -> None:
    assert readme.blocks("console")[0].split("\n") == ["make demo", "make test", ""]


@pytest.mark.usefixtures("translator")
def test_make_demo_prints_what_the_readme_shows() -> None:
    printed, shown = shell("make --silent demo", ROOT).stdout, readme.shown_output()
    assert [line.split(":")[0] for line in printed.splitlines() if line.isupper()] == [
        line for line in shown.splitlines() if line.isupper()
    ]
    assert len(printed.splitlines()) == len(shown.splitlines())
    assert sacrebleu.sentence_chrf(printed, [shown]).score >= 95, printed


def test_make_test_runs_these_tests() -> None:
    assert "-m pytest" in shell("make --dry-run test", ROOT).stdout


@pytest.mark.usefixtures("translator")
def test_the_library_example_runs() -> None:
    [example] = readme.blocks("python")
    assert len(example.splitlines()) <= 10
    run = subprocess.run([sys.executable, "-c", example], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "12 Agustus 2024" in run.stdout
    assert run.stdout.rstrip().endswith("(1,)")


@pytest.mark.usefixtures("translator")
def test_the_commands_run(tmp_path: Path) -> None:
    commands = readme.blocks("console")[1]
    assert len(commands.splitlines()) <= 10
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    printed = shell(commands, tmp_path).stdout
    assert (tmp_path / "brief.md").read_text(encoding="utf-8").startswith("# ")
    assert '"segments"' in (tmp_path / "translation.json").read_text(encoding="utf-8")
    rice, blank, school = (tmp_path / "lines.en").read_text(encoding="utf-8").split("\n")[:-1]
    assert "3" in rice
    assert blank == ""
    assert "Monday" in school
    assert "every file is as recorded" in printed


@pytest.mark.usefixtures("translator")
def test_the_commands_for_many_articles_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZER_MEMORY", str(tmp_path / "memory.sqlite"))
    (tmp_path / "seeds").mkdir()
    shutil.copy(next((ROOT / "seeds").glob("tempo*")), tmp_path / "seeds")
    printed = shell(readme.blocks("console")[2], tmp_path).stdout
    assert {path.suffix for path in (tmp_path / "english").iterdir()} == {".md", ".docx"}
    assert (tmp_path / "english.batch" / "report.md").is_file()
    assert "embedded" in printed


@pytest.mark.usefixtures("translator")
def test_the_memory_from_python_as_the_guide_shows_it(tmp_path: Path) -> None:
    [example] = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "batch.md").read_text(encoding="utf-8"), re.DOTALL)
    run = subprocess.run([sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert re.fullmatch(r".*\b3\b.* 1\n", run.stdout)
    assert (tmp_path / "memory.sqlite").is_file()
