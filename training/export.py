"""A trained model in the formats that are shipped: safetensors for transformers, and CTranslate2."""

from __future__ import annotations

from pathlib import Path

import ctranslate2
from transformers import AutoConfig, AutoModelForCausalLM, AutoModelForSeq2SeqLM, AutoTokenizer

from training.models.marian import quiet_marian
from training.outputs import whole_folder
from training.protocols import Trainable

TOKENIZER_FILES = ("source.spm", "target.spm")
"""What a program needs beside the CTranslate2 model to cut text into pieces and put it together again."""


class ExportError(ValueError):
    """A checkpoint was written that does not hold the whole model."""


def export_safetensors(model: Trainable, folder: Path) -> Path:
    """Write a transformers checkpoint, load it again, tokenizer too, and put it into ``folder``; ``folder``.

    What is there is replaced. Raises ExportError if weights are missing from the file or it holds some that the model
    has no place for, which transformers itself only warns of.
    """
    with whole_folder(folder) as scratch:
        model.save(scratch)
        with quiet_marian():
            AutoTokenizer.from_pretrained(scratch, local_files_only=True)
            config = AutoConfig.from_pretrained(scratch, local_files_only=True)
            loader = AutoModelForSeq2SeqLM if config.is_encoder_decoder else AutoModelForCausalLM
            _, report = loader.from_pretrained(scratch, local_files_only=True, output_loading_info=True)
        if wrong := sorted(report["missing_keys"] | report["unexpected_keys"]):
            raise ExportError(f"weights missing from the checkpoint or unknown to its model: {', '.join(wrong)}")
    return folder


def export_ctranslate2(checkpoint_folder: Path, folder: Path, quantization: str = "int8") -> Path:
    """Convert a saved Marian checkpoint into ``folder``, replacing what is there; ``folder``.

    Raises ValueError for a quantization that CTranslate2 does not know or a checkpoint without its tokenizer.
    """
    converter = ctranslate2.converters.TransformersConverter(str(checkpoint_folder), copy_files=list(TOKENIZER_FILES))
    with whole_folder(folder) as scratch, quiet_marian():
        converter.convert(str(scratch), quantization=quantization, force=True)  # the folder is there, and empty
    return folder


def folder_size(folder: Path) -> int:
    """The bytes of every file under ``folder``."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
