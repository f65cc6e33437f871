"""Output files that are there whole or not at all."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from summarizer.errors import OutputError

SCRATCH = ".summarizer-"
"""What the names of our scratch files begin with."""


@contextmanager
def reported(output: str | Path) -> Iterator[None]:
    """Put around file operations alone: an OSError becomes an OutputError about the output that the user calls that."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"the output {output} cannot be written: {error.strerror or error}") from error


def require_writable(path: str | None) -> None:
    """Raise OutputError, before any work is done, if ``path`` cannot be written. None is standard output."""
    if path is None:
        return
    try:
        target = final_path(path)
        if target.is_dir():
            raise OutputError(f"the output {path} is a folder; name a file in it")
        if not target.parent.is_dir():
            raise OutputError(f"the output {path} cannot be written: there is no folder {target.parent}")
        if is_device(target):  # nothing is made beside it
            return
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=SCRATCH):
            pass
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise OutputError(f"the output {path} cannot be written: {error.strerror or error}") from error


def write_output(path: str | None, text: str) -> None:
    """Write UTF-8 text to ``path``, through a file beside it that is renamed last, or to standard output for None.

    Raises OutputError, or BrokenPipeError where the reader of standard output has gone, as in ``… | head``.
    """
    if path is None:
        _write_to_stdout(text)
        return
    with reported(path):
        target = final_path(path)
        if is_device(target):
            target.write_text(text, encoding="utf-8")
        else:
            write_whole(target, text.encode())


def final_path(path: str) -> Path:
    """The file that ``path`` leads to: through a link, that file is replaced and the link stays.

    Raises OSError for links that lead in a circle.
    """
    if is_device(Path(path)):  # where /dev/stdout leads in a pipeline is no path
        return Path(path)
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return target


def is_device(path: Path) -> bool:
    """Whether ``path`` is a device or a pipe: it is written as it is, and nothing can be put in its place."""
    return path.exists() and not path.is_file() and not path.is_dir()


def write_whole(target: Path, content: bytes, scratch_folder: Path | None = None) -> None:
    """Write a file that is there whole or not at all. Raises OSError.

    It is written in ``scratch_folder``, on the same disk, or else beside ``target``, and then renamed.
    """
    with scratch_file(scratch_folder or target.parent) as scratch:
        with scratch.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        move_into_place(scratch, target)


@contextmanager
def scratch_file(folder: Path) -> Iterator[Path]:
    """A new, empty file, which is gone afterwards unless it was moved away."""
    handle, name = tempfile.mkstemp(dir=folder, prefix=SCRATCH)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def move_into_place(scratch: Path, target: Path) -> None:
    """Rename ``scratch`` to ``target``, with the mode that ``target`` has or that a plain ``open`` would give it."""
    if target.exists():
        mode = target.stat().st_mode & 0o777
    else:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    scratch.chmod(mode)
    scratch.replace(target)


def _write_to_stdout(text: str) -> None:
    if sys.stdout is None:  # started with it closed: >&-
        raise OutputError("standard output is closed; name a file with --output")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        # Python would try the rest of its buffer again at exit, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise OutputError(f"standard output cannot be written: {error.strerror or error}") from error
