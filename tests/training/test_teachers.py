"""Teachers: which folders are one, and what may be learnt from them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from tests.training.student import TAUGHT, taught_student, texts, tiny_vocabulary
from training import teachers
from training.export import export_safetensors
from training.models.gemma import GemmaOptions
from training.provenance import LICENCES_FILE
from training.teachers import TeacherError, load_teacher


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("teacher")
    return export_safetensors(taught_student(tiny_vocabulary(folder / "vocabulary")), folder / "model")


def test_a_student_can_teach(model: Path) -> None:
    teacher = load_teacher(model, "id-en", batch_sentences=4, seed=1)
    assert texts(teacher.model.translate([source for source, _ in TAUGHT])) == [target for _, target in TAUGHT]
    assert teacher.provenance.licences == ()


def test_other_weights_have_another_signature(model: Path, tmp_path: Path) -> None:
    for file in model.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    weights = load_file(tmp_path / "model.safetensors")
    weights["model.encoder.layers.1.fc1.bias"] += 1.0
    save_file(weights, tmp_path / "model.safetensors", metadata={"format": "pt"})
    signatures = [load_teacher(folder, "id-en", 4, 1).provenance.sha256 for folder in (model, model, tmp_path)]
    assert signatures[0] == signatures[1] != signatures[2]


@pytest.mark.parametrize(
    ("config", "message"),
    [
        (None, "is no checkpoint that can teach"),
        ("not json", "is no checkpoint that can teach"),
        ("{}", "is no checkpoint that can teach"),
        ('{"model_type": "bert"}', "holds a bert; a teacher is a marian or a gemma3_text"),
        ('{"model_type": "marian"}', "is no checkpoint that can teach"),
        ('{"model_type": "gemma3_text"}', "is no checkpoint that can teach"),
    ],
)
def test_what_cannot_teach_is_refused(config: str | None, message: str, tmp_path: Path) -> None:
    if config is not None:
        (tmp_path / "config.json").write_text(config, encoding="utf-8")
    with pytest.raises(TeacherError, match=message):
        load_teacher(tmp_path, "id-en", 4, 1)


@pytest.mark.parametrize("kind", ["marian", "gemma3_text"])
def test_weights_that_cannot_be_read_are_refused(kind: str, model: Path, tmp_path: Path) -> None:
    for file in model.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    config = json.loads((tmp_path / "config.json").read_text(encoding="utf-8"))
    (tmp_path / "config.json").write_text(json.dumps({**config, "model_type": kind}), encoding="utf-8")
    (tmp_path / "model.safetensors").write_bytes((model / "model.safetensors").read_bytes()[:-100])
    with pytest.raises(TeacherError, match="is no checkpoint that can teach"):
        load_teacher(tmp_path, "id-en", 4, 1)


def test_a_gemma_teaches_in_the_direction_and_the_batches_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Gemma:
        def __init__(self, weights: dict[str, torch.Tensor], options: GemmaOptions, seed: int, langpair: str) -> None:
            self.made_of = sorted(weights), options.batch_sentences, seed, langpair

    (tmp_path / "config.json").write_text('{"model_type": "gemma3_text"}', encoding="utf-8")
    save_file({"weight": torch.ones(2), "lm_head.weight": torch.ones(2)}, tmp_path / "model.safetensors")
    (tmp_path / LICENCES_FILE).write_text('{"licences": ["CC0"], "terms": []}', encoding="utf-8")
    monkeypatch.setattr(teachers, "GemmaTranslator", Gemma)
    teacher = load_teacher(tmp_path, "en-id", batch_sentences=7, seed=3)
    assert vars(teacher.model) == {"made_of": (["weight"], 7, 3, "en-id")}
    assert teacher.provenance.licences == ("CC0",)
    assert teacher.provenance.sha256 == hashlib.sha256((tmp_path / "model.safetensors").read_bytes()).hexdigest()
