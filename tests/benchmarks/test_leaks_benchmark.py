"""The benchmark of memory: that articles are distinct, that what is reported follows from what was sampled."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from benchmarks.endurance import Course, Sample, made, samples
from benchmarks.leaks import COMPUTE_TYPES, first_article, largest_batches, leak_report, stage_report, trend
from benchmarks.memory_stages import BARE, IMPORTED, LARGEST, MODEL, STAGES
from benchmarks.resident import MIB
from summarizer.engines.recording import RecordingTranslator
from summarizer.memory.opening import open_memory
from summarizer.memory.store import Memory
from summarizer.segmentation import split
from summarizer.translation.batching import BATCH_SENTENCES, BATCH_TOKENS


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with open_memory(tmp_path / "memory.sqlite") as opened:
        yield opened


def test_no_two_articles_are_alike_and_each_is_made_again_by_its_number() -> None:
    texts = [made(number, fresh=False).text for number in range(100)]
    assert len(set(texts)) == len(texts)
    assert made(7, fresh=False) == made(7, fresh=False)


def test_a_fresh_article_has_one_sentence_that_the_memory_is_not_told() -> None:
    plain, fresh = made(3, fresh=False), made(3, fresh=True)
    assert plain.known == fresh.known
    assert len(split(plain.text)) == len(plain.known)
    assert len(split(fresh.text)) == len(fresh.known) + 1


def test_the_engine_decodes_fresh_sentences_alone_and_samples_come_after_the_warm_up(memory: Memory) -> None:
    translator = RecordingTranslator(default=lambda sentence: sentence.replace("tiba dari", "arrived from"))
    course = Course(articles=12, warm_up=6, every=3, fresh=4, group=3)
    found = list(samples(course, translator, memory))
    assert [one.articles for one in found] == [6, 9, 12]
    asked = {sentence for sentences, _ in translator.calls for sentence in sentences}
    assert len(asked) == 3
    assert all("tiba dari" in sentence for sentence in asked)
    assert found[-1].decoded == sum(len(sentences) for sentences, _ in translator.calls)
    assert found[-1].sentences == sum(len(split(made(number, number % 4 == 0).text)) for number in range(12))
    assert all(one.resident > MIB for one in found)


def test_an_article_that_fails_ends_the_course(memory: Memory) -> None:
    def broken(sentence: str) -> str:
        raise ValueError(f"no answer to {sentence}")

    with pytest.raises(RuntimeError, match=r"article 0 failed: .*no answer to"):
        list(samples(Course(articles=3, warm_up=3, every=3, group=3), RecordingTranslator(default=broken), memory))


def test_the_slope_is_that_of_least_squares_with_its_error() -> None:
    straight = trend([Sample(count, 50 * MIB + 3 * count, 0, 0) for count in (500, 750, 1_000, 1_250)])
    assert straight.slope == pytest.approx(3_000)
    assert straight.error == pytest.approx(0, abs=1e-6)
    # By hand: Sxx = 5, slope 1, residuals (0.5, -0.5, -0.5, 0.5), error sqrt(1 / 2 / 5).
    bent = trend([Sample(1_000 * at, size, 0, 0) for at, size in enumerate((15, 15, 16, 18), start=1)])
    assert (bent.slope, bent.error) == (pytest.approx(1.0), pytest.approx(0.1**0.5))


def test_the_report_of_the_course_tells_what_grows_to_the_end_from_what_settles() -> None:
    growing = [Sample(500 * step, (100 + step) * MIB, 2_500 * step, 5 * step) for step in range(1, 7)]
    page = leak_report(Course(engine="embedded-int8", articles=3_000, every=500), growing)
    row = "| `embedded-int8`, 3,000 articles | 101.0 MiB | 106.0 MiB | 1.050 | +2.00 ± 0.00 | +2.00 ± 0.00 |"
    assert row in page
    assert "15,000 sentences" in page
    assert "6 samples, one every 500 articles after the first 500" in page
    settled = [replace(one, resident=min(one.resident, 104 * MIB)) for one in growing]
    assert " +0.00 ± 0.00 |" in leak_report(Course(articles=3_000, every=500), settled)


def test_the_report_of_the_stages_has_ratios_to_the_file_and_to_the_bare_process() -> None:
    ours = {stage: [(place + 1) * 100 * MIB] * 2 for place, stage in enumerate(STAGES)}
    bare = {BARE: [100 * MIB] * 2, IMPORTED: [50 * MIB, 100 * MIB], MODEL: [320 * MIB] * 2, LARGEST: [400 * MIB] * 2}
    staged = {name: table for pair in COMPUTE_TYPES.items() for name, table in zip(pair, (ours, bare), strict=True)}
    page = stage_report(staged, 200 * MIB)
    assert f"| {MODEL} | 400 | 2.00 | 1.25 | 400 | 2.00 | 1.25 |" in page
    assert f"| {IMPORTED} | 200 | 1.00 | 3.00 | 200 | 1.00 | 3.00 |" in page
    assert f"| {STAGES[2]} | 300 | 1.50 |  | 300 | 1.50 |  |" in page
    assert "Medians of 2 interleaved rounds" in page


def test_the_largest_batches_are_as_large_as_batches_may_be_and_there_is_one_for_each_worker() -> None:
    translator = RecordingTranslator(max_source_tokens=100, workers=4)
    batches = largest_batches(translator)
    assert len(batches) == 4
    assert [len(batch) for batch in batches[:2]] == [BATCH_SENTENCES] * 2
    assert [len(batch) for batch in batches[2:]] == [BATCH_TOKENS // 100] * 2
    everything = [sentence for batch in batches for sentence in batch]
    assert len(set(everything)) == len(everything)
    for batch in batches:
        assert len(batch) * max(map(translator.count_tokens, batch)) <= BATCH_TOKENS
    assert all(translator.count_tokens(one) > 70 for batch in batches[2:] for one in batch)
    assert len(split(first_article())) == 6


def test_what_was_resident_for_a_moment_is_seen() -> None:
    """In a process of its own: what earlier tests have left in this one may be given back at the same moment."""
    code = f"""
import threading
from benchmarks.resident import Peak, resident_bytes
before, pause = resident_bytes(), threading.Event()
with Peak() as peak:
    held = b"x" * {64 * MIB}
    for _ in range(1000):
        if peak.bytes >= before + {32 * MIB}:
            break
        pause.wait(0.01)
    del held
print(peak.bytes - before)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(run.stdout) >= 32 * MIB


def test_the_programs_start_with_no_more_than_the_interpreter() -> None:
    code = "import sys, benchmarks.memory_stages; print('summarizer' in sys.modules, 'ctranslate2' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]
    assert Course(**json.loads(json.dumps(asdict(Course())))) == Course()
