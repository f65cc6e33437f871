"""The runner on this machine: one thread reads ahead, one has the engine, and whoever asks for the outcomes writes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from queue import Empty, Full, Queue

from summarizer.batch.items import Settled, Task
from summarizer.batch.planning import Planned
from summarizer.batch.stopping import Stop
from summarizer.batch.work import Workbench
from summarizer.errors import Stopped
from summarizer.protocols import Progress, no_progress

# Articles are translated together until they have this many words: enough that sentences of like length meet in the
# engine's batches, few enough that Ctrl-C need not wait long for the articles in hand.
GROUP_WORDS = 1500
# Items that are read, or settled and not yet written. An article is of 1 MiB at most, so this bounds the memory too.
_AHEAD = 16
_POLL_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class _End:
    """The last thing in a queue, with what broke if something did."""

    error: BaseException | None = None


def run_locally(
    planned: Iterable[Planned], workbench: Callable[[], Workbench], stop: Stop, progress: Progress = no_progress
) -> Generator[Settled, None, None]:
    """What comes of each item, in no particular order; ``workbench`` is made for the first task.

    Ends early once ``stop`` is asked, after the items in hand. Raises what `Workbench.outcomes` and ``planned`` raise.
    """
    lines = _Lines(planned, workbench, stop, progress)
    threads = [threading.Thread(target=line, daemon=True) for line in (lines.read_ahead, lines.translate)]
    for thread in threads:
        thread.start()
    try:
        yield from lines.settled()
    except BaseException:  # broken here, or by whoever asks: no thread is to be left behind in the engine
        stop.drop_all()
        raise
    finally:
        lines.abandon()
        for thread in threads:
            thread.join()


class _Lines:
    def __init__(
        self, planned: Iterable[Planned], workbench: Callable[[], Workbench], stop: Stop, progress: Progress
    ) -> None:
        self._planned = planned
        self._workbench = workbench
        self._stop = stop
        self._progress = progress
        self._read: Queue[Planned | _End] = Queue(_AHEAD)
        self._settled: Queue[Settled | _End] = Queue(_AHEAD)
        self._abandoned = threading.Event()

    def settled(self) -> Iterator[Settled]:
        while not isinstance(one := self._settled.get(), _End):
            yield one
        if one.error is not None:
            raise one.error

    def abandon(self) -> None:
        """Nobody asks any more: no thread is to wait until there is room in a queue."""
        self._abandoned.set()

    def read_ahead(self) -> None:
        end = _End()
        try:
            for one in self._planned:
                if self._stop.is_asked or not self._put(self._read, one):
                    break
        except BaseException as error:  # to be raised where the outcomes are asked for
            end = _End(error)
        self._put(self._read, end)

    def translate(self) -> None:
        end = _End()
        bench: Workbench | None = None
        try:
            for group in self._groups():
                bench = bench or self._workbench()
                for outcome in bench.outcomes(group, self._progress):
                    self._put(self._settled, outcome)
        except Stopped:
            pass
        except BaseException as error:
            end = _End(error)
        self._put(self._settled, end)

    def _groups(self) -> Iterator[list[Task]]:
        """Tasks that are translated together. What is no task is settled at once."""
        group: list[Task] = []
        words = 0
        while not self._stop.is_asked:
            one = self._next()
            if isinstance(one, Task):
                group.append(one)
                words += len(one.text.split())
            elif not isinstance(one, _End):
                self._put(self._settled, one)
            if group and (words >= GROUP_WORDS or isinstance(one, _End)):
                yield group
                group, words = [], 0
            if isinstance(one, _End):
                if one.error is not None:
                    raise one.error
                return

    def _next(self) -> Planned | _End:
        """What was read next; the end once the work is abandoned, whatever the reader is waiting for."""
        while not self._abandoned.is_set():
            try:
                return self._read.get(timeout=_POLL_SECONDS)
            except Empty:
                continue
        return _End()

    def _put(self, queue: Queue[Planned | _End] | Queue[Settled | _End], one: Planned | _End) -> bool:
        """Whether it could be put in before the work was abandoned."""
        while not self._abandoned.is_set():
            try:
                queue.put(one, timeout=_POLL_SECONDS)  # type: ignore[arg-type]
            except Full:
                continue
            return True
        return False
