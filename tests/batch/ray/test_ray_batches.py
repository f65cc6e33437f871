"""A batch on a Ray cluster gives what the same batch gives on one machine, whatever happens to a worker."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Generator, Iterable
from functools import partial
from pathlib import Path

import pytest

from summarizer.batch.items import Settled
from summarizer.batch.local_runner import run_locally
from summarizer.batch.planning import Planned
from summarizer.batch.ray_runner import Cluster, ray_workbench, run_on_ray
from summarizer.batch.run import Runner
from summarizer.batch.stopping import Stop
from summarizer.batch.work import Recipe, Workbench
from summarizer.datamodels import DecodingOptions
from summarizer.memory.opening import open_memory
from summarizer.protocols import Translator
from summarizer.summarization import SummaryOptions
from summarizer.translation.wording import HOUSE_WORDING
from tests.batch.ray import engines_on_ray as on_ray
from tests.batch.ray.batches import run, tree, write_folder

COUNT = 30


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_folder(tmp_path_factory.mktemp("berita"), COUNT, odd=17)


@pytest.fixture(scope="module")
def expected(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files that the runner on this machine makes of the folder."""
    target = tmp_path_factory.mktemp("local") / "english"
    run(folder, target, lambda planned, stop: run_locally(planned, on_ray.plain, stop))
    return tree(target)


def on_cluster(cluster: Cluster, workbench: partial[Workbench]) -> Runner:
    return lambda planned, stop: run_on_ray(planned, workbench, stop, cluster=cluster)


def test_the_same_bytes_and_one_memory_for_all_workers(
    folder: Path, expected: dict[str, bytes], address: str, tmp_path: Path
) -> None:
    memory = tmp_path / "memory.sqlite"
    workbench = partial(on_ray.plain, str(memory))
    told = run(folder, tmp_path / "ray", on_cluster(Cluster(address, workers=2), workbench))
    assert told.totals.done == COUNT
    assert tree(tmp_path / "ray") == expected
    with open_memory(memory) as opened:
        known = {unit.source for unit in opened.units("id-en")}
    assert {on_ray.ODD, *(on_ray.headline(number) for number in range(COUNT))} <= known


def test_nothing_is_lost_or_doubled_when_a_worker_is_killed(
    folder: Path, expected: dict[str, bytes], address: str, tmp_path: Path
) -> None:
    pid = tmp_path / "pid"

    def kill() -> None:
        while not pid.exists():
            time.sleep(0.05)
        os.kill(int(pid.read_text(encoding="utf-8")), signal.SIGKILL)

    threading.Thread(target=kill, daemon=True).start()
    workbench = partial(on_ray.killed_once, tmp_path)
    told = run(folder, tmp_path / "ray", on_cluster(Cluster(address, workers=2), workbench))
    assert pid.exists()
    assert len(told.records) == len({record.key for record in told.records}) == COUNT
    assert not any(record.failure for record in told.records)
    assert tree(tmp_path / "ray") == expected


def test_a_batch_that_every_worker_dies_of_fails_and_the_others_are_done(
    folder: Path, expected: dict[str, bytes], address: str, tmp_path: Path
) -> None:
    told = run(folder, tmp_path / "ray", on_cluster(Cluster(address, workers=2), partial(on_ray.killed_always)))
    failed = {record.key: record.failure for record in told.records if record.failure}
    assert "utara/berita-17.txt" in failed
    assert len(failed) < 10
    assert all("more memory than there is" in failure for failure in failed.values())
    made = tree(tmp_path / "ray")
    assert len(made) == 2 * (COUNT - len(failed))
    assert made.items() <= expected.items()


def test_an_article_that_meets_a_fault_fails_alone(
    folder: Path, expected: dict[str, bytes], address: str, tmp_path: Path
) -> None:
    # Of the four batches two are done by the first engines, two by those after them.
    cluster = Cluster(address, workers=2, window=2)
    told = run(folder, tmp_path / "ray", on_cluster(cluster, partial(on_ray.faulty)))
    (failed,) = (outcome for outcome in told.outcomes if outcome.failure)
    assert failed.key == "utara/berita-17.txt"
    assert "no words to divide by" in failed.failure
    assert "Traceback" in failed.fault
    assert tree(tmp_path / "ray") == {path: made for path, made in expected.items() if "berita-17" not in path}


def test_what_a_stopped_run_has_left_is_done_by_the_next(
    folder: Path, expected: dict[str, bytes], address: str, tmp_path: Path
) -> None:
    stop = Stop()
    # Of the four batches one worker has three at most when the first of its articles comes back.
    runner = on_cluster(Cluster(address, workers=1), partial(on_ray.plain))

    def stopped(planned: Iterable[Planned], stop: Stop) -> Generator[Settled, None, None]:
        for one in runner(planned, stop):
            yield one
            stop.begin_nothing()

    first = run(folder, tmp_path / "ray", stopped, stop=stop)
    assert first.totals.interrupted
    assert on_ray.ARTICLES_A_BATCH <= first.totals.done < COUNT
    assert not first.totals.failed

    second = run(folder, tmp_path / "ray", runner)
    assert second.totals.done == COUNT - first.totals.done
    assert not second.totals.interrupted
    assert tree(tmp_path / "ray") == expected


def test_the_embedded_engine_gives_the_same_bytes(address: str, translator: Translator, tmp_path: Path) -> None:
    folder = tmp_path / "berita"
    folder.mkdir()
    for number, text in enumerate(
        (
            "Harga beras di pasar induk naik 3 persen sejak awal pekan.",
            "Sebanyak 40 petani di Kabupaten Sleman menerima bibit padi baru.",
            "Kereta dari Bandung tiba terlambat 25 menit karena hujan deras.",
            "Wali kota meresmikan perpustakaan umum di tepi danau pada hari Selasa.",
        )
    ):
        (folder / f"{number}.txt").write_text(text + "\n", encoding="utf-8")
    recipe = Recipe(DecodingOptions(), HOUSE_WORDING, SummaryOptions(1), formats=("md", "json"))
    run(
        folder,
        tmp_path / "local",
        lambda planned, stop: run_locally(planned, lambda: Workbench(recipe, translator), stop),
    )
    workbench = partial(ray_workbench, recipe, "embedded", str(tmp_path / "memory.sqlite"))
    run(folder, tmp_path / "ray", on_cluster(Cluster(address, workers=2), workbench))
    made = tree(tmp_path / "ray")
    assert len(made) == 8
    assert made == tree(tmp_path / "local")
