"""What generators over checkpoints are tested with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import transformers

from tests.engines.checkpoints import tiny_models
from tests.engines.single_thread import one_thread  # noqa: F401

FAMILIES: dict[str, Callable[[Path], Path]] = {
    "bart": tiny_models.bart,
    "t5": tiny_models.t5,
    "llama": tiny_models.llama,
    "gemma": tiny_models.gemma,
}


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
