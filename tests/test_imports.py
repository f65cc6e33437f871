"""What `import summarizer` and `summarizer --help` load, and what the package exports."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

import summarizer

HEAVY = {"torch", "transformers", "ctranslate2", "gradio", "nltk", "numpy", "rich", "jinja2"}


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
