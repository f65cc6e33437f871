"""Building the embedded model once, into the user's cache, so that what is there is always whole."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from summarizer.engines.embedded.base_model import join_parts
from summarizer.engines.embedded.cache import cache_folder, is_complete, model_folder, write_receipt
from summarizer.engines.embedded.conversion import BASE, WRITERS, Weights
from summarizer.engines.embedded.manifest import Manifest, read_manifest
from summarizer.engines.embedded.weights import base_weights, check_own_files, merged_weights
from summarizer.errors import BuildFailed, CacheUnusable
from summarizer.protocols import Progress

# Measured: 253 MB for the joined base model, then 126 MB (int8) or 496 MB (float32) for the result.
_DISK_NEEDED = {"ctranslate2": 420 * 10**6, BASE: 420 * 10**6, "transformers": 800 * 10**6}
_UNFINISHED = ".building-"


def ensure_built(variant: str, progress: Progress, *, force: bool = False) -> Path:
    """The folder of the finished model, built first if it is not there; ``force`` builds it anyway.

    ``variant`` is a key of `conversion.WRITERS`. Several processes may call this at once: one builds, the others wait
    for it. Raises CacheUnusable, ModelPackageMissing, ModelCorrupt or BuildFailed.
    """
    folder = model_folder(variant)
    if is_complete(folder) and not force:
        return folder
    with _reported_failures(), _sole_builder(progress):
        if force or not is_complete(folder):  # another process may have built it while this one waited
            _build(variant, folder, progress)
    return folder


def _build(variant: str, folder: Path, progress: Progress) -> None:
    manifest = read_manifest()
    _require_disk_space(variant)
    check_own_files(manifest)
    _remove_leftovers()
    # Everything is made beside the final folder and renamed last: a killed build leaves only a
    # `.building-` folder, which nothing reads and the next build removes.
    with tempfile.TemporaryDirectory(prefix=_UNFINISHED, dir=folder.parent, ignore_cleanup_errors=True) as scratch:
        gguf_file = Path(scratch) / "base.gguf"
        join_parts(manifest, gguf_file, progress)
        weights = _weights(variant, gguf_file, manifest, progress)
        gguf_file.unlink()
        result = Path(scratch) / "model"
        result.mkdir()
        progress(f"writing the {variant} model", 0, 1)
        WRITERS[variant](weights, result)
        write_receipt(result)
        if folder.exists():
            shutil.rmtree(folder)
        result.rename(folder)
        progress(f"writing the {variant} model", 1, 1)


def _weights(variant: str, gguf_file: Path, manifest: Manifest, progress: Progress) -> Weights:
    if variant == BASE:
        return base_weights(gguf_file, progress)
    return merged_weights(gguf_file, manifest, progress)


@contextmanager
def _sole_builder(progress: Progress) -> Iterator[None]:
    from filelock import FileLock, Timeout

    cache_folder().mkdir(parents=True, exist_ok=True)
    # One lock for the cache, not one for each variant: whoever holds it may remove all unfinished folders.
    lock = FileLock(cache_folder() / "embedded.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        progress("waiting for another process that builds the model", 0, 1)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _reported_failures() -> Iterator[None]:
    cache = cache_folder()
    try:
        from safetensors import SafetensorError

        yield
    except ImportError as error:  # the first clause, for the next one needs a name that an import gives
        raise BuildFailed(
            f"the model cannot be built because a library does not load ({error}). "
            "Install summarizer-id again with its constraints.txt"
        ) from error
    except (OSError, SafetensorError) as error:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise CacheUnusable(_disk_full_message(cache)) from error
        if "No space left" in str(error):  # safetensors gives the reason in words alone
            raise CacheUnusable(_disk_full_message(cache)) from error
        raise CacheUnusable(
            f"the model cannot be built in the cache folder {cache} ({error}). Make that folder writable, or set "
            "SUMMARIZER_CACHE to one that is"
        ) from error
    except MemoryError as error:
        raise BuildFailed(
            "the memory of this machine did not suffice to build the model. End other programs and try again"
        ) from error
    except RuntimeError as error:
        raise BuildFailed(
            f"the model cannot be built because a library failed ({error}). End other programs if it speaks of memory; "
            "otherwise install summarizer-id again with its constraints.txt"
        ) from error


def _disk_full_message(cache: Path) -> str:
    return f"the disk of the cache folder {cache} is full. Make room there, or set SUMMARIZER_CACHE to another disk"


def _require_disk_space(variant: str) -> None:
    free, needed = shutil.disk_usage(cache_folder()).free, _DISK_NEEDED[variant]
    if free < needed:
        raise CacheUnusable(
            f"building the model takes {needed // 10**6} MB in {cache_folder()}, and {free // 10**6} MB are free. "
            "Make room there, or set SUMMARIZER_CACHE to another disk"
        )


def _remove_leftovers() -> None:
    for folder in cache_folder().glob(f"{_UNFINISHED}*"):
        shutil.rmtree(folder, ignore_errors=True)
