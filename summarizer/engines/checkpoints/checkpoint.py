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

from summarizer.errors import ModelCorrupt, ModelUnavailable

# Pickle in one wrapping or another: to load such a file is to run what it says.
_PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl")
# What transformers reads of a folder: configurations, weights, tokenizers and chat templates.
_READ = (".json", ".safetensors", ".model", ".jinja", ".txt")
_CHUNK = 8 * 2**20  # bytes


class Family(Enum):
    """The two families of models that write, by transformers' names of the classes that load them."""

    SEQ2SEQ = "AutoModelForSeq2SeqLM"
    CAUSAL = "AutoModelForCausalLM"


@dataclass(frozen=True)
class Checkpoint:
    """``config`` is what ``config.json`` says."""

    folder: Path
    family: Family
    config: dict[str, Any]

    @cached_property
    def fingerprint(self) -> str:
        """The sha256, in hexadecimal, over the names and bytes of all files that transformers reads."""
        digest = hashlib.sha256()
        for path in sorted(self.folder.iterdir()):
            if path.is_file() and path.suffix in _READ:
                digest.update(f"{path.name}\0{path.stat().st_size}\0".encode())
                with path.open("rb") as file:
                    while chunk := file.read(_CHUNK):
                        digest.update(chunk)
        return digest.hexdigest()

    def signature(self, prompts: str = "") -> str:
        """As `Generator` has it; ``prompts`` are their labels, if the model is asked with any."""
        from importlib.metadata import version

        with self.loading():
            fingerprint = self.fingerprint
        fields = [
            f"engine:{self.folder.name}",
            f"model:{fingerprint[:8]}",
            f"runtime:transformers-{version('transformers')}-float32",
        ]
        return "|".join([*fields, f"prompt:{prompts}"] if prompts else fields)

    @contextmanager
    def loading(self) -> Iterator[None]:
        """Put around the loading of one of its files: what a library raises there becomes ModelCorrupt."""
        try:
            yield
        except ModelUnavailable:
            raise
        except MemoryError as error:
            raise ModelUnavailable(
                f"the memory of this machine does not suffice for the model in {self.folder}. End other programs, or "
                "take a smaller model"
            ) from error
        except Exception as error:  # tokenizers raises no narrower class
            raise self.unusable(error) from error

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


def open_checkpoint(folder: Path) -> Checkpoint:
    """What is in ``folder``, which exists; no weights are read yet.

    Raises ModelUnavailable if it has no configuration or no weights that are safe to load, or if its model is not one
    that writes text, and ModelCorrupt if its configuration cannot be read.
    """
    if not (folder / "config.json").is_file():
        raise ModelUnavailable(
            f"{folder} holds no config.json, so it is not a checkpoint. Give a folder that transformers' "
            "save_pretrained has written"
        )
    config = _config(folder)
    family = _family(folder, config)
    _require_safe_weights(folder)
    return Checkpoint(folder.resolve(), family, config)


def _config(folder: Path) -> dict[str, Any]:
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelCorrupt(
            f"{folder / 'config.json'} cannot be read ({error}). Copy the checkpoint there again"
        ) from error
    if not isinstance(config, dict):
        raise ModelCorrupt(f"{folder / 'config.json'} is not a JSON object. Copy the checkpoint there again")
    return config


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
    pickles = sorted(path.name for path in folder.iterdir() if path.suffix in _PICKLES)
    if pickles:
        raise ModelUnavailable(
            f"the weights in {folder} ({', '.join(pickles)}) are pickled, and loading a pickle can run code in it, "
            "so they are not loaded. Save the model as safetensors: save_pretrained of transformers does"
        )
    raise ModelUnavailable(
        f"{folder} holds no weights: there is no *.safetensors in it. Copy the whole checkpoint there"
    )
