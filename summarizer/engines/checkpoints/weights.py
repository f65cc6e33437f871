"""The weights of a checkpoint, as transformers loads them: safe files alone, no code of others, nothing made up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from summarizer.engines.checkpoints.checkpoint import Checkpoint


def loaded_weights(checkpoint: Checkpoint, load: Callable[..., Any], **settings: Any) -> Any:
    """What ``load``, the ``from_pretrained`` of a class of models, makes of the folder.

    Raises ModelCorrupt if weights are missing, and whatever ``load`` does.
    """
    model, report = load(
        checkpoint.folder,
        local_files_only=True,
        trust_remote_code=False,
        use_safetensors=True,
        output_loading_info=True,
        **settings,
    )
    if missing := sorted(report["missing_keys"]):
        # transformers would go on with random numbers in their place.
        raise checkpoint.damaged(f"weights are missing: {', '.join(missing[:3])}")
    return model
