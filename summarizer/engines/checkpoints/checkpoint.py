"""A checkpoint in a folder of the user's: what it is, whether it may be loaded, and what it is named by."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Any

from summarizer.errors import ModelCorrupt, ModelUnavailable, SummarizerError

# Pickle in one wrapping or another: to load such a file is to run what it says.
PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl")
# What transformers reads of a folder: configurations, weights, tokenizers and chat templates.
_READ = (".json", ".safetensors", ".model", ".spm", ".jinja", ".txt")
_CHUNK = 8 * 2**20  # bytes
# How torch and CTranslate2 say that memory is at its end; they have no class of error for it in common.
_OUT_OF_MEMORY = ("out of memory", "can't allocate memory", "failed to allocate")


class Family(Enum):
    """The two families of models that write, by transformers' names of the classes that load them."""

    SEQ2SEQ = "AutoModelForSeq2SeqLM"
    CAUSAL = "AutoModelForCausalLM"


@dataclass(frozen=True)
class Checkpoint:
    """``config`` is what ``config.json`` says.

    ``recorded_fingerprint`` is for a model with a record of its files: it saves reading all of them, and the weights
    of a converted model are not in ``folder``.
    """

    folder: Path
    family: Family
    config: dict[str, Any]
    recorded_fingerprint: str = ""

    @cached_property
    def fingerprint(self) -> str:
        """The sha256, in hexadecimal, over the names and bytes of all files that transformers reads."""
        if self.recorded_fingerprint:
            return self.recorded_fingerprint
        digest = hashlib.sha256()
        for path in sorted(self.folder.iterdir()):
            if path.is_file() and path.suffix in _READ:
                digest.update(f"{path.name}\0{path.stat().st_size}\0".encode())
                with path.open("rb") as file:
                    while chunk := file.read(_CHUNK):
                        digest.update(chunk)
        return digest.hexdigest()

    @cached_property
    def generation(self) -> dict[str, Any]:
        """What ``generation_config.json`` says; nothing if there is none. Raises ModelCorrupt if it cannot be read."""
        path = self.folder / "generation_config.json"
        return read_json(path) if path.is_file() else {}

    @property
    def end_ids(self) -> tuple[int, ...]:
        """The tokens any of which ends what the model writes."""
        return tuple(self._stated_ids("eos_token_id"))

    @property
    def decoder_start_id(self) -> int:
        """What a sequence-to-sequence model's answer begins after. Raises ModelCorrupt if that is nowhere said."""
        stated = self._stated_ids("decoder_start_token_id") or self._stated_ids("pad_token_id")
        if not stated:
            raise self.damaged("its configuration has no decoder_start_token_id")
        return stated[0]

    @property
    def forced_bos_id(self) -> int | None:
        """The token that a sequence-to-sequence model's answer is made to begin with, if any."""
        return next(iter(self._stated_ids("forced_bos_token_id")), None)

    @property
    def pad_id(self) -> int | None:
        """The token that stands where there is none; no answer has it."""
        return next(iter(self._stated_ids("pad_token_id")), None)

    def _stated_ids(self, name: str) -> list[int]:
        """The id or ids called ``name`` in the first of the configurations that names any."""
        for config in (self.generation, self.config, self.config.get("text_config") or {}):
            value = config.get(name)
            stated = [number for number in (value if isinstance(value, list) else [value]) if isinstance(number, int)]
            if stated:
                return stated
        return []

    @contextmanager
    def loading(self) -> Iterator[None]:
        """Put around the loading of one of its files: what a library raises there becomes ModelCorrupt."""
        with self.computing():
            try:
                yield
            except (SummarizerError, MemoryError):
                raise
            except Exception as error:  # tokenizers raises no narrower class
                if _tells_of_memory(error):
                    raise
                raise self.unusable(error) from error

    @contextmanager
    def computing(self) -> Iterator[None]:
        """Put around what the model computes.

        ModelUnavailable tells that memory was at its end, and ModelCorrupt what else a runtime fails with: a model
        whose tokenizer is another's, for one.
        """
        try:
            yield
        except (IndexError, RuntimeError, MemoryError) as error:
            if isinstance(error, MemoryError) or _tells_of_memory(error):
                raise self._out_of_memory() from error
            raise self.unusable(error) from error

    def _out_of_memory(self) -> ModelUnavailable:
        return ModelUnavailable(
            f"memory does not suffice for the model in {self.folder}. End other programs, take a smaller model, or "
            "compute elsewhere: --device cpu, if it was a GPU's memory"
        )

    def unusable(self, error: Exception) -> ModelCorrupt:
        """The error for a model at which a library failed with ``error``."""
        lines = str(error).strip("'\" ").splitlines()
        return self.damaged(lines[0] if lines else type(error).__name__)

    def damaged(self, how: str) -> ModelCorrupt:
        """The error for a model that cannot be used as it is."""
        return ModelCorrupt(
            f"the model in {self.folder} is damaged or does not fit this version ({how}). "
            "Copy it there again, or take another"
        )


def _tells_of_memory(error: Exception) -> bool:
    return isinstance(error, RuntimeError) and any(sign in str(error).lower() for sign in _OUT_OF_MEMORY)


def open_checkpoint(folder: Path, *, converted: bool = False) -> Checkpoint:
    """What is in ``folder``, which exists; no weights are read yet.

    With ``converted`` the weights are elsewhere, in the format of CTranslate2.

    Raises ModelUnavailable if it has no configuration or no weights that are safe to load, or if its model is not one
    that writes text, and ModelCorrupt if its configuration cannot be read.
    """
    if not (folder / "config.json").is_file():
        raise ModelUnavailable(
            f"{folder} holds no config.json, so it is not a checkpoint. Give a folder that transformers' "
            "save_pretrained has written"
        )
    config = read_json(folder / "config.json")
    family = _family(folder, config)
    if not converted:
        _require_safe_weights(folder)
    return Checkpoint(folder.resolve(), family, config)


def read_json(path: Path) -> dict[str, Any]:
    """The object in the JSON file at ``path``. Raises ModelCorrupt if it cannot be read or holds something else."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelCorrupt(f"{path} cannot be read ({error}). Copy the checkpoint there again") from error
    if not isinstance(content, dict):
        raise ModelCorrupt(f"{path} is not a JSON object. Copy the checkpoint there again")
    return content


def _family(folder: Path, config: dict[str, Any]) -> Family:
    from transformers.models.auto import modeling_auto

    model_type = config.get("model_type")
    names = config.get("architectures")
    architecture = names[0] if isinstance(names, list) and names else None
    for family, known in (
        (Family.SEQ2SEQ, modeling_auto.MODEL_FOR_SEQ_TO_SEQ_CAUSAL_LM_MAPPING_NAMES),
        (Family.CAUSAL, modeling_auto.MODEL_FOR_CAUSAL_LM_MAPPING_NAMES),
    ):
        if architecture is not None and isinstance(model_type, str) and known.get(model_type) == architecture:
            return family
    raise ModelUnavailable(
        f"the model in {folder} ({architecture or 'of no named architecture'}) does not write text. Give a sequence-to-"
        "sequence checkpoint, such as one of BART, Pegasus or mT5, or a causal language model"
    )


def _require_safe_weights(folder: Path) -> None:
    if (folder / "adapter_config.json").exists():
        raise ModelUnavailable(
            f"{folder} holds an adapter beside or without its base model. Merge the two and save the result"
        )
    if any(folder.glob("*.safetensors")):
        return
    pickles = sorted(path.name for path in folder.iterdir() if path.suffix in PICKLES)
    if pickles:
        raise ModelUnavailable(
            f"the weights in {folder} ({', '.join(pickles)}) are pickled, and loading a pickle can run code in it, "
            "so they are not loaded. Save the model as safetensors: save_pretrained of transformers does"
        )
    raise ModelUnavailable(
        f"{folder} holds no weights: there is no *.safetensors in it. Copy the whole checkpoint there"
    )
