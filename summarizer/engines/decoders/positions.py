"""How many tokens a model reads and writes."""

from __future__ import annotations

from summarizer.engines.checkpoints.checkpoint import Checkpoint
from summarizer.engines.checkpoints.plain_text import PlainTextTokenizer

# What a configuration may call it, what is assumed of one that does not say, and what is believed at most, for
# attention over many more takes more memory than a reader's machine has.
_NAMES = ("max_position_embeddings", "max_encoder_position_embeddings", "n_positions", "n_ctx", "max_seq_len")
_UNSTATED = 512
_MOST = 4096


def positions_of(checkpoint: Checkpoint, tokenizer: PlainTextTokenizer) -> int:
    """The most tokens that the model in ``checkpoint`` has places for."""
    config = {**checkpoint.config, **(checkpoint.config.get("text_config") or {})}
    stated = [config.get(name) for name in _NAMES]
    # A tokenizer that does not say gives a number of thirty digits.
    stated.append(tokenizer.library.model_max_length)
    known = [int(value) for value in stated if isinstance(value, (int, float)) and 0 < value < 10**9]
    return min([*known, _MOST]) if known else _UNSTATED
