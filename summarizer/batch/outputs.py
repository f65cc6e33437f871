"""Where a batch writes, and where it keeps what it needs to go on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from summarizer.batch.manifest import Manifest
from summarizer.batch.sinks import FolderSink, Sink, TableSink, scratch_folder
from summarizer.batch.tables import TABLES
from summarizer.documents.output import final_path, reported
from summarizer.errors import OptionError, OutputError

# What somebody who names it wants is no folder of that name.
_OTHER_TABLES = {".csv", ".tsv", ".json", ".ndjson", ".xlsx", ".gz", ".xz", ".bz2", ".zip"}


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

    @contextmanager
    def sink(self, manifest: Manifest, formats: tuple[str, ...], *, overwrite: bool) -> Iterator[Sink]:
        """What writes the outputs; to be made once nobody else writes them. Raises OutputError."""
        with scratch_folder(self._scratch) as scratch:
            if self.is_table:
                write = TABLES[self.path.suffix.lower()]
                yield TableSink(self.path, scratch, manifest, write, overwrite=overwrite)
            else:
                yield FolderSink(self.path, scratch, manifest, formats, overwrite=overwrite)

    @property
    def _scratch(self) -> Path:
        """On the disk of the outputs: a file cannot be moved into its place from another one in one go."""
        if not self.is_table and self.path.stat().st_dev != self.state.stat().st_dev:
            return self.path / ".summarizer-scratch"
        return self.state / "scratch"


def output_at(path: str) -> Output:
    """The output that a user calls ``path``; nothing is made yet. Raises OptionError and OutputError."""
    with reported(path):
        target = final_path(path)
    if path in ("", "-") or not target.name:
        raise OptionError(f"an output is a folder or a file with a name, and {path!r} is neither")
    if target.suffix.lower() in _OTHER_TABLES and not target.is_dir():
        raise OptionError(f"{path}: a table is written as {' or '.join(TABLES)}. Name such a file, or a folder")
    return Output(target)


def prepare(output: Output, source: str) -> None:
    """Make the folders that an output needs, for the input at ``source``.

    Raises OptionError if it is the input itself, and OutputError if it cannot be written or is not a batch's.
    """
    path = output.path
    with reported(path):
        if path.exists() and path == final_path(source):
            raise OptionError(f"the output {path} is the input itself, which would be lost. Name another")
        if path.is_dir() if output.is_table else path.exists() and not path.is_dir():
            kind = "folder" if output.is_table else "file"
            raise OutputError(f"the output {path} is a {kind}. Name a folder, or a file in {' or '.join(TABLES)}")
        for folder in (path.parent if output.is_table else path, output.state):
            folder.mkdir(parents=True, exist_ok=True)
        if {one.name for one in output.state.iterdir()} - {output.lock.name} and not output.manifest.exists():
            raise OutputError(
                f"{output.state} is there already and has no record of a batch, {output.manifest.name}. Move it away, "
                "or name another output"
            )
