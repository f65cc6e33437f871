"""Where a batch writes, and where it keeps what it needs to go on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from summarizer.batch.manifest import Manifest
from summarizer.batch.sinks import FolderSink, Sink, TableSink, empty_scratch
from summarizer.batch.tables import TABLES
from summarizer.documents.output import final_path, is_device
from summarizer.errors import OptionError, OutputError


@dataclass(frozen=True, slots=True)
class Output:
    """``path`` is a folder, or a table if its suffix is in `TABLES`; all else is in ``state``, a folder beside it."""

    path: Path

    @property
    def is_table(self) -> bool:
        return self.path.suffix.lower() in TABLES

    @property
    def state(self) -> Path:
        return self.path.with_name(f"{self.path.name}.batch")

    @property
    def lock(self) -> Path:
        return self.state / "lock"

    @property
    def manifest(self) -> Path:
        return self.state / "manifest.sqlite"

    @property
    def report(self) -> Path:
        return self.state / "report.md"

    @property
    def chart(self) -> Path:
        return self.state / "report.png"

    def sink(self, manifest: Manifest, *, overwrite: bool) -> Sink:
        """What writes the outputs; to be made once nobody else writes them. Raises OutputError."""
        scratch = self._scratch
        empty_scratch(scratch)
        if self.is_table:
            return TableSink(self.path, scratch, manifest, TABLES[self.path.suffix.lower()])
        return FolderSink(self.path, scratch, manifest, overwrite=overwrite)

    @property
    def _scratch(self) -> Path:
        """On the disk of the outputs: a file cannot be moved into its place from another one in one go."""
        if not self.is_table and self.path.stat().st_dev != self.state.stat().st_dev:
            return self.path / ".summarizer-scratch"
        return self.state / "scratch"


def output_at(path: str) -> Output:
    """The output that a user calls ``path``; nothing is made yet. Raises OutputError."""
    with _reported(path):
        return Output(final_path(path))


def prepare(output: Output, source: str) -> None:
    """Make the folders that an output needs, for the input at ``source``.

    Raises OptionError if it is the input itself, and OutputError if it cannot be written.
    """
    path = output.path
    with _reported(path):
        if path.exists() and path == final_path(source):
            raise OptionError(f"the output {path} is the input itself, which would be lost. Name another")
        if path.is_dir() if output.is_table else path.is_file() or is_device(path):
            kind = "folder" if output.is_table else "file"
            raise OutputError(f"the output {path} is a {kind}. Name a folder, or a file in {' or '.join(TABLES)}")
        for folder in (path.parent if output.is_table else path, output.state):
            folder.mkdir(parents=True, exist_ok=True)


@contextmanager
def _reported(path: str | Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"the output {path} cannot be written: {error.strerror or error}") from error
