"""The format of bundles: a tar of plain files alone, compressed with zstandard.

It is read header by header rather than with tarfile's own extraction: a bundle comes from elsewhere, and nothing in it
but the names and sizes of plain files is looked at.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from summarizer.errors import ModelCorrupt

_BLOCK = tarfile.BLOCKSIZE
_CHUNK = 2**20  # bytes
# Bytes taken at a time: so few cannot become more than some 64 MB, whatever somebody has made of them.
_PACKED = 2**11
_END_LIMIT = 64 * _BLOCK  # tar fills its last record with zeros, ours or another's


@dataclass(frozen=True, slots=True)
class Member:
    """A plain file; ``size`` is in bytes."""

    name: str
    size: int


def write_header(out: BinaryIO, member: Member) -> None:
    """Only name and size: neither owner nor time, so that the same files give the same bytes."""
    header = tarfile.TarInfo(member.name)
    header.size = member.size
    out.write(header.tobuf(tarfile.GNU_FORMAT, "utf-8"))


def write_padding(out: BinaryIO, size: int) -> None:
    """What comes after the ``size`` bytes of a member."""
    out.write(bytes(-size % _BLOCK))


def write_end(out: BinaryIO) -> None:
    out.write(bytes(2 * _BLOCK))


def corrupt(path: Path, how: str) -> ModelCorrupt:
    """The error for a file that is no bundle, or not any more."""
    return ModelCorrupt(
        f"{path} is not a whole bundle of a model ({how}). Copy it here again, or make it again with: summarizer "
        "models bundle NAME FILE.tar.zst"
    )


def read_members(file: BinaryIO, path: Path) -> Iterator[tuple[Member, Iterator[bytes]]]:
    """Each member with its content in pieces, which must be used up before the next is asked for.

    Raises ModelCorrupt for anything but plain files, and where the bundle ends before its end.
    """
    stream = _Decompressed(file, path)
    while (block := stream.read(_BLOCK)).strip(b"\0"):
        try:
            header = tarfile.TarInfo.frombuf(block, "utf-8", "strict")
        except (tarfile.HeaderError, UnicodeError) as error:
            raise corrupt(path, "what it holds is no tar") from error
        if header.type != tarfile.REGTYPE:
            raise corrupt(path, f"{header.name!r} in it is no plain file")
        if header.size < 0:
            raise corrupt(path, f"{header.name!r} in it has a size below nothing")
        yield Member(header.name, header.size), _content(stream, header.size)
        stream.read(-header.size % _BLOCK)
    stream.finish()


def _content(stream: _Decompressed, size: int) -> Iterator[bytes]:
    while size:
        chunk = stream.read(min(size, _CHUNK))
        size -= len(chunk)
        yield chunk


class _Decompressed:
    """The content of one zstandard frame, which is checked when it ends."""

    def __init__(self, file: BinaryIO, path: Path) -> None:
        import zstandard

        self._file = file
        self._path = path
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._ready = bytearray()

    def read(self, size: int) -> bytes:
        """Exactly ``size`` bytes. Raises ModelCorrupt if there are not as many."""
        while len(self._ready) < size:
            self._more()
        taken = bytes(self._ready[:size])
        del self._ready[:size]
        return taken

    def finish(self) -> None:
        """Raise ModelCorrupt if there is more than zeros to come, or the frame is not whole."""
        seen = 0
        while True:
            seen += len(self._ready)
            if seen > _END_LIMIT or self._ready.strip(b"\0"):
                raise corrupt(self._path, "it goes on after its end")
            self._ready.clear()
            if self._frame.eof:
                break
            self._more()
        if self._frame.unused_data or self._file.read(1):
            raise corrupt(self._path, "it goes on after its end")

    def _more(self) -> None:
        import zstandard

        packed = b"" if self._frame.eof else self._file.read(_PACKED)
        if not packed:
            raise corrupt(self._path, "it is cut off")
        try:
            self._ready += self._frame.decompress(packed)
        except zstandard.ZstdError as error:
            raise corrupt(self._path, "it is no zstandard file, or damaged") from error
