"""app.py, which Hugging Face Spaces run."""

from __future__ import annotations

import runpy

import pytest

from summarizer.cli import commands
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("host", "arguments"), [(None, ["serve"]), ("0.0.0.0", ["serve", "--host", "0.0.0.0", "--public"])]
)
def test_it_serves_where_the_space_says(
    monkeypatch: pytest.MonkeyPatch, host: str | None, arguments: list[str]
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(commands, "cli", asked.append)
    if host is None:
        monkeypatch.delenv("GRADIO_SERVER_NAME", raising=False)
    else:
        monkeypatch.setenv("GRADIO_SERVER_NAME", host)
    runpy.run_path(str(ROOT / "app.py"), run_name="__main__")
    assert asked == [arguments]


def test_an_import_serves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "cli", lambda _: pytest.fail("was served"))
    runpy.run_path(str(ROOT / "app.py"), run_name="app")
