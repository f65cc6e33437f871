"""Scores of a translation against references, and how often our checks find something in it.

Every score carries sacrebleu's signature: two scores may be compared only if their signatures are equal. sacrebleu
comes with the extra ``training`` and is loaded when a score is asked for; the loss rates need nothing of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from summarizer.datamodels import IssueKind, has_error
from summarizer.errors import ExtraMissing
from summarizer.fidelity import check

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from sacrebleu.metrics.base import Metric

MetricName: TypeAlias = Literal["bleu", "chrf"]

# sacrebleu's own defaults, so that our intervals are the ones that its command prints.
SAMPLES = 1000
SEED = 12345
_TAIL = 0.025  # left out on either side of a 95% interval


@dataclass(frozen=True, slots=True)
class Score:
    """A corpus score from 0 to 100. ``name`` and ``signature`` are sacrebleu's, as in "chrF2" and "nrefs:1|…"."""

    name: str
    value: float
    signature: str


@dataclass(frozen=True, slots=True)
class Interval:
    """A score with the bounds that 95% of the bootstrap samples lie within; the signature tells samples and seed."""

    score: Score
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """System a against system b on the same lines; a positive ``difference`` says that a is better.

    ``low`` and ``high`` bound the difference in 95% of the samples. ``p_value`` is the share of the samples in which
    the better system does not win (Koehn 2004, one-sided), and 1 where the two have the same score.
    """

    a: Score
    b: Score
    difference: float
    low: float
    high: float
    p_value: float


@dataclass(frozen=True, slots=True)
class LossRates:
    """How often the checks find something, as shares of ``lines``, 0 to 1.

    ``by_kind`` has the share of lines with an issue of each kind, by the value of `IssueKind`, of whatever severity:
    warnings count, since an added number is never more than one. ``error`` is the share of lines that the pipeline
    would mark: those with an issue of severity error, of any kind. ``reference`` has the rates of the human
    references, which are not zero: only what lies above them is the system's own loss.
    """

    lines: int
    by_kind: dict[str, float]
    error: float
    reference: LossRates | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that is measured of one system on one test set."""

    bleu: Score
    chrf: Score
    loss_rates: LossRates

    def as_dict(self) -> dict[str, Any]:
        """The fields, nested, as JSON takes them; figures are not rounded."""
        return asdict(self)


def bleu(hypotheses: Sequence[str], references: Sequence[str]) -> Score:
    """Corpus BLEU with sacrebleu's defaults. Raises ExtraMissing, and ValueError for lists that do not match."""
    return _score("bleu", hypotheses, references)


def chrf(hypotheses: Sequence[str], references: Sequence[str]) -> Score:
    """Corpus chrF2 with sacrebleu's defaults. Raises ExtraMissing, and ValueError for lists that do not match."""
    return _score("chrf", hypotheses, references)


def loss_rates(sources: Sequence[str], hypotheses: Sequence[str], references: Sequence[str] | None = None) -> LossRates:
    """How often the checks find something in the hypotheses, and, if they are given, in the references.

    Raises ValueError for lists that do not match.
    """
    if references is None:
        require_same_length(sources=sources, hypotheses=hypotheses)
        return _loss_rates(sources, hypotheses, None)
    require_same_length(sources=sources, hypotheses=hypotheses, references=references)
    return _loss_rates(sources, hypotheses, _loss_rates(sources, references, None))


def confidence_interval(
    hypotheses: Sequence[str],
    references: Sequence[str],
    metric: MetricName,
    samples: int = SAMPLES,
    seed: int = SEED,
) -> Interval:
    """The 95% interval of a score by bootstrap resampling of the lines; the same seed gives the same interval.

    Raises ExtraMissing, and ValueError for lists that do not match, for too few samples or for no such metric.
    """
    require_same_length(hypotheses=hypotheses, references=references)
    require_samples(samples)
    measure = _metric(metric)
    statistics = _line_statistics(measure, hypotheses, references)
    score = _total(measure, statistics, samples, seed)
    low, high = bounds(_sampled_scores(measure, statistics, samples, seed))
    return Interval(score, low, high)


def compare(
    hypotheses_a: Sequence[str],
    hypotheses_b: Sequence[str],
    references: Sequence[str],
    metric: MetricName = "bleu",
    samples: int = SAMPLES,
    seed: int = SEED,
) -> Comparison:
    """Paired bootstrap resampling: both systems are scored on the same samples of the lines.

    Not sacrebleu's PairedTest: that gives no interval of the difference, and a system compared with itself p = 0.001.
    Raises ExtraMissing, and ValueError for lists that do not match, for too few samples or for no such metric.
    """
    import numpy as np

    require_same_length(hypotheses_a=hypotheses_a, hypotheses_b=hypotheses_b, references=references)
    require_samples(samples)
    measure = _metric(metric)
    statistics_a = _line_statistics(measure, hypotheses_a, references)
    statistics_b = _line_statistics(measure, hypotheses_b, references)
    a = _total(measure, statistics_a, samples, seed)
    b = _total(measure, statistics_b, samples, seed)
    difference = a.value - b.value
    sampled = _sampled_scores(measure, statistics_a, samples, seed) - _sampled_scores(
        measure, statistics_b, samples, seed
    )
    low, high = bounds(sampled)
    not_won = int(np.count_nonzero(np.sign(difference) * sampled <= 0))
    # The observed lines count as one more sample, so that no finite number of samples proves p = 0.
    p_value = (not_won + 1) / (samples + 1)
    return Comparison(a, b, difference, low, high, p_value)


def evaluate(sources: Sequence[str], hypotheses: Sequence[str], references: Sequence[str]) -> Evaluation:
    """BLEU, chrF and the loss rates. Raises ExtraMissing, and ValueError for lists that do not match."""
    require_same_length(sources=sources, hypotheses=hypotheses, references=references)
    return Evaluation(
        bleu=bleu(hypotheses, references),
        chrf=chrf(hypotheses, references),
        loss_rates=loss_rates(sources, hypotheses, references),
    )


def _score(name: MetricName, hypotheses: Sequence[str], references: Sequence[str]) -> Score:
    require_same_length(hypotheses=hypotheses, references=references)
    metric = _metric(name)
    score = metric.corpus_score(hypotheses, [references])
    return Score(score.name, float(score.score), str(metric.get_signature()))


def _metric(name: MetricName) -> Metric:
    try:
        from sacrebleu.metrics.bleu import BLEU
        from sacrebleu.metrics.chrf import CHRF
    except ImportError as error:
        raise ExtraMissing(
            'scores need the package sacrebleu, which is not installed. Run: pip install "summarizer-id[training]"'
        ) from error
    metrics: dict[str, type[Metric]] = {"bleu": BLEU, "chrf": CHRF}
    if name not in metrics:
        raise ValueError(f"no metric {name!r}; there are {', '.join(metrics)}")
    return metrics[name]()


def _line_statistics(metric: Metric, hypotheses: Sequence[str], references: Sequence[str]) -> npt.NDArray[np.float64]:
    """What the score is computed from, one row a line: the score of any set of lines is that of their sum.

    sacrebleu has no public name for it. Its public bootstrap takes the seed from the environment, which belongs to
    the whole process.
    """
    import numpy as np

    return np.array(metric._extract_corpus_statistics(hypotheses, [references]), dtype=np.float64)


def _total(metric: Metric, statistics: npt.NDArray[np.float64], samples: int, seed: int) -> Score:
    score = metric._compute_score_from_stats(statistics.sum(0).tolist())
    signature = metric.get_signature()
    signature.update("bs", samples)
    signature.update("seed", seed)
    return Score(score.name, float(score.score), str(signature))


def _sampled_scores(
    metric: Metric, statistics: npt.NDArray[np.float64], samples: int, seed: int
) -> npt.NDArray[np.float64]:
    """The score of each sample. The lines drawn depend on the seed and the number of lines alone, hence "paired"."""
    import numpy as np

    chance = np.random.default_rng(seed)
    drawn = chance.choice(len(statistics), size=(samples, len(statistics)), replace=True)
    sums = (statistics[lines].sum(0).tolist() for lines in drawn)
    return np.array([metric._compute_score_from_stats(total).score for total in sums], dtype=np.float64)


def bounds(scores: npt.NDArray[np.float64]) -> tuple[float, float]:
    """What 95% of the scores of the bootstrap samples lie within."""
    import numpy as np

    low, high = np.quantile(scores, [_TAIL, 1 - _TAIL])
    return float(low), float(high)


def _loss_rates(sources: Sequence[str], targets: Sequence[str], reference: LossRates | None) -> LossRates:
    found = [check(source, target) for source, target in zip(sources, targets, strict=True)]
    counts = Counter(kind for issues in found for kind in {issue.kind for issue in issues})
    rates = {kind.value: counts[kind] / len(found) for kind in IssueKind}
    error = sum(map(has_error, found)) / len(found)
    return LossRates(lines=len(found), by_kind=rates, error=error, reference=reference)


def require_same_length(**lists: Sequence[str]) -> None:
    """Raise ValueError for a string in place of a list, for empty lists, and for lists of different lengths."""
    for name, lines in lists.items():
        if isinstance(lines, str):
            raise ValueError(f"{name} must be a list of lines, not one string")
    lengths = {len(lines) for lines in lists.values()}
    if len(lengths) > 1:
        counts = ", ".join(f"{len(lines)} {name}" for name, lines in lists.items())
        raise ValueError(f"the lists must have the same length, line by line: {counts}")
    if lengths == {0}:
        raise ValueError(f"nothing to evaluate: {' and '.join(lists)} are empty")


def require_samples(samples: int) -> None:
    """Raise ValueError for fewer samples than a 95% interval needs."""
    # Below that a tail of 2.5% holds no sample.
    if samples < 1 / _TAIL:
        raise ValueError(f"a 95% interval needs at least {round(1 / _TAIL)} samples, not {samples}")
