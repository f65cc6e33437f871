"""Features: what is counted of a sentence, in the article it stands in."""

from __future__ import annotations

import math

import pytest

from summarizer.datamodels import Segment, SegmentKind
from summarizer.summarization.features import NAMES, features, words


def article(*texts: str, headline: str = "") -> list[Segment]:
    body = [Segment(text, 0, len(text), 0) for text in texts]
    return [Segment(headline, 0, len(headline), 0, SegmentKind.HEADLINE), *body] if headline else body


def of(text: str, name: str, title: str = "") -> float:
    return features(article(text), title)[0][name]


def test_every_sentence_has_every_feature_and_nothing_else_has_one() -> None:
    known = features(article("Petani memanen jagung.", "Harga naik.", headline="Panen Jagung"))
    assert list(known) == [1, 2]
    assert all(tuple(sentence) == NAMES for sentence in known.values())


def test_positions_are_evenly_spaced_from_the_first_sentence_to_the_last() -> None:
    known = features(article("Satu.", "Dua.", "Tiga.", "Empat.", "Lima."))
    assert [sentence["position"] for sentence in known.values()] == [0, 0.25, 0.5, 0.75, 1]
    assert of("Satu.", "position") == 0


@pytest.mark.parametrize(("text", "count"), [("Harga jagung naik.", 3), ("kata " * 30, 30), ("kata " * 80, 30)])
def test_length_is_that_of_thirty_words_at_most(text: str, count: int) -> None:
    assert of(text.strip(), "length") == math.log(count)


def test_the_headline_counts_and_a_title_only_where_there_is_none() -> None:
    text = "Harga jagung di Sumba naik tajam."
    assert of(text, "title") == 0
    assert of(text, "title", title="Jagung Naik, Petani Sumba Senang") == 3 / 5
    assert features(article(text, headline="Harga Beras Turun"), "Jagung Naik")[1]["title"] == 1 / 3


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ('"Panen bagus," kata Budi.', 1),
        ("”Panen bagus,” kata Budi.", 1),
        ("Budi menyebut panen itu “luar biasa”.", 0),
        ("'Kan petani memanen jagung?", 0),
    ],
)
def test_a_quotation_opens_a_sentence_under_any_marks(text: str, opens: float) -> None:
    assert of(text, "opening_quotation") == opens


@pytest.mark.parametrize(("text", "speaks"), [("Saya akan menanam lagi.", 1), ("Sayanglah hujan tak turun.", 0)])
def test_the_first_person_is_a_whole_word(text: str, speaks: float) -> None:
    assert of(text, "first_person") == speaks


def test_a_reduplication_is_one_word_and_case_is_none() -> None:
    assert words("Anak-anak SD, 25 orang!") == ["anak-anak", "sd", "25", "orang"]
