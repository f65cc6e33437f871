"""The learning rate over a run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.schedule import learning_rate


@pytest.mark.parametrize(
    ("done", "rate"),
    [
        (0.0, 0.0),
        (0.05, 0.5),
        (0.1, 1.0),
        (0.325, 0.2 + 0.8 * 0.8535533905932737),  # a quarter of the fall: half of 1 + cos 45°
        (0.55, 0.6),
        (1.0, 0.2),
        (1.5, 0.2),  # the last batch may go over the run's tokens
    ],
)
def test_a_run_with_a_tenth_of_warm_up_that_ends_at_a_fifth(done: float, rate: float) -> None:
    assert learning_rate(done, peak=1.0, warmup=0.1, final=0.2) == pytest.approx(rate)


def test_without_a_warm_up_it_starts_at_the_peak() -> None:
    assert learning_rate(0.0, peak=3e-4, warmup=0.0, final=0.0) == pytest.approx(3e-4)


def test_it_climbs_to_the_peak_and_then_only_falls() -> None:
    rates = [learning_rate(step / 1000, 2e-3, 0.25, 0.02) for step in range(1001)]
    assert rates[:251] == sorted(rates[:251])
    assert rates[250:] == sorted(rates[250:], reverse=True)
    assert max(rates) == pytest.approx(2e-3)
    assert rates[-1] == pytest.approx(2e-3 * 0.02)


@given(st.floats(0, 2), st.floats(1e-6, 1.0), st.floats(0, 0.99), st.floats(0, 1))
def test_it_is_never_negative_and_never_over_the_peak(done: float, peak: float, warmup: float, final: float) -> None:
    assert 0.0 <= learning_rate(done, peak, warmup, final) <= peak * (1 + 1e-9)


@given(st.floats(1e-6, 1.0), st.floats(0, 0.99), st.floats(0, 1))
def test_it_ends_at_the_final_share_of_the_peak(peak: float, warmup: float, final: float) -> None:
    assert learning_rate(1.0, peak, warmup, final) == pytest.approx(peak * final)
