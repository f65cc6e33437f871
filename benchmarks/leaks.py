"""Resident memory: stage by stage beside bare CTranslate2, and over thousands of articles in one process.

`python -m benchmarks.leaks [--quick]`: every process that is measured is one of its own, so that what this one has in
memory does not count. The stages are those of `benchmarks.memory_stages`, the articles those of `benchmarks.endurance`.
"""

from __future__ import annotations

import json
import math
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import click

from benchmarks.endurance import Course, Sample
from benchmarks.interleaving import ratio
from benchmarks.memory_stages import ARTICLE, LARGEST, MODEL, STAGES, WORD
from benchmarks.resident import MIB
from benchmarks.sections import Section
from benchmarks.texts import article, generated
from summarizer.cli.tables import table
from summarizer.datamodels import DecodingOptions, RuntimeOptions
from summarizer.engines.devices import CPU, Device, device_of
from summarizer.engines.embedded.build import ensure_built
from summarizer.engines.embedded.ctranslate2_runtime import RUNTIME, generation_arguments
from summarizer.engines.embedded.decoding import MAX_SOURCE_TOKENS, EmbeddedVocabulary, length_bound
from summarizer.engines.recording import RecordingTranslator
from summarizer.protocols import Progress, Translator, no_progress
from summarizer.segmentation import split
from summarizer.translation.batching import BATCH_SENTENCES, BATCH_TOKENS, translate_sentences
from summarizer.translation.segment_checks import prepared
from training.progress import LineProgress

COMPUTE_TYPES = {"embedded": "float32", "embedded-int8": "int8"}
_ARTICLE_SENTENCES = 6
_COMMAND = "python -m benchmarks.leaks"
Stages = Mapping[str, list[int]]
"""Bytes at each stage, round by round."""


@dataclass(frozen=True, slots=True)
class Trend:
    """A straight line through samples: ``slope`` in bytes per 1,000 articles, with its standard error."""

    slope: float
    error: float


def measure(rounds: int = 3, course: Course | None = None, progress: Progress = no_progress) -> Section:
    """Both tables. Raises ClickException if a process that is measured fails."""
    staged = measured_stages(rounds, progress)
    size = (ensure_built(RUNTIME, progress) / "model.bin").stat().st_size
    course = course or Course()
    found = []
    for sample in endured(course):
        progress(f"articles: {sample.resident / MIB:.0f} MiB", sample.articles, course.articles)
        found.append(sample)
    return Section("Memory", _COMMAND, f"{stage_report(staged, size)}\n{leak_report(course, found)}")


def measured_stages(rounds: int, progress: Progress) -> dict[str, Stages]:
    """Stages of each engine, and of ctranslate2 under the compute types' names, in turns."""
    jobs = [
        job
        for engine, compute_type in COMPUTE_TYPES.items()
        for job in ((engine, "ours", our_job(engine)), (compute_type, "bare", bare_job(compute_type, progress)))
    ]
    found: dict[str, dict[str, list[int]]] = {name: {} for name, *_ in jobs}
    for turn in range(rounds):
        shift = turn % len(jobs)
        for place, (name, program, job) in enumerate(jobs[shift:] + jobs[:shift]):
            progress(f"memory of processes: round {turn + 1}, {name}", turn * len(jobs) + place, rounds * len(jobs))
            [line] = _lines("benchmarks.memory_stages", program, job=job)
            for stage, size in json.loads(line).items():
                found[name].setdefault(stage, []).append(size)
    return dict(found)


def our_job(engine: str) -> dict[str, Any]:
    return {"engine": engine, "article": first_article(), "batches": largest_batches(_Asked())}


def bare_job(compute_type: str, progress: Progress) -> dict[str, Any]:
    """The same sentences in the same batches, as prompts."""
    options = DecodingOptions()
    device = _device()
    sentences = [prepared(segment) for segment in split(first_article())]
    return {
        "model": {
            "model_path": str(ensure_built(RUNTIME, progress)),
            "device": device.name,
            "compute_type": compute_type,
            "inter_threads": device.workers,
            "intra_threads": device.threads_each,
        },
        "batches": {
            MODEL: [_arguments([WORD], options)],
            ARTICLE: [_arguments(batch, options) for batch in _batches(sentences, options)],
            LARGEST: [_arguments(batch, options) for batch in largest_batches(_Asked())],
        },
    }


def first_article() -> str:
    return article(generated(_ARTICLE_SENTENCES))


def largest_batches(translator: Translator) -> list[list[str]]:
    """For every two workers, a batch of as many sentences as there may be, and one of sentences as long as may be."""
    pairs = math.ceil(translator.workers / 2)
    pool = generated(1_000)
    fitting = [one for one in pool if translator.count_tokens(one) <= BATCH_TOKENS // BATCH_SENTENCES]
    many = sorted(fitting, key=translator.count_tokens)[-pairs * BATCH_SENTENCES :]
    longest = min(translator.max_source_tokens, BATCH_TOKENS)
    rest = iter(pool)
    long = [_joined(rest, longest, translator) for _ in range(pairs * (BATCH_TOKENS // longest))]
    return [sentences[start::pairs] for sentences in (many, long) for start in range(pairs)]


def trend(samples: Sequence[Sample]) -> Trend:
    """The least squares' line through at least three samples."""
    thousands = [one.articles / 1_000 for one in samples]
    sizes = [float(one.resident) for one in samples]
    slope, intercept = statistics.linear_regression(thousands, sizes)
    left = sum((size - intercept - slope * at) ** 2 for at, size in zip(thousands, sizes, strict=True))
    middle = statistics.fmean(thousands)
    spread = sum((at - middle) ** 2 for at in thousands)
    return Trend(slope, math.sqrt(left / (len(samples) - 2) / spread))


def stage_report(staged: Mapping[str, Stages], size: int) -> str:
    """The stages of each engine in MiB, and as ratios to the model's file of ``size`` bytes and to ctranslate2."""
    rows = [["resident", *(cell for name in COMPUTE_TYPES for cell in (f"`{name}`, MiB", "file = 1", "bare = 1"))]]
    for stage in STAGES:
        cells = [_stage_cells(staged[name], staged[bare], stage, size) for name, bare in COMPUTE_TYPES.items()]
        rows.append([stage, *(cell for three in cells for cell in three)])
    rounds = len(next(iter(staged.values()))[LARGEST])
    return (
        f"{table(rows)}\n"
        f"Medians of {rounds} interleaved rounds, each process a new one. The file is that of the model's weights, "
        f"{size / MIB:.0f} MiB in int8, which `embedded` has in float32 in memory. Bare is a process with ctranslate2 "
        "alone that has loaded the same file with the same compute type and decodes the same sentences, as tokens, "
        f"in the same batches, {_device().workers} at once. The largest batches are of {BATCH_SENTENCES} sentences "
        f"and of {BATCH_TOKENS // MAX_SOURCE_TOKENS} of nearly {MAX_SOURCE_TOKENS} tokens.\n"
    )


def leak_report(course: Course, found: Sequence[Sample]) -> str:
    """What was resident at the first and the last sample, and whether it grows between them."""
    first, last = found[0], found[-1]
    slopes = [trend(samples) for samples in (found, found[-max(3, len(found) // 2) :])]
    rows = [
        ["one process", "first sample", "last sample", "last / first", "MiB per 1,000 articles", "in the second half"],
        [
            f"`{course.engine}`, {last.articles:,} articles",
            f"{first.resident / MIB:.1f} MiB",
            f"{last.resident / MIB:.1f} MiB",
            f"{last.resident / first.resident:.3f}",
            *(f"{line.slope / MIB:+.2f} ± {line.error / MIB:.2f}" for line in slopes),
        ],
    ]
    return (
        f"{table(rows)}\n"
        f"{last.articles:,} distinct articles, {last.sentences:,} sentences, translated, checked and summarised as "
        f"`summarizer batch` does; {len(found)} samples, one every {course.every:,} articles after the first "
        f"{course.warm_up:,}. The translation memory knows most sentences; one in every {course.fresh:,}th article is "
        f"new, and the engine was asked for {last.decoded:,}. Each article has a name that no other has. Slopes are "
        "those of least squares; their standard errors are rather too small, since one sample follows from another. "
        "Caches of bounded size fill in the first half, so a leak would be seen in the second.\n"
    )


def endured(course: Course) -> Iterator[Sample]:
    """The samples of a process that runs the course, as they come."""
    for line in _lines("benchmarks.endurance", job=asdict(course)):
        yield Sample(**json.loads(line))


def _device() -> Device:
    return device_of(RuntimeOptions(device=CPU))


@dataclass
class _Asked(RecordingTranslator):
    """Takes down what the embedded engine would be asked for."""

    max_source_tokens: int = MAX_SOURCE_TOKENS
    workers: int = field(default_factory=lambda: _device().workers)
    vocabulary: EmbeddedVocabulary = field(default_factory=EmbeddedVocabulary)

    def count_tokens(self, sentence: str) -> int:
        return self.vocabulary.count(sentence)


def _batches(sentences: Sequence[str], options: DecodingOptions) -> list[tuple[str, ...]]:
    translator = _Asked()
    translate_sentences(sentences, translator, options, no_progress)
    return [batch for batch, _ in translator.calls]


def _arguments(batch: Sequence[str], options: DecodingOptions) -> dict[str, Any]:
    vocabulary = EmbeddedVocabulary()
    bounds = [length_bound(vocabulary.count(sentence), options) for sentence in batch]
    return generation_arguments(vocabulary, batch, bounds, options)


def _joined(sentences: Iterator[str], tokens: int, translator: Translator) -> str:
    """A sentence of at most ``tokens`` tokens, and as many as whole clauses give."""
    whole = next(sentences)
    for clause in sentences:
        longer = f"{whole.removesuffix('.')}; {clause[0].lower()}{clause[1:]}"
        if translator.count_tokens(longer) > tokens:
            break
        whole = longer
    return whole


def _stage_cells(ours: Stages, bare: Stages, stage: str, size: int) -> list[str]:
    middle = statistics.median(ours[stage])
    beside = f"{ratio(ours[stage], bare[stage]).median:.2f}" if stage in bare else ""
    return [f"{middle / MIB:,.0f}", f"{middle / size:.2f}", beside]


def _lines(module: str, *arguments: str, job: Mapping[str, Any]) -> Iterator[str]:
    """What a module prints that is given a job, line by line. Raises ClickException if it fails."""
    command = [sys.executable, "-m", module, *arguments]
    root = Path(__file__).resolve().parent.parent
    with subprocess.Popen(command, cwd=root, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        if process.stdin is None or process.stdout is None:
            raise ValueError("pipes were asked for")
        process.stdin.write(json.dumps(job))
        process.stdin.close()
        yield from process.stdout
    if process.returncode:
        raise click.ClickException(f"{' '.join(command[1:])} ended with status {process.returncode}")


@click.command(help=__doc__)
@click.option("--rounds", type=click.IntRange(min=1), default=3, show_default=True, help="Of the processes' stages.")
@click.option("--articles", type=click.IntRange(min=1_500), default=10_000, show_default=True)
@click.option("--quick", is_flag=True, help="One round and few articles: whether all works, and nothing more.")
def main(rounds: int, articles: int, quick: bool) -> None:
    quickly = Course(articles=200, warm_up=50, every=50)
    course = quickly if quick else Course(articles=articles - articles % Course().every)
    print(measure(1 if quick else rounds, course, LineProgress()).text)


if __name__ == "__main__":
    main()
