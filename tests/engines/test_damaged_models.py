"""A model that does not load, though each file has its size: a message with the way out, and no traceback."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from summarizer import DecodingOptions
from summarizer.cli.commands import cli
from summarizer.engines import registry
from summarizer.engines.embedded import cache
from summarizer.engines.embedded.ctranslate2_runtime import CTranslate2Translator
from summarizer.engines.embedded.transformers_runtime import TransformersTranslator
from summarizer.errors import ModelCorrupt
from summarizer.protocols import Translator

SENTENCE = "Harga beras naik."


@pytest.fixture
def damaged_cache(translator: Translator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the model that the tests built, its first bytes overwritten and its size kept."""
    built = registry.model_folder("embedded")
    folder = tmp_path / built.name
    shutil.copytree(built, folder)
    with (folder / "model.bin").open("r+b") as file:
        file.write(b"\xff" * 64)
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path))
    return folder


@pytest.mark.parametrize("alias", ["embedded", "embedded-int8"])
def test_a_damaged_model_is_4_and_named_with_its_way_out(damaged_cache: Path, alias: str) -> None:
    assert cache.is_complete(damaged_cache), "the damage shows in a size, so the model would be built again"
    result = CliRunner().invoke(cli, ["translate", "--engine", alias], input=SENTENCE)
    assert result.exit_code == 4
    assert result.stdout == ""
    message = result.stderr.splitlines()[-1]
    assert message.startswith(
        f"summarizer: error: the model in {damaged_cache} is damaged or does not fit this version"
    )
    assert message.endswith(f"Build it again with: summarizer models build --force {alias}")


@pytest.mark.parametrize(
    "files",
    [
        {"model.bin": b"\xff" * 64},
        {"model.bin": b"\x06\0\0\0\x08\0" + b"\xff" * 64},
        {},
    ],
    ids=["another format", "not text", "empty"],
)
def test_what_ctranslate2_does_not_load_is_a_damaged_model(tmp_path: Path, files: dict[str, bytes]) -> None:
    write(tmp_path, files)
    with pytest.raises(ModelCorrupt, match=r"models build --force embedded-int8$"):
        CTranslate2Translator(tmp_path, "int8", "embedded-int8").translate_batch([SENTENCE], DecodingOptions())


@pytest.mark.parametrize(
    "files",
    [
        {"config.json": b"not JSON"},
        {"config.json": b"{}"},
        {"config.json": b'{"model_type": "gemma3_text"}'},
        {"config.json": b'{"model_type": "gemma3_text"}', "model.safetensors": b"\xff" * 64},
    ],
    ids=["config", "empty config", "no weights", "weights"],
)
def test_what_transformers_does_not_load_is_a_damaged_model(tmp_path: Path, files: dict[str, bytes]) -> None:
    write(tmp_path, files)
    with pytest.raises(ModelCorrupt, match=r"models build --force embedded-reference$"):
        TransformersTranslator(tmp_path, "embedded-reference").translate_batch([SENTENCE], DecodingOptions())


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).write_bytes(content)
