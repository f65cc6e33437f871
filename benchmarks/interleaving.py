"""Contestants in turns: on a machine that others use too, only what was measured side by side can be compared."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from summarizer.protocols import Progress


@dataclass(frozen=True, slots=True)
class Ratio:
    """The median of the rounds' ratios, with the least and the greatest of them."""

    median: float
    least: float
    greatest: float

    def __str__(self) -> str:
        return f"{self.median:.2f} ({self.least:.2f} to {self.greatest:.2f})"


def seconds_in_turns(
    runs: Mapping[str, Callable[[], object]], rounds: int, progress: Progress
) -> dict[str, list[float]]:
    """Seconds of each of ``runs``, round by round. Each round begins with another one, so that none is always first."""
    names = list(runs)
    seconds: dict[str, list[float]] = {name: [0.0] * rounds for name in names}
    for turn in range(rounds):
        shift = turn % len(names)
        for place, name in enumerate(names[shift:] + names[:shift]):
            progress(f"round {turn + 1} of {rounds}: {name}", turn * len(names) + place, rounds * len(names))
            start = time.perf_counter()
            runs[name]()
            seconds[name][turn] = time.perf_counter() - start
    return seconds


def ratio(values: Sequence[float], units: Sequence[float]) -> Ratio:
    """Of ``values`` to ``units``, which were measured in the same rounds."""
    ratios = [value / unit for value, unit in zip(values, units, strict=True)]
    return Ratio(statistics.median(ratios), min(ratios), max(ratios))
