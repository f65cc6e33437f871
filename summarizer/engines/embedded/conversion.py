"""Writing the merged model in the format of one runtime, into a folder that exists."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.engines.embedded.manifest import FOLDER
from summarizer.engines.embedded.quiet import quiet_transformers

if TYPE_CHECKING:
    import torch
    from transformers import PreTrainedTokenizerFast

Weights = dict[str, "torch.Tensor"]
CONFIG_FILE = FOLDER / "gemma_config.json"


def gemma_tokenizer() -> PreTrainedTokenizerFast:
    """The trimmed vocabulary as a transformers tokenizer that pads on the left."""
    from transformers import PreTrainedTokenizerFast

    return PreTrainedTokenizerFast(
        tokenizer_file=str(FOLDER / "tokenizer.json"),
        bos_token="<bos>",
        eos_token="<eos>",
        unk_token="<unk>",
        pad_token="<pad>",
        padding_side="left",
    )


def gemma_model(weights: Weights, config_file: Path = CONFIG_FILE) -> Any:
    """A transformers Gemma 3 model that holds ``weights``: every tensor but the tied output projection."""
    from transformers import Gemma3ForCausalLM, Gemma3TextConfig

    config = Gemma3TextConfig(**json.loads(config_file.read_text(encoding="utf-8")))
    # The output projection is the embedding itself (tied), so the file holds it once.
    complete = {**weights, "lm_head.weight": weights["model.embed_tokens.weight"]}
    model = Gemma3ForCausalLM(config)
    model.load_state_dict(complete, strict=True, assign=True)
    model.tie_weights()
    return model.eval()


def _rounded_to_int8(weight: torch.Tensor) -> torch.Tensor:
    """``weight`` as CTranslate2 keeps it: int8 steps of each row's own largest value, here back in float32."""
    if weight.dim() < 2:  # norms are kept in float32
        return weight
    scale = 127 / weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-12)
    return (weight * scale).round() / scale


def write_transformers(weights: Weights, folder: Path) -> None:
    """A float32 checkpoint that ``AutoModelForCausalLM.from_pretrained`` reads, with its tokenizer.

    It holds the very weights of the CTranslate2 model, rounding included, so that a difference between the two
    engines is one of arithmetic or of our code, never of the weights.
    """
    with quiet_transformers():
        gemma_model({name: _rounded_to_int8(weight) for name, weight in weights.items()}).save_pretrained(folder)
        gemma_tokenizer().save_pretrained(folder)


def write_ctranslate2(weights: Weights, folder: Path, config_file: Path = CONFIG_FILE) -> None:
    """A CTranslate2 model with int8 weights, and the tokenizer beside it.

    The converter takes the model from memory: going through a checkpoint would cost 500 MB of disk.
    """
    import ctranslate2

    model, tokenizer = gemma_model(weights, config_file), gemma_tokenizer()

    class InMemory(ctranslate2.converters.TransformersConverter):  # type: ignore[misc]
        def load_model(self, *args: object, **kwargs: object) -> Any:
            return model

        def load_tokenizer(self, *args: object, **kwargs: object) -> Any:
            return tokenizer

    model.config.save_pretrained(folder)  # the converter looks up the architecture in config.json
    InMemory(str(folder)).convert(str(folder), quantization="int8", force=True)
    (folder / "tokenizer.json").write_bytes((FOLDER / "tokenizer.json").read_bytes())


# The variants of the embedded model; that of the base model holds it without our adapter.
BASE = "base-ctranslate2"
WRITERS: dict[str, Callable[[Weights, Path], None]] = {
    "ctranslate2": write_ctranslate2,
    "transformers": write_transformers,
    BASE: write_ctranslate2,
}
