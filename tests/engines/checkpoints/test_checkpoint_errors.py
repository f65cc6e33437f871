"""A folder that cannot serve is refused with a reason and a way out, and nothing in it is run."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
import transformers

from summarizer.datamodels import DecodingOptions, GenerationRequest, GenerationTask
from summarizer.engines.registry import GENERATORS, load_generator
from summarizer.errors import ModelCorrupt, ModelUnavailable, UnknownEngine
from tests.engines.checkpoints.tiny_models import TEXTS, bart, chain, llama

REQUEST = GenerationRequest(GenerationTask.SUMMARY, TEXTS[0], "en", 1)


def write(folder: Path) -> None:
    load_generator(str(folder)).generate_batch([REQUEST], DecodingOptions(beam_size=1))


@pytest.mark.parametrize("name", ["kosong", "no/such/folder"])
def test_what_is_neither_a_name_nor_a_folder_is_refused_with_the_names(name: str) -> None:
    with pytest.raises(UnknownEngine, match=rf"there is no generator '{name}'.* Generators: embedded, or the path"):
        load_generator(name)


def test_a_folder_without_a_configuration_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"holds no config\.json.* save_pretrained"):
        load_generator(str(tmp_path))


class Bomb:
    """Writes a file when it is unpickled."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self):
        return Path.write_text, (self.target, "boom")


@pytest.mark.parametrize("name", ["pytorch_model.bin", "model.pt", "weights.ckpt"])
def test_pickled_weights_are_refused_unread(tmp_path: Path, name: str) -> None:
    folder = bart(tmp_path / "bart")
    (folder / "model.safetensors").unlink()
    (folder / name).write_bytes(pickle.dumps(Bomb(tmp_path / "boom")))
    with pytest.raises(
        ModelUnavailable, match=rf"{name}\) are pickled, .* can run code.* Save the model as safetensors"
    ):
        write(folder)
    assert not (tmp_path / "boom").exists()


def test_pickled_weights_beside_safe_ones_are_not_read(tmp_path: Path) -> None:
    folder = bart(tmp_path / "bart")
    (folder / "pytorch_model.bin").write_bytes(pickle.dumps(Bomb(tmp_path / "boom")))
    write(folder)
    assert not (tmp_path / "boom").exists()


def test_code_in_the_folder_is_not_run(tmp_path: Path) -> None:
    folder = bart(tmp_path / "bart")
    (folder / "modeling.py").write_text(f"open({str(tmp_path / 'boom')!r}, 'w')\nclass Own: pass\n")
    config = json.loads((folder / "config.json").read_text())
    own = {"AutoConfig": "modeling.Own", "AutoModelForSeq2SeqLM": "modeling.Own"}
    (folder / "config.json").write_text(json.dumps({**config, "auto_map": own}))
    write(folder)
    (folder / "config.json").write_text(
        json.dumps({**config, "model_type": "own", "architectures": ["Own"], "auto_map": own})
    )
    with pytest.raises(ModelUnavailable, match=r"\(Own\) does not write text"):
        write(folder)
    assert not (tmp_path / "boom").exists()


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    folder = bart(tmp_path / "bart")
    (folder / "model.safetensors").unlink()
    with pytest.raises(ModelUnavailable, match=r"holds no weights.* Copy the whole checkpoint there"):
        load_generator(str(folder))


def test_an_adapter_is_refused(tmp_path: Path) -> None:
    folder = llama(tmp_path / "llama")
    (folder / "adapter_config.json").write_text('{"base_model_name_or_path": "/elsewhere"}')
    with pytest.raises(ModelUnavailable, match=r"holds an adapter.* Merge the two"):
        load_generator(str(folder))


@pytest.mark.parametrize("names", [["BertForMaskedLM"], ["WhisperForConditionalGeneration"], [], None])
def test_a_model_that_does_not_write_is_refused(tmp_path: Path, names: list[str] | None) -> None:
    transformers.BertConfig(architectures=names).save_pretrained(tmp_path)
    with pytest.raises(ModelUnavailable, match=r"does not write text.* BART, Pegasus or mT5"):
        load_generator(str(tmp_path))


@pytest.mark.parametrize("content", ["not JSON", "[]", "\ufeff"])
def test_a_configuration_that_cannot_be_read_is_damaged(tmp_path: Path, content: str) -> None:
    (tmp_path / "config.json").write_text(content)
    with pytest.raises(ModelCorrupt, match=r"config\.json.* Copy the checkpoint there again"):
        load_generator(str(tmp_path))


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
def test_a_damaged_file_is_named_by_its_folder(tmp_path: Path, name: str) -> None:
    folder = bart(tmp_path / "bart")
    (folder / name).write_bytes(b"\xff" * 64)
    with pytest.raises(ModelCorrupt, match=rf"the model in {folder} is damaged.* Copy it there again"):
        write(folder)


def test_weights_that_are_missing_are_not_made_up(tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    folder = llama(tmp_path / "llama")
    weights = load_file(folder / "model.safetensors")
    del weights["model.layers.1.mlp.up_proj.weight"]
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ModelCorrupt, match=r"weights are missing: model\.layers\.1\.mlp\.up_proj\.weight"):
        write(folder)


def test_a_tokenizer_of_another_model_is_said(tmp_path: Path) -> None:
    folder = chain(tmp_path / "chain", ["that", "prices", "rose"])
    other = llama(tmp_path / "llama")
    for name in ("tokenizer.json", "tokenizer_config.json"):
        (folder / name).write_bytes((other / name).read_bytes())
    with pytest.raises(ModelCorrupt, match=r"does not fit this version \(index out of range"):
        write(folder)


def test_a_model_that_reads_next_to_nothing_is_refused(tmp_path: Path) -> None:
    folder = llama(tmp_path / "llama")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "max_position_embeddings": 128}))
    with pytest.raises(ModelUnavailable, match="reads 128 tokens, too few for an article"):
        write(folder)


@pytest.mark.parametrize("alias", GENERATORS)
def test_a_generator_names_the_licence_of_its_model(alias: str) -> None:
    spec = GENERATORS[alias]
    assert spec.licence.startswith("Gemma Terms of Use")
    assert not spec.abstractive_default
