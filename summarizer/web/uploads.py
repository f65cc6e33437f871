"""Uploaded files: read once, and removed from the disk at once."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from summarizer.errors import UnreadableInput


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
    """Remove an uploaded file and the folder of its own that Gradio has made for it, if they are still there."""
    with suppress(OSError):
        Path(path).unlink()
        Path(path).parent.rmdir()
