"""The benchmarks of what is not decoding, tried at a small size with an engine that takes no time."""

from __future__ import annotations

import time
from collections.abc import Sequence

from benchmarks.lengths import HEADLINE, instant, measure, pairs
from benchmarks.overhead import PARTS, seconds_of, told
from benchmarks.texts import article
from benchmarks.warm import measured
from summarizer.batch.items import Task
from summarizer.datamodels import DecodingOptions, Hypothesis, Origin
from summarizer.engines.recording import RecordingTranslator
from summarizer.engines.wrapping import WrappedTranslator

ANSWERS = pairs(8)
TEXT = article([HEADLINE, *ANSWERS])


def test_every_part_has_its_share_and_the_shares_are_the_whole() -> None:
    report = told({"berita": TEXT, "banyak berita": TEXT}, instant(ANSWERS))
    shares = {row.split("|")[1].strip(): row.split("|")[2:4] for row in report.splitlines() if row.endswith("% |")}
    assert list(shares) == list(PARTS)
    for column in range(2):
        total = sum(float(cells[column].strip(" %")) for cells in shares.values())
        assert abs(total - 100) < 0.1


def test_what_the_engine_takes_is_called_decoding() -> None:
    class Slow(WrappedTranslator):
        def translate_batch(self, sentences: Sequence[str], options: DecodingOptions) -> list[list[Hypothesis]]:
            end = time.perf_counter() + 0.05
            while time.perf_counter() < end:
                pass
            return self._translator.translate_batch(sentences, options)

    assert seconds_of(TEXT, Slow(instant(ANSWERS)))["decoding"] >= 0.05


def test_lengths_are_told_as_ratios_to_one_of_them() -> None:
    section = measure(lengths=(2, 4), unit=4, fewest=4, rounds=1)
    assert "| 4 | 1.00 (1.00 to 1.00) |" in section.text
    assert "| 2 | " in section.text


def test_the_second_run_comes_from_the_memory_and_has_the_same_files() -> None:
    tasks = [Task("berita", "berita", "", TEXT, "id", Origin())]
    engine: RecordingTranslator = instant(ANSWERS)
    report = measured(tasks, engine, "recording", rounds=1, others=20).text
    assert "The 9 sentences of 1 articles, of which the memory knew 9 the second time" in report
    assert "the same byte for byte" in report
