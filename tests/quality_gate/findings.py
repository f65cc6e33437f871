"""Which lines made a measure fail, for whoever has to find out why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from summarizer.datamodels import Severity
from summarizer.evaluation import Losses, chrf, count_losses
from summarizer.fidelity.numbers import numbers_of
from tests.quality_gate.measuring import CHRF, Line, Measured
from tests.quality_gate.pins import Pins
from tests.quality_gate.verdicts import Verdict

_MOST_LINES = 10
_WORD = re.compile(r"[\w-]+")


def findings(failed: Iterable[Verdict], measured: Measured, pins: Pins) -> str:
    """For each measure that failed the lines to look at: what they lost, their source, ours and the reference."""
    return "".join(_of_measure(verdict, measured, pins) for verdict in failed)


def _of_measure(verdict: Verdict, measured: Measured, pins: Pins) -> str:
    if verdict.name == CHRF:
        scores = {line.row.line: chrf([line.translation.text], [line.row.reference]).value for line in measured.lines}
        worst = sorted(measured.lines, key=lambda line: scores[line.row.line])
        return _listed(f"{verdict.heading}, the lowest lines", worst, lambda line: f"{scores[line.row.line]:.1f}")
    losing = measured.losing(verdict.name)
    known = set(pins.losing_lines[verdict.name])
    # The numbers of the lines mean nothing in a set with other lines.
    is_same_set = pins.reference_sha256 == measured.reference.sha256
    news = [line for line in losing if line.row.line not in known] if is_same_set else []
    title = f"{verdict.heading}, lines that did not when this was pinned" if news else verdict.heading
    return _listed(title, news or losing, lambda line: ", ".join(lost_facts(verdict.name, line)))


def lost_facts(measure: str, line: Line) -> list[str]:
    """What of that measure the line lost or made up, as far as it shows in a single word or number."""
    source, target, reference = line.row.source, line.translation.text, line.row.reference

    def losses(of_source: str, of_target: str) -> Losses:
        return count_losses([of_source], [of_target], [reference])

    match measure:
        case "numbers_lost":
            figures = [number.text for number in numbers_of(source, "id")]
            return [figure for figure in figures if losses(figure, target).numbers.count]
        case "names_lost":
            return [word for word in dict.fromkeys(_WORD.findall(source)) if losses(word, target).names.count]
        case "numbers_invented":
            figures = [number.text for number in numbers_of(target, "en")]
            return [figure for figure in figures if losses(source, figure).invented.count]
        case _:
            return [issue.detail for issue in line.translation.issues if issue.severity is Severity.ERROR]


def _listed(title: str, lines: Sequence[Line], told: Callable[[Line], str]) -> str:
    shown = [f"\n{title}:\n"]
    for line in lines[:_MOST_LINES]:
        row, facts = line.row, told(line)
        shown.append(
            f"  line {row.line} ({row.register}){facts and f': {facts}'}\n"
            f"    source:    {row.source}\n"
            f"    ours:      {line.translation.text}\n"
            f"    reference: {row.reference}\n"
        )
    if len(lines) > _MOST_LINES:
        shown.append(f"  and {len(lines) - _MOST_LINES} more\n")
    return "".join(shown)
