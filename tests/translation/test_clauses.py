"""Over-long sentences are cut where a clause ends, and nothing of them is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.translation.clauses import split_at_clauses


def words(text: str) -> int:
    return len(text.split())


@pytest.mark.parametrize(
    ("sentence", "limit", "pieces"),
    [
        ("Harga naik.", 10, ["Harga naik."]),
        (
            "Harga beras naik tajam di pasar; warga mulai membeli jagung sebagai gantinya.",
            8,
            ["Harga beras naik tajam di pasar;", "warga mulai membeli jagung sebagai gantinya."],
        ),
        (
            "Pemerintah menaikkan tarif listrik rumah tangga, sedangkan tarif industri, menurut menteri, tetap.",
            9,
            [
                "Pemerintah menaikkan tarif listrik rumah tangga,",
                "sedangkan tarif industri, menurut menteri, tetap.",
            ],
        ),
        (
            "Gubernur meninjau jembatan yang putus diterjang banjir bandang kemarin sore",
            6,
            ["Gubernur meninjau jembatan", "yang putus diterjang banjir bandang kemarin sore"],
        ),
    ],
    ids=["short enough", "semicolon", "conjunction before comma", "no comma"],
)
def test_cuts_stand_at_the_strongest_boundary(sentence: str, limit: int, pieces: list[str]) -> None:
    found = split_at_clauses(sentence, limit, words)
    assert found[:1] == pieces[:1]
    assert " ".join(found) == sentence
    if all(words(piece) <= limit for piece in pieces):
        assert found == pieces


@given(st.lists(st.sampled_from(["kata", "dan", "yang,", "itu;", "a", "–", "panjang,"]), min_size=1), st.integers(2, 9))
def test_pieces_fit_and_rejoin(tokens: list[str], limit: int) -> None:
    sentence = " ".join(tokens)
    pieces = split_at_clauses(sentence, limit, words)
    assert " ".join(pieces) == sentence
    assert all(words(piece) <= limit for piece in pieces)


def test_a_single_endless_word_is_cut_inside() -> None:
    pieces = split_at_clauses("a" * 1000, 100, len)
    assert "".join(pieces) == "a" * 1000
    assert all(len(piece) <= 100 for piece in pieces)


@pytest.mark.parametrize(
    ("sentence", "limit", "pieces"),
    [
        (
            "The government raised household electricity rates last week, while industrial rates, it said, stay.",
            9,
            ["The government raised household electricity rates last week,", "while industrial rates, it said, stay."],
        ),
        (
            "The governor inspected the old bridge, which the flash flood had destroyed on Monday night",
            8,
            ["The governor inspected the old bridge,", "which the flash flood had destroyed on Monday night"],
        ),
        (
            "Police closed the road to the harbour because the flood had reached the market",
            9,
            ["Police closed the road to the harbour", "because the flood had reached the market"],
        ),
    ],
    ids=["conjunction", "relative clause", "no comma"],
)
def test_english_is_cut_at_english_clauses(sentence: str, limit: int, pieces: list[str]) -> None:
    found = split_at_clauses(sentence, limit, words, "en")
    assert found[:1] == pieces[:1]
    assert " ".join(found) == sentence


def test_other_languages_are_cut_at_punctuation() -> None:
    sentence = "Rega beras mundhak ing pasar, nanging rega jagung ora owah babar pisan."
    assert split_at_clauses(sentence, 8, words, "jv") == [
        "Rega beras mundhak ing pasar,",
        "nanging rega jagung ora owah babar pisan.",
    ]
