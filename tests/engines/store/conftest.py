"""A store of the test's own, a hub on this machine, and models that are small."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from huggingface_hub import constants

from summarizer.engines.store import hub as hub_module
from tests.engines.checkpoints import tiny_models
from tests.engines.single_thread import one_thread  # noqa: F401
from tests.engines.store.loopback_hub import LoopbackHub


@pytest.fixture(scope="session")
def bart(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint, with what a repository has beside it that is never needed."""
    folder = tiny_models.bart(tmp_path_factory.mktemp("models") / "bart")
    (folder / "README.md").write_text("---\nlicense: cc-by-nc-4.0\n---\nPenerjemah kecil.\n")
    (folder / "pytorch_model.bin").write_bytes(b"pickle")
    (folder / "modeling.py").write_text("raise SystemExit")
    return folder


@pytest.fixture
def checkpoint(bart: Path, tmp_path: Path) -> Path:
    """A copy to change."""
    return Path(shutil.copytree(bart, tmp_path / "checkpoint"))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The models' folder, not there yet."""
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "models"


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, store: Path) -> Iterator[LoopbackHub]:
    server = LoopbackHub()
    monkeypatch.setenv("HF_ENDPOINT", server.url)
    # It would ask the real hub for a list of programs that may have called it.
    monkeypatch.setenv("HF_HUB_DISABLE_TELEMETRY", "1")
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_TELEMETRY", True)
    for name in ("HF_TOKEN", "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "SUMMARIZER_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    yield server
    server.close()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that were to be waited; nothing waits."""
    found: list[float] = []
    monkeypatch.setattr(hub_module.time, "sleep", found.append)
    return found
