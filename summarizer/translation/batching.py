"""Sentences to an engine: each distinct one once, in batches of like length, the order restored."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

from summarizer.datamodels import DecodingOptions, Hypothesis
from summarizer.fidelity.langpairs import sides
from summarizer.protocols import Progress, Translator
from summarizer.translation.clauses import split_at_clauses

# A batch is bounded by sentences and by tokens (sentences times the longest of them), here for the usual beam, since
# each beam takes as much memory again. Larger batches take more memory and hardly less time (docs/decisions/0026).
BATCH_SENTENCES = 16
BATCH_TOKENS = 480
_USUAL_BEAM = 4
# Few sentences are divided all the same: between the workers, in more batches than these are, since lengths differ and
# one would wait for the other; and for the reader, who sees the progress of an article.
_FEWEST_BATCHES = 4
_FEWEST_SENTENCES = 4  # for the reader alone they are not divided further: it takes longer
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
    if ordered:
        progress(stage, 0, len(ordered))
    batches = _batches(ordered, translator, options.beam_size)
    if stage == TRANSLATING and len(ordered) > _FEWEST_SENTENCES:
        # Whoever waits sees how an article begins, and not in the end, while the others are being computed.
        opening = pieces[sentences[0]][0]
        rest = [piece for piece in ordered if piece != opening]
        batches = chain([[opening]], _batches(rest, translator, options.beam_size))
    for batch, hypotheses in _translated(batches, translator, options):
        results.update(zip(batch, hypotheses, strict=True))
        progress(stage, len(results), len(ordered))
    rejoined = {
        sentence: results[sentence] if len(parts) == 1 else [_rejoin([results[part] for part in parts])]
        for sentence, parts in pieces.items()
    }
    return [rejoined[sentence] for sentence in sentences]


def _batches(ordered: Sequence[str], translator: Translator, beam_size: int) -> Iterator[list[str]]:
    lengths = list(map(translator.count_tokens, ordered))
    share = sum(lengths) / max(_FEWEST_BATCHES, 2 * translator.workers)
    fewest = _FEWEST_SENTENCES if translator.workers == 1 else 1
    most, most_tokens = (bound * _USUAL_BEAM / beam_size for bound in (BATCH_SENTENCES, BATCH_TOKENS))
    batch: list[str] = []
    tokens = 0
    for sentence, length in zip(ordered, lengths, strict=True):
        grown = len(batch) + 1
        has_its_share = tokens >= share and len(batch) >= fewest
        if batch and (has_its_share or grown > most or grown * length > most_tokens):
            yield batch
            batch, tokens = [], 0
        batch.append(sentence)
        tokens += length
    if batch:
        yield batch


def _translated(
    batches: Iterator[list[str]], translator: Translator, options: DecodingOptions
) -> Iterator[tuple[list[str], list[list[Hypothesis]]]]:
    """Each batch with its hypotheses, in order; as many are computed side by side as the engine has workers.

    What one of them raises ends all: those that are being computed are waited for, and no other is begun.
    """
    if translator.workers == 1:
        for batch in batches:
            yield batch, translator.translate_batch(batch, options)
        return
    failed = threading.Event()

    def computed(batch: Sequence[str]) -> list[list[Hypothesis]]:
        if failed.is_set():
            return []  # never read: the batch that failed was begun before, and is read first
        try:
            return translator.translate_batch(batch, options)
        except BaseException:
            failed.set()
            raise

    with ThreadPoolExecutor(translator.workers) as pool:
        try:
            for batch, future in [(batch, pool.submit(computed, batch)) for batch in batches]:
                yield batch, future.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _rejoin(parts: list[list[Hypothesis]]) -> Hypothesis:
    best = [hypotheses[0] if hypotheses else Hypothesis("", finished=False) for hypotheses in parts]
    # A model ends each piece like a sentence; inside the rejoined one these ends are not.
    texts = [part.text.removesuffix(".") for part in best[:-1]] + [best[-1].text]
    return Hypothesis(" ".join(texts).strip(), finished=all(part.finished for part in best))
