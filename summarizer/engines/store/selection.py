"""Which files of a checkpoint a model needs. None of them runs code when it is read, and all lie at the top."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from summarizer.engines.checkpoints.checkpoint import PICKLES, read_json
from summarizer.engines.store.plain_words import plain
from summarizer.errors import ModelCorrupt, ModelUnavailable

README = "README.md"
INDEX = "model.safetensors.index.json"
_NAMES = {
    "config.json",
    "generation_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "vocab.json",
    "vocab.txt",
    "target_vocab.json",
    "merges.txt",
    "chat_template.json",
    # Licences ask that they go where the model goes.
    README,
    "LICENSE",
    "LICENSE.md",
    "LICENSE.txt",
    "NOTICE",
    INDEX,
}
_SUFFIXES = (".spm", ".model", ".jinja")
# A name of a repository is a stranger's: no separators, nothing hidden, and short enough for the header of a tar.
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,79}")
_SHARD = re.compile(r"model-\d+-of-\d+\.safetensors")


def is_weights(name: str) -> bool:
    return name.endswith(".safetensors")


def is_safe(name: str) -> bool:
    """Whether ``name`` is that of a file alone, as every disk takes it."""
    return _SAFE.fullmatch(name) is not None


def may_be_stored(name: str) -> bool:
    """Whether a file of that name may be part of a checkpoint in the store."""
    return is_safe(name) and (name in _NAMES or name.endswith((*_SUFFIXES, ".safetensors")))


def needed(names: Collection[str], place: str) -> list[str]:
    """Those of ``names`` that are to be taken from the checkpoint in ``place``, weights last.

    Raises ModelUnavailable if it has no configuration, no weights that are safe to load, or only an adapter.
    """
    if "config.json" not in names:
        raise ModelUnavailable(f"{place} holds no config.json at its top, so it is not a checkpoint. Take another")
    if "adapter_config.json" in names:
        raise ModelUnavailable(
            f"{place} holds an adapter beside or without its base model. Merge the two, save the result, and add that "
            "folder with: summarizer models add"
        )
    weights = _weights(names, place)
    others = sorted(name for name in names if may_be_stored(name) and not is_weights(name) and name != INDEX)
    return [*others, *weights]


def require_shards(checkpoint: Path, names: Collection[str]) -> None:
    """Hold the index of weights in parts in the folder ``checkpoint``, if ``names`` has one, to the files ``names``.

    Raises ModelCorrupt if it cannot be read or names what is not among them, here or elsewhere on the disk.
    """
    if INDEX not in names:
        return
    shards = read_json(checkpoint / INDEX).get("weight_map")
    if not isinstance(shards, dict):
        raise ModelCorrupt(f"{checkpoint / INDEX} is no index of weights. Copy the checkpoint there again")
    for shard in shards.values():
        if not isinstance(shard, str) or shard not in names:
            raise ModelCorrupt(
                f"{checkpoint / INDEX} names {shard!r}, which is no file of this model. Copy the whole checkpoint "
                "again, or take another"
            )


def _weights(names: Collection[str], place: str) -> list[str]:
    if "model.safetensors" in names:
        return ["model.safetensors"]
    shards = sorted(name for name in names if _SHARD.fullmatch(name))
    if shards and INDEX in names:
        return [INDEX, *shards]
    pickles = sorted(name for name in names if name.endswith(PICKLES) and "/" not in name)
    if pickles:
        raise ModelUnavailable(
            f"the weights in {place} ({plain(', '.join(pickles))}) are pickled, and loading a pickle can run code in "
            "it, so they are not taken. Look for a revision with safetensors among the model's pull requests on the "
            "hub (org/name@refs/pr/1), or save the model as safetensors with transformers' save_pretrained and add "
            "that folder with: summarizer models add"
        )
    raise ModelUnavailable(
        f"{place} holds no weights that can be used: there is no model.safetensors in it, whole or in numbered parts. "
        "Take another model, or save this one with transformers' save_pretrained"
    )
