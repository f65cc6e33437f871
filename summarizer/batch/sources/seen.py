"""Which of very many strings have come before."""

from __future__ import annotations

import hashlib
from array import array

_FIRST_SLOTS = 2**10


class Seen:
    """Knows strings by 8 bytes of their hashes, in 16 to 32 bytes of memory each, however long they are.

    Two strings are taken for one with a chance of 1 in 2**64.
    """

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * _FIRST_SLOTS))
        self._used = 0

    def add(self, string: str) -> bool:
        """Whether ``string`` is new."""
        digest = hashlib.blake2b(string.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        new = self._put(int.from_bytes(digest, "little") or 1)  # 0 marks a free slot
        if new and self._used * 2 > len(self._slots):
            self._grow()
        return new

    def _put(self, value: int) -> bool:
        slots, mask = self._slots, len(self._slots) - 1
        place = value & mask
        while slots[place]:
            if slots[place] == value:
                return False
            place = (place + 1) & mask
        slots[place] = value
        self._used += 1
        return True

    def _grow(self) -> None:
        before, self._used = self._slots, 0
        self._slots = array("Q", bytes(16 * len(before)))
        for value in before:
            if value:
                self._put(value)
