"""The exported model at work."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.training.student import PAIRS, TAUGHT, TINY, taught_student, texts, tiny_vocabulary
from training.export import export_ctranslate2, export_safetensors
from training.exported import read_exported
from training.models.marian import MarianStudent

UNSEEN = [source for source, target in PAIRS if (source, target) not in TAUGHT]


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> MarianStudent:
    return taught_student(tiny_vocabulary(tmp_path_factory.mktemp("vocabulary")))


@pytest.fixture(scope="module")
def exported(taught: MarianStudent, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    return export_ctranslate2(export_safetensors(taught, folder / "model"), folder / "ctranslate2")


def test_it_says_what_the_model_learnt_in_the_order_asked(exported: Path) -> None:
    translate = read_exported(exported, "id-en", TINY.max_length)
    order = [*TAUGHT[::-1], *TAUGHT]
    found = translate([source for source, _ in order], 1)
    right = sum(text == target for text, (_, target) in zip(found, order, strict=True))
    assert right >= 36  # of 40; int8 may lose a sentence
    assert translate([], 1) == []


def test_a_beam_is_obeyed(exported: Path) -> None:
    translate = read_exported(exported, "id-en", TINY.max_length)
    assert translate(UNSEEN, 4) != translate(UNSEEN, 1)


def test_it_is_not_the_model_that_was_in_memory(taught: MarianStudent, exported: Path) -> None:
    """Int8 shows on sentences that it never saw: what is measured is what is shipped."""
    assert read_exported(exported, "id-en", TINY.max_length)(UNSEEN, 1) != texts(taught.translate(UNSEEN))


def test_a_sentence_that_is_too_long_has_no_translation_and_is_not_cut(exported: Path) -> None:
    translate = read_exported(exported, "id-en", TINY.max_length)
    short = TAUGHT[0][0]
    long = "Saya membeli buku baru kemarin. " * 20
    assert translate([long, short, long], 1) == ["", *translate([short], 1), ""]
    assert translate([long], 1) == [""]
