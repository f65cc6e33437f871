"""Converting: safe weights alone are read, nothing is fetched, and what fails says why and what to do instead."""

from __future__ import annotations

import json
import pickle
import socket
from pathlib import Path
from typing import Any

import pytest
import transformers
from safetensors.torch import load_file, save_file

from summarizer.engines.checkpoints import conversion
from summarizer.engines.checkpoints.conversion import convert
from summarizer.engines.checkpoints.silence import silence
from summarizer.errors import BuildFailed, CacheUnusable, ModelCorrupt, ModelUnavailable
from summarizer.protocols import no_progress
from tests.engines.checkpoints import tiny_models
from tests.engines.checkpoints.tiny_translators import MODELS, marian, t5


@pytest.mark.parametrize("family", MODELS)
def test_every_family_is_converted_without_a_network(
    tmp_path: Path, family: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse(*address: object) -> None:
        raise AssertionError(f"a connection to {address}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    folder = MODELS[family](tmp_path / family)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    capfd.readouterr()
    stages: list[tuple[str, int, int]] = []
    convert(folder, tmp_path / "converted", "int8", lambda *stage: stages.append(stage))
    assert {path.name for path in (tmp_path / "converted").iterdir()} == {
        "config.json",
        "model.bin",
        "shared_vocabulary.json",
    }
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [(done, total) for _, done, total in stages] == [(0, 1), (1, 1)]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("family", MODELS)
def test_tokens_keep_their_ids(tmp_path: Path, family: str) -> None:
    folder = MODELS[family](tmp_path / family)
    convert(folder, tmp_path / "converted", "float32", no_progress)
    tokens = json.loads((tmp_path / "converted" / "shared_vocabulary.json").read_text(encoding="utf-8"))
    with silence():
        vocabulary = transformers.AutoTokenizer.from_pretrained(folder).get_vocab()
    pad = json.loads((folder / "config.json").read_text())["pad_token_id"]
    assert len(set(tokens)) == len(tokens)
    for token, number in vocabulary.items():
        assert (tokens[number] if number < len(tokens) else None) == token or (family == "marian" and number == pad)


def test_int8_is_smaller(tmp_path: Path) -> None:
    folder = marian(tmp_path / "marian")
    sizes = []
    for quantization in ("int8", "float32"):
        convert(folder, tmp_path / quantization, quantization, no_progress)
        sizes.append((tmp_path / quantization / "model.bin").stat().st_size)
    assert sizes[0] < sizes[1] / 2


class Bomb:
    """Writes a file when it is unpickled."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> Any:
        return Path.write_text, (self.target, "boom")


def test_pickled_weights_are_refused_unread(tmp_path: Path) -> None:
    folder = marian(tmp_path / "marian")
    (folder / "pytorch_model.bin").write_bytes(pickle.dumps(Bomb(tmp_path / "boom")))
    convert(folder, tmp_path / "converted", "float32", no_progress)
    (folder / "model.safetensors").unlink()
    with pytest.raises(ModelUnavailable, match=r"pytorch_model\.bin\) are pickled, .* Save the model as safetensors"):
        convert(folder, tmp_path / "again", "float32", no_progress)
    assert not (tmp_path / "boom").exists()
    assert not (tmp_path / "again").exists()


def test_an_adapter_is_refused(tmp_path: Path) -> None:
    folder = marian(tmp_path / "marian")
    (folder / "adapter_config.json").write_text("{}")
    with pytest.raises(ModelUnavailable, match=r"holds an adapter.* Merge the two"):
        convert(folder, tmp_path / "converted", "float32", no_progress)


def test_weights_that_are_missing_are_not_made_up(tmp_path: Path) -> None:
    folder = marian(tmp_path / "marian")
    weights = load_file(folder / "model.safetensors")
    del weights["model.encoder.layers.1.fc1.weight"]
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ModelCorrupt, match=r"weights are missing: model\.encoder\.layers\.1\.fc1\.weight"):
        convert(folder, tmp_path / "converted", "float32", no_progress)


def test_what_cannot_be_converted_is_said_with_a_way_out(tmp_path: Path) -> None:
    folder = tiny_models.llama(tmp_path / "llama")
    with silence():
        model = transformers.AutoModelForCausalLM.from_config(
            transformers.OlmoConfig(
                vocab_size=64,
                hidden_size=16,
                intermediate_size=16,
                num_hidden_layers=1,
                num_attention_heads=1,
                pad_token_id=0,
                eos_token_id=1,
            )
        )
        model.save_pretrained(folder)
    with pytest.raises(
        BuildFailed,
        match=r"No conversion is registered for the model configuration OlmoConfig\. .*--runtime transformers",
    ):
        convert(folder, tmp_path / "converted", "int8", no_progress)
    assert not (tmp_path / "converted").exists()


def test_a_marian_whose_padding_is_not_last_is_refused(tmp_path: Path) -> None:
    folder = marian(tmp_path / "marian")
    for name in ("config.json", "generation_config.json"):
        settings = json.loads((folder / name).read_text())
        (folder / name).write_text(json.dumps({**settings, "pad_token_id": 5, "decoder_start_token_id": 5}))
    with pytest.raises(BuildFailed, match=r"its padding is not the last token.*--runtime transformers"):
        convert(folder, tmp_path / "converted", "float32", no_progress)


@pytest.mark.parametrize("name", ["tokenizer.json", "model.safetensors"])
def test_a_damaged_file_is_damage(tmp_path: Path, name: str) -> None:
    folder = t5(tmp_path / "t5")
    (folder / name).write_bytes(b"\xff" * 64)
    with pytest.raises(ModelCorrupt, match=rf"{folder} is damaged.* Copy it there again"):
        convert(folder, tmp_path / "converted", "float32", no_progress)
    assert not (tmp_path / "converted").exists()


def test_a_full_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = marian(tmp_path / "marian")

    class Full:
        def convert(self, output: str, **settings: object) -> None:
            Path(output).mkdir()
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(conversion, "_converter", lambda *settings: Full())
    with pytest.raises(CacheUnusable, match=r"cannot be written .*No space left.* Make room"):
        convert(folder, tmp_path / "converted", "float32", no_progress)
    assert not (tmp_path / "converted").exists()
