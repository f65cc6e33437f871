"""From the options of ``summarizer batch`` to a run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarizer.batch.renderers import ROW
from summarizer.batch.report_words import many
from summarizer.batch.stopping import Stop
from summarizer.batch.work import Recipe, Workbench
from summarizer.cli.batch_console import BatchConsole
from summarizer.cli.batch_log import BatchLog
from summarizer.cli.console import Console
from summarizer.cli.interrupting import asking_to_stop
from summarizer.cli.job import read_wording
from summarizer.cli.summaries import SummaryRequest
from summarizer.datamodels import DecodingOptions, RuntimeOptions
from summarizer.engines import registry
from summarizer.protocols import Translator

if TYPE_CHECKING:
    from summarizer.batch.items import RunTotals
    from summarizer.batch.outputs import Output
    from summarizer.batch.run import Runner

_DEFAULT_FORMATS = ("md",)


@dataclass(frozen=True)
class BatchJob:
    """The options of one run."""

    source: str
    output: str
    text_column: str | None
    id_column: str | None
    formats: tuple[str, ...]
    summary: SummaryRequest
    source_lang: str
    target_lang: str
    engine: str
    beam_size: int
    runtime: RuntimeOptions
    glossary: str | None
    house_style: str | None
    memory: str | None
    no_memory: bool
    any_language: bool
    force: bool
    retry_failed: bool
    runner: str
    address: str | None
    workers: int | None
    log: str | None
    quiet: bool

    @property
    def langpair(self) -> str:
        return f"{self.source_lang}-{self.target_lang}"

    @property
    def report(self) -> Path:
        return self._output.report

    def run(self, console: Console) -> RunTotals:
        """Do the batch. Raises what `run_batch` and the readers of each option raise."""
        from summarizer.batch.outputs import prepare
        from summarizer.batch.run import Batch, run_batch
        from summarizer.batch.sources.opening import open_source

        output = self._output
        self._require_sense(output)
        registry.require_served(self.engine, self.langpair)
        recipe = self._recipe(output)
        source = open_source(
            self.source,
            text_column=self.text_column,
            id_column=self.id_column,
            leave_out=[output.path, output.state],
        )
        prepare(output, self.source)
        engine, translator = registry.load_first(
            self.engine, langpair=self.langpair, runtime=self.runtime, progress=console, notice=console.note
        )
        recipe = recipe.loaded(console)  # told before any article is read if there is no such model
        stop = Stop()
        with BatchLog(self.log) as log:
            observer = BatchConsole(console, log, quiet=self.quiet)
            if ignored := source.ignored:
                observer.note(f"left out, of other kinds than are taken: {many(ignored, 'file')}")
            try:
                with (
                    asking_to_stop(stop, observer.note),
                    self._runner(recipe, engine, translator, stop, observer) as runner,
                ):
                    batch = Batch(
                        source,
                        self.source,
                        self.source_lang,
                        output,
                        recipe.formats,
                        recipe.made_by(translator),
                        force=self.force,
                        retry_failed=self.retry_failed,
                    )
                    return run_batch(batch, runner, observer, stop)
            finally:
                observer.stop()

    @property
    def _output(self) -> Output:
        from summarizer.batch.outputs import output_at

        return output_at(self.output)

    def _require_sense(self, output: Output) -> None:
        if self.formats and output.is_table:
            raise click.UsageError(f"{self.output} has the whole briefs as rows; leave out --format")
        if self.runner != "ray" and (self.address or self.workers):
            raise click.UsageError("--address and --workers go with --runner ray")
        if self.memory and self.no_memory:
            raise click.UsageError("--memory and --no-memory exclude each other")
        if self.log not in (None, "-"):
            others = (self.source, self.output, self.memory, self.glossary, self.house_style)
            if os.path.realpath(self.log) in {os.path.realpath(one) for one in others if one}:
                raise click.UsageError(f"the log {self.log} is another file of this command, which it would spoil")

    def _recipe(self, output: Output) -> Recipe:
        return Recipe(
            options=DecodingOptions(beam_size=self.beam_size),
            runtime=self.runtime,
            wording=read_wording(self.glossary, self.house_style, self.langpair),
            summary=self.summary.options,
            generator=self.summary.generator,
            formats=(ROW,) if output.is_table else tuple(sorted({*(self.formats or _DEFAULT_FORMATS)})),
            source_lang=self.source_lang,
            target_lang=self.target_lang,
            any_language=self.any_language,
        )

    @contextmanager
    def _runner(
        self, recipe: Recipe, engine: str, translator: Translator, stop: Stop, observer: BatchConsole
    ) -> Iterator[Runner]:
        from summarizer.memory.opening import default_memory, open_memory

        memory = None if self.no_memory else self.memory or default_memory()
        if self.runner == "ray":
            from summarizer.batch.ray_runner import Cluster, ray_workbench, run_on_ray

            cluster = Cluster(self.address, self.workers or 1)
            if memory is not None and "://" not in memory:
                memory = os.path.realpath(memory)  # a worker stands in a folder of its own
            to_travel = replace(recipe, summary=self.summary.options)  # each worker loads its own generator
            workbench = partial(ray_workbench, to_travel, engine, memory)
            yield lambda planned, asked: run_on_ray(planned, workbench, asked, cluster=cluster, progress=observer)
            return
        from summarizer.batch.local_runner import run_locally

        if memory is None:
            yield lambda planned, asked: run_locally(
                planned, lambda: Workbench(recipe, translator, None, stop.check), asked, observer
            )
            return
        with open_memory(memory, note=observer.note) as opened:
            yield lambda planned, asked: run_locally(
                planned, lambda: Workbench(recipe, translator, opened, stop.check), asked, observer
            )
