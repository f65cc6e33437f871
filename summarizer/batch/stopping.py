"""How a run is asked to end."""

from __future__ import annotations

from threading import Event

from summarizer.errors import Stopped


class Stop:
    """``begin_nothing`` asks to finish the items in hand, ``drop_all`` to leave these too, at the end of a batch."""

    def __init__(self) -> None:
        self._begin_nothing = Event()
        self._drop_all = Event()

    @property
    def is_asked(self) -> bool:
        """Whether no further item is to be begun."""
        return self._begin_nothing.is_set()

    def begin_nothing(self) -> None:
        self._begin_nothing.set()

    def drop_all(self) -> None:
        self._begin_nothing.set()
        self._drop_all.set()

    def check(self) -> None:
        """Raise Stopped if the items in hand are to be left."""
        if self._drop_all.is_set():
            raise Stopped("the run was stopped; the same command goes on with it")
