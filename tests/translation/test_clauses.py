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
