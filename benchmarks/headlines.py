"""The cross-lingual headline against the headlines that editors gave the English versions of the articles.

`python -m benchmarks.headlines globalvoices-docs.jsonl.xz [--documents N] [--seed S]`: for each Indonesian article the
translated title, the headline that is made of its body alone, as if it had no title, and two plainer lines, are scored
against the English title. Facts are looked for in the Indonesian article and in its human translation.

Only what a headline is made of is translated, each sentence by itself through the whole pipeline. What was translated
is kept in the cache, so that the same command goes on after an interruption, and other documents or other rules of the
headline cost little.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks.drawing import drawn
from summarizer import Document, load_translator
from summarizer.cli.tables import part, table
from summarizer.datamodels import DecodingOptions, SegmentKind, TranslatedSegment, Translation
from summarizer.documents.output import write_output
from summarizer.evaluation import SummaryEvaluation, evaluate_summaries, measure_summary, rouge
from summarizer.protocols import Progress, Translator
from summarizer.segmentation import split
from summarizer.summarization.options import HEADLINE_WORDS
from summarizer.translation import translate_batch
from summarizer.translation.signatures import signature
from summarizer.translation.wording import HOUSE_WORDING
from training.corpus.rows import json_rows
from training.progress import LineProgress

_SENTENCES_AT_ONCE = 24


@dataclass(frozen=True, slots=True)
class Case:
    """An Indonesian article with its title, the human translation of its body, and the English title."""

    name: str
    title: str
    body: str
    translation: str
    reference: str


@dataclass(frozen=True, slots=True)
class System:
    """A way to make a headline, and its lines; "" where it makes none."""

    name: str
    lines: Sequence[str]

    @property
    def short(self) -> int:
        """How many lines there are of at most the words that a headline may have."""
        return sum(0 < len(line.split()) <= HEADLINE_WORDS for line in self.lines)


class Cache:
    """What sentences were translated to, in a file of JSON that is written after every few of them.

    A file that another engine or version has made is begun anew.
    """

    def __init__(self, path: Path, made_by: str) -> None:
        self._path = path
        self._made_by = made_by
        self.targets: dict[str, str] = {}
        if path.exists():
            content = json.loads(path.read_text(encoding="utf-8"))
            if content["signature"] == made_by:
                self.targets = content["targets"]

    def fill(self, sentences: Iterable[str], translator: Translator, progress: Progress) -> None:
        """Translate those of the sentences that are not there yet."""
        wanted = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self.targets]
        for start in range(0, len(wanted), _SENTENCES_AT_ONCE):
            progress("translating", start, len(wanted))
            group = wanted[start : start + _SENTENCES_AT_ONCE]
            made = translate_batch([Document(sentence) for sentence in group], translator=translator)
            self.targets |= {sentence: one.text for sentence, one in zip(group, made, strict=True)}
            self._path.parent.mkdir(parents=True, exist_ok=True)
            content = {"signature": self._made_by, "targets": self.targets}
            write_output(str(self._path), json.dumps(content, ensure_ascii=False))


def read_cases(path: Path, count: int | None, seed: int) -> list[Case]:
    """``count`` documents drawn with the seed, or all, in the order of the file; those without a body are left out."""
    cases = []
    for _, row in json_rows(path):
        pairs = [pair for pair in row["pairs"] if pair[0].strip() != row["title_id"].strip()]
        body = " ".join(source.strip() for source, _ in pairs)
        if any(segment.kind is SegmentKind.SENTENCE for segment in split(body)):
            translation = "\n".join(target for _, target in pairs)
            cases.append(Case(row["id_doc"], row["title_id"].strip(), body, translation, row["title_en"].strip()))
    return drawn(cases, count, seed)


def translation_of(text: str, targets: Mapping[str, str]) -> Translation:
    """The translation of an article as far as ``targets`` go; other sentences stand as they are."""
    segments = tuple(TranslatedSegment(one, targets.get(one.text, one.text)) for one in split(text))
    return Translation(Document(text), "en", segments, "")


def titled(case: Case) -> str:
    return f"{case.title}\n\n{case.body}"


def first_sentence(text: str) -> str:
    return next(one.text for one in split(text) if one.kind is SegmentKind.SENTENCE)


def cut(line: str) -> str:
    """The words that a headline may have, from the first on."""
    return " ".join(line.split()[:HEADLINE_WORDS])


def headline_of(text: str, cache: Cache, translator: Translator, progress: Progress) -> str:
    """The headline of an article; the sentences that it is made of are translated if they are not there yet."""
    from summarizer.summarization.headlines import headline

    while True:
        translation = translation_of(text, cache.targets)
        made = headline(translation)
        if made is None:
            return ""
        used = [translation.segments[index].source for index in made.sources]
        if all(sentence in cache.targets for sentence in used):
            return made.text
        cache.fill(used, translator, progress)


def chosen(text: str) -> list[str]:
    """The sentences that the headline of an article is likely to be made of, told before any is translated."""
    from summarizer.summarization.headlines import headline

    translation = translation_of(text, {})
    made = headline(translation)
    return [] if made is None else [translation.segments[index].source for index in made.sources]


def make_headlines(cases: Sequence[Case], cache: Cache, translator: Translator, progress: Progress) -> list[System]:
    """The lines of each system, a line a case."""
    wanted = [
        sentence
        for case in cases
        for sentence in (*chosen(titled(case)), *chosen(case.body), case.title, first_sentence(case.body))
    ]
    cache.fill(wanted, translator, progress)
    of_title, of_body = [], []
    for done, case in enumerate(cases, start=1):
        of_title.append(headline_of(titled(case), cache, translator, progress))
        of_body.append(headline_of(case.body, cache, translator, progress))
        progress("making headlines", done, len(cases))
    firsts = [cache.targets[first_sentence(case.body)] for case in cases]
    return [
        System("headline of the article with its title", of_title),
        System("title, translated and no more", [cache.targets[case.title] for case in cases]),
        System("headline of the body alone", of_body),
        System(f"first sentence, cut at {HEADLINE_WORDS} words", [cut(line) for line in firsts]),
        System("first sentence, whole", firsts),
    ]


def report(cases: Sequence[Case], systems: Sequence[System], progress: Progress) -> str:
    """Two tables: the words in common with the English titles, and the facts that are not in the articles."""
    references = [case.reference for case in cases]
    scores = [["headline", "ROUGE-1", "ROUGE-2", "ROUGE-L", "words", f"at most {HEADLINE_WORDS} words"]]
    facts = [["headline", *(f"{kind} unsupported" for kind in ("numbers", "amounts", "dates", "names"))]]
    signed = ""
    for system in (*systems, System("the English title", references)):
        progress(f"measuring: {system.name}", 1, 1)
        found = measured(cases, system.lines)
        facts.append([system.name, *map(part, (found.numbers, found.amounts, found.dates, found.names))])
        if system.lines is references:
            cells = ["", "", ""]
        else:
            scored = rouge(system.lines, references)
            cells = [f"{one.score.value:.1f} ({one.low:.1f} to {one.high:.1f})" for one in scored.intervals]
            signed = scored.signature
        scores.append([system.name, *cells, f"{found.words:.1f}", f"{system.short / len(cases):.1%}"])
    return f"{len(cases)} documents. ROUGE: F1 in percent; {signed}\n\n{table(scores)}\n{table(facts)}"


def measured(cases: Sequence[Case], lines: Sequence[str]) -> SummaryEvaluation:
    return evaluate_summaries(
        [measure_summary([line], titled(case), case.translation) for case, line in zip(cases, lines, strict=True)]
    )


@click.command(help=__doc__)
@click.argument("data", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--documents", type=click.IntRange(min=1), metavar="N", help="Only N of them, drawn by chance.")
@click.option("--seed", default=1, show_default=True)
@click.option("--engine", default="embedded", show_default=True)
@click.option(
    "--cache",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("local/headlines.json"),
    show_default=True,
    help="Delete it after a change to the translation.",
)
@click.option("--lines", type=click.Path(dir_okay=False), help="Write the lines to this file, to be read side by side.")
def main(data: Path, documents: int | None, seed: int, engine: str, cache: Path, lines: str | None) -> None:
    progress = LineProgress(seconds=10.0)
    cases = read_cases(data, documents, seed)
    translator = load_translator(engine)
    kept = Cache(cache, signature(translator, DecodingOptions(), HOUSE_WORDING))
    systems = make_headlines(cases, kept, translator, progress)
    print(report(cases, systems, progress))
    if lines:
        write_output(lines, "".join(map(_side_by_side, cases, *(system.lines for system in systems))))


def _side_by_side(case: Case, *lines: str) -> str:
    return "\n".join((f"# {case.reference}", *(f"- {line}" for line in lines), "", ""))


if __name__ == "__main__":
    main()
