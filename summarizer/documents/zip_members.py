"""The members of a ZIP file, read within limits that hold whatever its headers say."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from summarizer.errors import UnreadableInput

_CENTRAL_RECORD = b"PK\x01\x02"
# Documents in an archive are ZIP files too, and bring records of their own.
_RECORDS_A_MEMBER = 100
_CHUNK = 2**16
_RATIO_FROM = 2**20
_ENCRYPTED = 0x1
# Others are slow to read or ask for memory by the gigabyte in their headers, and no program writes them unasked.
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """The most members, the most bytes that are read of them together, and how much larger than packed one may be.

    ``ratio`` counts from a mebibyte on. Deflate reaches 1,032 on nothing but zeros; prose stays under 10.
    """

    members: int
    total_bytes: int
    ratio: int | None = None


class ZipMembers:
    """The members of ``raw``, which came from ``name`` and should be ``kind``: "a ZIP file", "a Word document".

    Every method raises UnreadableInput for what is damaged, encrypted or over its limits.
    """

    def __init__(self, raw: bytes, name: str, kind: str, limits: ZipLimits) -> None:
        self._name = name
        self._kind = kind
        self._limits = limits
        self._read_bytes = 0
        if raw.count(_CENTRAL_RECORD) > limits.members * _RECORDS_A_MEMBER:  # before each takes its share of memory
            raise self._too_many()
        with self._damage():
            self._zip = zipfile.ZipFile(BytesIO(raw))
        if len(self.files) > limits.members:
            raise self._too_many()

    @property
    def files(self) -> list[zipfile.ZipInfo]:
        """The members that are not folders, in the order of the file."""
        return [member for member in self._zip.infolist() if not member.is_dir()]

    def read(self, member: zipfile.ZipInfo, at_most: int | None = None) -> bytes:
        """The content of a member, cut after ``at_most`` bytes; what is read is counted, not what the headers say."""
        if member.flag_bits & _ENCRYPTED:
            raise UnreadableInput(f"{self._name} is protected by a password. Save it without one first")
        if member.compress_type not in _METHODS:
            raise UnreadableInput(f"{self._name} is packed in a rare way. Pack it again as a plain ZIP file")
        pieces, size = [], 0
        with self._damage(), self._zip.open(member) as content:
            while (at_most is None or size < at_most) and (piece := content.read(_CHUNK)):
                pieces.append(piece)
                size += len(piece)
                self._count(piece, size, member)
        return b"".join(pieces)[:at_most]

    def _count(self, piece: bytes, size: int, member: zipfile.ZipInfo) -> None:
        self._read_bytes += len(piece)
        if self._read_bytes > self._limits.total_bytes:
            raise UnreadableInput(
                f"{self._name} unpacks to more than {self._limits.total_bytes // 2**20} MiB, the most it may. "
                "Split it into several files"
            )
        ratio = self._limits.ratio
        if ratio is not None and size > max(_RATIO_FROM, ratio * member.compress_size):
            raise UnreadableInput(
                f"{self._name} is packed tighter than any article is: it looks made to fill the memory. "
                "Copy the text and paste it"
            )

    def _too_many(self) -> UnreadableInput:
        return UnreadableInput(
            f"{self._name} has more than {self._limits.members} files in it, the most it may. Split it into several"
        )

    @contextmanager
    def _damage(self) -> Iterator[None]:
        try:
            yield
        # EOFError: cut short. NotImplementedError, ValueError, OverflowError: nonsense in the headers.
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OverflowError) as error:
            raise UnreadableInput(
                f"{self._name} is not {self._kind}, or is damaged. Open it in its own program and save it again"
            ) from error
