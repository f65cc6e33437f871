"""Opening the weights of a checkpoint: on transformers as they are, on CTranslate2 once they are converted."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from summarizer.engines.checkpoints.checkpoint import Checkpoint
from summarizer.engines.checkpoints.silence import silence
from summarizer.engines.checkpoints.weights import loaded_weights
from summarizer.engines.devices import AUTO, Device
from summarizer.errors import ModelUnavailable, OptionError

_EXACT = "float32"
_HALF_TYPES = ("float16", "bfloat16")
# A checkpoint may ask for sampling, forced tokens and more; of it only what a search cannot do without is taken over.
_KEPT_SETTINGS = ("bos_token_id", "eos_token_id", "pad_token_id", "decoder_start_token_id")


def transformers_type(device: Device, wanted: str) -> str:
    """What a model on transformers computes in where ``wanted`` ("auto" …) is asked for.

    Raises OptionError for what it cannot compute in on ``device``.
    """
    supported = (_EXACT,) if device.is_cpu else (_EXACT, *_HALF_TYPES)
    if wanted == AUTO:
        return _EXACT
    if wanted not in supported:
        raise _unsupported("transformers", device, wanted, supported)
    return wanted


def ctranslate2_type(device: Device, wanted: str, quantization: str) -> str:
    """What a model that was converted to ``quantization`` computes in where ``wanted`` ("auto" …) is asked for.

    "auto" is that quantization, on a GPU too: T5 and Gemma overflow in float16. Raises OptionError for what this
    machine cannot compute in on ``device``.
    """
    import ctranslate2

    supported = ctranslate2.get_supported_compute_types(device.name, device.index)
    if wanted == AUTO:
        return quantization if quantization in supported else _EXACT
    if wanted not in supported:
        raise _unsupported("CTranslate2", device, wanted, sorted(supported))
    return wanted


def _unsupported(runtime: str, device: Device, wanted: str, supported: Any) -> OptionError:
    return OptionError(
        f"{runtime} does not compute in {wanted} on this machine's {device.name}. Give --compute-type auto or one of: "
        f"{', '.join(supported)}"
    )


def transformers_label(compute_type: str) -> str:
    """What a signature says of a decoder on transformers."""
    return f"transformers-{version('transformers')}-{compute_type}"


def ctranslate2_label(compute_type: str) -> str:
    """What a signature says of a decoder on CTranslate2."""
    return f"ctranslate2-{version('ctranslate2')}-{compute_type}"


def open_transformers(checkpoint: Checkpoint, device: Device, compute_type: str) -> Any:
    """The model on ``device``, ready to generate, with nothing of its generation settings but the control tokens.

    Raises ModelCorrupt if it is damaged or weights are missing, and ModelUnavailable if it has no room there.
    """
    import torch
    import transformers

    if device.is_cpu:
        torch.set_num_threads(device.threads)
    elif not torch.cuda.is_available():
        raise ModelUnavailable(
            f"torch is installed without CUDA here, so it cannot use {device.torch_name}. Give --device cpu, or "
            "install torch for CUDA"
        )
    load = getattr(transformers, checkpoint.family.value).from_pretrained
    with silence(), checkpoint.loading():
        model = loaded_weights(checkpoint, load, dtype=getattr(torch, compute_type))
        stated = model.generation_config
        model.generation_config = transformers.GenerationConfig(
            **{name: getattr(stated, name, None) for name in _KEPT_SETTINGS}
        )
        return model.to(device.torch_name).eval()


def open_ctranslate2(
    kind: Literal["Translator", "Generator"], checkpoint: Checkpoint, converted: Path, device: Device, compute_type: str
) -> Any:
    """The converted weights of ``checkpoint``, in the class of ctranslate2 that is called ``kind``.

    Raises ModelCorrupt if they are damaged, and ModelUnavailable if they have no room on ``device``.
    """
    import ctranslate2

    with checkpoint.loading():
        return getattr(ctranslate2, kind)(
            str(converted),
            device=device.name,
            device_index=device.index,
            compute_type=compute_type,
            inter_threads=device.workers,
            intra_threads=device.threads_each,
        )
