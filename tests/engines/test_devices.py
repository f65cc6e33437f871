"""Which processor computes, and how many of its cores."""

from __future__ import annotations

import os
import subprocess
import sys

import ctranslate2
import joblib
import pytest

from summarizer.datamodels import RuntimeOptions
from summarizer.engines.devices import Device, default_threads, device_of
from summarizer.errors import ModelUnavailable, OptionError


@pytest.fixture
def gpus(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two GPUs on this machine."""
    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 2)


@pytest.fixture
def no_gpus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 0)


@pytest.mark.usefixtures("gpus")
@pytest.mark.parametrize(
    ("asked", "name", "index", "torch_name"),
    [
        ("auto", "cuda", 0, "cuda:0"),
        ("cpu", "cpu", 0, "cpu"),
        ("cuda", "cuda", 0, "cuda:0"),
        ("cuda:1", "cuda", 1, "cuda:1"),
    ],
)
def test_with_two_gpus(asked: str, name: str, index: int, torch_name: str) -> None:
    device = device_of(RuntimeOptions(device=asked, threads=3))
    assert device == Device(name, index, 3)
    assert device.torch_name == torch_name


@pytest.mark.usefixtures("no_gpus")
def test_without_a_gpu_auto_is_the_cpu() -> None:
    assert device_of(RuntimeOptions(threads=1)) == Device("cpu", 0, 1)


@pytest.mark.usefixtures("no_gpus")
def test_a_gpu_that_is_not_there_is_refused() -> None:
    with pytest.raises(ModelUnavailable, match=r"cuda is not there: CTranslate2 finds no GPUs.*Give --device cpu"):
        device_of(RuntimeOptions(device="cuda"))


@pytest.mark.usefixtures("gpus")
def test_a_third_gpu_of_two_is_refused() -> None:
    with pytest.raises(ModelUnavailable, match="cuda:2 is not there: CTranslate2 finds 2 GPUs"):
        device_of(RuntimeOptions(device="cuda:2"))


@pytest.mark.parametrize("asked", ["gpu", "cpu:1", "cuda:", "cuda:-1", "", "CUDA"])
def test_what_is_no_device_is_refused(asked: str) -> None:
    with pytest.raises(OptionError, match="there is no device"):
        device_of(RuntimeOptions(device=asked))


@pytest.mark.parametrize("threads", [-1, 257, 2**31])
def test_threads_that_no_machine_has_are_refused(threads: int) -> None:
    with pytest.raises(OptionError, match=f"{threads} is no number of threads"):
        device_of(RuntimeOptions(device="cpu", threads=threads))


@pytest.mark.parametrize(("cores", "taken"), [(1, 1), (2, 2), (4, 4), (8, 8), (16, 8), (64, 8)])
def test_from_1_to_64_cores(monkeypatch: pytest.MonkeyPatch, cores: int, taken: int) -> None:
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    monkeypatch.setattr(joblib, "cpu_count", lambda: cores)
    assert default_threads() == taken
    assert device_of(RuntimeOptions(device="cpu", threads=12)).threads == 12


@pytest.mark.parametrize(("limit", "taken"), [("1", 1), ("3", 3), ("99", 4), ("0", 4), ("", 4), ("many", 4)])
def test_who_starts_several_engines_sets_a_limit(monkeypatch: pytest.MonkeyPatch, limit: str, taken: int) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", limit)
    monkeypatch.setattr(joblib, "cpu_count", lambda: 4)
    assert default_threads() == taken


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this operating system binds no process to cores")
def test_a_process_that_is_bound_to_one_core_takes_one() -> None:
    script = (
        "import os; os.environ.pop('OMP_NUM_THREADS', None); os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); "
        "from summarizer.engines.devices import default_threads; print(default_threads())"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "1"


@pytest.mark.parametrize(
    ("threads", "workers", "each"),
    [(1, 1, 1), (2, 2, 1), (3, 3, 1), (4, 4, 1), (5, 4, 1), (6, 3, 2), (7, 3, 2), (8, 4, 2), (16, 4, 4), (9, 3, 3)],
)
def test_cores_are_divided_between_batches(threads: int, workers: int, each: int) -> None:
    device = Device("cpu", 0, threads)
    assert (device.workers, device.threads_each) == (workers, each)


def test_a_gpu_computes_one_batch_at_a_time() -> None:
    assert Device("cuda", 0, 8).workers == 1
