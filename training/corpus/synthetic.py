"""Synthetic pairs are held to what the corpus is held to: a model writes other scripts, lost numbers and copies too."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from summarizer.documents.output import write_output
from training.corpus.counting import PreparationReport, by_licence, by_source
from training.corpus.deduplication import Deduplicator
from training.corpus.errors import CorpusError
from training.corpus.options import CorpusOptions
from training.corpus.prepare import kept_pairs, reasons, tsv
from training.corpus.reading import read_pairs

DISTILLED = "synthetic-kd"


def prepare_synthetic(raw: Path, options: CorpusOptions, train: Path, output: Path) -> PreparationReport:
    """Write those rows of ``raw`` that pass the checks of the corpus to ``output``, its counts beside it first.

    Rows that ``train`` holds already are dropped, and so is a further translation of one of its sentences, except
    from distillation, where that is the point. Raises CorpusError if no row is left, with the counts.
    """
    distilled = any(pair.source_name == DISTILLED for pair in read_pairs(raw))
    deduplicator = Deduplicator(targets_per_source=2 if distilled else 1)
    for pair in read_pairs(train):
        deduplicator.reason_to_drop(pair)
    # The weights are those of the corpus's sources.
    kept, steps = kept_pairs(read_pairs(raw), replace(options, sources={}), deduplicator)
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
