"""A Ray cluster of two processors for the tests of this folder, started once, and an end to a test that hangs."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

from tests.conftest import ROOT

# Whoever would join the cluster needs a token; Ray reads it when it is imported.
os.environ["RAY_AUTH_MODE"] = "token"
os.environ["RAY_AUTH_TOKEN"] = secrets.token_hex(32)

_MOST_SECONDS = 100
# It ends when its standard input does, so that it cannot outlive the tests.
_HEAD = """
import sys, ray
head = ray.init(address="local", num_cpus=2, object_store_memory=100 * 2**20, include_dashboard=False,
                log_to_driver=False, _temp_dir=sys.argv[1])
print(head.address_info["gcs_address"], flush=True)
sys.stdin.read()
ray.shutdown()
"""


@pytest.fixture(autouse=True)
def _no_hanging() -> Iterator[None]:
    def give_up(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"the test was not over in {_MOST_SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(_MOST_SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="session")
def address(model_cache: Path) -> Iterator[str]:
    """The address of the cluster. Its workers import from this source tree, and have the cache of these tests."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "RAY_USAGE_STATS_ENABLED": "0"}
    with (
        tempfile.TemporaryDirectory(prefix="ray-", dir="/tmp", ignore_cleanup_errors=True) as folder,
        subprocess.Popen(
            [sys.executable, "-c", _HEAD, folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        ) as head,
    ):
        assert head.stdin is not None
        assert head.stdout is not None
        yield head.stdout.readline().strip()
        head.stdin.close()
        head.wait(timeout=60)
