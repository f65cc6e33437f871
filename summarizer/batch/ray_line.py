"""The work on the cluster, as a Ray Data dataset of tickets, one for each batch of articles. Imports ray.

A dataset wants to know its input beforehand; a batch's input comes bit by bit, and is not to be in memory as a whole.
So the dataset is one of tickets, 0, 1, 2 …: a read task gives out as many as batches were fed, and the engines, a pool
of actors that live as long as the dataset does, fetch the batch of a ticket at the desk when they begin it. Ray may do
any of this again after it lost a process: a ticket means the same batch until its outcomes are at the desk, then none.

Ray Data keeps some kilobytes for each ticket of a dataset, so that after many thousands a new one is begun, with new
engines.

The desk runs the dataset, and not the driver, so that this may be outside the cluster ("ray://"), and Ctrl-C does not
meet Ray's own threads. To the processes of a Ray that is started here Ctrl-C does nothing: Ray blocks its signal there.
"""

from __future__ import annotations

import itertools
import pickle
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

import pyarrow as pa
import ray
import ray.data
from ray.data.block import BlockMetadata
from ray.data.datasource import Datasource, ReadTask
from ray.exceptions import RayError, RayTaskError

from summarizer.batch.items import Outcome, Task
from summarizer.batch.work import Workbench
from summarizer.errors import Refused, SummarizerError

# A batch that so many workers were lost of is held to be the reason: an article may need more memory than there is.
_MOST_LOSSES = 3
# Ray keeps no record of the calls, of which there are some for each batch.
_UNWATCHED = {"enable_task_events": False}
# No call waits for news for longer, so that none is left waiting for a process that is gone.
_PATIENCE_SECONDS = 5.0


class Line:
    """The driver's end; ``in_hand`` of the batches that were fed have not come back."""

    def __init__(self, desk: Any) -> None:
        self._desk = desk
        self._running = desk.run.remote()
        self._taking = desk.take.remote()
        self._fed = 0
        self.in_hand = 0
        self.has_ended = False

    def feed(self, batch: Sequence[Task]) -> None:
        """Give a batch to the engines. Raises Refused if Ray breaks."""
        with _told():
            ray.get(self._desk.feed.remote(self._fed, pickle.dumps(batch)))
        self._fed += 1
        self.in_hand += 1

    def end(self) -> None:
        """That was all."""
        with _told():
            self._desk.end.remote()

    def begin_nothing(self) -> None:
        """Forget the batches that no engine has begun."""
        with _told():
            self._desk.begin_nothing.remote()

    def outcomes(self, patience_seconds: float) -> Iterator[Outcome]:
        """What has come back since. Raises what broke an engine, and Refused if Ray broke."""
        with _told():
            if not ray.wait([self._taking], timeout=patience_seconds)[0]:
                return
            come_back: list[bytes] | None = ray.get(self._taking)
            if come_back is None:
                self.has_ended = True
                ray.get(self._running)
                return
            self._taking = self._desk.take.remote()
        for content in come_back:
            self.in_hand -= 1
            result: list[Outcome] | SummarizerError = pickle.loads(content)
            if isinstance(result, SummarizerError):
                raise result
            yield from result


@contextmanager
def open_line(workbench: Callable[[], Workbench], workers: int, window: int) -> Iterator[Line]:
    """Engines on the Ray that this process has joined; ``window`` batches are one dataset.

    They are gone afterwards, whatever they have in hand. Raises Refused if Ray breaks.
    """
    with _told():
        desk = ray.remote(_Desk).options(num_cpus=0, max_concurrency=8, **_UNWATCHED).remote(workbench, workers, window)
        line = Line(desk)
    try:
        yield line
    finally:
        with suppress(RayError, ConnectionError):
            ray.kill(desk)  # and with it what it owns: the read task and the engines


@contextmanager
def _told() -> Iterator[None]:
    """Turn what breaks Ray into a sentence."""
    try:
        yield
    except (RayError, ConnectionError) as error:
        cause: BaseException = error
        while isinstance(cause, RayTaskError) and cause.cause is not None:
            cause = cause.cause
        reason = " ".join(str(cause).strip().splitlines()[-1:])  # where Ray quotes a traceback, its point is there
        raise Refused(
            f"Ray could not go on ({type(cause).__name__}: {reason}). What is done is kept; the same command goes on. "
            "If it happens again, see that each machine of the cluster has the same summarizer-id[ray]"
        ) from error


class _Desk:
    """Where the driver, the read task and the engines meet: an actor, whose methods run in threads.

    Batches and what comes back are in pickled form here.
    """

    def __init__(self, workbench: Callable[[], Workbench], workers: int, window: int) -> None:
        self._workbench = workbench
        self._workers = workers
        self._window = window
        self._changed = threading.Condition()
        self._batches: dict[int, bytes] = {}
        self._begun: Counter[int] = Counter()
        self._fed = 0
        self._has_all = False
        self._begins = True
        self._come_back: deque[bytes] = deque()
        self._is_over = False

    def run(self) -> None:
        """Work until the last batch has come back. Raises what Ray raises."""
        try:
            for first in itertools.count(step=self._window):
                while (there := self.has(first)) is None:
                    pass
                if not there:
                    break
                for ticket, content in _worked(range(first, first + self._window), self._workbench, self._workers):
                    self._come(ticket, content)
        finally:
            with self._changed:
                self._is_over = True
                self._changed.notify_all()

    def _come(self, ticket: int, content: bytes) -> None:
        with self._changed:
            self._begun.pop(ticket, None)
            if self._batches.pop(ticket, None) is not None and content:
                self._come_back.append(content)
                self._changed.notify_all()

    def feed(self, ticket: int, batch: bytes) -> None:
        with self._changed:
            self._batches[ticket] = batch
            self._fed += 1
            self._changed.notify_all()

    def end(self) -> None:
        with self._changed:
            self._has_all = True
            self._changed.notify_all()

    def begin_nothing(self) -> None:
        with self._changed:
            self._begins = False

    def has(self, ticket: int) -> bool | None:
        """Whether there is a batch of that number, None if that is not known yet."""
        with self._changed:
            self._changed.wait_for(lambda: ticket < self._fed or self._has_all, _PATIENCE_SECONDS)
            return True if ticket < self._fed else False if self._has_all else None

    def begin(self, ticket: int) -> tuple[bytes, bool] | None:
        """The batch, and whether it was begun too often; None if there is nothing to do."""
        with self._changed:
            batch = self._batches.get(ticket)
            if batch is None or not self._begins:
                return None
            self._begun[ticket] += 1
            return batch, self._begun[ticket] > _MOST_LOSSES

    def take(self) -> list[bytes] | None:
        """What has come back since it was last asked, None once that was all."""
        with self._changed:
            self._changed.wait_for(lambda: self._come_back or self._is_over, _PATIENCE_SECONDS)
            if self._is_over and not self._come_back:
                return None
            come_back = list(self._come_back)
            self._come_back.clear()
            return come_back


class _Engine:
    """A worker: an actor of the pool, with a workbench of its own. A call is for one ticket."""

    def __init__(self, desk: Any, workbench: Callable[[], Workbench]) -> None:
        self._desk = desk
        self._workbench = workbench
        self._bench: Workbench | None = None

    def __call__(self, tickets: pa.Table) -> pa.Table:
        (ticket,) = tickets["ticket"].to_pylist()
        begun = ray.get(self._desk.begin.remote(ticket))
        content = b"" if begun is None else pickle.dumps(self._result(*begun))
        return pa.table({"ticket": [ticket], "content": pa.array([content], pa.large_binary())})

    def _result(self, batch: bytes, is_hopeless: bool) -> list[Outcome] | SummarizerError:
        """The outcomes, or what broke the engine: as a value, for Ray would put its own traceback around it."""
        tasks: list[Task] = pickle.loads(batch)
        if is_hopeless:
            return [_lost(task) for task in tasks]
        try:
            self._bench = self._bench or self._workbench()
            return self._bench.outcomes(tasks)
        except SummarizerError as error:
            return error
        except Exception as error:
            return Refused(f"a fault in the program ({type(error).__name__}: {error}); please report it")


def _lost(task: Task) -> Outcome:
    reason = (
        f"{_MOST_LOSSES} workers were lost while they had it, and those translated together with it, in hand. They may "
        "need more memory than there is. Try it again with --retry-failed"
    )
    return Outcome(
        task.key, task.stem, task.input_hash, read_seconds=task.read_seconds, failure=reason, notes=task.notes
    )


class _Tickets(Datasource):  # type: ignore[misc]
    """The numbers of batches; a single read task gives them out, one block for each."""

    def __init__(self, desk: Any, numbers: range) -> None:
        super().__init__()
        self._desk = desk
        self._numbers = numbers

    def estimate_inmemory_data_size(self) -> int | None:
        return None

    def get_read_tasks(self, parallelism: int, *_: Any, **__: Any) -> list[ReadTask]:
        size = BlockMetadata(num_rows=None, size_bytes=None, input_files=None, exec_stats=None)
        return [ReadTask(partial(_given_out, self._desk, self._numbers), size)]


def _given_out(desk: Any, numbers: range) -> Iterator[pa.Table]:
    for ticket in numbers:
        while (there := ray.get(desk.has.remote(ticket))) is None:
            pass
        if not there:
            return
        yield pa.table({"ticket": [ticket]})


def _worked(numbers: range, workbench: Callable[[], Workbench], workers: int) -> Iterator[tuple[int, bytes]]:
    """Each ticket with what has come of its batch. Called by the desk, as this process."""
    here = ray.get_runtime_context()
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.target_max_block_size = 1  # a ticket is handed on at once, and not with a hundred thousand others
    context.execution_no_progress_timeout_s = -1  # the driver may read, or skip what is done, for hours
    desk = here.current_actor
    tickets = ray.data.read_datasource(
        _Tickets(desk, numbers),
        override_num_blocks=1,
        num_cpus=0,  # all processors are the engines'
        label_selector={"ray.io/node-id": here.get_node_id()},  # it is lost with the desk, or not at all
    )
    results = tickets.map_batches(
        _Engine,
        fn_constructor_args=(desk, workbench),
        batch_size=1,
        batch_format="pyarrow",
        # A ticket waits for whichever engine is free, and not in the queue of one.
        compute=ray.data.ActorPoolStrategy(size=workers, max_tasks_in_flight_per_actor=1),
        num_cpus=1,
        max_restarts=-1,
        max_task_retries=-1,
        **_UNWATCHED,
    )
    for table in results.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0):
        yield from zip(table["ticket"].to_pylist(), table["content"].to_pylist(), strict=True)
