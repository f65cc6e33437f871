"""The last steps of a pull, an addition and an unpacking: converted, recorded, and put in place at once."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from summarizer.engines.catalogue import Entry
from summarizer.engines.checkpoints.checkpoint import open_checkpoint
from summarizer.engines.store.places import model_folder, put_in_place
from summarizer.engines.store.records import (
    CHECKPOINT,
    CONVERTED,
    QUANTIZATIONS,
    RUNTIMES,
    Model,
    files_of,
    recorded,
    write_record,
)
from summarizer.engines.store.selection import INDEX, is_weights
from summarizer.errors import OptionError
from summarizer.protocols import BytesStage, Progress


def settled(runtime: str | None, quantization: str | None, entry: Entry) -> tuple[str, str]:
    """Runtime and quantization as asked for, and where nothing is, as ``entry`` has them. Raises OptionError."""
    runtime = runtime or entry.runtime
    if runtime not in RUNTIMES:
        raise OptionError(f"--runtime {runtime} is none. Give ctranslate2 or transformers")
    if runtime == "transformers":
        if quantization not in (None, "float32"):
            raise OptionError(
                f"--quantization {quantization} is for converted models; transformers takes the weights as they are. "
                "Give --runtime ctranslate2 too, or leave it out"
            )
        return runtime, "float32"
    quantization = quantization or (entry.quantization if entry.runtime == runtime else "int8")
    if quantization not in QUANTIZATIONS:
        raise OptionError(f"--quantization {quantization} is none. Give one of {', '.join(QUANTIZATIONS)}")
    return runtime, quantization


def conversion_space(weights: int, runtime: str, quantization: str) -> int:
    """The most bytes that converting ``weights`` bytes takes beside them."""
    if runtime != "ctranslate2":
        return 0
    # The weights may come in 16 bits, or in 32.
    return 2 * weights if quantization == "float32" else weights


def install(model: Model, scratch: Path, progress: Progress) -> Model:
    """Make of the checkpoint in ``model.folder``, which nobody reads yet, the model of that name; returns it.

    One that has the name already is replaced last of all; it goes into ``scratch``, which is on the same disk. Raises
    ModelUnavailable if the checkpoint is none that can be used, BuildFailed if it cannot be converted, or OSError.
    """
    open_checkpoint(model.checkpoint)
    converted = model.folder / CONVERTED
    shutil.rmtree(converted, ignore_errors=True)
    sources: list[Path] = []
    if model.runtime == "ctranslate2":
        _convert(model.checkpoint, converted, model.quantization, progress)
        sources = [path for path in model.checkpoint.iterdir() if is_weights(path.name) or path.name == INDEX]
    model = _recorded(model, {f"{CHECKPOINT}/{path.name}" for path in sources}, progress)
    # Last, for they may have come over a network: a cut before this costs no second download.
    for path in sources:
        path.unlink()
    return settle(model, scratch)


def settle(model: Model, scratch: Path) -> Model:
    """Write the record of ``model``, whose files are all there, and put it in place as `install` does."""
    write_record(model)
    put_in_place(model.folder, model.alias, scratch)
    return replace(model, folder=model_folder(model.alias))


def _recorded(model: Model, without: Collection[str], progress: Progress) -> Model:
    stage = BytesStage(f"checking {model.alias}")
    names = [name for name in files_of(model.folder) if name not in without]
    total, done, files = sum((model.folder / name).stat().st_size for name in names), 0, {}
    for name in names:
        progress(stage, done, total)
        files[name] = recorded(model.folder / name)
        done += files[name].size
    progress(stage, total, total)
    return replace(model, files=files)


def _convert(checkpoint: Path, output: Path, quantization: str, progress: Progress) -> None:
    from summarizer.engines.checkpoints.conversion import convert

    convert(checkpoint, output, quantization, progress)
