"""The figures of a run, from its translation of the evaluation file, and what of them the model card says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from summarizer.evaluation import bleu, chrf, evaluate
from training.card import CardFields, ComparisonRow, CorpusPart
from training.config import CardOptions, RecipeConfig
from training.corpus.reading import Pair

Measurements: TypeAlias = dict[str, Any]
"""What ``measurements.json`` holds."""


def read_lines(file: str) -> list[str]:
    """The lines of a text file; a last line break starts no further one."""
    # Not splitlines(), which also splits at characters that stand within a line of these files, such as U+2028.
    return Path(file).read_text(encoding="utf-8").removesuffix("\n").split("\n")


def measure(
    config: RecipeConfig, hypotheses: Sequence[str], *, training: Measurements, pairs: Iterable[Pair], size: int
) -> Measurements:
    """Score ``hypotheses``, and the other systems' lines, against the reference.

    ``training`` is what the training step recorded, ``pairs`` the rows trained on, ``size`` the bytes of the
    CTranslate2 model. Raises ValueError if the files are of different lengths.
    """
    sources, references = read_lines(config.evaluation.source), read_lines(config.evaluation.reference)
    corpus = Counter((pair.source_name, pair.licence) for pair in pairs)
    others = []
    for name, file in sorted(config.evaluation.others.items()):
        lines = read_lines(file)
        others.append({"name": name, "bleu": bleu(lines, references).value, "chrf": chrf(lines, references).value})
    return {
        "name": config.model.name,
        "training": training,
        "corpus": [
            {"source": source, "licence": licence, "pairs": count}
            for (source, licence), count in sorted(corpus.items())
        ],
        "ctranslate2_bytes": size,
        "evaluation": evaluate(sources, hypotheses, references).as_dict(),
        "others": others,
    }


def card_fields(options: CardOptions, measurements: Measurements) -> CardFields:
    """The fields of the card: the words of the configuration, the figures of the run."""
    training = measurements["training"]
    return CardFields(
        name=measurements["name"],
        base=options.base,
        architecture=options.architecture,
        parameters=training["parameters"],
        megabytes=measurements["ctranslate2_bytes"] / 10**6,
        corpus=tuple(CorpusPart(**part) for part in measurements["corpus"]),
        training_tokens=training["tokens"],
        minutes=training["minutes"],
        hardware=options.hardware,
        test_set=options.test_set,
        evaluation=measurements["evaluation"],
        comparisons=tuple(ComparisonRow(**row) for row in measurements["others"]),
        intended_use=options.intended_use,
        limits=options.limits,
    )
