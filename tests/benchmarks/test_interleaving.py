"""Contestants in turns."""

from __future__ import annotations

import pytest

from benchmarks.interleaving import Ratio, ratio, seconds_in_turns
from benchmarks.texts import generated, sentences
from summarizer.protocols import no_progress


def test_each_round_runs_all_and_begins_with_another() -> None:
    order: list[str] = []
    runs = {name: (lambda name=name: order.append(name)) for name in "abc"}
    seconds = seconds_in_turns(runs, 3, no_progress)
    assert order == ["a", "b", "c", "b", "c", "a", "c", "a", "b"]
    assert {name: len(values) for name, values in seconds.items()} == {"a": 3, "b": 3, "c": 3}


def test_a_ratio_is_the_median_of_the_rounds_own() -> None:
    found = ratio([2.0, 9.0, 4.0], [1.0, 3.0, 4.0])
    assert found == Ratio(2.0, 1.0, 3.0)
    assert str(found) == "2.00 (1.00 to 3.00)"


@pytest.mark.parametrize("make", [sentences, generated])
def test_the_sentences_to_measure_with_are_distinct_and_the_same_again(make) -> None:
    found = make(500)
    assert len(set(found)) == 500
    assert make(500) == found
    assert make(300) == found[:300]
