"""What a sentence costs in short and in long articles where the engine takes no time.

`python -m benchmarks.lengths`: generated articles go through segmentation, checks, repairs, summary and JSON. The
engine answers at once, with the English that the grammar has for each of its sentences; so whatever grows faster than
an article does is seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from random import Random

import click

from benchmarks.interleaving import ratio, seconds_in_turns
from benchmarks.sections import Section
from benchmarks.texts import article
from summarizer.briefing import make_brief
from summarizer.cli.tables import table
from summarizer.datamodels import Document
from summarizer.documents import json_format
from summarizer.engines.recording import RecordingTranslator
from summarizer.protocols import Progress, no_progress
from training.corpus.toy_grammar import news_sentence
from training.progress import LineProgress

_COMMAND = "python -m benchmarks.lengths"
_LENGTHS = (10, 100, 1_000, 10_000)
_UNIT = 100
# Single short articles differ; and so many sentences are more than any cache of sentences holds.
_FEWEST = 1_000
HEADLINE = "Laporan dari Daerah"
_HEADLINE_IN_ENGLISH = "Reports from the Regions"


def pairs(count: int, seed: int = 1) -> dict[str, str]:
    """``count`` distinct sentences of the grammar with their English. Equal arguments give equal sentences."""
    return dict(islice(_distinct(Random(seed)), count))


def instant(answers: Mapping[str, str]) -> RecordingTranslator:
    """An engine that knows the answers, and that of `HEADLINE`."""
    return RecordingTranslator(answers={**answers, HEADLINE: _HEADLINE_IN_ENGLISH})


def measure(
    lengths: Sequence[int] = _LENGTHS,
    unit: int = _UNIT,
    fewest: int = _FEWEST,
    rounds: int = 5,
    progress: Progress = no_progress,
) -> Section:
    """Seconds per sentence of articles of ``lengths`` sentences, as ratios to those of ``unit``, which is one of them.

    Of short articles as many are taken as have ``fewest`` sentences. With the defaults about two minutes.
    """
    answers = pairs(max(*lengths, fewest))
    texts = {length: _articles(list(answers), length, max(1, fewest // length)) for length in lengths}
    runs = {f"{length:,}": partial(_run, texts[length], answers) for length in lengths}
    _run(texts[min(lengths)][:1], answers)  # loads the word lists
    seconds = seconds_in_turns(runs, rounds, progress)
    per_sentence = {
        length: [value / (length * len(texts[length])) for value in seconds[f"{length:,}"]] for length in lengths
    }
    rows = [["sentences of the article", "time per sentence"]]
    rows += [[f"{length:,}", str(ratio(per_sentence[length], per_sentence[unit]))] for length in lengths]
    body = (
        f"{table(rows)}\nRatios to an article of {unit:,} sentences: the median of {rounds} interleaved rounds, with "
        "the least and the greatest. The engine takes no time: what is measured is segmentation, checks, repairs, "
        f"summary and JSON. Of short articles as many are taken as have {fewest:,} sentences together.\n"
    )
    return Section("Long articles, without the engine", _COMMAND, body)


def _articles(parts: Sequence[str], length: int, count: int) -> list[str]:
    return [article([HEADLINE, *parts[number * length + 1 : (number + 1) * length]]) for number in range(count)]


def _run(texts: Sequence[str], answers: Mapping[str, str]) -> None:
    translator = instant(answers)
    for text in texts:
        json_format.brief(make_brief(Document(text), translator=translator))


def _distinct(random: Random) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    while True:
        source, target = news_sentence(random)
        if source not in seen:
            seen.add(source)
            yield source, target


@click.command(help=__doc__)
@click.option("--rounds", default=5, show_default=True)
@click.option("--longest", default=_LENGTHS[-1], show_default=True, help="No longer articles than of so many.")
def main(rounds: int, longest: int) -> None:
    lengths = [length for length in _LENGTHS if length <= max(longest, _UNIT)]
    print(measure(lengths, rounds=rounds, progress=LineProgress()).text)


if __name__ == "__main__":
    main()
