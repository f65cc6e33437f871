"""What CTranslate2's loader leaves out of a Gemma 3.

From 4B on their global layers stretch positions by a factor, TranslateGemma's too, and the largest scale queries by
another number than the size of a head. Without that a converted model writes other words, and says nothing of it.
"""

from __future__ import annotations

from typing import Any

_TYPES = ("gemma3", "gemma3_text")


def complete_attention(spec: Any, config: Any) -> None:
    """Set it in ``spec``, if the model that it was made of, with the configuration ``config``, is a Gemma 3.

    Raises NotImplementedError for positions of a kind that CTranslate2 does not have.
    """
    if config.model_type not in _TYPES:
        return
    import numpy
    from ctranslate2.specs.attention_spec import RotaryScalingType

    text = config.get_text_config()
    for layer, kind in zip(spec.decoder.layer, text.layer_types, strict=True):
        positions = text.rope_parameters[kind]
        settings: dict[str, Any] = {
            "rotary_base": numpy.float32(positions["rope_theta"]),
            "queries_scale": numpy.float32(text.query_pre_attn_scalar**-0.5),
        }
        if positions["rope_type"] == "linear":
            settings["rotary_scaling_type"] = numpy.int8(RotaryScalingType.Linear)
            settings["rotary_scaling_factor"] = numpy.float32(positions["factor"])
        elif positions["rope_type"] != "default":
            raise NotImplementedError(f"positions of the type {positions['rope_type']}")
        # Not by assignment: a finished specification takes no further attributes.
        vars(layer.self_attention).update(settings)
