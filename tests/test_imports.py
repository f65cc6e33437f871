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
from tests.documents.kupang import ARTICLE

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


# All that the list of commands is made of.
OF_THE_HELP = {"__main__", "cli", "commands", "deferring", "exit_status"}
# What a translation of plain text has no use for.
BESIDE_TRANSLATING = {
    *("torch", "transformers", "gradio", "pydantic", "lxml", "trafilatura", "pypdf", "docx", "httpx2"),
    *("sqlalchemy", "matplotlib", "ray", "huggingface_hub"),
}


def modules_of_ours(loaded: str) -> set[str]:
    return {name.rpartition(".")[2] for name in re.findall(r"summarizer\.[\w.]+", loaded)}


def test_the_package_itself_imports_none_of_its_modules() -> None:
    code = "import sys, summarizer; print([name for name in sys.modules if name.startswith('summarizer.')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_the_list_of_commands_imports_no_command(option: str) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "summarizer", option]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert modules_of_ours(run.stderr) <= OF_THE_HELP


TRANSLATE = """
from summarizer.cli import main
from summarizer.engines import registry
from summarizer.engines.recording import RecordingTranslator
registry.load_translator = lambda *_, **__: RecordingTranslator()
main()
"""


def test_a_translation_in_the_command_imports_only_what_it_needs(tmp_path: Path) -> None:
    article = tmp_path / "berita.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    command = [sys.executable, "-X", "importtime", "-c", TRANSLATE, "translate", str(article)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = set(re.findall(r"\|\s+(\w+)\n", run.stderr))
    assert "EN(" in run.stdout
    assert loaded & BESIDE_TRANSLATING == set()
    assert "summarizer.summarization" not in run.stderr


def test_exports_are_sorted_and_exist() -> None:
    assert summarizer.__all__ == sorted(summarizer.__all__)
    assert set(summarizer.__all__) <= set(dir(summarizer))
    for name in summarizer.__all__:
        assert getattr(summarizer, name) is not None


def test_modules_that_the_documentation_names_are_there_without_an_import_of_their_own() -> None:
    code = "import summarizer; print(summarizer.errors.SummarizerError.__name__, summarizer.evaluation.chrf.__name__)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["SummarizerError", "chrf"]


def test_a_name_that_is_not_there_is_told_as_of_any_module() -> None:
    with pytest.raises(AttributeError, match="module 'summarizer' has no attribute 'terjemah'"):
        _ = summarizer.terjemah


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
