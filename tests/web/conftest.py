"""A desk, a visit, and a folder for uploads that a test can look into."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.web.desk import Desk
from summarizer.web.visits import Visit, Visits
from tests.web.serving import desk_of


@pytest.fixture
def uploads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where files come to the disk; it is there once the first has come."""
    folder = tmp_path / "uploads"
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(folder))
    return folder


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    return desk_of(monkeypatch)


@pytest.fixture
def visits() -> Visits:
    return Visits()


@pytest.fixture
def visit(visits: Visits) -> Visit:
    return visits.of_session("a", "en")
