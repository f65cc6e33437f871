"""One run at a time for each output."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from summarizer.documents.output import reported
from summarizer.errors import OutputError


@contextmanager
def sole_writer(lock_file: Path, output: Path) -> Iterator[None]:
    """Hold the lock of an output, which the user calls ``output``, or refuse at once.

    Raises OutputError if another process holds it or the file cannot be made.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(lock_file)
    with reported(output):
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise OutputError(f"another run is writing this output, {output}. Wait for it, or name another") from None
    try:
        yield
    finally:
        # Removed while it is held: whoever locks the removed file notices, and makes a new one. Where an open file
        # cannot be removed (Windows) it stays, which does no harm.
        with suppress(OSError):
            lock_file.unlink()
        lock.release()
