from __future__ import annotations

from pathlib import Path

import ctranslate2
import pytest
import sentencepiece
from safetensors.torch import load_file, save_file

from tests.training.student import PAIRS, TAUGHT, TINY, taught_student, texts, tiny_vocabulary
from training.export import ExportError, export_ctranslate2, export_safetensors, folder_size
from training.models.marian import MarianStudent

LEARNT = [source for source, _ in TAUGHT]
UNSEEN = [source for source, _ in PAIRS[7::15]]


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> MarianStudent:
    return taught_student(tiny_vocabulary(tmp_path_factory.mktemp("vocabulary")))


@pytest.fixture(scope="module")
def checkpoint(taught: MarianStudent, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export_safetensors(taught, tmp_path_factory.mktemp("checkpoint"))


def ctranslate2_translations(folder: Path, sentences: list[str]) -> list[str]:
    """Greedy translations with nothing but the files of the exported folder."""
    translator = ctranslate2.Translator(str(folder), intra_threads=1)
    source = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    target = sentencepiece.SentencePieceProcessor(model_file=str(folder / "target.spm"))
    results = translator.translate_batch(
        [[*source.encode(sentence, out_type=str), "</s>"] for sentence in sentences],
        beam_size=1,
        max_decoding_length=TINY.max_length - 1,
    )
    return [target.decode(result.hypotheses[0]) for result in results]


def test_in_float32_ctranslate2_translates_as_transformers_does(
    taught: MarianStudent, checkpoint: Path, tmp_path: Path
) -> None:
    folder = export_ctranslate2(checkpoint, tmp_path / "float32", quantization="float32")
    sentences = [*LEARNT, *UNSEEN]
    assert ctranslate2_translations(folder, sentences) == texts(taught.translate(sentences))


def test_in_int8_it_knows_nearly_all_of_what_was_learnt_and_is_smaller(
    taught: MarianStudent, checkpoint: Path, tmp_path: Path
) -> None:
    full = export_ctranslate2(checkpoint, tmp_path / "float32", quantization="float32")
    folder = export_ctranslate2(checkpoint, tmp_path / "int8")
    same = zip(ctranslate2_translations(folder, LEARNT), texts(taught.translate(LEARNT)), strict=True)
    assert sum(one == other for one, other in same) >= 18
    assert (folder / "model.bin").stat().st_size < 0.6 * (full / "model.bin").stat().st_size


def test_an_export_replaces_the_one_before_and_leaves_no_scratch(checkpoint: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "stale.txt").write_text("old")
    export_ctranslate2(checkpoint, folder)
    assert sorted(path.name for path in folder.iterdir()) == [
        "config.json",
        "model.bin",
        "shared_vocabulary.json",
        "source.spm",
        "target.spm",
    ]
    assert list(tmp_path.iterdir()) == [folder]


def test_a_failed_export_leaves_the_one_before(checkpoint: Path, tmp_path: Path) -> None:
    folder = export_ctranslate2(checkpoint, tmp_path / "model")
    before = folder_size(folder)
    with pytest.raises(ValueError, match="quantization"):
        export_ctranslate2(checkpoint, folder, quantization="int3")
    assert list(tmp_path.iterdir()) == [folder]
    assert folder_size(folder) == before


def test_a_checkpoint_that_lost_a_weight_is_not_passed_on(
    taught: MarianStudent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def save_in_part(folder: Path) -> None:
        MarianStudent.save(taught, folder)
        weights = load_file(folder / "model.safetensors")
        del weights["model.encoder.layers.1.fc1.bias"]
        save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})

    monkeypatch.setattr(taught, "save", save_in_part)
    with pytest.raises(ExportError, match=r"model\.encoder\.layers\.1\.fc1\.bias"):
        export_safetensors(taught, tmp_path)


def test_the_size_of_a_folder_counts_the_files_below_it(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"123")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b").write_bytes(b"45")
    assert folder_size(tmp_path) == 5
