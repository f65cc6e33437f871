"""What a run says while it works: lines for a log, since runs are long and mostly unattended."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import click


@dataclass(slots=True)
class LineProgress:
    """A `Progress` that prints a line for a new stage and, within one, a line every ``seconds``.

    What stands before the first ":" of a stage names it; the rest may change with every call.
    """

    seconds: float = 20.0
    _started: float = field(default_factory=time.monotonic)
    _stage: str = ""
    _printed: float = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        name = stage.split(":")[0]
        if name == self._stage and now - self._printed < self.seconds:
            return
        self._stage, self._printed = name, now
        share = f" ({done / total:.0%})" if total > 1 else ""
        click.echo(f"[{(now - self._started) / 60:5.1f} min] {stage}{share}", err=True)
