"""Files and folders that appear under their names whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """An empty folder beside ``folder`` to write into, renamed to ``folder`` at the end.

    An error, or a kill, inside leaves what was under that name. A kill in the moment of the change leaves nothing
    under it, and never a part.
    """
    scratch, replaced = _beside(folder, "partial"), _beside(folder, "replaced")
    for leftover in (scratch, replaced):
        shutil.rmtree(leftover, ignore_errors=True)
    scratch.mkdir(parents=True)
    try:
        yield scratch
        for file in scratch.rglob("*"):
            if file.is_file():
                _to_disk(file)
        if folder.exists():
            folder.rename(replaced)
        scratch.rename(folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    shutil.rmtree(replaced, ignore_errors=True)


@contextmanager
def whole_file(file: Path) -> Iterator[Path]:
    """A path beside ``file`` to write to, renamed to ``file`` at the end; an error leaves what was there."""
    scratch = _beside(file, "partial")
    try:
        yield scratch
        _to_disk(scratch)
        scratch.replace(file)
    finally:
        scratch.unlink(missing_ok=True)


def remove_folder(folder: Path) -> None:
    """Remove a folder, which is under its name whole until it is gone from it."""
    removed = _beside(folder, "replaced")
    shutil.rmtree(removed, ignore_errors=True)
    folder.rename(removed)
    shutil.rmtree(removed, ignore_errors=True)


def _to_disk(file: Path) -> None:
    """Before its new name is: after a power cut there would be the name and not the bytes."""
    with file.open("rb") as stream:
        os.fsync(stream.fileno())


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(f".{path.name}.{ending}")
