"""What was measured against what is pinned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.cli.tables import part, table
from tests.quality_gate.measuring import CHRF, HEADINGS, Measured
from tests.quality_gate.pins import Pins, rounded_chrf, rounded_share

# Kernels differ between processors in a float's last digit, so that now and then another word is chosen where nothing
# is wrong. A worse model or a worse pipeline costs more than this.
CHRF_MARGIN = 0.5


@dataclass(frozen=True, slots=True)
class Verdict:
    """``measured`` and ``pinned`` are for a reader; ``pinned`` is "" before anything was pinned."""

    name: str
    heading: str
    measured: str
    pinned: str
    holds: bool

    @property
    def word(self) -> str:
        if not self.pinned:
            return "new"
        return "holds" if self.holds else "FAILS"


def verdicts(measured: Measured, pins: Pins | None) -> list[Verdict]:
    """One for each measure; without pins all hold."""
    floor = None if pins is None else pins.floors[CHRF]
    found = [
        Verdict(
            CHRF,
            "chrF",
            f"{measured.chrf:.2f}",
            "" if floor is None else f"at least {floor:.2f}, less {CHRF_MARGIN}",
            floor is None or rounded_chrf(measured) >= floor - CHRF_MARGIN,
        )
    ]
    for name, heading in HEADINGS.items():
        ceiling = None if pins is None else pins.ceilings[name]
        found.append(
            Verdict(
                name,
                heading,
                part(measured.losses(name)),
                "" if ceiling is None else f"at most {ceiling:.2%}",
                ceiling is None or rounded_share(measured, name) <= ceiling,
            )
        )
    return found


def as_table(rows: Sequence[Verdict]) -> str:
    return table(
        [
            ["measure", "measured", "pinned", "verdict"],
            *([row.heading, row.measured, row.pinned, row.word] for row in rows),
        ]
    )
