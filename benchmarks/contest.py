"""Translation with the embedded model's weights: our pipeline against CTranslate2 and transformers called directly.

`python -m benchmarks.contest`: the same sentences, the same beam. Every contestant is a process of its own.
"""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial

import click

from benchmarks.contest_rounds import (
    FIRST_SENTENCE,
    OURS,
    Entry,
    by_threads,
    hold,
    median_speed,
    standings_table,
)
from benchmarks.peers import Peer
from benchmarks.sections import Section
from benchmarks.texts import sentences as news
from summarizer.engines.registry import build_model
from summarizer.protocols import Progress, no_progress
from training.command import reported
from training.progress import LineProgress

BEAM_SIZE = 4
_RAW_BATCH = 32  # sentences: two workers have two such batches each of a round's 128
_PADDED = 16  # of transformers
_PADDED_BATCHES = 3


def measure(
    sentences: int = 2000,
    sample: int = 16,
    rounds: int = 2,
    part: int | None = 128,
    progress: Progress = no_progress,
) -> Section:
    """Of a round's slice of the sentences the fast contestants get ``part`` (None: all of it), the slow ``sample``."""
    texts = news(sentences)
    for engine in ("embedded", "embedded-reference"):  # here, or the first contestant's memory would have it in
        build_model(engine, progress)
    with ExitStack() as stack:

        def opened(name: str, **settings: object) -> Peer:
            return stack.enter_context(Peer(name, {"beam_size": BEAM_SIZE, **settings}))

        settings = {"beam_size": BEAM_SIZE, "compute_type": "float32"}
        ways = by_threads("embedded-ctranslate2", settings, sizes=[_RAW_BATCH])
        padded = partial(opened, "embedded-transformers", batch_size=_PADDED)
        batches = _PADDED_BATCHES * _PADDED
        entries = [
            Entry("our pipeline, embedded", opened("pipeline", engine="embedded"), part),
            Entry("our pipeline, embedded-int8", opened("pipeline", engine="embedded-int8"), part),
            Entry("the same as the first, without further tries", opened("first-tries", engine="embedded"), part),
            *(
                Entry(f"CTranslate2, one call, float32, {label}", stack.enter_context(opened_raw()), part)
                for label, opened_raw in ways.items()
            ),
            Entry("transformers, one by one", opened("embedded-transformers", batch_size=1), sample),
            Entry(f"transformers, padded batches of {_PADDED}", padded(), batches),
            Entry("transformers, the same sorted by length", padded(by_length=True), batches),
        ]
        standings = hold(entries, texts, rounds, progress)
    given = min(part or sentences, sentences // rounds)
    body = f"""
{standings_table(standings)}
In units of the first line; medians of {rounds} rounds with the least and the greatest. In each round {given:,} other
sentences out of {sentences:,} (those of the seeds and generated ones), of them {sample} for transformers one by one and
{batches} in batches, drawn evenly over the lengths. Beam {BEAM_SIZE}, all of it on the processor.
{FIRST_SENTENCE} {OURS} It did {median_speed(standings[0])} words a second here.
"""
    return Section("Translation, same weights", "python -m benchmarks.contest", body)


@click.command(help=__doc__)
@click.option("--sentences", default=2000, show_default=True)
@click.option("--sample", default=16, show_default=True, help="Sentences a round for the slow contestants.")
@click.option("--part", default=128, show_default=True, help="Sentences a round for the fast ones.")
@click.option("--rounds", default=2, show_default=True)
def main(sentences: int, sample: int, part: int, rounds: int) -> None:
    with reported("nothing was kept"):
        print(measure(sentences, sample, rounds, part, LineProgress()).text)


if __name__ == "__main__":
    main()
