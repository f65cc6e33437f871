"""Sentences to an engine: each distinct one once, in batches of like length, the order restored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.datamodels import DecodingOptions, Hypothesis
from summarizer.fidelity.langpairs import sides
from summarizer.protocols import Progress, Translator
from summarizer.translation.clauses import split_at_clauses

# A batch is bounded by sentences, so that the progress moves in an article of a dozen, and by tokens (sentences times
# the longest of them), because memory grows with them; docs/decisions/0002 has the figures.
BATCH_SENTENCES = 12
BATCH_TOKENS = 320
TRANSLATING = "translating"
"""The stage of the first tries, as a Progress is told of it."""


def translate_sentences(
    sentences: Sequence[str],
    translator: Translator,
    options: DecodingOptions,
    progress: Progress,
    stage: str = TRANSLATING,
    max_tokens: int | None = None,
) -> list[list[Hypothesis]]:
    """Hypotheses for each sentence, best first.

    A sentence of more than ``max_tokens`` tokens (the engine's own limit by default) is split at clauses, and has one
    hypothesis, rejoined from the pieces'.
    """
    limit = min(max_tokens or translator.max_source_tokens, translator.max_source_tokens)
    lang = sides(translator.langpair).source
    pieces = {
        sentence: split_at_clauses(sentence, limit, translator.count_tokens, lang)
        for sentence in dict.fromkeys(sentences)
    }
    distinct = dict.fromkeys(piece for parts in pieces.values() for piece in parts)
    # Equal lengths keep their order of appearance, so the same text always makes the same batches.
    ordered = sorted(distinct, key=translator.count_tokens)
    results: dict[str, list[Hypothesis]] = {}
    for batch in _batches(ordered, translator):
        progress(stage, len(results), len(ordered))
        results.update(zip(batch, translator.translate_batch(batch, options), strict=True))
    if ordered:
        progress(stage, len(ordered), len(ordered))
    rejoined = {
        sentence: results[sentence] if len(parts) == 1 else [_rejoin([results[part] for part in parts])]
        for sentence, parts in pieces.items()
    }
    return [rejoined[sentence] for sentence in sentences]


def _batches(ordered: Sequence[str], translator: Translator) -> Iterator[list[str]]:
    batch: list[str] = []
    for sentence in ordered:
        grown = len(batch) + 1
        if batch and (grown > BATCH_SENTENCES or grown * translator.count_tokens(sentence) > BATCH_TOKENS):
            yield batch
            batch = []
        batch.append(sentence)
    if batch:
        yield batch


def _rejoin(parts: list[list[Hypothesis]]) -> Hypothesis:
    best = [hypotheses[0] if hypotheses else Hypothesis("", finished=False) for hypotheses in parts]
    # A model ends each piece like a sentence; inside the rejoined one these ends are not.
    texts = [part.text.removesuffix(".") for part in best[:-1]] + [best[-1].text]
    return Hypothesis(" ".join(texts).strip(), finished=all(part.finished for part in best))
