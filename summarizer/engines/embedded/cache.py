"""The built model in the user's cache: where it is, whether it is whole, and what is in it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from summarizer.engines.embedded.manifest import read_manifest
from summarizer.errors import ModelCorrupt

_RECEIPT = "complete.json"


def cache_folder() -> Path:
    """``SUMMARIZER_CACHE`` if it is set, or else the user's cache folder of this operating system."""
    if override := os.environ.get("SUMMARIZER_CACHE"):
        return Path(override).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("summarizer-id", appauthor=False)


def model_folder(variant: str) -> Path:
    """Where the model of that variant, a key of `conversion.WRITERS`, is or will be."""
    return cache_folder() / f"embedded-{read_manifest().fingerprint[:12]}-{variant}"


def write_receipt(folder: Path) -> None:
    """Record size and sha256 of each file; the receipt is what makes a folder count as finished."""
    files = {
        path.name: {"bytes": path.stat().st_size, "sha256": _sha256(path)}
        for path in sorted(folder.iterdir())
        if path.is_file()
    }
    (folder / _RECEIPT).write_text(json.dumps(files, indent=2) + "\n", encoding="utf-8")


def is_complete(folder: Path) -> bool:
    """Whether the folder holds every file at its full size. Cheap: no file is read but the receipt."""
    return not differences(folder, deep=False)


@contextmanager
def loading(folder: Path, engine: str | None) -> Iterator[None]:
    """Put around the loading of the model in ``folder``: what the runtime raises there becomes ModelCorrupt.

    ``engine`` is as in `damaged`.
    """
    from safetensors import SafetensorError

    try:
        yield
    except (RuntimeError, OSError, ValueError, SafetensorError) as error:
        raise damaged(folder, f"or does not fit this version ({error})", engine) from error


def damaged(folder: Path, how: str, engine: str | None) -> ModelCorrupt:
    """The error for a model that must be built again, by the name of the engine that the user asked for.

    ``engine`` is None for a model that no command builds: the next run does, once its folder is gone.
    """
    remedy = (
        f"Build it again with: summarizer models build --force {engine}"
        if engine
        else "Remove that folder, and the next run builds it again"
    )
    return ModelCorrupt(f"the model in {folder} is damaged {how}. {remedy}")


def differences(folder: Path, *, deep: bool) -> list[str]:
    """Which files of a built model are not as its receipt says; ``deep`` reads them and compares their sha256."""
    try:
        receipt = json.loads((folder / _RECEIPT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return [f"{_RECEIPT} is missing or unreadable"]
    found = []
    for name, expected in receipt.items():
        path = folder / name
        if not path.is_file():
            found.append(f"{name} is missing")
        elif path.stat().st_size != expected["bytes"]:
            found.append(f"{name} has another size")
        elif deep and _sha256(path) != expected["sha256"]:
            found.append(f"{name} has another sha256")
    return found


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
