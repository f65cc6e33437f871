"""Translation with the weights of a Marian model: our pipeline against Argos Translate, CTranslate2 and transformers.

`python -m benchmarks.argos_contest`: on first use it trains the model, in minutes, and installs Argos Translate into an
environment of its own. The same sentences, the same beam; every contestant is a process of its own.
"""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial

import click

from benchmarks.argos_package import VERSION, Argos, installed_argos
from benchmarks.contest_rounds import (
    FIRST_SENTENCE,
    OURS,
    Entry,
    Standing,
    by_threads,
    evenly,
    faster,
    hold,
    median_speed,
    standings_table,
)
from benchmarks.marian_student import ALIAS, SHAPE, Student, trained_student
from benchmarks.peers import Peer
from benchmarks.sections import Section
from benchmarks.texts import generated
from summarizer.protocols import Progress, no_progress
from training.command import reported
from training.progress import LineProgress

BEAM_SIZE = 4  # Argos' own
_TRIAL_SENTENCES = 200
_PADDED = 16  # of transformers
_WHOLE = 10**9  # sentences: all in one paragraph
_ARGOS_BATCH = 1024  # tokens


def measure(sentences: int = 2000, sample: int = 48, rounds: int = 2, progress: Progress = no_progress) -> Section:
    """``sample`` sentences of a round's slice for transformers, the whole of it for the others."""
    texts = generated(sentences)
    student = trained_student(progress)
    argos = installed_argos(student, progress)
    exact = _contest("float32", student, argos, texts, sample, rounds, progress)
    rounded = _contest("int8", student, argos, texts, 0, rounds, progress)
    body = f"""
In float32:

{standings_table(exact)}
In int8 arithmetic, of the same weights:

{standings_table(rounded)}
In units of the first line; medians of {rounds} rounds with the least and the greatest. In each round other
{sentences // rounds:,} of {sentences:,} generated sentences, {sample} of them for transformers, drawn evenly over the
lengths. Beam {BEAM_SIZE}, all of it on the processor. {FIRST_SENTENCE} {OURS} It did {median_speed(exact[0])} words a
second here in float32, and {median_speed(rounded[0])} in int8.

The model is {SHAPE}. It was trained by this benchmark on the grammar that the sentences are of; it knows nothing else,
and what counts is its cost. Argos Translate {VERSION} has it as a package of its own and is called as is documented,
`argostranslate.translate.translate(text, "id", "en")`, with one sentence a line and its default settings but for the
compute type, which would be int8. It gives every line to CTranslate2 by itself; with all of the text in one paragraph
and batches of {_ARGOS_BATCH:,} tokens in place of 32 (`ARGOS_BATCH_SIZE`) it can form batches. Its splitter of
sentences needs a model from the internet: in its place stands one that returns the sentences as they were given, and
takes no time, so Argos is measured without that part of its work; its memory of the last call is emptied before each.
Its process imports stanza, spacy and with them torch, as it does for everyone.
"""
    return Section("Translation, Argos Translate with the same weights", "python -m benchmarks.argos_contest", body)


def _contest(
    compute_type: str,
    student: Student,
    argos: Argos,
    texts: list[str],
    sample: int,
    rounds: int,
    progress: Progress,
) -> list[Standing]:
    """With transformers only where it has a ``sample``."""
    with ExitStack() as stack:

        def opened(name: str, **settings: object) -> Peer:
            return stack.enter_context(Peer(name, {"beam_size": BEAM_SIZE, **settings}, environment=store))

        store = {"SUMMARIZER_CACHE": str(student.cache)}
        model = {"converted": str(student.converted), "pieces": str(student.pieces)}
        settings = {**model, "beam_size": BEAM_SIZE, "compute_type": compute_type}
        ways = by_threads("marian-ctranslate2", settings)
        threads, raw = faster(ways, evenly(texts, _TRIAL_SENTENCES), progress)
        stack.enter_context(raw)
        lines = stack.enter_context(argos.peer(compute_type))
        whole = stack.enter_context(argos.peer(compute_type, _WHOLE, BATCH_SIZE=str(_ARGOS_BATCH)))
        entries = [
            Entry("our pipeline", opened("pipeline", engine=ALIAS, compute_type=compute_type)),
            Entry("the same, without further tries", opened("first-tries", engine=ALIAS, compute_type=compute_type)),
            Entry("Argos Translate", lines),
            Entry("Argos Translate, one paragraph, larger batches", whole),
            Entry(f"CTranslate2, one call, {threads}", raw),
        ]
        if sample:
            slow = partial(opened, "marian-transformers", checkpoint=str(student.checkpoint))
            entries += [
                Entry("transformers, one by one", slow(batch_size=1), sample),
                Entry(f"transformers, padded batches of {_PADDED}", slow(batch_size=_PADDED), sample),
                Entry("transformers, the same sorted by length", slow(batch_size=_PADDED, by_length=True), sample),
            ]
        return hold(entries, texts, rounds, progress)


@click.command(help=__doc__)
@click.option("--sentences", default=2000, show_default=True)
@click.option("--sample", default=48, show_default=True, help="Sentences a round for transformers.")
@click.option("--rounds", default=2, show_default=True)
def main(sentences: int, sample: int, rounds: int) -> None:
    with reported(
        "the student and the environment of Argos Translate, as far as they were made, are kept in local/bench"
    ):
        print(measure(sentences, sample, rounds, LineProgress()).text)


if __name__ == "__main__":
    main()
