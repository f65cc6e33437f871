"""Where the time goes from an article to its written brief: the engine's part, and everybody else's.

`python -m benchmarks.overhead`: an article of the seeds, and one of many generated sentences, go through translation,
checks, summary and JSON while the clock is read around each part.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from itertools import pairwise

import click

from benchmarks.sections import Section
from benchmarks.texts import SEEDS, article, sentences
from summarizer.batch.timing import TimedTranslator
from summarizer.briefing import brief_of
from summarizer.cli.tables import table
from summarizer.datamodels import Document
from summarizer.documents import json_format
from summarizer.engines.registry import load_translator
from summarizer.protocols import Progress, Translator, no_progress
from summarizer.segmentation import split
from summarizer.translation import translate
from training.progress import LineProgress

_COMMAND = "python -m benchmarks.overhead"
_SEED = "tempo-unido-ikn.id.txt"
_WARMING = "Harga beras naik 5 persen pada Senin, 12 Agustus 2024, kata Menteri Pertanian di Jakarta."
PARTS = ("decoding", "tokenizing", "segmentation", "checks and repairs", "summary", "writing")


class TimedEngine(TimedTranslator):
    """An engine with two clocks: that of `take`, and the seconds in which it counted tokens."""

    def __init__(self, translator: Translator) -> None:
        super().__init__(translator, before_batch=lambda: None)
        self.tokenizing = 0.0

    def count_tokens(self, sentence: str) -> int:
        start = time.perf_counter()
        count = super().count_tokens(sentence)
        self.tokenizing += time.perf_counter() - start
        return count


def measure(
    sentences_many: int = 2_000,
    sample: int | None = 60,
    engine: str = "embedded",
    progress: Progress = no_progress,
) -> Section:
    """The shares of the parts for an article of the seeds and for ``sentences_many`` sentences; about a minute.

    Of the many, ``sample`` are translated, evenly drawn from all; None is all of them.
    """
    many = sentences(sentences_many)
    drawn = many if sample is None or sample >= len(many) else many[:: -(-len(many) // sample)]
    translator = load_translator(engine)
    texts = {
        f"an article of the seeds, `{_SEED}`": (SEEDS / _SEED).read_text(encoding="utf-8"),
        f"{len(drawn):,} of {len(many):,} sentences": article(drawn),
    }
    return Section("Where the time goes", _COMMAND, f"Engine: `{engine}`.\n\n{told(texts, translator, progress)}")


def told(texts: Mapping[str, str], translator: Translator, progress: Progress = no_progress) -> str:
    """The table of the articles' parts and how it was made.

    Each is worked through once: a second time the checks would remember its sentences.
    """
    seconds_of(_WARMING, translator)  # loads the weights and the word lists
    columns: dict[str, dict[str, float]] = {}
    for number, (name, text) in enumerate(texts.items()):
        progress(f"parts: {name}", number, len(texts))
        columns[name] = seconds_of(text, translator)
    rows = [["part", *columns]]
    rows += [[part, *(f"{one[part] / sum(one.values()):.2%}" for one in columns.values())] for part in PARTS]
    return (
        f"{table(rows)}\nShares of the whole, from clocks around the parts, which run one after the other: the "
        "engine's two methods, segmentation, translation (of which those three are taken away: what is left are "
        "checks, repairs and the counts of facts), headline and summary, and JSON. The tokens that the engine makes of "
        "what it is given are in decoding, and batches that it computes side by side count as one. Segmentation is "
        "measured by itself, before the translation that does it again. One run each.\n"
    )


def seconds_of(text: str, translator: Translator) -> dict[str, float]:
    """The seconds of each of `PARTS` for one article."""
    engine = TimedEngine(translator)
    document = Document(text)
    marks = [time.perf_counter()]
    split(text)
    marks.append(time.perf_counter())
    translation = translate(document, translator=engine)
    marks.append(time.perf_counter())
    brief = brief_of(translation)
    marks.append(time.perf_counter())
    json_format.brief(brief)
    marks.append(time.perf_counter())
    segmentation, translating, summary, writing = (after - before for before, after in pairwise(marks))
    decoding = sum(engine.take().values())
    checking = max(0.0, translating - decoding - engine.tokenizing - segmentation)
    return dict(zip(PARTS, (decoding, engine.tokenizing, segmentation, checking, summary, writing), strict=True))


@click.command(help=__doc__)
@click.option("--engine", default="embedded", show_default=True)
@click.option("--sentences", "count", default=2_000, show_default=True, help="How many are drawn from.")
@click.option("--sample", default=60, show_default=True, help="How many of them are translated.")
def main(engine: str, count: int, sample: int) -> None:
    print(measure(count, sample, engine, LineProgress()).text)


if __name__ == "__main__":
    main()
