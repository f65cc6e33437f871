"""Starting a Ray on this machine, or joining one, and leaving it again. Imports ray."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from summarizer.errors import OptionError

# Read when ray is imported. Under `uv run` it would send the whole working folder to the workers, the articles too; and
# it would print on standard output what becomes of processes that it replaces.
os.environ.setdefault("RAY_ENABLE_UV_RUN_RUNTIME_ENV", "0")
os.environ.setdefault("RAY_DEDUP_LOGS_SKIP_REGEX", ".")

import ray

# Batches and what comes back pass through it; what has no room is kept on disk.
_OBJECT_STORE_BYTES = 128 * 2**20
# One for the whole process, as Ray reads it once.
_TOKEN = secrets.token_hex(32)
_CONNECT_SECONDS = 10.0
_JOIN_SECONDS = 60.0


@contextmanager
def joined(address: str | None, workers: int) -> Iterator[None]:
    """Within, this process is the driver of a Ray: of that at ``address``, or of one with ``workers`` processors.

    Raises OptionError if there is none; to find out takes little more than a minute.
    """
    with _started(workers) if address is None else _at(address):
        yield


@contextmanager
def _started(workers: int) -> Iterator[None]:
    # In a folder of its own, so that nothing is left behind. In this thread: Ray's processes end with the one that
    # started them.
    with (
        tempfile.TemporaryDirectory(prefix="summarizer-ray-", ignore_cleanup_errors=True) as folder,
        _environment(),
        _left(),
    ):
        try:
            with _own_sigterm():
                ray.init(
                    address="local",
                    num_cpus=workers,
                    object_store_memory=_OBJECT_STORE_BYTES,
                    include_dashboard=False,
                    logging_level="ERROR",
                    log_to_driver=False,
                    _temp_dir=folder,
                )
        except Exception as error:
            raise OptionError(f"Ray cannot be started on this machine: {_in_a_line(error)}") from error
        yield


@contextmanager
def _at(address: str) -> Iterator[None]:
    _require_listener(address)
    failures: list[BaseException] = []

    def join() -> None:
        try:
            ray.init(address=address, logging_level="ERROR", log_to_driver=False)
        except BaseException as error:  # SystemExit too
            failures.append(error)

    # In a thread that can be left alone: what answers may be no Ray, and then this takes minutes.
    joining = threading.Thread(target=join, daemon=True)
    joining.start()
    joining.join(_JOIN_SECONDS)
    if joining.is_alive():
        raise OptionError(f"no Ray answers at {address}. See that the cluster runs there, with: ray status")
    with _left():
        if failures:
            reason = _in_a_line(failures[0])
            raise OptionError(f"the Ray cluster at {address} cannot be joined: {reason}") from failures[0]
        yield


@contextmanager
def _left() -> Iterator[None]:
    try:
        yield
    finally:
        ray.shutdown()


def _require_listener(address: str) -> None:
    """Ray itself waits for minutes for a machine that is not there. Raises OptionError."""
    if address == "auto":
        return
    parts = urlsplit(address if "://" in address else f"//{address}")
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or not port:
        raise OptionError(f"{address!r} is no address of a Ray cluster. It is like auto, host:6379 or ray://host:10001")
    try:
        socket.create_connection((host, port), timeout=_CONNECT_SECONDS).close()
    except OSError as error:
        raise OptionError(
            f"nothing answers at {address} ({error.strerror or error}). See that the Ray cluster runs there, with: "
            "ray status"
        ) from error


def _in_a_line(error: BaseException) -> str:
    """What it comes from: Ray's own words for it are of the kind "Failed to connect"."""
    while error.__cause__ is not None:
        error = error.__cause__
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1] if lines else type(error).__name__


@contextmanager
def _own_sigterm() -> Iterator[None]:
    """Ray takes the signal for its own, in the main thread; it is the program's, which may want to finish something."""
    before = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, before)


@contextmanager
def _environment() -> Iterator[None]:
    """Within, Ray sends no statistics, and is joined with the user's token, or with one of ours that is in no file."""
    names = ("RAY_USAGE_STATS_ENABLED", "RAY_AUTH_TOKEN", "RAY_AUTH_MODE")  # Ray itself sets the last one
    before = {name: os.environ.get(name) for name in names}
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ.setdefault("RAY_AUTH_TOKEN", _TOKEN)
    try:
        yield
    finally:
        for name, content in before.items():
            os.environ.pop(name, None)
            if content is not None:
                os.environ[name] = content
