"""A batch from its input to its report."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol

from summarizer.batch.chart import write_chart
from summarizer.batch.items import Outcome, Record, RunTotals, Skipped, Source
from summarizer.batch.manifest import Manifest
from summarizer.batch.outputs import Output
from summarizer.batch.planning import Plan, Planned, Rerun
from summarizer.batch.report import report_markdown
from summarizer.batch.report_figures import summarise
from summarizer.batch.sinks import Sink
from summarizer.batch.stopping import Stop
from summarizer.documents.locking import sole_writer
from summarizer.documents.output import write_output
from summarizer.errors import UnfitInput

Settled = Outcome | Skipped
Runner = Callable[[Iterable[Planned], Stop], Iterator[Settled]]
"""Takes what is planned and gives what has come of it, in no particular order; see `local_runner`."""


_SUMMED = ("sentences", "words", "errors", "warnings", "repairs", "remembered")


class Observer(Protocol):
    """Who is told how a run goes on."""

    def begun(self, total: int, made_by: str) -> None: ...

    def skipped(self, item: Skipped) -> None: ...

    def settled(self, record: Record, outcome: Outcome) -> None: ...

    def ended(self, totals: RunTotals) -> None: ...


@dataclass(frozen=True, slots=True)
class Batch:
    """An input, its output and what determines it: ``made_by`` is a line of `Recipe.made_by`."""

    source: Source
    source_name: str
    source_lang: str
    output: Output
    made_by: str


def run_batch(batch: Batch, runner: Runner, observer: Observer, stop: Stop, rerun: Rerun) -> RunTotals:
    """Do what is to be done of a batch, and write its report.

    Raises OutputError, also if another run writes the same output, and what the runner raises. Whatever it raises, what
    was settled before is kept, and the next run goes on.
    """
    output = batch.output
    with sole_writer(output.lock, output.path), Manifest(output.manifest) as manifest:
        sink = output.sink(manifest, overwrite=rerun.force)
        plan = Plan(batch.source, manifest, sink, batch.made_by, batch.source_lang, rerun)
        totals = RunTotals(
            source=batch.source_name,
            output=str(output.path),
            made_by=batch.made_by,
            started=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            seconds=0.0,
            total=batch.source.count(),
        )
        observer.begun(totals.total, batch.made_by)
        start = time.monotonic()
        for one in runner(plan, stop):
            if isinstance(one, Skipped):
                totals = replace(totals, skipped=totals.skipped + 1, failed_before=totals.failed_before + one.failed)
                observer.skipped(one)
                continue
            record = _kept(one, batch.made_by, sink, manifest)
            totals = _grown(totals, record)
            observer.settled(record, one)
        settled = totals.skipped + totals.done + totals.failed
        totals = replace(
            totals, seconds=time.monotonic() - start, interrupted=not plan.is_whole or settled < plan.length
        )
        if not totals.interrupted:
            sink.finish()
        _report(totals, manifest, output)
        observer.ended(totals)
        return totals


def _kept(outcome: Outcome, made_by: str, sink: Sink, manifest: Manifest) -> Record:
    outputs: dict[str, str] = {}
    failure, content = outcome.failure, None
    if not failure:
        try:
            outputs, content = sink.keep(outcome)
        except UnfitInput as error:
            failure = str(error)
    record = Record(outcome.key, outcome.input_hash, made_by, outcome.counts, outcome.read_seconds, failure, outputs)
    manifest.keep(record, content)
    return record


def _grown(totals: RunTotals, record: Record) -> RunTotals:
    if record.failure:
        return replace(totals, failed=totals.failed + 1)
    sums = {name: getattr(totals, name) + getattr(record.counts, name) for name in _SUMMED}
    return replace(totals, done=totals.done + 1, **sums)


def _report(totals: RunTotals, manifest: Manifest, output: Output) -> None:
    figures = summarise(manifest.records(), totals)
    write_output(str(output.report), report_markdown(figures))
    write_chart(figures, output.chart)
