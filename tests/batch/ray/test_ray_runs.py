"""How a run on Ray goes: how far it reads, how it is stopped, and what breaks it."""

from __future__ import annotations

import itertools
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from summarizer.batch.items import Outcome, Skipped, Task
from summarizer.batch.planning import Planned
from summarizer.batch.ray_runner import Cluster, run_on_ray
from summarizer.batch.stopping import Stop
from summarizer.batch.work import Workbench
from summarizer.errors import ExtraMissing, ModelCorrupt, OptionError, Refused
from tests.batch.ray import engines_on_ray as on_ray
from tests.conftest import ROOT


def settled(
    address: str | None, workbench: Callable[[], Workbench], planned: Iterator[Planned], stop: Stop | None = None
) -> Iterator[Outcome | Skipped]:
    return run_on_ray(planned, workbench, stop or Stop(), cluster=Cluster(address, workers=2))


def test_the_input_is_read_no_further_than_there_is_work_for(address: str) -> None:
    read = 0

    def endless() -> Iterator[Task]:
        nonlocal read
        for number in itertools.count():
            read += 1
            yield on_ray.task(number)

    run = settled(address, on_ray.plain, endless())
    for come in range(1, 40):
        assert isinstance(next(run), Outcome)
        # Six batches are with the cluster, one is put together, and one is being written.
        assert read - come <= 8 * on_ray.ARTICLES_A_BATCH
    run.close()


def test_what_is_no_task_is_settled_without_a_cluster() -> None:
    planned = [Skipped("berita-1"), Outcome("berita-2", "berita-2", "", failure="it cannot be read")]
    assert list(settled("127.0.0.1:1", on_ray.plain, iter(planned))) == planned


def test_all_can_be_dropped_at_once(address: str, tmp_path: Path) -> None:
    stop = Stop()

    def planned() -> Iterator[Task]:
        yield from (on_ray.task(number) for number in range(on_ray.ARTICLES_A_BATCH))
        yield from (on_ray.task(100 + number, odd=True) for number in range(on_ray.ARTICLES_A_BATCH))  # for minutes

    come = 0
    for _ in settled(address, partial(on_ray.killed_once, tmp_path), planned(), stop):
        come += 1
        stop.drop_all()
    assert come == on_ray.ARTICLES_A_BATCH


@pytest.mark.parametrize(
    ("workbench", "error", "message"),
    [
        (on_ray.corrupt, ModelCorrupt, "model.bin is not what it must be. Build it again"),
        (on_ray.broken, Refused, "a fault in the program (ZeroDivisionError: no words to divide by); please report it"),
    ],
)
def test_what_breaks_an_engine_ends_the_run_under_its_own_name(
    workbench: Callable[[], Workbench], error: type[Exception], message: str, address: str
) -> None:
    with pytest.raises(error) as raised:
        list(settled(address, workbench, iter([on_ray.task(1), on_ray.task(2, odd=True)])))
    assert type(raised.value) is error
    assert str(raised.value) == message


def test_a_worker_that_cannot_load_the_package_is_told_of(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # A function that is here and not there: as when the machines have different versions.
    def newer() -> Workbench:
        return on_ray.plain()

    newer.__qualname__ = "newer"
    monkeypatch.setattr(on_ray, "newer", newer, raising=False)
    newer.__module__ = on_ray.__name__
    with pytest.raises(Refused, match=r"newer.*the same command goes on.*has the same summarizer-id\[ray\]"):
        list(settled(address, newer, iter([on_ray.task(1)])))


def test_without_an_address_a_ray_is_started_and_nothing_is_left_of_it(tmp_path: Path) -> None:
    # In a process of its own, whose home and temporary folder are empty. Ray wants a short name for the latter.
    with tempfile.TemporaryDirectory(prefix="ray-", dir="/tmp") as folder:
        environment = {name: content for name, content in os.environ.items() if not name.startswith("RAY_")}
        ended = subprocess.run(
            [sys.executable, "-c", _RUN_ALONE],
            cwd=ROOT,
            env={**environment, "HOME": str(tmp_path), "TMPDIR": folder},
            capture_output=True,
            text=True,
            timeout=90,
        )
        assert list(Path(folder).iterdir()) == []
    assert ended.stdout == "['berita-1', 'berita-2']\n"
    assert ended.stderr == ""
    assert list(tmp_path.iterdir()) == []


_RUN_ALONE = """
import os, signal
from summarizer.batch.ray_runner import Cluster, run_on_ray
from summarizer.batch.stopping import Stop
from tests.batch.ray import engines_on_ray as on_ray

handler = signal.getsignal(signal.SIGTERM)
tasks = iter([on_ray.task(1), on_ray.task(2)])
print(sorted(one.key for one in run_on_ray(tasks, on_ray.plain, Stop(), cluster=Cluster(None, 2))))
assert signal.getsignal(signal.SIGTERM) == handler
assert not os.environ.keys() & {"RAY_USAGE_STATS_ENABLED", "RAY_AUTH_MODE", "RAY_AUTH_TOKEN"}
"""


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("127.0.0.1:1", "nothing answers at 127.0.0.1:1"),
        ("ray://127.0.0.1:1", "nothing answers at ray://127.0.0.1:1"),
        ("kluster", "'kluster' is no address of a Ray cluster"),
        ("kluster:satu", "'kluster:satu' is no address of a Ray cluster"),
    ],
)
def test_a_cluster_that_is_not_there_is_told_of(address: str, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        list(settled(address, on_ray.plain, iter([on_ray.task(1)])))


def test_what_answers_and_is_no_ray_is_not_waited_for_long() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        # In a process of its own, which must be able to end although Ray is still waiting in it.
        ended = subprocess.run(
            [sys.executable, "-c", _JOIN_WHAT_IS_NO_RAY, f"127.0.0.1:{port}"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert (
        ended.stdout
        == f"OptionError no Ray answers at 127.0.0.1:{port}. See that the cluster runs there, with: ray status\n"
    )
    assert ended.returncode == 0


_JOIN_WHAT_IS_NO_RAY = """
import sys
from summarizer.batch import ray_cluster
from summarizer.errors import OptionError
ray_cluster._JOIN_SECONDS = 1.0
try:
    with ray_cluster.joined(sys.argv[1], 2):
        print("joined")
except OptionError as error:
    print("OptionError", error)
"""


def test_without_ray_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.delitem(sys.modules, "summarizer.batch.ray_cluster", raising=False)
    with pytest.raises(ExtraMissing, match=r"pip install 'summarizer-id\[ray\]'"):
        list(settled(None, on_ray.plain, iter([on_ray.task(1)])))
