"""Tests of checkpoints run on one thread."""

from __future__ import annotations

from tests.engines.single_thread import one_thread  # noqa: F401
