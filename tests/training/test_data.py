"""From rows to examples: sides, tags, phases, and what is counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.training.student import TINY, tiny_vocabulary
from training.config import ConfigError, PhaseOptions
from training.corpus.reading import Pair
from training.data import sides, training_data
from training.models.marian import MarianStudent

NEWS = Pair(
    "radio/pagi", "CC BY 4.0", "Guru itu membeli buku baru kemarin.", "The teacher bought a new book yesterday."
)
LETTER = Pair("letters", "CC0", "Saya membaca surat kabar tahun 1998.", "I read a newspaper in 1998.")
RADIO_LETTERS = Pair("radio_letters", "CC0", "Mereka melihat seekor kambing kemarin.", "They saw a goat yesterday.")
LONG = Pair("letters", "CC0", "Saya membaca. " * 40, "I read. " * 40)
PAIRS = [NEWS, LETTER, RADIO_LETTERS, LONG]
ALL = PhaseOptions(tokens=100)


@pytest.fixture(scope="module")
def student(tmp_path_factory: pytest.TempPathFactory) -> MarianStudent:
    return MarianStudent(tiny_vocabulary(tmp_path_factory.mktemp("vocabulary")), TINY, device="cpu")


@pytest.mark.parametrize("source", ["synthetic-bt/harbour", "synthetic-ft/harbour", "synthetic-kd/radio", "radio"])
def test_only_a_source_side_that_a_model_wrote_is_tagged(source: str) -> None:
    pair = Pair(source, "CC0", "kapal", "ship")
    tagged = source.startswith("synthetic-bt")
    assert sides(pair, "id-en") == ("<bt> kapal" if tagged else "kapal", "ship")
    assert sides(pair, "en-id") == ("ship" if tagged or source == "radio" else "<bt> ship", "kapal")


def test_a_phase_takes_the_sources_it_names_and_no_other(student: MarianStudent) -> None:
    phases = [ALL, PhaseOptions(tokens=50, sources=("radio",))]
    data = training_data(PAIRS, [], phases, student, "id-en")
    encoded = [student.example(pair.indonesian, pair.english) for pair in (NEWS, LETTER, RADIO_LETTERS)]
    assert [list(phase.examples) for phase in data.phases] == [encoded, encoded[:1]]
    assert [phase.tokens for phase in data.phases] == [100, 50]


def test_what_the_phases_draw_from_is_counted(student: MarianStudent) -> None:
    data = training_data(PAIRS, [], [ALL], student, "id-en")
    assert data.corpus == [
        {"source": "letters", "licence": "CC0", "pairs": 1},
        {"source": "radio", "licence": "CC BY 4.0", "pairs": 1},
        {"source": "radio_letters", "licence": "CC0", "pairs": 1},
    ]
    assert data.too_long == 1
    data = training_data(PAIRS, [], [PhaseOptions(tokens=50, sources=("radio",))], student, "id-en")
    assert data.corpus == [{"source": "radio", "licence": "CC BY 4.0", "pairs": 1}]
    assert data.too_long == 0


def test_a_source_that_is_not_there_is_an_error(student: MarianStudent) -> None:
    with pytest.raises(ConfigError, match="no row is from radi; the sources are letters, radio, radio_letters"):
        training_data(PAIRS, [], [PhaseOptions(tokens=50, sources=("radi",))], student, "id-en")


def test_of_the_held_out_rows_a_few_hundred_are_enough(student: MarianStudent) -> None:
    news = [replace(NEWS, indonesian=f"Guru itu membeli {count} buku.") for count in range(500)]
    letters = [replace(LETTER, indonesian=f"Saya membaca {count} surat.") for count in range(500)]
    data = training_data(PAIRS, [LONG, *news, *letters], [ALL], student, "id-en")
    assert len(data.held_out) == 200
    of_news = sum(example.target == student.example("", NEWS.english).target for example in data.held_out)
    assert 70 < of_news < 130
    turned = training_data(PAIRS, [*letters, *news, LONG], [ALL], student, "id-en")
    assert turned.held_out == data.held_out
