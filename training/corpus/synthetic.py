"""Synthetic pairs are held to what the corpus is held to: a model writes other scripts, lost numbers and copies too."""

from __future__ import annotations

import hashlib
from pathlib import Path

from summarizer.documents.output import write_output
from training.corpus.counting import PreparationReport, by_licence, by_source
from training.corpus.deduplication import Deduplicator, ExactDeduplicator
from training.corpus.errors import CorpusError
from training.corpus.keys import key
from training.corpus.options import DISTILLED, CorpusOptions
from training.corpus.prepare import kept_pairs, reasons, tsv
from training.corpus.reading import Pair, read_pairs


def prepare_synthetic(
    raw: Path, options: CorpusOptions, train: Path, output: Path, held_out: Path | None = None
) -> PreparationReport:
    """Write those rows of ``raw`` that pass the checks of the corpus to ``output``, its counts beside it first.

    Rows that have a sentence of ``held_out`` on a side are dropped, rows that ``train`` holds already, and a further
    translation of one of its sentences. Of distillation, where that is the point, only the same pair to the letter is.
    Of ``options.sources``, only weights of the kinds of synthetic pairs apply. Raises CorpusError for a file that
    cannot be used, and if no row is left, with the counts; OutputError where the output cannot be written.
    """
    kept_apart = {key(text) for pair in (read_pairs(held_out) if held_out else ()) for text in _sides(pair)}
    by_sentence, by_pair = Deduplicator(), ExactDeduplicator()
    for pair in read_pairs(train):
        by_sentence.reason_to_drop(pair)
        by_pair.reason_to_drop(pair)

    def repeats(pair: Pair) -> str | None:
        if not kept_apart.isdisjoint(map(key, _sides(pair))):
            return "held out"
        return (by_pair if pair.source_name == DISTILLED else by_sentence).reason_to_drop(pair)

    kept, steps = kept_pairs(read_pairs(raw), options, repeats)
    if not kept:
        raise CorpusError(f"{raw}: no synthetic row is left; rows dropped: {reasons(steps)}")
    text = tsv(kept)
    report = PreparationReport(
        steps=steps,
        sources=by_source(kept),
        licences=by_licence(kept),
        train_rows=len(kept),
        dev_rows=0,
        train_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    write_output(str(output.with_suffix(".counts.json")), report.as_json())
    write_output(str(output), text)
    return report


def _sides(pair: Pair) -> tuple[str, str]:
    return pair.indonesian, pair.english
