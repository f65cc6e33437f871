"""Contestants in processes of their own, so that each has its own memory, libraries and even interpreter."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from summarizer.errors import SummarizerError

ROOT = Path(__file__).resolve().parent.parent
_WORKER = "benchmarks.peer_worker"
_LAST_LINES = 5


class PeerFailed(SummarizerError):
    """A contestant's process ended before it answered."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One call of a contestant, timed in its own process.

    ``first_seconds`` is when the first translation could be read: for one that gives nothing before the end the same
    as ``seconds``. ``peak_mib`` is the most memory that its process has had so far.
    """

    seconds: float
    first_seconds: float
    peak_mib: float
    texts: tuple[str, ...]


class Peer:
    """The contestant ``name`` of peer_worker.py, opened with ``settings``; its model is loaded when this returns.

    ``python`` is another interpreter, for one that needs packages of its own. Raises PeerFailed.
    """

    def __init__(
        self,
        name: str,
        settings: Mapping[str, object] | None = None,
        *,
        python: str | Path = sys.executable,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._name = name
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  close() closes it
        self._process = subprocess.Popen(
            [str(python), "-m", _WORKER, name, json.dumps(dict(settings or {}))],
            cwd=ROOT,
            env=environment_with(**(environment or {})),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
            encoding="utf-8",
        )
        try:
            self._answer()
        except BaseException:
            self.close()
            raise

    def run(self, sentences: Sequence[str]) -> Measured:
        """Translate ``sentences``. Raises PeerFailed."""
        try:
            self._requests.write(json.dumps(list(sentences)) + "\n")
            self._requests.flush()
        except OSError:
            raise self._failed() from None
        answer = self._answer()
        return Measured(answer["seconds"], answer["first_seconds"], answer["peak_mib"], tuple(answer["texts"]))

    def close(self) -> None:
        """End the process; it may have ended already."""
        self._process.kill()
        self._process.communicate()
        self._said.close()

    def __enter__(self) -> Peer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def _requests(self) -> IO[str]:
        assert self._process.stdin is not None  # a pipe, as asked for
        return self._process.stdin

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line.endswith("\n"):
            raise self._failed()
        return json.loads(line)

    def _failed(self) -> PeerFailed:
        code = self._process.wait()
        self._said.seek(0)
        lines = self._said.read().decode(errors="replace").strip().splitlines()[-_LAST_LINES:] or ["nothing"]
        said = "\n".join(lines)
        return PeerFailed(f"the contestant {self._name} ended with exit code {code}. It said last:\n{said}")


def environment_with(**variables: str) -> dict[str, str]:
    """That of this process, with ``variables`` besides."""
    return {**os.environ, **variables}
