"""The weights that a Gemma run starts from: those of the base model, put together from its packages."""

from __future__ import annotations

import tempfile
from pathlib import Path

import torch

from summarizer.engines.embedded.base_model import join_parts
from summarizer.engines.embedded.manifest import read_manifest
from summarizer.engines.embedded.weights import base_weights
from summarizer.protocols import Progress


def gemma_weights(progress: Progress) -> dict[str, torch.Tensor]:
    """Gemma 3 270M with the trimmed vocabulary, float32, under transformers' names.

    Raises ModelPackageMissing or ModelCorrupt, which say what to install.
    """
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "base.gguf"
        join_parts(read_manifest(), file, progress)
        return base_weights(file, progress)
