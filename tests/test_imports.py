"""What `import summarizer` and `summarizer --help` load, and what the package exports."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import summarizer
from tests.conftest import ROOT

HEAVY = {
    *("torch", "transformers", "ctranslate2", "gradio", "nltk", "numpy", "rich", "jinja2"),
    *("sqlalchemy", "pyarrow", "matplotlib", "ray", "lxml"),
}


@pytest.mark.parametrize(
    "arguments", [["-c", "import summarizer"], ["-m", "summarizer", "--help"]], ids=["import", "help"]
)
def test_no_heavy_library_is_loaded(arguments: list[str]) -> None:
    run = subprocess.run([sys.executable, "-X", "importtime", *arguments], capture_output=True, text=True, check=True)
    loaded = set(re.findall(r"\|\s+(\w+)\n", run.stderr))
    assert "summarizer" in loaded
    assert loaded & HEAVY == set()


def test_exports_are_sorted_and_exist() -> None:
    assert summarizer.__all__ == sorted(summarizer.__all__)
    for name in summarizer.__all__:
        assert getattr(summarizer, name) is not None


def imported_packages(*paths: Path) -> set[str]:
    """The top-level names that are imported anywhere in the files."""
    names: set[str] = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - {"summarizer", "training"}


@pytest.mark.parametrize("folder", ["summarizer", "training"])
def test_every_library_that_is_imported_is_declared(folder: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    # What belongs to the extra is imported by name in functions, after which an error of ours names the extra.
    extras = project["optional-dependencies"]
    lines = project["dependencies"] + extras["training"] + extras["ray"]
    declared = {_normalised(re.split(r"[<>=\[ ]", line)[0]) for line in lines}
    providers = packages_distributions()
    for name in imported_packages(*(ROOT / folder).rglob("*.py"), ROOT / "app.py"):
        assert {_normalised(provider) for provider in providers[name]} & declared, (
            f"{name} is imported and not declared"
        )


def _normalised(name: str) -> str:
    """A distribution's name as registries compare it."""
    return name.lower().replace("_", "-")
