"""A trained model in the formats that are shipped: safetensors for transformers, and CTranslate2."""

from __future__ import annotations

import shutil
from pathlib import Path

import ctranslate2
from transformers import AutoConfig, AutoModelForCausalLM, AutoModelForSeq2SeqLM, AutoTokenizer

from training.models.marian import quiet_marian
from training.protocols import Trainable

TOKENIZER_FILES = ("source.spm", "target.spm")
"""What a program needs beside the CTranslate2 model to cut text into pieces and put it together again."""


class ExportError(RuntimeError):
    """A checkpoint was written that does not hold the whole model."""


def export_safetensors(model: Trainable, folder: Path) -> Path:
    """Write a transformers checkpoint into ``folder`` and load it from there, tokenizer too; ``folder``.

    Raises ExportError if weights are missing from the file or it holds some that the model has no place for, which
    transformers itself only warns of.
    """
    model.save(folder)
    with quiet_marian():
        AutoTokenizer.from_pretrained(folder, local_files_only=True)
        config = AutoConfig.from_pretrained(folder, local_files_only=True)
        loader = AutoModelForSeq2SeqLM if config.is_encoder_decoder else AutoModelForCausalLM
        _, report = loader.from_pretrained(folder, local_files_only=True, output_loading_info=True)
    if wrong := sorted(report["missing_keys"] | report["unexpected_keys"]):
        raise ExportError(f"weights missing from {folder} or unknown to its model: {', '.join(wrong)}")
    return folder


def export_ctranslate2(checkpoint_folder: Path, folder: Path, quantization: str = "int8") -> Path:
    """Convert a saved Marian checkpoint into ``folder``, replacing what is there; ``folder``.

    It is made in a scratch folder beside and renamed when whole. Raises ValueError for a quantization that CTranslate2
    does not know or a checkpoint without its tokenizer.
    """
    scratch = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.parent.mkdir(parents=True, exist_ok=True)
    converter = ctranslate2.converters.TransformersConverter(str(checkpoint_folder), copy_files=list(TOKENIZER_FILES))
    try:
        with quiet_marian():
            converter.convert(str(scratch), quantization=quantization)
        shutil.rmtree(folder, ignore_errors=True)
        scratch.rename(folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return folder


def folder_size(folder: Path) -> int:
    """The bytes of every file under ``folder``."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
