"""One lock for each model: whoever changes it does so alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from summarizer.engines.store.places import models_folder, scratch_folder
from summarizer.protocols import Progress


@contextmanager
def locked(alias: str, progress: Progress) -> Iterator[None]:
    """Only one process at a time is inside for ``alias``; those that must wait say so through ``progress``.

    Makes the models' folder, and removes what a killed process has left in the model's scratch folder. Raises OSError
    if the models' folder cannot be written.
    """
    from filelock import FileLock, Timeout

    models_folder().mkdir(parents=True, exist_ok=True)
    lock = FileLock(models_folder() / f".{alias}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        progress(f"waiting for another process that works on {alias}", 0, 1)
        lock.acquire()
    try:
        shutil.rmtree(scratch_folder(alias), ignore_errors=True)
        yield
    finally:
        lock.release()
