"""How much memory this process has resident. Nothing is imported that would itself weigh anything."""

from __future__ import annotations

import os
import sys
import threading
from types import TracebackType
from typing import Self

MIB = 2**20
_STATM = "/proc/self/statm"
_SECONDS = 0.01


def resident_bytes() -> int:
    """What is resident now; where the system does not tell, the most that ever was."""
    try:
        with open(_STATM, "rb") as file:  # noqa: PTH123  pathlib weighs more than a bare interpreter
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024


class Peak:
    """The most that is resident inside its ``with``, looked at every hundredth of a second."""

    def __init__(self) -> None:
        self.bytes = 0
        self._left = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self.bytes = resident_bytes()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._left.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._left.wait(_SECONDS):
            self.bytes = max(self.bytes, resident_bytes())
