"""Lines of files, packed or not, in bounded memory, whatever is in them."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import lzma
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from summarizer.errors import UnreadableInput

__all__ = ["DAMAGE", "MAX_ROW_BYTES", "PACKINGS", "Overlong", "bounded_lines", "damaged", "open_binary"]

MAX_ROW_BYTES = 16 * 2**20
"""The longest row of a table; its other columns may be larger than the article."""

_OPEN: dict[str, Callable[[Path], object]] = {".gz": gzip.GzipFile, ".xz": lzma.LZMAFile, ".bz2": bz2.BZ2File}
PACKINGS = tuple(_OPEN)
"""What may stand behind the suffix of a table of text."""

DAMAGE = (OSError, EOFError, zlib.error, lzma.LZMAError)
"""What reading a file may raise that is torn, changed or on a failing disk."""

_PIECE = 2**20


@dataclass(frozen=True, slots=True)
class Overlong:
    """Stands for a line that is longer than it may be; ``digest`` is the SHA-256 of its bytes, in hex."""

    digest: str


def open_binary(path: Path) -> BinaryIO:
    """The bytes of a file, unpacked if the end of its name says that it is packed. Raises OSError."""
    unpacking = _OPEN.get(path.suffix.lower())
    return path.open("rb") if unpacking is None else cast(BinaryIO, unpacking(path))


def bounded_lines(file: BinaryIO, max_bytes: int) -> Iterator[bytes | Overlong]:
    """The lines with their line feeds; one of more than ``max_bytes`` is passed over in pieces. Raises `DAMAGE`."""
    while line := file.readline(max_bytes + 1):
        yield line if len(line) <= max_bytes else Overlong(_digest_to_the_end(line, file))


def damaged(name: str, rows: int, error: BaseException) -> UnreadableInput:
    """The error of a file that could be read as far as so many rows."""
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    reached = f"beyond row {rows}" if rows else "from its first row on"
    return UnreadableInput(f"{name} cannot be read {reached}: {reason}. Copy or download it once more")


def _digest_to_the_end(line: bytes, file: BinaryIO) -> str:
    hashed = hashlib.sha256(line)
    while not line.endswith(b"\n") and (line := file.readline(_PIECE)):
        hashed.update(line)
    return hashed.hexdigest()
