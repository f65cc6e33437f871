"""What the command line says on standard error: progress, notes and errors. Nothing here touches standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

from summarizer.protocols import BytesStage

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID


class Console:
    """A progress bar on a terminal, one line a stage elsewhere, nothing but errors when ``quiet``.

    An instance is a `Progress`: call it with (stage, done, total).
    """

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._bar: Bar | None = None
        self._stage = ""
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self._quiet or sys.stderr is None:
            return
        if sys.stderr.isatty():
            self._draw(stage, done, total)
        elif stage != self._stage:
            size = f" ({total / 10**6:,.0f} MB)" if isinstance(stage, BytesStage) else ""
            self.say(f"{stage}{size} …")
        self._stage = stage

    def stop(self) -> None:
        """Take the bar off the screen: while it is there, rich prints on standard error what is for standard output."""
        if self._bar is not None:
            self._bar.stop()
            self._bar, self._task = None, None
        self._stage = ""

    def note(self, text: str) -> None:
        if not self._quiet:
            self.say(f"note: {text}")

    def error(self, text: str) -> None:
        self.say(f"error: {text}")

    def say(self, text: str) -> None:
        """A line, quiet or not."""
        if sys.stderr is None:  # started with it closed (2>&-); print would take standard output instead
            return
        print(f"summarizer: {text}", file=sys.stderr, flush=True)

    def _draw(self, stage: str, done: int, total: int) -> None:
        from rich.console import Console as RichConsole
        from rich.progress import (
            BarColumn,
            DownloadColumn,
            Progress,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
            TransferSpeedColumn,
        )

        if stage != self._stage and isinstance(stage, BytesStage) != isinstance(self._stage, BytesStage):
            self.stop()  # a bar has its columns for good
        if self._bar is None:
            of_bytes = (DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
            others = (TextColumn("{task.percentage:>3.0f}%"), TimeElapsedColumn())
            self._bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                *(of_bytes if isinstance(stage, BytesStage) else others),
                console=RichConsole(stderr=True),
                transient=True,
            )
            self._bar.start()
        if stage != self._stage or self._task is None:
            if self._task is not None:
                self._bar.remove_task(self._task)
            self._task = self._bar.add_task(stage, total=total)
        self._bar.update(self._task, completed=done, total=total)


@contextmanager
def unwatched() -> Iterator[None]:
    """Within, a terminal that was closed, or a pipe whose reader has gone, is no error: nothing more is said then."""
    try:
        yield
    except OSError:
        # Python would try the rest of its buffer again at exit, and end with a code of its own.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
