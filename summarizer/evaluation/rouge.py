"""ROUGE of summaries against human ones, with intervals.

rouge-score comes with the extra ``training`` and is loaded when a score is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from summarizer.errors import ExtraMissing
from summarizer.evaluation.scores import SAMPLES, SEED, Interval, Score, bounds, require_same_length, require_samples
from summarizer.protocols import Progress, no_progress

_NAMES = {"rouge1": "ROUGE-1", "rouge2": "ROUGE-2", "rougeL": "ROUGE-L"}


@dataclass(frozen=True, slots=True)
class Rouge:
    """The F1 of each, from 0 to 100: the mean over summaries, with its 95% interval. All have the same signature."""

    rouge1: Interval
    rouge2: Interval
    rouge_l: Interval

    @property
    def intervals(self) -> tuple[Interval, ...]:
        return self.rouge1, self.rouge2, self.rouge_l

    @property
    def signature(self) -> str:
        """Two figures may be compared only if this is equal."""
        return self.rouge1.score.signature


def rouge(
    summaries: Sequence[str],
    references: Sequence[str],
    lang: str = "en",
    samples: int = SAMPLES,
    seed: int = SEED,
    progress: Progress = no_progress,
) -> Rouge:
    """ROUGE-1, -2 and -L of each summary against its reference, both in ``lang``.

    ROUGE-L is that of a summary as one sequence. Words are stemmed if they are English: the stemmer knows no other
    language. The interval is by bootstrap resampling of the summaries; the same seed gives the same interval.

    Raises ExtraMissing, and ValueError for lists that do not match or too few samples.
    """
    import numpy as np

    require_same_length(summaries=summaries, references=references)
    require_samples(samples)
    is_stemmed = lang == "en"
    scorer = _scorer(is_stemmed)
    rows = []
    for done, (summary, reference) in enumerate(zip(summaries, references, strict=True), start=1):
        scored = scorer.score(reference, summary)
        rows.append([100 * scored[metric].fmeasure for metric in _NAMES])
        progress("scoring against the references", done, len(summaries))
    scores = np.array(rows)
    chance = np.random.default_rng(seed)
    # Sample by sample: all draws of a large set at once would take gigabytes.
    means = np.array([scores[chance.integers(len(scores), size=len(scores))].mean(axis=0) for _ in range(samples)])
    signature = (
        f"nrefs:1|f:1|stemmer:{'porter' if is_stemmed else 'no'}|bs:{samples}|seed:{seed}|"
        f"version:rouge-score-{version('rouge-score')}"
    )
    return Rouge(
        *(
            Interval(Score(name, float(scores[:, column].mean()), signature), *bounds(means[:, column]))
            for column, name in enumerate(_NAMES.values())
        )
    )


def _scorer(is_stemmed: bool) -> Any:
    try:
        from rouge_score.rouge_scorer import RougeScorer
    except ImportError as error:
        raise ExtraMissing(
            'ROUGE needs the package rouge-score, which is not installed. Run: pip install "summarizer-id[training]"'
        ) from error
    return RougeScorer(list(_NAMES), use_stemmer=is_stemmed)
