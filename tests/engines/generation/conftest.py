"""What generators over checkpoints are tested with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
import transformers

from tests.engines.checkpoints import tiny_models

FAMILIES: dict[str, Callable[[Path], Path]] = {
    "bart": tiny_models.bart,
    "t5": tiny_models.t5,
    "llama": tiny_models.llama,
    "gemma": tiny_models.gemma,
}


@pytest.fixture(scope="package", autouse=True)
def one_thread() -> Iterator[None]:
    """Models this small spend their time on waking threads up."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="session", params=FAMILIES)
def checkpoint(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a tiny model of each family in turn."""
    return FAMILIES[request.param](tmp_path_factory.mktemp("checkpoints") / request.param)


@pytest.fixture
def read_by_model(monkeypatch: pytest.MonkeyPatch) -> list[list[int]]:
    """The token ids of every row that any model is given to read."""
    rows: list[list[int]] = []
    generate = transformers.GenerationMixin.generate

    def recording(self: Any, **arguments: Any) -> Any:
        rows.extend(arguments["input_ids"].tolist())
        return generate(self, **arguments)

    monkeypatch.setattr(transformers.GenerationMixin, "generate", recording)
    return rows
