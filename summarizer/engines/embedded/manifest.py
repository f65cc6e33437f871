"""What the embedded model is made of: the files, their hashes, and the one name of the result."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the base model's file, shipped by ``package``."""

    package: str
    file: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``own`` maps our files beside this module to their sha256; ``fingerprint`` names the whole recipe."""

    base_sha256: str
    parts: tuple[Part, ...]
    own: dict[str, str]
    adapter_scale: float
    fingerprint: str


@cache
def read_manifest() -> Manifest:
    """Read ``manifest.json``.

    The fingerprint is the sha256 of that file: other weights, another order or another format of the result
    give another fingerprint, and so another folder of the cache.
    """
    raw = (FOLDER / "manifest.json").read_bytes()
    fields = json.loads(raw)
    return Manifest(
        base_sha256=fields["base"]["sha256"],
        parts=tuple(Part(**part) for part in fields["base"]["parts"]),
        own=fields["own"],
        adapter_scale=fields["adapter_scale"],
        fingerprint=hashlib.sha256(raw).hexdigest(),
    )
