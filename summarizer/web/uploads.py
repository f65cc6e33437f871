"""Uploaded files: read once, and removed from the disk at once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from summarizer.errors import UnreadableInput

_FOLDER = "GRADIO_TEMP_DIR"


def take(path: str) -> tuple[str, bytes]:
    """Name and content of an uploaded file, which is gone afterwards, with the folder that it was put into.

    Raises UnreadableInput if it is not there any more.
    """
    file = Path(path)
    try:
        return file.name, file.read_bytes()
    except OSError:
        raise UnreadableInput(f"{file.name} is no longer on the server. Choose it again") from None
    finally:
        drop(path)


def drop(path: str) -> None:
    """Remove an uploaded file and the folder of its own that it lies in, if they are still there."""
    with suppress(OSError):
        Path(path).unlink()
        Path(path).parent.rmdir()


@contextmanager
def private_folder() -> Iterator[None]:
    """Have files uploaded to a folder that this user alone may look into, and that is removed in the end.

    Gradio's own is the same for all users of a machine: they see the names in it, and who came first keeps the others
    from writing there.
    """
    before = os.environ.get(_FOLDER)
    with TemporaryDirectory(prefix="summarizer-", ignore_cleanup_errors=True) as folder:
        os.environ[_FOLDER] = folder
        try:
            yield
        finally:
            os.environ.pop(_FOLDER)
            if before is not None:
                os.environ[_FOLDER] = before
