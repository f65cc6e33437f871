"""Waiting in turn, and giving up: what keeps many visitors of one engine apart."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from summarizer.errors import Busy, DeadlineExceeded, Stopped

_POLL_SECONDS = 0.2


class FairQueue:
    """Places that are given in the order in which they were asked for.

    ``places`` may be held at once; at most ``waiting`` others wait, any number if it is None. ``refusals`` counts those
    who were told that too many wait.
    """

    def __init__(self, places: int = 1, waiting: int | None = None) -> None:
        self._places = places
        self._waiting = waiting
        self._tickets: list[object] = []
        self._changed = threading.Condition()
        self.refusals = 0

    @property
    def length(self) -> int:
        """How many hold a place or wait for one."""
        return len(self._tickets)

    @contextmanager
    def place(self, check: Callable[[], None]) -> Iterator[None]:
        """Wait for a place and hold it. ``check`` is called while waiting, and what it raises ends the waiting.

        Raises Busy at once if too many wait already.
        """
        ticket = object()
        with self._changed:
            if self._waiting is not None and len(self._tickets) >= self._places + self._waiting:
                self.refusals += 1
                raise Busy("too many others are waiting for a translation. Try again in a minute")
            self._tickets.append(ticket)
        try:
            with self._changed:
                while self._tickets.index(ticket) >= self._places:
                    self._changed.wait(_POLL_SECONDS)
                    check()
            check()
            yield
        finally:
            with self._changed:
                self._tickets.remove(ticket)
                self._changed.notify_all()


class Watch:
    """What ends a request before it is done: its deadline, ``seconds`` from now, or a stop that somebody asks for."""

    def __init__(self, seconds: float | None = None) -> None:
        self._seconds = seconds
        self._end = None if seconds is None else time.monotonic() + seconds
        self._reasons: list[str] = []

    def stop(self, reason: str = "stopped, as you asked") -> None:
        """End the request at its next check; ``reason`` is told to whoever waits for it."""
        self._reasons.append(reason)

    def renewed(self) -> Watch:
        """One whose time begins now, and which is stopped with this one."""
        watch = Watch(self._seconds)
        watch._reasons = self._reasons
        return watch

    def check(self) -> None:
        """Raise Stopped or DeadlineExceeded if it is time."""
        if self._reasons:
            raise Stopped(self._reasons[0])
        if self._end is not None and time.monotonic() >= self._end:
            raise DeadlineExceeded(
                f"this took longer than the {self._seconds:g} seconds that a request may take here. "
                "Send a shorter text, or try again when fewer others are waiting"
            )
