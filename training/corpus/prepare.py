"""From a folder of sentence pairs to the rows that a model is trained on: the same input gives the same bytes."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from rich.console import Console
from rich.progress import track

from summarizer.documents.output import write_output
from training.corpus.counting import PreparationReport, RowCounts, StepCount, by_licence, by_source
from training.corpus.deduplication import Deduplicator
from training.corpus.errors import CorpusError
from training.corpus.filtering import reason_to_drop
from training.corpus.keys import fraction, key
from training.corpus.licences import is_shippable
from training.corpus.normalising import normalise
from training.corpus.options import SYNTHETIC, CorpusOptions
from training.corpus.overlap import read_evaluation
from training.corpus.reading import COLUMNS, Pair, corpus_files, read_pairs
from training.corpus.splitting import split
from training.corpus.variants import joined_variants, quoted_variants

__all__ = ["CorpusOptions", "PreparationReport", "prepare"]

Check = Callable[[Pair], str | None]
_NORMALISING = "normalising"


def prepare(options: CorpusOptions, output: Path) -> PreparationReport:
    """Write ``train.tsv``, ``dev.tsv`` and ``counts.json`` to the folder ``output``, each whole or not at all.

    The variants stand at the end of ``train.tsv``, so whoever trains shuffles the rows. Raises CorpusError for input
    that cannot be used and where no row is left to train on, and OutputError where the output cannot be written.
    """
    names: set[str] = set()
    kept, steps = kept_pairs(_named(_pairs(Path(options.folder)), names), options, Deduplicator().reason_to_drop)
    _require_known(options.sources, names, options.folder)
    train, dev = split(kept, options.held_out_per_mille)
    if not train:
        raise CorpusError(f"{options.folder}: no row is left to train on; rows dropped: {reasons(steps)}")
    of_held_out = len(kept) - len(train) - len(dev)
    of_splitting = {"held out": len(dev), "English side held out": of_held_out}
    splitting = StepCount("splitting", len(kept), len(train), of_splitting)
    # Two sentences in a row can hold eight words of the evaluation that neither holds alone.
    is_clean = read_evaluation(map(Path, options.evaluation_files)).is_clean
    quoted = list(quoted_variants(train, options.quoted_share, options.max_characters))
    together = list(joined_variants(train, options.joined_share, options.max_characters))
    joined = list(filter(is_clean, together))
    rows = [*train, *quoted, *joined]
    numbers = {"quoted": len(quoted), "joined": len(joined)}
    if left_out := len(together) - len(joined):
        numbers["joined, left out for evaluation words"] = left_out
    added = StepCount("variants", len(train), len(rows), numbers)

    text = tsv(rows)
    report = PreparationReport(
        steps=(*steps, splitting, added),
        sources=by_source((*rows, *dev)),
        licences=by_licence((*rows, *dev)),
        train_rows=len(rows),
        dev_rows=len(dev),
        train_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    output.mkdir(parents=True, exist_ok=True)
    write_output(str(output / "train.tsv"), text)
    write_output(str(output / "dev.tsv"), tsv(dev))
    # Last, so that counts which are there speak of the rows which are there.
    write_output(str(output / "counts.json"), report.as_json())
    return report


def kept_pairs(
    rows: Iterable[Pair], options: CorpusOptions, repeats: Check
) -> tuple[list[Pair], tuple[StepCount, ...]]:
    """The normalised pairs that pass every check, in the order given, and what each step has dropped or changed.

    ``repeats`` is the last check, and the only one that remembers what it was shown.
    """
    before = _checks_of_origin(options)
    after = _checks_of_text(options, repeats)
    counts = RowCounts([*before, _NORMALISING, *after], changing=_NORMALISING)
    kept: list[Pair] = []
    number = 0
    for pair in rows:
        number += 1
        if _dropped(pair, before, counts):
            continue
        pair, changes = normalise(pair)
        for change in changes:
            counts.count(_NORMALISING, change)
        if not _dropped(pair, after, counts):
            kept.append(pair)
    return kept, counts.steps(number)


def _checks_of_origin(options: CorpusOptions) -> dict[str, Check]:
    def licence(pair: Pair) -> str | None:
        return None if is_shippable(pair.licence) or not options.shippable_only else pair.licence or "empty"

    def weight(pair: Pair) -> str | None:
        share = options.sources.get(pair.source_name, 1.0)
        # A number of its own for distilled rows: by that of the corpus, half of a halved source would be all of it.
        purpose = f"{pair.source_name} weight" if pair.source_name in SYNTHETIC else "weight"
        return None if fraction(purpose, key(pair.indonesian)) < share else pair.source_name

    return {"licences": licence, "sources": weight}


def _checks_of_text(options: CorpusOptions, repeats: Check) -> dict[str, Check]:
    evaluation = read_evaluation(map(Path, options.evaluation_files))
    return {
        "filtering": lambda pair: reason_to_drop(pair, options.max_characters),
        # Before the duplicates: a row of the evaluation must not displace another translation of its sentence.
        "overlap": evaluation.reason_to_drop,
        "deduplication": repeats,
    }


def _dropped(pair: Pair, checks: dict[str, Check], counts: RowCounts) -> bool:
    for step, check in checks.items():
        if reason := check(pair):
            counts.count(step, reason)
            return True
    return False


def _require_known(sources: Iterable[str], names: set[str], folder: str) -> None:
    if unknown := sorted(set(sources) - names - set(SYNTHETIC)):
        raise CorpusError(f"{folder}: has no source {', '.join(unknown)}; it has {', '.join(sorted(names))}")


def _named(pairs: Iterable[Pair], names: set[str]) -> Iterator[Pair]:
    for pair in pairs:
        names.add(pair.source_name)
        yield pair


def _pairs(folder: Path) -> Iterator[Pair]:
    """All rows of ``folder``, with a progress line on a terminal."""
    rows: Iterable[Pair] = (pair for path in corpus_files(folder) for pair in read_pairs(path))
    if not sys.stderr.isatty():
        yield from rows
        return
    yield from track(rows, description="preparing rows", console=Console(stderr=True), transient=True)


def reasons(steps: Iterable[StepCount]) -> str:
    """How many rows each step has dropped, in words."""
    dropped = (f"{step.step} {step.rows_in - step.rows_out}" for step in steps if step.rows_in > step.rows_out)
    return ", ".join(dropped) or "none"


def tsv(pairs: Iterable[Pair]) -> str:
    """The rows as a file of the corpus."""
    rows = ("\t".join((pair.source, pair.licence, pair.indonesian, pair.english)) for pair in pairs)
    return "\n".join(("\t".join(COLUMNS), *rows)) + "\n"
