"""Batches: nothing lost, nothing too large, and the same again for the same seed and pass."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.batches import batches
from training.protocols import Example

LENGTHS = st.lists(st.tuples(st.integers(1, 40), st.integers(1, 40)), min_size=1, max_size=120)


def examples(lengths: Sequence[tuple[int, int]]) -> list[Example]:
    return [Example((7,) * source, (8,) * target) for source, target in lengths]


def both_sides(example: Example) -> tuple[int, ...]:
    return len(example.source), len(example.target)


def one_sequence(example: Example) -> tuple[int, ...]:
    return (len(example),)


def padded(batch: Sequence[Example], widths: Callable[[Example], tuple[int, ...]]) -> int:
    """The tokens of the tensors that a batch is made into."""
    return sum(len(batch) * max(column) for column in zip(*map(widths, batch), strict=True))


VARIED = examples([(1 + number % 13, 1 + number * 7 % 29) for number in range(200)])


@given(LENGTHS, st.integers(1, 300), st.integers(0, 5), st.integers(0, 5))
def test_every_example_is_in_one_batch_and_no_batch_is_empty(
    lengths: list[tuple[int, int]], budget: int, seed: int, epoch: int
) -> None:
    found = batches(examples(lengths), budget, seed, epoch, both_sides)
    assert sorted(index for batch in found for index in batch) == list(range(len(lengths)))
    assert all(found)


@given(LENGTHS, st.integers(1, 300), st.sampled_from([both_sides, one_sequence]))
def test_a_padded_batch_keeps_the_budget_unless_it_is_one_example(
    lengths: list[tuple[int, int]], budget: int, widths: Callable[[Example], tuple[int, ...]]
) -> None:
    rows = examples(lengths)
    for batch in batches(rows, budget, 1, 0, widths):
        assert len(batch) == 1 or padded([rows[index] for index in batch], widths) <= budget


@pytest.mark.parametrize("widths", [both_sides, one_sequence])
def test_batches_hold_little_padding_and_are_nearly_full(widths: Callable[[Example], tuple[int, ...]]) -> None:
    rows = examples([(10 + number * 7 % 31, 10 + number * 11 % 29) for number in range(4000)])
    found = [padded([rows[index] for index in batch], widths) for batch in batches(rows, 1000, 1, 0, widths)]
    assert sum(found) / len(found) > 0.9 * 1000
    assert sum(map(len, rows)) / sum(found) > (0.95 if widths is one_sequence else 0.8)


def test_an_example_over_the_budget_is_alone_and_not_lost() -> None:
    rows = examples([(3, 3), (50, 60), (3, 3), (4, 4)])
    found = batches(rows, 40, 1, 0, both_sides)
    assert [1] in found
    assert sorted(map(len, found)) == [1, 3]


def test_batches_are_as_full_as_the_budget_lets_them_be() -> None:
    assert sorted(map(len, batches(examples([(5, 5)] * 95), 100, 1, 0, both_sides))) == [5] + [10] * 9


def test_the_same_seed_and_pass_give_the_same_batches_and_others_do_not() -> None:
    first = batches(VARIED, 200, 1, 0, both_sides)
    assert first == batches(VARIED, 200, 1, 0, both_sides)
    assert first != batches(VARIED, 200, 1, 1, both_sides)
    assert first != batches(VARIED, 200, 2, 0, both_sides)


def test_the_next_pass_puts_other_examples_together() -> None:
    together = [{frozenset(batch) for batch in batches(VARIED, 200, 1, epoch, both_sides)} for epoch in (0, 1)]
    assert together[0] != together[1]


def test_long_and_short_batches_come_in_a_mixed_order() -> None:
    lengths = [len(VARIED[batch[0]]) for batch in batches(VARIED, 200, 1, 0, both_sides)]
    assert lengths != sorted(lengths)


@pytest.mark.parametrize("count", [8191, 8193, 20_000])
def test_none_is_lost_where_the_sorted_chunks_meet(count: int) -> None:
    found = batches(examples([(1 + number % 5, 2) for number in range(count)]), 64, 1, 0, both_sides)
    assert sorted(index for batch in found for index in batch) == list(range(count))


def test_no_examples_make_no_batches() -> None:
    assert batches([], 100, 1, 0, both_sides) == []


def test_half_a_million_examples_fit_into_memory() -> None:
    tracemalloc.start()
    try:
        rows = [Example([1000 + number % 5000] * 30, range(1000, 1030)) for number in range(1000)]
        size, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert rows[1] == Example([1001] * 30, range(1000, 1030)) != rows[2]
    assert size / len(rows) < 600
