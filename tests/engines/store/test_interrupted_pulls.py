"""A pull that was cut off, killed or overtaken: nothing half-made is ever found, and nothing is fetched twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

from summarizer.engines.store import installed
from summarizer.engines.store.pulling import pull
from summarizer.errors import HubUnavailable
from summarizer.protocols import no_progress
from tests.conftest import ROOT
from tests.engines.store.loopback_hub import Fault, LoopbackHub

HUB = "desa/penerjemah"
WEIGHTS = "model.safetensors"
HALF = 50_000  # bytes
SCRIPT = textwrap.dedent(
    f"""
    from summarizer.engines.store.pulling import pull
    stages = []
    def say(stage, done, total):
        if stage not in stages:
            stages.append(stage)
            print(stage, flush=True)
    model = pull("{HUB}", langpairs=["id-en"], runtime="transformers", progress=say)
    print(model.folder, flush=True)
    """
)


def pulled():
    return pull(HUB, langpairs=["id-en"], runtime="transformers", progress=no_progress)


def start() -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, "-c", SCRIPT], stdout=subprocess.PIPE, text=True, env=environment)


def test_a_cut_connection_is_gone_on_with_at_once(hub: LoopbackHub, bart: Path, waits: list[float]) -> None:
    hub.serve(HUB, bart)
    hub.faults.append(Fault(f"/content/{HUB}/{WEIGHTS}", 2, after=HALF))
    assert installed.differences(pulled(), deep=True) == []
    assert hub.fetched(WEIGHTS) == ["", f"bytes={HALF}-", f"bytes={2 * HALF}-"]
    assert waits == [1, 1]


def test_a_pull_that_failed_is_gone_on_with_by_the_next(hub: LoopbackHub, bart: Path, waits: list[float]) -> None:
    hub.serve(HUB, bart)
    hub.faults.append(Fault(f"/content/{HUB}/{WEIGHTS}", 1, after=HALF))
    hub.faults.append(Fault(f"/content/{HUB}/{WEIGHTS}", 10, after=0))
    with pytest.raises(HubUnavailable, match=r"cannot be reached.* pull again: what has come is kept"):
        pulled()
    assert len(waits) == 5
    assert (installed.installed(), installed.unfinished()) == ({}, ["penerjemah"])
    hub.faults.clear()
    hub.asked.clear()
    assert installed.differences(pulled(), deep=True) == []
    assert hub.fetched(WEIGHTS) == [f"bytes={HALF}-"]
    assert hub.fetched("tokenizer.json") == []
    assert installed.unfinished() == []


def test_ctrl_c_keeps_what_has_come(hub: LoopbackHub, bart: Path) -> None:
    hub.serve(HUB, bart)

    def interrupt(stage: str, done: int, total: int) -> None:
        if done > total - (bart / WEIGHTS).stat().st_size:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pull(HUB, langpairs=["id-en"], runtime="transformers", progress=interrupt)
    assert (installed.installed(), installed.unfinished()) == ({}, ["penerjemah"])
    hub.asked.clear()
    pulled()
    assert hub.fetched(WEIGHTS)[0].startswith("bytes=")


def test_ctrl_c_after_the_conversion_keeps_what_has_come(hub: LoopbackHub, bart: Path) -> None:
    hub.serve(HUB, bart)

    def interrupt(stage: str, done: int, total: int) -> None:
        if stage == "checking penerjemah" and done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pull(HUB, langpairs=["id-en"], runtime="ctranslate2", progress=interrupt)
    model = pull(HUB, langpairs=["id-en"], runtime="ctranslate2", progress=no_progress)
    assert hub.fetched(WEIGHTS) == [""]
    assert installed.differences(model, deep=True) == []
    assert not list(model.checkpoint.glob("*.safetensors"))


def test_a_newer_commit_goes_on_with_the_parts_that_are_the_same(
    hub: LoopbackHub, checkpoint: Path, waits: list[float]
) -> None:
    hub.serve(HUB, checkpoint)
    hub.faults.append(Fault(f"/content/{HUB}/{WEIGHTS}", 1, after=HALF))
    hub.faults.append(Fault(f"/content/{HUB}/{WEIGHTS}", 10, after=0))
    with pytest.raises(HubUnavailable):
        pulled()
    (checkpoint / "NOTICE").write_text("Baru.")
    (checkpoint / "generation_config.json").unlink()
    hub.serve(HUB, checkpoint, commit="f" * 40)
    hub.faults.clear()
    hub.asked.clear()
    model = pulled()
    assert hub.fetched(WEIGHTS) == [f"bytes={HALF}-"]
    assert not (model.checkpoint / "generation_config.json").exists()
    assert (model.checkpoint / "NOTICE").is_file()


def test_a_server_that_starts_anew_is_followed(hub: LoopbackHub, bart: Path, store: Path, waits: list[float]) -> None:
    repository = hub.serve(HUB, bart)
    hub.faults.append(Fault(f"/content/{HUB}/{WEIGHTS}", 1, after=HALF))
    repository.ignores_range = True
    assert installed.differences(pulled(), deep=True) == []


def test_a_part_that_is_too_long_is_begun_anew(hub: LoopbackHub, bart: Path, waits: list[float], store: Path) -> None:
    hub.serve(HUB, bart)
    hub.faults.append(Fault(f"/content/{HUB}/{WEIGHTS}", 1, after=HALF))
    hub.faults.append(Fault(f"/content/{HUB}/{WEIGHTS}", 10, after=0))
    with pytest.raises(HubUnavailable):
        pulled()
    hub.faults.clear()
    (part,) = (store / ".pulling-penerjemah" / "parts").iterdir()
    with part.open("ab") as file:
        file.write(bytes(10**6))
    hub.faults.append(Fault("/content/", 1, 416))
    assert installed.differences(pulled(), deep=True) == []


def test_a_killed_pull_leaves_no_model_and_the_next_goes_on(hub: LoopbackHub, bart: Path, store: Path) -> None:
    hub.serve(HUB, bart)
    gate = threading.Event()
    hub.faults.append(Fault(f"/content/{HUB}/{WEIGHTS}", 1, after=HALF, gate=gate))
    process = start()
    assert hub.begun.wait(60)
    parts = store / ".pulling-penerjemah" / "parts"
    while not any(path.stat().st_size for path in parts.iterdir()):
        assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.communicate()
    gate.set()
    assert (installed.installed(), installed.unfinished()) == ({}, ["penerjemah"])
    hub.asked.clear()
    assert installed.differences(pulled(), deep=True) == []
    assert [span.startswith("bytes=") for span in hub.fetched(WEIGHTS)] == [True]
    assert installed.unfinished() == []


def test_of_two_processes_one_pulls_and_the_other_waits(hub: LoopbackHub, bart: Path, store: Path) -> None:
    hub.serve(HUB, bart)
    gate = threading.Event()
    hub.faults.append(Fault(f"/content/{HUB}/{WEIGHTS}", 1, after=HALF, gate=gate))
    first = start()
    assert hub.begun.wait(60)
    second = start()
    assert second.stdout is not None
    assert second.stdout.readline() == "waiting for another process that works on penerjemah\n"
    gate.set()
    assert first.communicate()[0].splitlines()[-1] == str(store / "penerjemah")
    assert second.communicate()[0].splitlines() == [str(store / "penerjemah")]
    assert (first.returncode, second.returncode) == (0, 0)
    assert hub.fetched(WEIGHTS) == [""]
