"""What a checkpoint says of how its answers begin and end, wherever in its files it says so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from summarizer.engines.checkpoints.checkpoint import Checkpoint, open_checkpoint
from summarizer.errors import ModelCorrupt, ModelUnavailable


def checkpoint(folder: Path, config: dict[str, Any], generation: dict[str, Any] | None = None) -> Checkpoint:
    named = {"model_type": "marian", "architectures": ["MarianMTModel"], **config}
    (folder / "config.json").write_text(json.dumps(named))
    if generation is not None:
        (folder / "generation_config.json").write_text(json.dumps(generation))
    return open_checkpoint(folder, converted=True)


def test_generation_settings_go_before_the_configuration(tmp_path: Path) -> None:
    opened = checkpoint(
        tmp_path,
        {"eos_token_id": 0, "decoder_start_token_id": 9, "pad_token_id": 3, "forced_bos_token_id": None},
        {"eos_token_id": [1, 106], "decoder_start_token_id": 8},
    )
    assert opened.end_ids == (1, 106)
    assert opened.decoder_start_id == 8
    assert opened.pad_id == 3
    assert opened.forced_bos_id is None


def test_an_old_checkpoint_says_it_in_its_configuration(tmp_path: Path) -> None:
    opened = checkpoint(tmp_path, {"eos_token_id": 0, "pad_token_id": 62517, "forced_bos_token_id": 4})
    assert opened.end_ids == (0,)
    assert opened.decoder_start_id == 62517
    assert opened.forced_bos_id == 4


def test_a_model_within_another_is_asked_too(tmp_path: Path) -> None:
    assert checkpoint(tmp_path, {"text_config": {"eos_token_id": [1, 107]}}).end_ids == (1, 107)


def test_a_start_that_is_nowhere_said_is_damage(tmp_path: Path) -> None:
    opened = checkpoint(tmp_path, {})
    assert opened.end_ids == ()
    with pytest.raises(ModelCorrupt, match="has no decoder_start_token_id"):
        _ = opened.decoder_start_id


@pytest.mark.parametrize("content", ["{", "[]"])
def test_settings_that_cannot_be_read_are_damage(tmp_path: Path, content: str) -> None:
    opened = checkpoint(tmp_path, {})
    (tmp_path / "generation_config.json").write_text(content)
    with pytest.raises(ModelCorrupt, match=r"generation_config\.json.* Copy the checkpoint there again"):
        _ = opened.end_ids


def test_only_a_converted_model_may_lack_weights(tmp_path: Path) -> None:
    checkpoint(tmp_path, {})
    with pytest.raises(ModelUnavailable, match="holds no weights"):
        open_checkpoint(tmp_path)
