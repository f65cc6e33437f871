"""A batch from its input to its report."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from summarizer.batch.chart import write_chart
from summarizer.batch.items import Outcome, Record, RunTotals, Settled, Skipped, Source
from summarizer.batch.manifest import Manifest
from summarizer.batch.outputs import Output
from summarizer.batch.planning import Plan, Planned
from summarizer.batch.report import report_markdown
from summarizer.batch.report_figures import summarise
from summarizer.batch.sinks import Sink
from summarizer.batch.stopping import Stop
from summarizer.documents.locking import sole_writer
from summarizer.documents.output import write_output
from summarizer.errors import UnfitInput

Runner = Callable[[Iterable[Planned], Stop], Generator[Settled, None, None]]
"""Takes what is planned and gives what has come of it, in no particular order; see `local_runner`."""

_SUMMED = ("sentences", "words", "errors", "warnings", "repairs", "remembered")
_SEEN_AT_ONCE = 200


class Observer(Protocol):
    """Who is told how a run goes on."""

    def begun(self, total: int, made_by: str) -> None: ...

    def skipped(self, item: Skipped) -> None: ...

    def settled(self, record: Record, outcome: Outcome) -> None: ...

    def note(self, text: str) -> None: ...

    def ended(self, totals: RunTotals) -> None: ...


@dataclass(frozen=True, slots=True)
class Batch:
    """An input, its output and what determines it.

    ``made_by`` is a line of `Recipe.made_by`, for files of ``formats``. With ``force`` everything is made again and
    written over what others have changed; with ``retry_failed`` what has failed before is tried again.
    """

    source: Source
    source_path: str
    source_lang: str
    output: Output
    formats: tuple[str, ...]
    made_by: str
    force: bool = False
    retry_failed: bool = False


def run_batch(batch: Batch, runner: Runner, observer: Observer, stop: Stop) -> RunTotals:
    """Do what is to be done of a batch, and write its report.

    Raises OptionError if the output is that of another input, UnfitInput for an input without an article, OutputError,
    also if another run writes the same output, and what the runner raises. Whatever it raises, what was settled before
    is kept, and the next run goes on.
    """
    output = batch.output
    with sole_writer(output.lock, output.path), Manifest(output.manifest) as manifest:
        manifest.begin(str(Path(batch.source_path).resolve()), force=batch.force)
        with output.sink(manifest, batch.formats, overwrite=batch.force) as sink:
            totals = _settled(batch, runner, observer, stop, manifest, sink)
            if not totals.interrupted:
                sink.finish()
                manifest.complete()
        _report(totals, manifest, output, observer)
        observer.ended(totals)
        return totals


def _settled(batch: Batch, runner: Runner, observer: Observer, stop: Stop, manifest: Manifest, sink: Sink) -> RunTotals:
    """Work through the input, to its end or until ``stop`` is asked."""
    total = batch.source.count()
    if not total:
        raise UnfitInput(f"{batch.source_path} has no article in it")
    totals = RunTotals(
        source=batch.source_path,
        output=str(batch.output.path),
        made_by=batch.made_by,
        started=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        seconds=0.0,
        total=total,
    )
    plan = Plan(batch.source, manifest, sink, batch.made_by, batch.source_lang, retry_failed=batch.retry_failed)
    observer.begun(total, batch.made_by)
    start = time.monotonic()
    seen: list[tuple[str, int]] = []
    with closing(runner(plan, stop)) as settled:
        for one in settled:
            place = plan.settle(one.key)
            if isinstance(one, Skipped):
                totals = replace(totals, skipped=totals.skipped + 1, failed_before=totals.failed_before + one.failed)
                seen.append((one.key, place))
                if len(seen) >= _SEEN_AT_ONCE:
                    manifest.see(seen)
                    seen.clear()
                observer.skipped(one)
                continue
            record = _kept(one, place, batch.made_by, sink, manifest)
            totals = _grown(totals, record)
            observer.settled(record, one)
    manifest.see(seen)
    done = totals.skipped + totals.done + totals.failed
    interrupted = not plan.is_whole or done < plan.length
    # The input may have grown or shrunk since it was counted.
    return replace(
        totals,
        seconds=time.monotonic() - start,
        interrupted=interrupted,
        total=plan.length if plan.is_whole else max(total, plan.length),
    )


def _kept(outcome: Outcome, place: int, made_by: str, sink: Sink, manifest: Manifest) -> Record:
    outputs: dict[str, str] = {}
    failure, content = outcome.failure, None
    if not failure:
        try:
            outputs, content = sink.keep(outcome)
        except UnfitInput as error:
            failure = str(error)
    record = Record(
        outcome.key,
        outcome.input_hash,
        made_by,
        outcome.counts,
        outcome.read_seconds,
        # A file name in it may have bytes that are no text.
        failure.encode(errors="backslashreplace").decode(),
        outputs,
    )
    manifest.keep(record, place, content)
    return record


def _grown(totals: RunTotals, record: Record) -> RunTotals:
    if record.failure:
        return replace(totals, failed=totals.failed + 1)
    sums = {name: getattr(totals, name) + getattr(record.counts, name) for name in _SUMMED}
    return replace(totals, done=totals.done + 1, **sums)


def _report(totals: RunTotals, manifest: Manifest, output: Output, observer: Observer) -> None:
    figures = summarise(manifest.records(), totals)
    write_output(str(output.report), report_markdown(figures))
    try:
        write_chart(figures, output.chart)
    except Exception as error:  # whatever is wrong with a drawing library here, the night's work is done
        observer.note(f"the chart of the report could not be drawn ({error})")
