"""Scores of a translation against references, and what it lost of the facts."""

from summarizer.evaluation.losses import Losses, Part, count_losses
from summarizer.evaluation.scores import (
    Comparison,
    Evaluation,
    Interval,
    LossRates,
    MetricName,
    Score,
    bleu,
    chrf,
    compare,
    confidence_interval,
    evaluate,
    loss_rates,
)

__all__ = [
    "Comparison",
    "Evaluation",
    "Interval",
    "LossRates",
    "Losses",
    "MetricName",
    "Part",
    "Score",
    "bleu",
    "chrf",
    "compare",
    "confidence_interval",
    "count_losses",
    "evaluate",
    "loss_rates",
]
