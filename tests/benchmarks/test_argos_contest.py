"""The contest with Argos Translate, without it: the package, what it is given, and the pairs its model learns from."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from benchmarks.argos_package import write_package
from benchmarks.marian_student import Student, deepened, pairs
from benchmarks.peer_argos import argos
from training.models.marian import MarianOptions, MarianStudent
from training.vocabulary import VocabularyOptions, train_vocabulary


def test_the_package_has_the_student_and_asks_for_the_end_token(tmp_path: Path) -> None:
    student = Student(tmp_path / "model", tmp_path / "cache")
    student.checkpoint.mkdir()
    student.converted.mkdir(parents=True)
    student.pieces.write_bytes(b"pieces")
    (student.converted / "config.json").write_text('{"add_source_eos": false, "eos_token": "</s>"}')
    (student.converted / "model.bin").write_bytes(b"weights")
    with zipfile.ZipFile(write_package(student, tmp_path / "package.argosmodel")) as package:
        contents = {Path(name).relative_to("translate-id_en-bench").as_posix(): name for name in package.namelist()}
        read = {name: package.read(whole) for name, whole in contents.items()}
    assert set(read) == {"metadata.json", "sentencepiece.model", "model/config.json", "model/model.bin"}
    assert json.loads(read["metadata.json"])["from_code"] == "id"
    assert read["sentencepiece.model"] == b"pieces"
    assert json.loads(read["model/config.json"]) == {"add_source_eos": True, "eos_token": "</s>"}


@pytest.fixture
def translation(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What Argos returns for a pair of languages: it splits paragraphs and keeps those of the last call."""
    found = SimpleNamespace(cache={"lama": "old"}, underlying=SimpleNamespace(sentencizer=None))

    def translate(text: str, source: str, target: str) -> str:
        assert found.cache == {}
        found.cache = {"terjemahan": "translation"}
        paragraphs = [found.underlying.sentencizer.split_sentences(line) for line in text.split("\n")]
        return "\n".join(" ".join(part.upper() for part in paragraph) for paragraph in paragraphs)

    package, sbd, module = ModuleType("argostranslate"), ModuleType("sbd"), ModuleType("translate")
    vars(sbd)["ISentenceBoundaryDetectionModel"] = object
    vars(module).update(translate=translate, get_translation_from_codes=lambda source, target: found)
    vars(package).update(sbd=sbd, translate=module)
    monkeypatch.setitem(sys.modules, "argostranslate", package)
    return found


@pytest.mark.parametrize(("paragraph", "expected"), [(1, ["DR. ANI TIBA.", "HUJAN."]), (2, ["DR. ANI TIBA. HUJAN."])])
def test_argos_gets_sentences_as_they_are_and_remembers_none(
    translation: Any, paragraph: int, expected: list[str]
) -> None:
    contestant = argos(paragraph)
    for _ in range(2):
        assert contestant(["Dr. Ani tiba.", "Hujan."], lambda: None) == expected


def test_every_third_pair_the_student_learns_from_has_two_clauses_on_both_sides() -> None:
    rows = pairs(60)
    joints = [(", sementara ", ", while "), (", dan ", ", and "), ("; ", "; ")]
    for indonesian, english in rows[2::3]:
        assert any(one in indonesian and other in english for one, other in joints)
        assert indonesian.count(".\n") == english.count(".\n") == 0
        assert indonesian.endswith(".")
        assert english.endswith(".")
    assert pairs(60) == rows


def test_a_deepened_student_says_what_the_shallow_one_says(tmp_path: Path) -> None:
    rows = pairs(300)
    vocabulary = train_vocabulary((text for row in rows for text in row), VocabularyOptions(size=400), tmp_path)
    shape = {"d_model": 16, "ffn": 32, "heads": 2, "dropout": 0.0}
    shallow = MarianStudent(vocabulary, MarianOptions(2, 1, **shape), seed=1, device="cpu")
    deep = MarianStudent(vocabulary, MarianOptions(6, 2, **shape), seed=2, device="cpu")
    learnt = {
        # Norms as training leaves them.
        name: weight + 0.3 if "layer_norm" in name else weight
        for name, weight in shallow.state().items()
    }
    shallow.load_state(learnt)
    batch = [shallow.example(*row) for row in rows[:8]]
    expected = float(shallow.loss(batch, 0.0)[0].detach())
    assert float(deep.loss(batch, 0.0)[0].detach()) != pytest.approx(expected, rel=1e-3)
    deep.load_state(deepened(learnt, deep.state()))
    assert float(deep.loss(batch, 0.0)[0].detach()) == pytest.approx(expected, rel=1e-4)
