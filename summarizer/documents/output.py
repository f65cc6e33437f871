"""Output files that are there whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from summarizer.errors import OutputError


def require_writable(path: str | None) -> None:
    """Raise OutputError, before any work is done, if ``path`` cannot be written. None is standard output."""
    if path is None:
        return
    target = Path(path)
    if target.is_dir():
        raise OutputError(f"the output {path} is a folder; name a file in it")
    if not target.parent.is_dir():
        raise OutputError(f"the output {path} cannot be written: there is no folder {target.parent}")
    try:
        if target.exists() and not target.is_file():  # a device or a pipe: nothing to make beside it
            return
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}."):
            pass
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied")
    except OSError as error:
        raise OutputError(f"the output {path} cannot be written: {error.strerror or error}") from error


def write_output(path: str | None, text: str) -> None:
    """Write UTF-8 text to ``path``, through a file beside it that is renamed last, or to standard output for None.

    Raises OutputError.
    """
    if path is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    target = Path(path).resolve()  # through a link, the file it points at is replaced and the link stays
    try:
        if target.exists() and not target.is_file():
            target.write_text(text, encoding="utf-8")
            return
        with tempfile.NamedTemporaryFile(
            "w", dir=target.parent, prefix=f".{target.name}.", encoding="utf-8", newline="", delete=False
        ) as file:
            scratch = Path(file.name)
            try:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                scratch.unlink(missing_ok=True)
                raise
        scratch.chmod(_permissions(target))
        scratch.replace(target)
    except OSError as error:
        raise OutputError(f"the output {path} cannot be written: {error.strerror or error}") from error


def _permissions(target: Path) -> int:
    """The mode that ``target`` has, or that a plain ``open`` would give it; temporary files are private."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
