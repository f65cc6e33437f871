"""What a run found, as a Markdown page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from training.ranking.development import Choice
from training.ranking.measuring import METRICS, Array, Difference, difference

_METRIC_NAMES = ("ROUGE-1", "ROUGE-2", "ROUGE-L")
_OURS = "trained"


@dataclass(frozen=True, slots=True)
class Findings:
    """``measured`` is what `measure` returns for the ``tested`` articles; ``choices`` are weighed on ``learnt``."""

    learnt: int
    tested: int
    base: float
    choices: Sequence[Choice]
    measured: Mapping[str, Mapping[str, Array]]


def report(findings: Findings, resamples: int, seed: int) -> str:
    """The page; differences are with 95% intervals of a paired bootstrap of ``resamples`` drawn with ``seed``."""
    return "\n".join(
        [
            f"Test split: {findings.tested} articles. F1 in percent, no stemming. In brackets: how much higher the "
            f"trained ranking is, with the 95% interval of a paired bootstrap ({resamples:,} resamples).",
            "",
            *_scores(findings.measured, resamples, seed),
            "",
            f"Development: {findings.learnt} articles, cross-validated, the mean of ROUGE-1 and -2 at two, three "
            f"and four sentences. As it is: {findings.base:.2f}.",
            "",
            "| change | difference | standard error |",
            "| --- | ---: | ---: |",
            *(f"| {one.change} | {one.difference:+.2f} | {one.error:.2f} |" for one in findings.choices),
            "",
        ]
    )


def _scores(measured: Mapping[str, Mapping[str, Array]], resamples: int, seed: int) -> Iterator[str]:
    yield f"| length | ranking | {' | '.join(_METRIC_NAMES)} |"
    yield f"| --- | --- |{' ---: |' * len(METRICS)}"
    for label, systems in measured.items():
        for name, scores in systems.items():
            cells = [
                f"{column.mean():.1f}" + ("" if name == _OURS else _interval(ours, column, resamples, seed))
                for ours, column in zip(systems[_OURS].T, scores.T, strict=True)
            ]
            yield f"| {label} | {name} | {' | '.join(cells)} |"


def _interval(ours: Array, peer: Array, resamples: int, seed: int) -> str:
    found: Difference = difference(ours, peer, resamples, seed)
    return f" ({found.mean:+.1f}: {found.low:+.1f} to {found.high:+.1f})"
