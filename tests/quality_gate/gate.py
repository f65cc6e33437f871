"""The two things that the gate does: judge what the engine says now, and pin it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarizer.documents.output import require_writable
from summarizer.protocols import Progress, Translator
from tests.quality_gate.errors import NothingToJudge
from tests.quality_gate.findings import findings
from tests.quality_gate.measuring import measure
from tests.quality_gate.pins import pins_of, read_pins, write_pins
from tests.quality_gate.reference import read_reference
from tests.quality_gate.verdicts import Verdict, as_table, verdicts

_FAILED = 1
_UPDATE = "python -m tests.quality_gate --update"


@dataclass(frozen=True, slots=True)
class GateFiles:
    reference: Path
    pins: Path


@dataclass(frozen=True, slots=True)
class Report:
    """``text`` ends with a line feed."""

    text: str
    exit_code: int = 0


def judge(files: GateFiles, load: Callable[[], Translator], progress: Progress) -> Report:
    """Hold the engine to the pins. It is loaded only after the files have been found fit.

    Raises NothingToJudge, also for a set that is not the pinned one, and what loading and translating raise.
    """
    reference = read_reference(files.reference)
    pins = read_pins(files.pins)
    if reference.sha256 != pins.reference_sha256:
        raise NothingToJudge(
            f"altered: {files.reference} is not the set that {files.pins} was pinned with. Take the pinned one from "
            f"the repository again, or, if the change is meant, pin it with: {_UPDATE}"
        )
    measured = measure(reference, load(), progress)
    rows = verdicts(measured, pins)
    text = as_table(rows)
    if measured.signature != pins.signature:
        text += f"\nPinned with: {pins.signature}\nMeasured is: {measured.signature}\n"
    failed = _failed(rows)
    if not failed:
        return Report(f"{text}\nThe gate holds.\n")
    return Report(f"{text}\nThe gate fails: {_named(failed)}.\n{findings(failed, measured, pins)}", _FAILED)


def update(files: GateFiles, load: Callable[[], Translator], progress: Progress) -> Report:
    """Pin what the engine reaches now, unless a floor would be lower, a ceiling higher or the set smaller than before.

    A score that is below its floor, but within the margin, leaves the floor as it is. Raises NothingToJudge,
    OutputError, and what loading and translating raise.
    """
    reference = read_reference(files.reference)
    pins = read_pins(files.pins) if files.pins.exists() else None
    require_writable(str(files.pins))
    if pins is not None and len(reference.rows) < pins.lines:
        return Report(
            f"Refused: {files.reference} has {len(reference.rows)} sentences and had {pins.lines} when it was pinned. "
            "Put back those that are gone: a set may change, but not shrink.\n",
            _FAILED,
        )
    measured = measure(reference, load(), progress)
    rows = verdicts(measured, pins)
    text = as_table(rows)
    failed = _failed(rows)
    if pins is not None and failed:
        return Report(
            f"{text}\nRefused, and {files.pins} is as it was: {_named(failed)} would have to be pinned at a worse "
            "value. Mend what made it worse; whoever must lower a pin does it by hand and says why.\n"
            f"{findings(failed, measured, pins)}",
            _FAILED,
        )
    new = pins_of(measured, pins)
    if new == pins:
        return Report(f"{text}\n{files.pins} is as it was: nothing is better.\n")
    write_pins(files.pins, new)
    return Report(f"{text}\nPinned in {files.pins}. Commit it together with what made it better.\n")


def _failed(rows: Sequence[Verdict]) -> list[Verdict]:
    return [row for row in rows if not row.holds]


def _named(rows: Sequence[Verdict]) -> str:
    return ", ".join(row.heading for row in rows)
