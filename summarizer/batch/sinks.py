"""Where outputs go: a folder with files for each item, or one table of all of them."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from summarizer.batch.items import Outcome, Record
from summarizer.batch.manifest import Manifest
from summarizer.batch.renderers import RENDERERS, ROW
from summarizer.documents.output import move_into_place
from summarizer.errors import OutputError, SummarizerError, UnfitInput

# A name that is too long, or that is a file's here and a folder's there, is the fault of one item alone.
_ITS_NAME = {errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.ENAMETOOLONG}


class Sink(Protocol):
    """What a batch writes to."""

    def trouble(self, record: Record, stem: str) -> str | None:
        """Why the outputs of a done item are not as they were written: "missing", "changed", or None if they are."""
        ...

    def keep(self, outcome: Outcome) -> tuple[dict[str, str], bytes | None]:
        """Write what was made of an item; returns `Record.outputs` and what the manifest is to hold of it.

        Raises UnfitInput, having written nothing, if something that is not ours stands in its place, and OutputError.
        """
        ...

    def finish(self) -> None:
        """Write what is written at the end. Raises OutputError."""
        ...


class FolderSink:
    """A tree of files, each of which is there whole or not at all.

    ``scratch`` is a folder of ours on the same disk. With ``overwrite`` files of others are replaced.
    """

    def __init__(self, root: Path, scratch: Path, manifest: Manifest, *, overwrite: bool = False) -> None:
        self._root = root
        self._scratch = scratch
        self._manifest = manifest
        self._overwrite = overwrite

    def trouble(self, record: Record, stem: str) -> str | None:
        if any(not path.startswith(f"{stem}.") for path in record.outputs):
            return "missing"  # it would be written under another name now
        hashes = {path: _hash_of(self._root / path) for path in record.outputs}
        if None in hashes.values():
            return "missing"
        return None if hashes == dict(record.outputs) else "changed"

    def keep(self, outcome: Outcome) -> tuple[dict[str, str], bytes | None]:
        contents = {f"{outcome.stem}{RENDERERS[name].suffix}": content for name, content in outcome.files.items()}
        outputs = {path: _sha256(content) for path, content in contents.items()}
        if not self._overwrite:
            self._require_ours(outcome.key, outputs)
        self._manifest.announce(outcome.key, outputs)
        for path, content in contents.items():
            self._write(self._root / path, content)
        return outputs, None

    def finish(self) -> None:
        """Everything is written already."""

    def _require_ours(self, key: str, outputs: Mapping[str, str]) -> None:
        ours = self._manifest.written(key)
        for path, new in outputs.items():
            there = _hash_of(self._root / path)
            if there not in {None, new, *ours}:
                raise UnfitInput(
                    "an output was there already, or was changed since, and is left as it is. Move it away and add "
                    "--retry-failed, or add --force to write over it"
                )

    def _write(self, target: Path, content: bytes) -> None:
        with _reported(target), _scratch_file(self._scratch) as scratch:
            target.parent.mkdir(parents=True, exist_ok=True)
            with scratch.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            move_into_place(scratch, target)


class TableSink:
    """One file with a row for each item, put together when the run ends; until then the manifest has the rows."""

    def __init__(self, path: Path, scratch: Path, manifest: Manifest, write: TableWriter) -> None:
        self._path = path
        self._scratch = scratch
        self._manifest = manifest
        self._write = write

    def trouble(self, record: Record, stem: str) -> str | None:
        return None

    def keep(self, outcome: Outcome) -> tuple[dict[str, str], bytes | None]:
        content = outcome.files[ROW]
        return {ROW: _sha256(content)}, content

    def finish(self) -> None:
        with _reported(self._path), _scratch_file(self._scratch) as scratch:
            self._write(self._manifest.contents(), scratch)
            with scratch.open("rb+") as file:
                os.fsync(file.fileno())
            if _hash_of(self._path) != _hash_of(scratch):
                move_into_place(scratch, self._path)


class TableWriter(Protocol):
    """Writes (key, row, failure) of each item, in order, to a file."""

    def __call__(self, rows: Iterator[tuple[str, bytes | None, str]], path: Path) -> None: ...


def empty_scratch(folder: Path) -> None:
    """Make the folder, or remove what a killed run has left in it. Raises OutputError."""
    with _reported(folder):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _hash_of(path: Path) -> str | None:
    """The SHA-256 of a file, None if there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _error_of(path, error) from error


@contextmanager
def _scratch_file(folder: Path) -> Iterator[Path]:
    handle, name = tempfile.mkstemp(dir=folder)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


@contextmanager
def _reported(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _error_of(path, error) from error


def _error_of(path: Path, error: OSError) -> SummarizerError:
    kind = UnfitInput if error.errno in _ITS_NAME else OutputError
    return kind(f"the output {path} cannot be written: {error.strerror or error}")
