"""Sentences to an engine: each distinct one once, in batches of like length, the order restored."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.datamodels import DecodingOptions, Hypothesis
from summarizer.protocols import Progress, Translator
from summarizer.translation.clauses import split_at_clauses

# Small enough for the progress to move in an article of a dozen sentences; docs/decisions/0002 has the figures.
BATCH_SIZE = 8


def translate_sentences(
    sentences: Sequence[str],
    translator: Translator,
    options: DecodingOptions,
    progress: Progress,
    stage: str = "translating",
) -> list[list[Hypothesis]]:
    """Hypotheses for each sentence, best first.

    A sentence over the engine's limit is split at clauses, and has one hypothesis, rejoined from the pieces'.
    """
    pieces = {
        sentence: split_at_clauses(sentence, translator.max_source_tokens, translator.count_tokens)
        for sentence in dict.fromkeys(sentences)
    }
    distinct = dict.fromkeys(piece for parts in pieces.values() for piece in parts)
    # Equal lengths keep their order of appearance, so the same text always makes the same batches.
    ordered = sorted(distinct, key=translator.count_tokens)
    results: dict[str, list[Hypothesis]] = {}
    for start in range(0, len(ordered), BATCH_SIZE):
        progress(stage, start, len(ordered))
        batch = ordered[start : start + BATCH_SIZE]
        results.update(zip(batch, translator.translate_batch(batch, options), strict=True))
    if ordered:
        progress(stage, len(ordered), len(ordered))
    rejoined = {
        sentence: results[sentence] if len(parts) == 1 else [_rejoin([results[part] for part in parts])]
        for sentence, parts in pieces.items()
    }
    return [rejoined[sentence] for sentence in sentences]


def _rejoin(parts: list[list[Hypothesis]]) -> Hypothesis:
    best = [hypotheses[0] if hypotheses else Hypothesis("", finished=False) for hypotheses in parts]
    # A model ends each piece like a sentence; inside the rejoined one these ends are not.
    texts = [part.text.removesuffix(".") for part in best[:-1]] + [best[-1].text]
    return Hypothesis(" ".join(texts).strip(), finished=all(part.finished for part in best))
