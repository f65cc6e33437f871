"""What a run says: a new stage at once, the same one now and then."""

from __future__ import annotations

import time

import pytest

from training.progress import LineProgress


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "monotonic", clock)
    return clock


def test_a_new_stage_is_printed_at_once_and_the_same_one_after_the_interval(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    progress = LineProgress(seconds=20.0, _started=clock.now)
    for seconds, stage, done in [
        (0, "training: step 1", 1),
        (19, "training: step 2", 2),
        (20, "training: step 3", 3),
        (21, "translating dev.id", 0),
        (22, "translating dev.id", 50),
        (41, "translating dev.id", 75),
        (42, "training: step 4", 4),
    ]:
        clock.now = 1000.0 + seconds
        progress(stage, done, 100)
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines() == [
        "[  0.0 min] training: step 1 (1%)",
        "[  0.3 min] training: step 3 (3%)",
        "[  0.3 min] translating dev.id (0%)",
        "[  0.7 min] translating dev.id (75%)",
        "[  0.7 min] training: step 4 (4%)",
    ]


def test_a_stage_of_one_step_has_no_share(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    LineProgress(_started=clock.now)("preparing the corpus", 0, 1)
    assert capsys.readouterr().err == "[  0.0 min] preparing the corpus\n"
