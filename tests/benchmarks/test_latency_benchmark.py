"""What the benchmark of latency makes of processes, and what it says where there is no browser."""

from __future__ import annotations

import pytest

from benchmarks.latency_page import page_times
from benchmarks.latency_processes import Launch, first_words, times
from summarizer.protocols import no_progress
from tests.browser.chromium import MISSING, VARIABLE


def test_first_words_are_compared_with_the_first_process() -> None:
    launches = {"bare": Launch("-c", "print(1)"), "other": Launch("-c", "print(2); print(3)")}
    heading, _, bare, other = first_words(launches, 2, no_progress).splitlines()
    assert heading == "| from launch to first word | ratio | seconds |"
    assert bare.startswith("| bare | 1.00 (1.00 to 1.00) | ")
    assert other.startswith("| other | ")
    assert [len(launch.seconds) for launch in launches.values()] == [2, 2]


def test_ratios_are_taken_round_by_round_and_seconds_are_medians() -> None:
    rows = times({"bare": [1.0, 2.0, 4.0], "other": [2.0, 2.0, 12.0]}, "process").splitlines()
    assert rows[2:] == ["| bare | 1.00 (1.00 to 1.00) | 2.000 |", "| other | 2.00 (1.00 to 3.00) | 2.000 |"]


@pytest.mark.parametrize("code", ["pass", "print(1); raise SystemExit('no model')"], ids=["silent", "failed"])
def test_a_process_that_fails_is_no_measurement(code: str) -> None:
    with pytest.raises(RuntimeError, match=f"failed: {'no model' if 'model' in code else ''}"):
        Launch("-c", code)()


def test_without_a_browser_the_page_is_not_measured_and_the_reason_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "/no/browser/here")
    assert page_times("Warga menanam pohon.", 1, no_progress) == f"Not measured: {MISSING}.\n"
