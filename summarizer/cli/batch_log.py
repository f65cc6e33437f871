"""The log of a batch for machines: JSON Lines, one event a line."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

from summarizer.batch.items import Outcome, Record, RunTotals, Skipped
from summarizer.errors import OutputError

_STDERR = "-"


class BatchLog:
    """Appends to the file at ``path``, or writes to standard error for "-"; None logs nothing.

    Events are "start", "item", "skipped" (what failed before, or was changed by hand), "note", "error" and "end", each
    with its time in UTC. Raises OutputError.
    """

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._file: TextIO | None = None

    def __enter__(self) -> Self:
        if self._path == _STDERR:
            self._file = sys.stderr
        elif self._path is not None:
            try:
                self._file = Path(self._path).open("a", encoding="utf-8", errors="backslashreplace")
            except OSError as error:
                raise self._unwritable(error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is None:
            return
        if error is not None:
            self._write("error", text=str(error))
        if self._file is not sys.stderr:
            self._file.close()

    def begun(self, total: int, made_by: str) -> None:
        self._write("start", articles=total, signature=made_by)

    def skipped(self, item: Skipped) -> None:
        if item.failed or item.note:  # a line for each article of former nights would be most of the log
            self._write("skipped", article=item.key, state="failed" if item.failed else "done", note=item.note)

    def settled(self, record: Record, outcome: Outcome) -> None:
        self._write(
            "item",
            article=record.key,
            state="failed" if record.failure else "done",
            reason=record.failure,
            notes=list(outcome.notes),
            read_seconds=round(record.read_seconds, 3),
            **{name: _rounded(value) for name, value in asdict(record.counts).items()},
            outputs=dict(record.outputs),
            traceback=outcome.fault,
        )

    def note(self, text: str) -> None:
        self._write("note", text=text)

    def ended(self, totals: RunTotals) -> None:
        self._write("end", **{name: _rounded(value) for name, value in asdict(totals).items()})

    def _write(self, event: str, **fields: Any) -> None:
        if self._file is None:
            return
        line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, **fields}
        try:
            # On a terminal, a name must not be able to move the cursor.
            self._file.write(json.dumps(line, ensure_ascii=self._file is sys.stderr) + "\n")
            self._file.flush()
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> OutputError:
        return OutputError(f"the log {self._path} cannot be written: {error.strerror or error}")


def _rounded(value: Any) -> Any:
    return round(value, 3) if isinstance(value, float) else value
