"""The runner on a Ray cluster: engines in many processes, on many machines, and one driver that reads and writes.

The driver is this process. It reads the input as it is needed, puts articles together to batches, and is the only one
that writes: outputs, record and report are on its machine, and no worker sees them.

What travels to the workers, pickled: the workbench, with the recipe and its glossary and style, once; of each article
the text, the name and where it comes from. What comes back: the finished files of each article and its counts. What
does not travel: the files of the input, the output folder, the model and this package. Every machine of the cluster has
``summarizer-id[ray]`` installed, in the same version, and makes the model in a cache of its own for its first batch. A
memory is opened by each worker where it runs: for several machines it is one on a server.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.batch.items import Settled, Task
from summarizer.batch.local_runner import GROUP_WORDS
from summarizer.batch.planning import Planned
from summarizer.batch.stopping import Stop
from summarizer.batch.work import Recipe, Workbench
from summarizer.errors import ExtraMissing, Stopped
from summarizer.protocols import Progress, no_progress

if TYPE_CHECKING:
    from summarizer.batch.ray_line import Line

# Batches that are with the cluster, for each worker: one in its hands, and two to come while the driver is busy. An
# article is of 1 MiB at most, so this bounds the driver's memory too.
_BATCHES_AHEAD = 3
_POLL_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where the engines run: ``workers`` of them, each on one processor.

    ``address`` is that of a running cluster: "auto" for the one of this machine, "host:6379", or "ray://host:10001".
    With None, a Ray with as many processors is started on this machine for the run. The engines are loaded anew after
    ``window`` batches.
    """

    address: str | None
    workers: int
    window: int = 10_000


def ray_workbench(recipe: Recipe, engine: str, memory: str | None) -> Workbench:
    """The workbench of a worker, made where that runs. ``memory`` is a path or URL, or None to work without one.

    Its models compute as ``recipe.runtime`` says, on what the worker's machine has. Raises ModelUnavailable,
    OptionError for a device that is not there, MemoryUnusable, and ExtraMissing for a memory whose driver is not
    installed there.
    """
    from summarizer.engines.registry import load_translator
    from summarizer.memory.opening import open_memory

    opened = None if memory is None else open_memory(memory)
    translator = load_translator(engine, langpair=recipe.langpair, runtime=recipe.runtime)
    return Workbench(recipe, translator, opened)


def run_on_ray(
    planned: Iterable[Planned],
    workbench: Callable[[], Workbench],
    stop: Stop,
    *,
    cluster: Cluster,
    progress: Progress = no_progress,
) -> Generator[Settled, None, None]:
    """What comes of each item, in no particular order. Ray is started or joined for the first task, and left again.

    ``workbench`` is pickled, and called by each worker for its first batch. The batch of a worker that is lost is given
    to another one; after three of them its articles fail.

    Ends early once ``stop`` is asked, after the batches in hand. Raises what ``workbench``, `Workbench.outcomes` and
    ``planned`` raise; ExtraMissing without Ray, OptionError if it cannot be started or joined, Refused if it breaks.
    """
    with ExitStack() as leaving:
        line: Line | None = None
        try:
            for one in _grouped(planned, stop):
                if not isinstance(one, list):
                    yield one
                    continue
                line = line or leaving.enter_context(_line(workbench, cluster, progress))
                while line.in_hand >= _BATCHES_AHEAD * cluster.workers and not stop.is_asked:
                    yield from line.outcomes(_POLL_SECONDS)
                if not stop.is_asked:
                    line.feed(one)
                    yield from line.outcomes(0)
            if line is None:
                return
            line.end()
            while not line.has_ended:
                if stop.is_asked:
                    line.begin_nothing()
                    stop.check()
                yield from line.outcomes(_POLL_SECONDS)
        except Stopped:
            return


@contextmanager
def _line(workbench: Callable[[], Workbench], cluster: Cluster, progress: Progress) -> Iterator[Line]:
    try:
        from summarizer.batch.ray_cluster import joined
        from summarizer.batch.ray_line import open_line
    except ImportError as error:
        raise ExtraMissing(
            f"--runner ray needs a package that does not load ({error}). Run: pip install 'summarizer-id[ray]'"
        ) from error
    progress("starting Ray", 0, 1)
    with joined(cluster.address, cluster.workers):
        progress("starting Ray", 1, 1)
        with open_line(workbench, cluster.workers, cluster.window) as line:
            yield line


def _grouped(planned: Iterable[Planned], stop: Stop) -> Iterator[Settled | list[Task]]:
    """Tasks that are translated together, as a list; what is no task by itself. Nothing once ``stop`` is asked."""
    group: list[Task] = []
    words = 0
    for one in planned:
        if stop.is_asked:
            return
        if not isinstance(one, Task):
            yield one
            continue
        group.append(one)
        words += len(one.text.split())
        if words >= GROUP_WORDS:
            yield group
            group, words = [], 0
    if group and not stop.is_asked:
        yield group
