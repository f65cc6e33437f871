"""What is pinned: which set, measured with which engine, what it must at least reach and may at most lose."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from summarizer.documents.output import write_output
from tests.quality_gate.errors import NothingToJudge
from tests.quality_gate.measuring import CHRF, HEADINGS, Measured

_HOW_TO = (
    "Take it from the repository again, or, if there is none yet, write it with: python -m tests.quality_gate --update"
)
# As many as tell one fact of a few hundred from the next, and no more than a reader can compare.
_DIGITS_OF_CHRF = 2
_DIGITS_OF_SHARE = 4


@dataclass(frozen=True, slots=True)
class Pins:
    """``floors`` are scores from 0 to 100, ``ceilings`` shares from 0 to 1.

    ``losing_lines`` has, for each ceiling, the lines of the reference set that lost something when it was pinned.
    """

    reference_sha256: str
    lines: int
    signature: str
    floors: dict[str, float]
    ceilings: dict[str, float]
    losing_lines: dict[str, list[int]]


def rounded_chrf(measured: Measured) -> float:
    """As it is pinned and compared."""
    return round(measured.chrf, _DIGITS_OF_CHRF)


def rounded_share(measured: Measured, name: str) -> float:
    """As it is pinned and compared."""
    return round(measured.losses(name).share, _DIGITS_OF_SHARE)


def pins_of(measured: Measured, before: Pins | None = None) -> Pins:
    """The pins of what was measured; with those ``before``, no floor is lower and no ceiling higher than it was."""
    floors = {CHRF: rounded_chrf(measured)}
    ceilings = {name: rounded_share(measured, name) for name in HEADINGS}
    if before is not None:
        floors = {name: max(value, before.floors[name]) for name, value in floors.items()}
        ceilings = {name: min(value, before.ceilings[name]) for name, value in ceilings.items()}
    return Pins(
        reference_sha256=measured.reference.sha256,
        lines=len(measured.lines),
        signature=measured.signature,
        floors=floors,
        ceilings=ceilings,
        losing_lines={name: [line.row.line for line in measured.losing(name)] for name in HEADINGS},
    )


def read_pins(path: Path) -> Pins:
    """Raises NothingToJudge for a file that cannot be read or that does not pin every measure."""
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise NothingToJudge(f"{path} cannot be read: {error.strerror or error}. {_HOW_TO}") from error
    except ValueError as error:  # not JSON, or not UTF-8
        raise NothingToJudge(f"{path} is not JSON: {error}. {_HOW_TO}") from error
    try:
        pins = Pins(**fields)
        faults = _faults(pins)
    except (TypeError, AttributeError) as error:
        raise NothingToJudge(f"{path} is malformed: {error}. {_HOW_TO}") from error
    if faults:
        raise NothingToJudge(f"{path} is malformed: {'; '.join(faults)}. {_HOW_TO}")
    return pins


def write_pins(path: Path, pins: Pins) -> None:
    """Raises OutputError."""
    write_output(str(path), json.dumps(asdict(pins), ensure_ascii=False, indent=1) + "\n")


def _faults(pins: Pins) -> list[str]:
    faults = []
    for name, value, kind in (
        ("reference_sha256", pins.reference_sha256, str),
        ("signature", pins.signature, str),
        ("lines", pins.lines, int),
    ):
        if not isinstance(value, kind):
            faults.append(f"{name} is {value!r}")
    for group, values, names, most in (
        ("floors", pins.floors, (CHRF,), 100),
        ("ceilings", pins.ceilings, HEADINGS, 1),
    ):
        if set(values) != set(names):
            faults.append(f"{group} must be {', '.join(names)} and not {', '.join(values) or 'none'}")
        faults += [f"{group}: {name} is {value!r}" for name, value in values.items() if not _is_within(value, most)]
    if set(pins.losing_lines) != set(HEADINGS):
        faults.append(f"losing_lines must be {', '.join(HEADINGS)}")
    lists = pins.losing_lines.items()
    faults += [f"losing_lines: {name} is {value!r}" for name, value in lists if not isinstance(value, list)]
    return faults


def _is_within(value: Any, most: int) -> bool:
    """Whether it is a number from 0 to ``most``; NaN, which JSON lets through, is not."""
    return isinstance(value, int | float) and 0 <= value <= most
