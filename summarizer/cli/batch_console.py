"""How a batch is going, for whoever watches it."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from summarizer.batch.items import Outcome, Record, RunTotals, Skipped
from summarizer.batch.report_words import duration, many, rate
from summarizer.cli.batch_log import BatchLog
from summarizer.cli.console import Console, unwatched
from summarizer.translation.batching import TRANSLATING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

# Where no bar can be drawn, a line as often as this.
_LINE_SECONDS = 30.0


class BatchConsole:
    """The Observer of a run, and the Progress of its engine: a bar on a terminal, now and then a line elsewhere.

    With ``console`` quiet only the log is written.
    """

    def __init__(self, console: Console, log: BatchLog, *, quiet: bool) -> None:
        self._console = console
        self._log = log
        self._is_shown = not quiet and sys.stderr is not None
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        self._start = self._said = time.monotonic()
        self._total = self._skipped = self._changed = self._done = self._failed = 0
        self._sentences = self._words = self._errors = self._warnings = 0
        self._in_hand = (0, 0)  # sentences of articles that are not settled: those done, and all of them

    def __call__(self, stage: str, done: int, total: int) -> None:
        """What the engine tells of the articles in hand."""
        if stage == TRANSLATING:
            self._in_hand = (done, total)
        self._show()

    def begun(self, total: int, made_by: str) -> None:
        self._log.begun(total, made_by)
        self._console.stop()
        self._total = total
        self._start = self._said = time.monotonic()
        self._show()

    def skipped(self, item: Skipped) -> None:
        self._skipped += 1
        self._log.skipped(item)
        self._changed += bool(item.note)
        self._show()

    def settled(self, record: Record, outcome: Outcome) -> None:
        self._in_hand = (0, 0)
        self._log.settled(record, outcome)
        if record.failure:
            self._failed += 1
        else:
            self._done += 1
            self._sentences += record.counts.sentences
            self._words += record.counts.words
            self._errors += record.counts.errors
            self._warnings += record.counts.warnings
        self._show()

    def ended(self, totals: RunTotals) -> None:
        self.stop()
        if self._changed:
            self.note(f"changed since, and so left as it is: {many(self._changed, 'output')}; --log names each")
        self._log.ended(totals)

    def note(self, text: str) -> None:
        self._log.note(text)
        with unwatched():
            self._console.note(text)

    def stop(self) -> None:
        """Take the bar off the screen."""
        if self._bar is not None:
            with unwatched():
                self._bar.stop()
            self._bar, self._task = None, None

    def _show(self) -> None:
        if not self._is_shown:
            return
        with unwatched():
            if sys.stderr.isatty():
                self._draw()
            elif time.monotonic() - self._said >= _LINE_SECONDS:
                self._said = time.monotonic()
                self._console.say(f"{self._settled:,} of {self._total:,} articles, {self._state()}")

    @property
    def _settled(self) -> int:
        return self._skipped + self._done + self._failed

    def _state(self) -> str:
        seconds = max(time.monotonic() - self._start, 0.001)
        parts = [
            f"{rate((self._sentences + self._in_hand[0]) / seconds)} sentences/s",
            f"{rate(self._words / seconds)} words/s",
            f"{self._errors:,} errors, {self._warnings:,} warnings",
        ]
        if self._in_hand[1]:
            parts.insert(0, f"{self._in_hand[0]} of {self._in_hand[1]} sentences in hand")
        if self._failed:
            parts.append(f"{self._failed:,} failed")
        if worked := self._done + self._failed:
            parts.append(f"{duration((self._total - self._settled) * seconds / worked)} left")
        return " · ".join(parts)

    def _draw(self) -> None:
        from rich.console import Console as RichConsole
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        if self._bar is None:
            self._bar = Progress(
                MofNCompleteColumn(),
                BarColumn(bar_width=20),
                TextColumn("{task.description}"),
                console=RichConsole(stderr=True),
                transient=True,
            )
            self._bar.start()
            self._task = self._bar.add_task("", total=self._total)
        if self._task is not None:
            self._bar.update(self._task, completed=self._settled, description=self._state())
