"""From the base model's GGUF file and our own files to the weights of a transformers Gemma 3 model."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.engines.embedded.manifest import FOLDER, Manifest
from summarizer.errors import ModelCorrupt
from summarizer.protocols import Progress

if TYPE_CHECKING:
    import torch

# GGUF's tensor names of one layer, and transformers' names for the same.
_LAYER_NAMES = {
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "attn_q_norm": "self_attn.q_norm",
    "attn_k_norm": "self_attn.k_norm",
    "attn_norm": "input_layernorm",
    "post_attention_norm": "post_attention_layernorm",
    "ffn_norm": "pre_feedforward_layernorm",
    "post_ffw_norm": "post_feedforward_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
_EMBEDDING = "token_embd.weight"


def transformers_name(gguf_name: str) -> str:
    """The transformers name of a GGUF tensor, for example "blk.3.attn_q.weight"."""
    if gguf_name == _EMBEDDING:
        return "model.embed_tokens.weight"
    if gguf_name == "output_norm.weight":
        return "model.norm.weight"
    _, layer, part, _ = gguf_name.split(".")
    return f"model.layers.{layer}.{_LAYER_NAMES[part]}.weight"


def check_own_files(manifest: Manifest, folder: Path = FOLDER) -> None:
    """Raise ModelCorrupt unless each of our files in ``folder`` has the sha256 that the manifest gives."""
    for name, expected in manifest.own.items():
        path = folder / name
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "missing"
        if found != expected:
            raise ModelCorrupt(
                f"{path} is damaged (sha256 {found}, expected {expected}). "
                "Install summarizer-id again: pip install --force-reinstall --no-deps summarizer-id"
            )


def base_weights(gguf_file: Path, progress: Progress) -> dict[str, torch.Tensor]:
    """The base model, dequantised, with the rows of the trimmed vocabulary alone.

    Returns float32 tensors under transformers' names: the embedding is (trimmed vocabulary, hidden).
    """
    import numpy as np
    import torch
    from gguf import GGUFReader
    from gguf.quants import dequantize

    rows = np.array(json.loads((FOLDER / "ids.json").read_text(encoding="utf-8")))
    tensors = GGUFReader(gguf_file).tensors
    weights = {}
    for number, tensor in enumerate(tensors, start=1):
        name = transformers_name(tensor.name)
        # Rows are quantised one by one, so the unwanted ones are dropped before the costly step.
        data = tensor.data[rows] if tensor.name == _EMBEDDING else tensor.data
        weight = dequantize(np.array(data), tensor.tensor_type).astype(np.float32)
        if name.endswith("norm.weight"):
            weight -= 1.0  # GGUF stores the norms of Gemma as 1 + weight
        weights[name] = torch.from_numpy(weight)
        progress("reading the base model", number, len(tensors))
    return weights


def merged_weights(gguf_file: Path, manifest: Manifest, progress: Progress) -> dict[str, torch.Tensor]:
    """The weights of the embedded model: the base's, and the adapter merged into its projections.

    A projection is W + scale * B @ A (LoRA, Hu et al. 2021, arXiv:2106.09685).
    """
    from safetensors.torch import load_file

    weights = base_weights(gguf_file, progress)
    adapter = load_file(FOLDER / "adapter.safetensors")
    modules = sorted(name.removesuffix(".A") for name in adapter if name.endswith(".A"))
    for number, module in enumerate(modules, start=1):
        down, up = (adapter[f"{module}.{half}"].float() for half in "AB")
        weights[f"{module}.weight"] += manifest.adapter_scale * (up @ down)
        progress("merging the adapter", number, len(modules))
    return weights
