"""Fixtures that several folders of tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

# By default Hypothesis fails an example that takes over 200 ms, as any does on a machine with other work to do. Its own
# profile for CI has no such limit.
if "CI" not in os.environ:
    settings.register_profile("untimed", deadline=None)
    settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def model_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache of this test run's own, so that each run builds the model once, for real, and leaves nothing behind."""
    before = os.environ.get("SUMMARIZER_CACHE")
    cache = tmp_path_factory.mktemp("cache")
    os.environ["SUMMARIZER_CACHE"] = str(cache)
    yield cache
    if before is None:
        del os.environ["SUMMARIZER_CACHE"]
    else:
        os.environ["SUMMARIZER_CACHE"] = before


@pytest.fixture(scope="session")
def translator():
    """The embedded engine, built on first use."""
    from summarizer import load_translator

    return load_translator("embedded")
