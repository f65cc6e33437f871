"""The figures of a run, from its translation of the evaluation file, and what of them the model card says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeAlias

from summarizer.evaluation import bleu, chrf, loss_rates
from training.card import CardFields, ComparisonRow, CorpusPart
from training.config import ConfigError, EvaluationOptions, Langpair, RecipeConfig

Measurements: TypeAlias = dict[str, Any]
"""What ``measurements.json`` holds."""


def read_lines(file: str) -> list[str]:
    """The lines of a text file; a last line break starts no further one. Raises ConfigError if it cannot be read."""
    # Not splitlines(), which also splits at characters that stand within a line of these files, such as U+2028.
    try:
        return Path(file).read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"the evaluation file {file} cannot be read: {error}") from error


def require_evaluation_files(options: EvaluationOptions) -> None:
    """Raise ConfigError, before hours of training, for files that are missing or of different lengths."""
    lengths = {file: len(read_lines(file)) for file in (options.source, options.reference, *options.others.values())}
    if len(set(lengths.values())) > 1:
        listed = ", ".join(f"{file} has {count} lines" for file, count in lengths.items())
        raise ConfigError(f"the evaluation files do not match line by line: {listed}")


def measure(
    options: EvaluationOptions, hypotheses: Sequence[str], *, langpair: Langpair, training: Measurements, size: int
) -> Measurements:
    """Score ``hypotheses``, and the other systems' lines, against the reference.

    ``training`` is what the training step recorded, ``size`` the bytes of the CTranslate2 model. Raises ConfigError
    for files that cannot be read and ValueError if they are of different lengths. The loss rates are those of English
    made from Indonesian; the other direction has none.
    """
    sources, references = read_lines(options.source), read_lines(options.reference)
    return {
        "training": training,
        "ctranslate2_bytes": size,
        "evaluation": {
            "lines": len(references),
            "bleu": asdict(bleu(hypotheses, references)),
            "chrf": asdict(chrf(hypotheses, references)),
            "loss_rates": asdict(loss_rates(sources, hypotheses, references)) if langpair == "id-en" else None,
        },
        "others": [
            {"name": name, "bleu": bleu(lines, references).value, "chrf": chrf(lines, references).value}
            for name, lines in ((name, read_lines(file)) for name, file in sorted(options.others.items()))
        ],
    }


def card_fields(config: RecipeConfig, measurements: Measurements) -> CardFields:
    """The fields of the card: the words of the configuration, the figures of the run."""
    training = measurements["training"]
    return CardFields(
        name=config.model.name,
        langpair=config.model.langpair,
        words=config.card,
        training=training,
        megabytes=measurements["ctranslate2_bytes"] / 10**6,
        corpus=tuple(CorpusPart(**part) for part in training["corpus"]),
        evaluation=measurements["evaluation"],
        comparisons=tuple(ComparisonRow(**row) for row in measurements["others"]),
    )
