"""Redundancy: a sentence loses what it repeats of those that were taken before it."""

from __future__ import annotations

import pytest

from summarizer.summarization.redundancy import cosine, take_in_turn, tf_idf

TEXTS = {
    0: "Banjir merendam tiga kecamatan.",
    1: "Tiga kecamatan terendam banjir.",
    2: "Warga mengungsi ke balai desa.",
    3: "!!!",
}
SCORES = {0: 3.0, 1: 2.0, 2: 1.5, 3: 0.0}


def test_without_a_penalty_the_scores_decide() -> None:
    assert take_in_turn(SCORES, tf_idf(TEXTS), [[0, 1, 2, 3]], 3, penalty=0) == [0, 1, 2]


def test_with_one_a_repetition_waits_for_what_is_new() -> None:
    assert take_in_turn(SCORES, tf_idf(TEXTS), [[0, 1, 2, 3]], 3, penalty=2) == [0, 2, 1]


def test_a_pool_is_used_up_before_the_next_and_still_weighs_on_it() -> None:
    assert take_in_turn(SCORES, tf_idf(TEXTS), [[2], [3, 1, 0]], 9, penalty=0) == [2, 0, 1, 3]
    equal = dict.fromkeys(SCORES, 1.0)
    assert take_in_turn(equal, tf_idf(TEXTS), [[0], [1, 2]], 2, penalty=2) == [0, 2]


def test_a_text_is_nearest_to_itself_and_one_without_words_to_none() -> None:
    vectors = tf_idf(TEXTS)
    assert cosine(vectors[0], vectors[0]) == pytest.approx(1)
    assert 0 < cosine(vectors[0], vectors[1]) < 1
    assert cosine(vectors[0], vectors[3]) == cosine(vectors[3], vectors[3]) == 0
