"""The main job runs with sockets forbidden."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

from summarizer.protocols import Translator
from tests.conftest import ROOT

GUARD = textwrap.dedent(
    """
    import socket

    def forbidden(*args, **kwargs):
        raise AssertionError(f"a socket was used: {args}")

    socket.socket.connect = socket.socket.connect_ex = socket.socket.bind = forbidden
    socket.create_connection = socket.getaddrinfo = socket.gethostbyname = forbidden
    """
)


def test_main_job_makes_no_connection(translator: Translator, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(GUARD)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}
    probe = subprocess.run(
        [sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "a socket was used" in probe.stderr, "the guard does not guard"
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "summarizer",
            "brief",
            str(ROOT / "seeds" / "tempo-unido-ikn.id.txt"),
            "--beam-size",
            "1",
        ],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "UNIDO" in run.stdout
