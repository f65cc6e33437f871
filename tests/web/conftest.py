"""A folder for uploads that a test can look into."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def uploads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where files come to the disk; it is there once the first has come."""
    folder = tmp_path / "uploads"
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(folder))
    return folder
