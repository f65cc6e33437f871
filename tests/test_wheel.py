"""The wheel holds all that the main job needs."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from summarizer.protocols import Translator
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"),
            *("--wheel-dir", str(folder), str(ROOT)),
        ],
        check=True,
    )
    [built] = folder.glob("summarizer_id-*.whl")
    return built


def test_prompts_seeds_weights_and_notices_travel_inside(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("prompts", "seeds"):
        for path in (ROOT / folder).iterdir():
            assert f"summarizer/bundled/{folder}/{path.name}" in names
    for name in ("adapter.safetensors", "tokenizer.json", "NOTICE", "GEMMA_TERMS.md", "MODEL_CARD.md"):
        assert f"summarizer/engines/embedded/{name}" in names
    assert "summarizer/segmentation/abbreviations.id.tsv" in names
    assert {"summarizer/summarization/ranking.id.json", "summarizer/summarization/gate.json"} <= names
    assert "summarizer/summarization/compression/word-classes.en.txt" in names
    assert {"summarizer/fidelity/press.id-en.csv", "summarizer/fidelity/exonyms.id.txt"} <= names
    assert not [name for name in names if name.startswith("tests/")]


def test_the_main_job_runs_from_an_empty_venv_and_another_folder(
    wheel: Path, translator: Translator, tmp_path: Path
) -> None:
    environment = tmp_path / "venv"
    venv.create(environment, with_pip=False)
    paths = {"base": str(environment), "platbase": str(environment)}
    site = Path(sysconfig.get_path("purelib", "venv", vars=paths))
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--no-index",
            "--target",
            str(site),
            str(wheel),
        ],
        check=True,
    )
    # The dependencies come from this run's own venv, as plain folders on the path: an editable installation of this
    # project there is not followed, because .pth files work in site folders alone.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    article = elsewhere / "artikel.txt"
    article.write_bytes((ROOT / "seeds" / "bencana-banjir-gempa.id.txt").read_bytes())
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    python = environment / "bin" / "python"
    where = subprocess.run(
        [python, "-c", "import summarizer; print(summarizer.__file__)"],
        cwd=elsewhere,
        env=clean,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(environment)
    run = subprocess.run(
        [python, "-m", "summarizer", "brief", article.name, "--beam-size", "1"],
        cwd=elsewhere,
        env=clean,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "SUMMARY" in run.stdout
    assert "version:0.1.0" in run.stdout
