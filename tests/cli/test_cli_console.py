"""What the console keeps between one bar and the next."""

from __future__ import annotations

import io

import pytest

from summarizer.cli.console import Console


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_stopped_bar_can_be_followed_by_another_of_the_same_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", Terminal())
    with Console(quiet=False) as console:
        console("translating", 1, 2)
        console.stop()
        console("translating", 2, 2)


def test_a_stage_is_said_once_and_again_after_a_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = io.StringIO()
    monkeypatch.setattr("sys.stderr", lines)
    console = Console(quiet=False)
    console("translating", 1, 2)
    console("translating", 2, 2)
    console.stop()
    console("translating", 1, 2)
    assert lines.getvalue() == "summarizer: translating …\n" * 2
