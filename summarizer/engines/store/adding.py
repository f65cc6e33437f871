"""Adding a checkpoint of the user's own to the store."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from summarizer.engines.checkpoints.checkpoint import open_checkpoint
from summarizer.engines.store.describing import describe
from summarizer.engines.store.installing import conversion_space, install, settled
from summarizer.engines.store.locking import locked
from summarizer.engines.store.places import (
    model_folder,
    require_name,
    require_space,
    scratch_folder,
    storing,
    user_path,
)
from summarizer.engines.store.records import Model
from summarizer.engines.store.selection import is_weights, needed, require_shards
from summarizer.errors import ModelUnavailable, OptionError
from summarizer.protocols import BytesStage, Progress

_CHUNK = 8 * 2**20  # bytes


def add(
    path: str | Path,
    alias: str,
    langpairs: Sequence[str],
    *,
    runtime: str | None = None,
    quantization: str | None = None,
    reserved: Collection[str] = (),
    progress: Progress,
) -> Model:
    """Copy the checkpoint in the folder ``path`` into the store as ``alias``; the folder is not needed afterwards.

    It runs on transformers unless ``runtime`` is "ctranslate2", for which it is converted, to int8 unless
    ``quantization`` says otherwise. ``langpairs`` are as in `describe`, and ``reserved`` as in `require_name`.

    Raises OptionError for a name that is taken or an option that is missing, ModelUnavailable for a folder that holds
    nothing fit, CacheUnusable, or BuildFailed.
    """
    folder = user_path(path)
    require_name(alias, "", reserved)
    with _reading(folder):
        if not folder.is_dir():
            raise ModelUnavailable(
                f"there is no folder {folder}. Give one with a checkpoint, as save_pretrained writes it"
            )
        names = needed([entry.name for entry in folder.iterdir() if entry.is_file()], str(folder))
        size = sum((folder / name).stat().st_size for name in names)
    open_checkpoint(folder)
    require_shards(folder, names)
    entry = replace(describe(folder, alias, langpairs), size=size)
    runtime, quantization = settled(runtime or "transformers", quantization, entry)
    with storing(), locked(alias, progress):
        if model_folder(alias).exists():
            raise OptionError(
                f"there is a model {alias} already. Give another name with --alias, or remove that one with: "
                f"summarizer models remove {alias}"
            )
        weights = sum((folder / name).stat().st_size for name in names if is_weights(name))
        require_space(size + conversion_space(weights, runtime, quantization), f"adding {alias}")
        scratch = scratch_folder(alias)
        try:
            model = Model(scratch / "model", alias, entry, runtime, quantization)
            _copy([folder / name for name in names], model.checkpoint, BytesStage(f"copying {alias}"), progress)
            return install(model, scratch, progress)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def _copy(files: Sequence[Path], checkpoint: Path, stage: BytesStage, progress: Progress) -> None:
    checkpoint.mkdir(parents=True)
    total, done = sum(path.stat().st_size for path in files), 0
    for path in files:
        with (checkpoint / path.name).open("wb") as target:
            for chunk in _chunks(path):
                target.write(chunk)
                done += len(chunk)
                progress(stage, done, total)


def _chunks(path: Path) -> Iterator[bytes]:
    with _reading(path), path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Put around reading what the user has named: an OSError there is no fault of the store's."""
    try:
        yield
    except OSError as error:
        raise ModelUnavailable(
            f"{path} cannot be read ({error.strerror or error}). Make it readable, or give another folder"
        ) from error
