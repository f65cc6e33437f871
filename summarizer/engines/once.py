"""What is loaded with the first use, by whichever of several threads comes first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

Loaded = TypeVar("Loaded")


class Once(Generic[Loaded]):
    """Calls ``load`` when it is first called itself; the others wait. If that raises, the next call tries again.

    `functools.cached_property` would, from Python 3.12 on, load the weights twice for two batches at once.
    """

    def __init__(self, load: Callable[[], Loaded]) -> None:
        self._load = load
        self._lock = threading.Lock()
        self._loaded: list[Loaded] = []

    def __call__(self) -> Loaded:
        with self._lock:
            if not self._loaded:
                self._loaded.append(self._load())
            return self._loaded[0]

    def soon(self) -> None:
        """Begin in a thread of its own; who calls meanwhile waits for it, and has raised there what it raises."""
        threading.Thread(target=self._tried).start()

    def _tried(self) -> None:
        with suppress(Exception):  # the next call tries again, and raises it
            self()
