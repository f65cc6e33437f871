"""How long the engine took for each sentence, where it computes batches side by side."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from summarizer.batch import timing
from summarizer.batch.timing import TimedTranslator
from summarizer.datamodels import DecodingOptions, Hypothesis
from summarizer.engines.recording import RecordingTranslator


def test_batches_side_by_side_share_the_time_that_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second batch begins a second after the first, takes two seconds, and ends a second before it."""
    clock = iter([0.0, 1.0, 3.0, 4.0])
    monkeypatch.setattr(timing.time, "perf_counter", lambda: next(clock))

    class Nested(RecordingTranslator):
        def translate_batch(self, sentences: Sequence[str], options: DecodingOptions) -> list[list[Hypothesis]]:
            if sentences == ["harga beras naik"]:
                timed.translate_batch(["hujan"], options)
            return super().translate_batch(sentences, options)

    timed = TimedTranslator(Nested(workers=2), lambda: None)
    timed.translate_batch(["harga beras naik"], DecodingOptions())
    assert timed.take() == {"harga beras naik": 3.0, "hujan": 1.0}
    assert timed.take() == {}


def test_a_batch_that_fails_takes_no_time_from_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 5.0, 6.0, 8.0])
    monkeypatch.setattr(timing.time, "perf_counter", lambda: next(clock))

    def answer(sentence: str) -> str:
        if sentence == "rusak":
            raise RuntimeError("the engine broke")
        return "Rain."

    timed = TimedTranslator(RecordingTranslator(default=answer), lambda: None)
    with pytest.raises(RuntimeError, match="broke"):
        timed.translate_batch(["rusak"], DecodingOptions())
    timed.translate_batch(["hujan"], DecodingOptions())
    assert timed.take() == {"hujan": 2.0}
