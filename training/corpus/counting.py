"""What became of the rows, step by step."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from training.corpus.reading import Pair


@dataclass(frozen=True, slots=True)
class StepCount:
    """The rows that went into a step and came out.

    ``reasons`` counts those it dropped, added (variants) or changed (normalising), by reason.
    """

    step: str
    rows_in: int
    rows_out: int
    reasons: dict[str, int]


@dataclass(frozen=True, slots=True)
class PreparationReport:
    """The counts of one run. ``sources`` and ``licences`` count the rows of both outputs, variants included."""

    steps: tuple[StepCount, ...]
    sources: dict[str, int]
    licences: dict[str, int]
    train_rows: int
    dev_rows: int
    train_sha256: str

    def as_json(self) -> str:
        """The report as an indented JSON object, its keys sorted within, so that equal runs give equal bytes."""
        return json.dumps(asdict(self), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


class RowCounts:
    """Counts the reasons of steps that run after one another on each row; ``changing`` is a step that drops none."""

    def __init__(self, steps: Iterable[str], changing: str) -> None:
        self._reasons: dict[str, Counter[str]] = {step: Counter() for step in steps}
        self._changing = changing

    def count(self, step: str, reason: str) -> None:
        """Count a row that ``step`` has dropped, or changed."""
        self._reasons[step][reason] += 1

    def steps(self, rows: int) -> tuple[StepCount, ...]:
        """The counts of all steps, the first of which was given ``rows``."""
        counts = []
        for step, reasons in self._reasons.items():
            left = rows if step == self._changing else rows - reasons.total()
            counts.append(StepCount(step, rows, left, dict(reasons)))
            rows = left
        return tuple(counts)


def by_source(pairs: Iterable[Pair]) -> dict[str, int]:
    """Rows for each source name."""
    return dict(Counter(pair.source_name for pair in pairs))


def by_licence(pairs: Iterable[Pair]) -> dict[str, int]:
    """Rows for each licence, as the corpus writes it."""
    return dict(Counter(pair.licence for pair in pairs))
