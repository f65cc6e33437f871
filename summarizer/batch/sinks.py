"""Where outputs go: a folder with files for each item, or one table of all of them."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from summarizer.batch.items import Outcome, Record
from summarizer.batch.renderers import RENDERERS, ROW
from summarizer.documents.output import SCRATCH, move_into_place, scratch_file, write_whole
from summarizer.errors import OutputError, SummarizerError, UnfitInput

if TYPE_CHECKING:
    from summarizer.batch.manifest import Manifest

# A name that is too long, or that is a file's here and a folder's there, is the fault of one item alone.
_ITS_NAME = {errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.ENAMETOOLONG}


class Sink(Protocol):
    """What a batch writes to. Every method raises OutputError."""

    def trouble(self, record: Record, stem: str) -> str | None:
        """Why the outputs of a done item are not as they were written: "missing", "changed", or None if they are."""
        ...

    def keep(self, outcome: Outcome) -> tuple[dict[str, str], bytes | None]:
        """Write what was made of an item; returns `Record.outputs` and what the manifest is to hold of it.

        Raises UnfitInput, having written nothing, if something that is not ours stands in its place.
        """
        ...

    def finish(self) -> None:
        """Write what is written once every item is settled."""
        ...


class FolderSink:
    """A tree of files, each of which is there whole or not at all.

    ``scratch`` is a folder of ours on the same disk. With ``overwrite`` files of others are replaced.
    """

    def __init__(
        self, root: Path, scratch: Path, manifest: Manifest, formats: tuple[str, ...], *, overwrite: bool = False
    ) -> None:
        self._root = root
        self._scratch = scratch
        self._manifest = manifest
        self._suffixes = [RENDERERS[name].suffix for name in formats]
        self._overwrite = overwrite

    def trouble(self, record: Record, stem: str) -> str | None:
        if record.outputs.keys() != {stem + suffix for suffix in self._suffixes}:
            return "missing"  # it would be written under another name now
        hashes = {path: _hash_of(self._root / path) for path in record.outputs}
        if None in hashes.values():
            return "missing"
        return None if hashes == dict(record.outputs) else "changed"

    def keep(self, outcome: Outcome) -> tuple[dict[str, str], bytes | None]:
        contents = {f"{outcome.stem}{RENDERERS[name].suffix}": content for name, content in outcome.files.items()}
        outputs = {path: hashlib.sha256(content).hexdigest() for path, content in contents.items()}
        if not self._overwrite:
            self._require_ours(outputs)
        self._manifest.announce(outputs)
        for path, content in contents.items():
            self._write(self._root / path, content)
        self._remove_renamed(outcome.key, outputs)
        return outputs, None

    def finish(self) -> None:
        """Everything is written already."""

    def _require_ours(self, outputs: Mapping[str, str]) -> None:
        for path, new in outputs.items():
            there = _hash_of(self._root / path)
            if there not in {None, new} and not self._manifest.has_written(path, str(there)):
                raise UnfitInput(
                    "an output was there already, or was changed since, and is left as it is. Move it away and add "
                    "--retry-failed, or add --force to write over it"
                )

    def _write(self, target: Path, content: bytes) -> None:
        with _reported(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                write_whole(target, content, self._scratch)
            except OSError as error:
                if error.errno != errno.EXDEV:
                    raise
                write_whole(target, content)  # another disk is mounted within the output

    def _remove_renamed(self, key: str, outputs: Mapping[str, str]) -> None:
        """Remove what the item was called before, if nobody has changed it."""
        before = self._manifest.find(key)
        for path, sha256 in before.outputs.items() if before else ():
            is_replaced = path not in outputs and any(path.endswith(suffix) for suffix in self._suffixes)
            if is_replaced and _hash_of(self._root / path) == sha256:
                with _reported(self._root / path):
                    (self._root / path).unlink()


class TableSink:
    """One file with a row for each item, put together when the run ends; until then the manifest has the rows.

    Raises OutputError, now rather than after the work, if the file there is not this batch's, unless ``overwrite``.
    """

    def __init__(
        self, path: Path, scratch: Path, manifest: Manifest, write: TableWriter, *, overwrite: bool = False
    ) -> None:
        self._path = path
        self._scratch = scratch
        self._manifest = manifest
        self._write = write
        self._overwrite = overwrite
        self._require_ours(None)

    def trouble(self, record: Record, stem: str) -> str | None:
        return None

    def keep(self, outcome: Outcome) -> tuple[dict[str, str], bytes | None]:
        content = outcome.files[ROW]
        return {ROW: hashlib.sha256(content).hexdigest()}, content

    def finish(self) -> None:
        with _reported(self._path), scratch_file(self._scratch) as scratch:
            self._write(self._manifest.contents(), scratch)
            with scratch.open("rb+") as file:
                os.fsync(file.fileno())
            new = _hash_of(scratch)
            if new is not None and self._require_ours(new) != new:
                self._manifest.announce({self._path.name: new})
                move_into_place(scratch, self._path)

    def _require_ours(self, new: str | None) -> str | None:
        """The SHA-256 of what is there, None if nothing is."""
        there = _hash_of(self._path)
        if self._overwrite or there in {None, new} or self._manifest.has_written(self._path.name, str(there)):
            return there
        raise OutputError(
            f"{self._path} was there already, or was changed since, and is left as it is. Move it away and run the "
            "same command again, or add --force to write over it"
        )


class TableWriter(Protocol):
    """Writes (key, row, failure) of each item, in order, to a file."""

    def __call__(self, rows: Iterator[tuple[str, bytes | None, str]], path: Path) -> None: ...


@contextmanager
def scratch_folder(folder: Path) -> Iterator[Path]:
    """A folder for scratch files, without those that a killed run has left in it. Raises OutputError."""
    with _reported(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"{SCRATCH}*"):
            left.unlink()
    yield folder
    with suppress(OSError):
        folder.rmdir()


def _hash_of(path: Path) -> str | None:
    """The SHA-256 of a file, None if there is none."""
    with _reported(path):
        if not path.is_file():
            if path.exists():
                raise FileExistsError(errno.EEXIST, "there is a folder or a device of that name")
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _reported(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        kind: type[SummarizerError] = UnfitInput if error.errno in _ITS_NAME else OutputError
        raise kind(f"the output {path} cannot be written: {error.strerror or error}") from error
