"""The command line with a fake engine, in this process and in one of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from summarizer.cli.commands import cli
from summarizer.engines.recording import RecordingTranslator
from tests.conftest import ROOT
from tests.documents.kupang import ARTICLE, fake_engine

Run = Callable[..., Result]
Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> RecordingTranslator:
    """What every engine's name now means."""
    translator = fake_engine()
    monkeypatch.setattr("summarizer.engines.registry.load_translator", lambda *_, **__: translator)
    monkeypatch.setattr("summarizer.engines.registry.load_first", lambda name, **_: (name, translator))
    return translator


@pytest.fixture
def run(engine: RecordingTranslator) -> Run:
    """Run a command; ``stdin`` is what is piped in."""

    def invoke(*arguments: str | Path, stdin: str | bytes = b"") -> Result:
        return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=stdin)

    return invoke


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "berita.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def start() -> Start:
    """Start a command in a process of its own, with the engine of fake_engine_command.py."""

    def popen(
        *arguments: str | Path | bytes,
        stop_at_call: int = 0,
        shell_redirection: str = "",
        environment: dict[str, str] | None = None,
        **streams: Any,
    ) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.cli.fake_engine_command", *arguments]
        # Buffered, as for most users, whatever the test run's own environment says.
        settings = {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "", "STOP_AT_CALL": str(stop_at_call)}
        if shell_redirection:
            command = ["sh", "-c", f'exec "$@" {shell_redirection}', "sh", *command]
        return subprocess.Popen(
            command,
            env=os.environ | settings | (environment or {}),
            stdin=streams.get("stdin", subprocess.DEVNULL),
            stdout=streams.get("stdout", subprocess.PIPE),
            stderr=streams.get("stderr", subprocess.PIPE),
            # A test run in the background ignores Ctrl-C, and its children would inherit that.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )

    return popen
