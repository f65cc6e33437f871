"""What translators over checkpoints are tested with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from summarizer.engines.store.records import Model
from tests.engines.single_thread import one_thread  # noqa: F401
from tests.engines.translators.installed_models import installed

Install = Callable[[str, str], Model]


@pytest.fixture(scope="session")
def install(tmp_path_factory: pytest.TempPathFactory) -> Install:
    """From a family and a runtime to a tiny model, made once a run; it must be left as it is."""
    models: dict[tuple[str, str], Model] = {}

    def made(family: str, runtime: str) -> Model:
        if (family, runtime) not in models:
            folder = tmp_path_factory.mktemp("models") / family
            models[family, runtime] = installed(family, folder, runtime)
        return models[family, runtime]

    return made
