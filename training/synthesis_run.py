"""The output of a synthesis while it grows: killed at any moment, the next run goes on after the last whole block."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Final

from summarizer.documents.output import move_into_place, write_output
from summarizer.errors import OutputError

HEADER: Final = "source\tlicence\tid\ten\n"


@dataclass(frozen=True, slots=True)
class SynthesisState:
    """How far a job has come: its whole blocks, and the bytes of the partial file that they take."""

    fingerprint: str
    finished: bool = False
    blocks: int = 0
    offset: int = 0
    sentences: int = 0
    pairs: int = 0
    rejected: dict[str, int] = field(default_factory=dict)


class SynthesisRun:
    """The unfinished output, ``OUT.partial``, and ``OUT.state.json``, the record of its whole blocks.

    The record is written after its block is, and whole or not at all; what the partial file holds beyond the record is
    the torn block of a killed run and is cut off. The record stays beside the finished output, and says what it is.
    """

    def __init__(self, output: Path, fingerprint: str) -> None:
        self._output = output
        self._partial = output.with_name(output.name + ".partial")
        self._record = output.with_name(output.name + ".state.json")
        self.state = SynthesisState(fingerprint)

    def resume(self) -> None:
        """Take over what an earlier run of the same job has done.

        Raises OutputError, and changes nothing, where something stands that another job made.
        """
        found = self._read_record()
        size = self._partial.stat().st_size if self._partial.exists() else None
        if not (self._output.exists() or (found and size is not None)):
            # Nothing of worth is there: at most blocks without a record, or the record of files that were deleted.
            self._record.unlink(missing_ok=True)
            return
        if not found or found.fingerprint != self.state.fingerprint:
            raise OutputError(
                f"{self._output} or its .partial was made with other options, another model or from other texts. "
                f"To make it anew, delete it and {self._record.name}"
            )
        if (size or 0) < found.offset and not (found.finished and size is None):
            raise OutputError(
                f"{self._partial} is shorter than its record says: another program has changed it. "
                f"Delete it and {self._record.name}, and start again"
            )
        self.state = found
        if found.finished and size is not None:  # killed between the last record and the renaming
            self.finish()

    def append(self, rows: Sequence[str], rejected: Counter[str]) -> None:
        """Add a block: the rows of the sentences that were kept, and counts of the others. Raises OutputError."""
        done = self.state
        text = ("" if done.blocks else HEADER) + "".join(rows)
        with _written(self._partial), self._partial.open("ab") as file:
            file.truncate(done.offset)
            offset = done.offset + file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())  # before the record vouches for it
        self._write_record(
            SynthesisState(
                fingerprint=done.fingerprint,
                blocks=done.blocks + 1,
                offset=offset,
                sentences=done.sentences + len(rows) + rejected.total(),
                pairs=done.pairs + len(rows),
                rejected=dict(sorted((rejected + Counter(done.rejected)).items())),
            )
        )

    def finish(self) -> None:
        """Put the partial output in its place. Raises OutputError."""
        with _written(self._output):
            os.truncate(self._partial, self.state.offset)
            self._write_record(replace(self.state, finished=True))
            move_into_place(self._partial, self._output)

    def _read_record(self) -> SynthesisState | None:
        try:
            return SynthesisState(**json.loads(self._record.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError) as error:
            raise OutputError(
                f"{self._record} is no record of a synthesis: {error}. Delete it and start again"
            ) from error

    def _write_record(self, state: SynthesisState) -> None:
        write_output(str(self._record), json.dumps(asdict(state), indent=1) + "\n")
        self.state = state


@contextmanager
def _written(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}") from error
