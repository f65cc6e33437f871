"""What translations and summaries are worth: scores against references, and the facts that are lost or made up."""

from summarizer.evaluation.losses import Losses, Part, count_losses
from summarizer.evaluation.rouge import Rouge, rouge
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
from summarizer.evaluation.summaries import (
    SummaryEvaluation,
    SummaryMeasures,
    evaluate_summaries,
    measure_summary,
)
from summarizer.evaluation.unsupported import Evidence, Unsupported

__all__ = [
    "Comparison",
    "Evaluation",
    "Evidence",
    "Interval",
    "LossRates",
    "Losses",
    "MetricName",
    "Part",
    "Rouge",
    "Score",
    "SummaryEvaluation",
    "SummaryMeasures",
    "Unsupported",
    "bleu",
    "chrf",
    "compare",
    "confidence_interval",
    "count_losses",
    "evaluate",
    "evaluate_summaries",
    "loss_rates",
    "measure_summary",
    "rouge",
]
