"""The base model's file, put together again from the packages that carry its parts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from summarizer.engines.embedded.manifest import Manifest, Part
from summarizer.errors import ModelCorrupt, ModelPackageMissing
from summarizer.protocols import Progress

_CHUNK = 8 * 2**20  # bytes


def locate_part(part: Part) -> Path:
    """The path of an installed part; its package is read as data and never imported.

    Raises ModelPackageMissing if the package, or the file in it, is not installed.
    """
    try:
        files = metadata.distribution(part.package).files or []
    except metadata.PackageNotFoundError:
        files = []
    for file in files:
        path = Path(str(file.locate()))
        if file.name == part.file and path.is_file():
            return path
    raise ModelPackageMissing(
        f"the package {part.package}, which carries a part of the embedded model, is not installed. "
        f'Install it with: pip install "{part.package}==1.0.0"'
    )


def join_parts(manifest: Manifest, target: Path, progress: Progress) -> None:
    """Write the parts, in order, to ``target`` and check the whole against the manifest's sha256.

    Raises ModelPackageMissing, or ModelCorrupt if a part cannot be read or the sha256 differs.
    """
    paths = [locate_part(part) for part in manifest.parts]
    total = sum(path.stat().st_size for path in paths)
    digest = hashlib.sha256()
    done = 0
    with target.open("wb") as out:
        for path in paths:
            for chunk in _chunks(path):
                digest.update(chunk)
                out.write(chunk)
                done += len(chunk)
                progress("checking the base model", done, total)
    if digest.hexdigest() != manifest.base_sha256:
        names = " ".join(f"{part.package}==1.0.0" for part in manifest.parts)
        raise ModelCorrupt(
            f"the base model's sha256 is {digest.hexdigest()}, not {manifest.base_sha256}: a part is damaged. "
            f"Install the parts again with: pip install --force-reinstall --no-deps --no-cache-dir {names}"
        )


def _chunks(path: Path) -> Iterator[bytes]:
    # An OSError of reading is told apart here from one of writing, which is about the cache folder.
    try:
        with path.open("rb") as part:
            while chunk := part.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise ModelCorrupt(
            f"{path}, a part of the embedded model, cannot be read: {error.strerror or error}. "
            "Make it readable, or install its package again"
        ) from error
