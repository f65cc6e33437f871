"""Ctrl-C during a batch: the first finishes the articles in hand, the second leaves them, the third ends at once."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from summarizer.batch.stopping import Stop
from summarizer.cli.exit_status import EXIT_INTERRUPTED
from summarizer.errors import OutputError

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def asking_to_stop(stop: Stop, note: Callable[[str], None]) -> Iterator[None]:
    """Within, Ctrl-C and the signal of service managers go to ``stop``; ``note`` is told what happens then."""
    asked = 0

    def tell(text: str) -> None:
        with suppress(OutputError):  # of the log: whoever asks to stop is not to be answered with that
            note(text)

    def ask(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        asked += 1
        if asked == 1:
            stop.begin_nothing()
            tell("finishing the articles in hand; Ctrl-C again leaves them for the next run")
        elif asked == 2:
            stop.drop_all()
            tell("leaving the articles in hand; what was finished is kept")
        else:
            # The engine cannot be called off in the middle of a sentence. All files are whole at any moment.
            os._exit(EXIT_INTERRUPTED)

    before = {number: signal.signal(number, ask) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
