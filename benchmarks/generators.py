"""What a model writes of articles, before and after the gate, against the articles' own sentences.

`python -m benchmarks.generators globalvoices-docs.jsonl.xz [--generator NAME] [--documents N] [--seed S]`: summaries
of three English sentences, and headlines, of documents whose Indonesian and English are aligned sentence by sentence.
So no fault of a translation engine counts. Headlines are scored against the editors' own; of the summaries the facts
are counted that the article does not have. Whether a generator is to be the default is read from these tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks.drawing import drawn
from summarizer import Document, SummaryOptions, Translation, summarize
from summarizer.cli.tables import part, table
from summarizer.datamodels import (
    DecodingOptions,
    GenerationRequest,
    Hypothesis,
    Segment,
    SentenceOrigin,
    SummaryForm,
    SummarySentence,
    TranslatedSegment,
)
from summarizer.engines.registry import load_generator
from summarizer.evaluation import evaluate_summaries, measure_summary, rouge
from summarizer.protocols import Generator, Progress
from summarizer.summarization.written import written_headline, written_sentences
from training.corpus.rows import json_rows
from training.progress import LineProgress

_SENTENCES = 3
_FACTS = tuple(f"{kind} unsupported" for kind in ("numbers", "amounts", "dates", "names"))


@dataclass(frozen=True, slots=True)
class Case:
    """An article with its human translation, and the title that its English version has."""

    translation: Translation
    title: str


class Listening:
    """A generator that keeps what it answered last."""

    def __init__(self, generator: Generator) -> None:
        self._generator = generator
        self.langs = generator.langs
        self.signature = generator.signature
        self.max_source_tokens = generator.max_source_tokens
        self.last = Hypothesis("")

    def count_tokens(self, text: str) -> int:
        return self._generator.count_tokens(text)

    def generate_batch(self, requests: Sequence[GenerationRequest], options: DecodingOptions) -> list[Hypothesis]:
        answers = self._generator.generate_batch(requests, options)
        self.last = answers[-1]
        return answers


def read_cases(path: Path, count: int | None, seed: int) -> list[Case]:
    """``count`` documents drawn with the seed, or all, in the order of the file; those without a body are left out."""
    cases = [
        Case(aligned(row["pairs"]), row["title_en"].strip())
        for _, row in json_rows(path)
        if len(row["pairs"]) > _SENTENCES
    ]
    return drawn(cases, count, seed)


def aligned(pairs: Sequence[Sequence[str]]) -> Translation:
    """The pairs as a translation, a sentence a paragraph."""
    segments = []
    start = 0
    for paragraph, (source, target) in enumerate(pairs):
        text = " ".join(source.split())
        segments.append(TranslatedSegment(Segment(text, start, start + len(text), paragraph), " ".join(target.split())))
        start += len(text) + 2
    return Translation(Document("\n\n".join(one.source for one in segments)), "en", tuple(segments), "")


@dataclass
class Made:
    """What came of all cases; a list of lines a case."""

    own: list[list[str]]
    gated: list[list[str]]
    raw: list[list[str]]
    own_headlines: list[str]
    headlines: list[str]
    raw_headlines: list[str]
    written: int = 0
    headlines_written: int = 0


def make(cases: Sequence[Case], generator: Generator, progress: Progress) -> Made:
    listening = Listening(generator)
    made = Made([], [], [], [], [], [])
    headline = SummaryForm.HEADLINE
    for done, case in enumerate(cases):
        progress("writing", done, len(cases))
        made.own.append(_texts(summarize(case.translation, _SENTENCES).sentences))
        made.own_headlines += _texts(summarize(case.translation, options=SummaryOptions(form=headline)).sentences)
        gated = summarize(case.translation, options=SummaryOptions(_SENTENCES, generator=listening)).sentences
        made.gated.append(_texts(gated))
        made.raw.append(written_sentences(listening.last.text, "en")[:_SENTENCES])
        made.written += _generated(gated)
        line = summarize(case.translation, options=SummaryOptions(form=headline, generator=listening)).sentences
        made.headlines += _texts(line)
        made.raw_headlines.append(written_headline(listening.last.text))
        made.headlines_written += _generated(line)
    return made


def report(cases: Sequence[Case], generator: Generator, progress: Progress) -> str:
    made = make(cases, generator, progress)
    summaries = {"the article's own sentences": made.own, "written, gated": made.gated, "written, as it came": made.raw}
    rows = [["summaries", "words", *_FACTS], *([name, *_facts(cases, of)] for name, of in summaries.items())]
    headlines = {
        "of the best sentence": made.own_headlines,
        "written, gated": made.headlines,
        "written, as it came": made.raw_headlines,
    }
    lines = [["headlines", "ROUGE-1", "ROUGE-2", "ROUGE-L", "words", *_FACTS]]
    for name, of in headlines.items():
        lines.append([name, *_scores(cases, of), *_facts(cases, [[line] for line in of])])
    return (
        f"{len(cases)} documents, {generator.signature}\n\n{table(rows)}\n"
        f"Of {sum(map(len, made.raw))} sentences that the model wrote, {made.written} passed the gate in words of its "
        f"own.\n\n{table(lines)}\nOf {len(cases)} headlines that the model wrote, {made.headlines_written} passed.\n"
    )


def _texts(sentences: Sequence[SummarySentence]) -> list[str]:
    return [one.text for one in sentences]


def _generated(sentences: Sequence[SummarySentence]) -> int:
    return sum(one.origin is SentenceOrigin.GENERATED for one in sentences)


def _scores(cases: Sequence[Case], headlines: Sequence[str]) -> list[str]:
    scored = rouge([line or "-" for line in headlines], [case.title for case in cases], "en")
    return [f"{one.score.value:.1f} ({one.low:.1f} to {one.high:.1f})" for one in scored.intervals]


def _facts(cases: Sequence[Case], summaries: Sequence[Sequence[str]]) -> list[str]:
    found = evaluate_summaries(
        [
            measure_summary(summary, case.translation.document.text, case.translation.text)
            for case, summary in zip(cases, summaries, strict=True)
        ]
    )
    return [f"{found.words:.0f}", *map(part, (found.numbers, found.amounts, found.dates, found.names))]


@click.command(help=__doc__)
@click.argument("data", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--generator", default="embedded", show_default=True)
@click.option("--documents", type=click.IntRange(min=1), metavar="N", help="Only N of them, drawn by chance.")
@click.option("--seed", default=1, show_default=True)
def main(data: Path, generator: str, documents: int | None, seed: int) -> None:
    progress = LineProgress(seconds=10.0)
    print(report(read_cases(data, documents, seed), load_generator(generator, progress=progress), progress))


if __name__ == "__main__":
    main()
