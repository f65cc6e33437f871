"""Processes that are launched in turns: how long each takes to its first word, and to its end."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence

from benchmarks.interleaving import ratio, seconds_in_turns
from summarizer.cli.tables import table
from summarizer.protocols import Progress


class Launch:
    """A Python process, launched with each call; ``seconds`` has for each when its standard output began."""

    def __init__(self, *arguments: str) -> None:
        self._arguments = arguments
        self.seconds: list[float] = []

    def __call__(self) -> None:
        """Raises RuntimeError if it says nothing, or ends with an error."""
        with tempfile.TemporaryFile() as said:
            start = time.perf_counter()
            with subprocess.Popen(
                [sys.executable, *self._arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said
            ) as process:
                assert process.stdout is not None
                is_said = process.stdout.read(1) != b""
                self.seconds.append(time.perf_counter() - start)
                process.stdout.read()
            if process.returncode or not is_said:
                said.seek(0)
                raise RuntimeError(f"{' '.join(self._arguments)} failed: {said.read().decode(errors='replace')}")


def run_to_end(*arguments: str) -> None:
    """A Python process whose output nobody reads. Raises CalledProcessError if it ends with an error."""
    subprocess.run([sys.executable, *arguments], stdin=subprocess.DEVNULL, capture_output=True, check=True)


def first_words(launches: Mapping[str, Launch], rounds: int, progress: Progress) -> str:
    """A table of when each has its first word, as ratios to the first of them."""
    seconds_in_turns(launches, rounds, progress)
    return times({name: launch.seconds for name, launch in launches.items()}, "from launch to first word")


def times(seconds: Mapping[str, Sequence[float]], heading: str) -> str:
    """A table of what was measured in the same rounds, as ratios to the first row, and in seconds."""
    unit = next(iter(seconds))
    rows = [
        (name, str(ratio(values, seconds[unit])), f"{statistics.median(values):.3f}")
        for name, values in seconds.items()
    ]
    return table([(heading, "ratio", "seconds"), *rows])
