"""What was measured on: without it no figure can be compared with another's."""

from __future__ import annotations

import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import joblib

ROOT = Path(__file__).resolve().parent.parent
_LIBRARIES = ("ctranslate2", "torch", "transformers", "tokenizers", "gradio")


def machine() -> str:
    """Processor, cores, memory and system, on one line."""
    return f"{_processor()}, {joblib.cpu_count()} cores, {_memory()}{platform.system()} {platform.machine()}"


def versions() -> str:
    """Python and the libraries that compute, on one line."""
    return ", ".join([f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in _LIBRARIES)])


def today() -> str:
    return datetime.now(UTC).date().isoformat()


def commit() -> str:
    """The commit that is checked out, with a "+" if the code differs from it; "" outside of a repository."""
    try:
        changes = _git("status", "--porcelain", "--", "benchmarks", "summarizer", "training", "constraints.txt")
        return _git("rev-parse", "--short", "HEAD") + ("+" if changes else "")
    except (OSError, subprocess.CalledProcessError):
        return ""


def _git(*arguments: str) -> str:
    run = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return run.stdout.strip()


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "unknown processor")


def _memory() -> str:
    try:
        kilobytes = int(Path("/proc/meminfo").read_text(encoding="utf-8").split()[1])
    except (OSError, ValueError, IndexError):
        return ""
    return f"{kilobytes / 2**20:.0f} GiB, "
