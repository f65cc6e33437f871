"""Files of summaries to a table, or to JSON, of what they are worth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from summarizer import evaluation
from summarizer.batch.report_words import many
from summarizer.cli.console import Console
from summarizer.cli.summary_rows import FailedRow, SummaryRow, count_rows, read_references, read_summaries
from summarizer.cli.tables import part, table
from summarizer.errors import ExtraMissing, UnfitInput
from summarizer.evaluation import Part, Rouge, SummaryMeasures
from summarizer.language import detect, is_close, is_too_short, language_name

_ROUGE = ("rouge1", "rouge2", "rouge_l")
_SHAPE = {
    "words": ("words", ".1f"),
    "sentences": ("sentences", ".1f"),
    "compression": ("compression", ".1f"),
    "coverage": ("coverage", ".1%"),
    "density": ("density", ".1f"),
    "novel_unigrams": ("novel words", ".1%"),
    "novel_bigrams": ("novel pairs", ".1%"),
}
_FACTS = ("numbers", "amounts", "dates", "names")
# References that the language is told by: enough to be certain, few enough to be quick.
_SAMPLED = 20


@dataclass
class _File:
    """What is kept of a file while others are read: nothing of the articles."""

    name: str
    lang: str = ""
    measures: dict[str, SummaryMeasures] = field(default_factory=dict)
    summaries: dict[str, str] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)

    @property
    def articles(self) -> list[str]:
        return [*self.measures, *self.failed]


def measure_files(files: Sequence[str], references: str | None, console: Console) -> list[dict[str, Any]]:
    """A row for each file, of the articles that failed in none. Raises UnreadableInput and UnfitInput."""
    known = None if references is None else read_references(references)
    measured = [_read(file, console) for file in files]
    _require_the_same(measured)
    failed = set().union(*(file.failed for file in measured))
    articles = [article for article in measured[0].measures if article not in failed]
    if not articles:
        why = f": {_counted(sorted(failed))} failed" if failed else ""
        raise UnfitInput(f"{measured[0].name} has no summary to be measured{why}. Name a file with summaries")
    if failed:
        console.note(f"left out, because there is no summary in one of the files: {_counted(sorted(failed))}")
    human = _references(measured, articles, references, known)
    lang = measured[0].lang
    _require_language(lang, human.values())
    _note_what_is_not_compared(measured, articles, console)
    names = [Path(file).name for file in files]
    shown = names if len(set(names)) == len(names) else files
    return [{"name": name} | _row(file, articles, human, console) for name, file in zip(shown, measured, strict=True)]


def tables(rows: Sequence[dict[str, Any]]) -> str:
    """Two tables in Markdown, of what the summaries are like and of what they make up, and how ROUGE was computed."""
    scored = [metric for metric in _ROUGE if metric in rows[0]]
    scores = (rows[0][metric]["score"]["name"] for metric in scored)
    shape = [["summaries", "articles", *scores, *(heading for heading, _ in _SHAPE.values())]]
    shape += [[row["name"], str(row["articles"]), *_scores(row, scored), *_shape(row)] for row in rows]
    facts = [["summaries", *(f"{kind} unsupported" for kind in _FACTS)]]
    facts += [[row["name"], *(part(Part(**row[kind])) for kind in _FACTS)] for row in rows]
    page = f"{table(shape)}\n{table(facts)}"
    if scored:
        signature = rows[0][scored[0]]["score"]["signature"]
        page += f"\nROUGE: F1 in percent, the mean over articles with its 95% interval; {signature}\n"
    return page


def _read(file: str, console: Console) -> _File:
    found = _File(file)
    rows = count_rows(file)
    stage = f"measuring {Path(file).name}"
    for done, row in enumerate(read_summaries(file), start=1):
        console(stage, done, max(rows, done))
        if isinstance(row, FailedRow):
            found.failed.add(row.name)
        else:
            _add(found, row)
    return found


def _add(found: _File, row: SummaryRow) -> None:
    found.lang = found.lang or row.lang
    if row.lang != found.lang:
        raise UnfitInput(
            f"{found.name}: the summary of {row.name} is in {language_name(row.lang)} and those before it are in "
            f"{language_name(found.lang)}. Measure each language by itself"
        )
    found.measures[row.name] = evaluation.measure_summary(row.summary, row.article, row.translation, row.lang)
    found.summaries[row.name] = row.summary if isinstance(row.summary, str) else " ".join(row.summary)
    if row.reference is not None:
        found.references[row.name] = row.reference


def _require_the_same(files: Sequence[_File]) -> None:
    first = files[0]
    for file in files[1:]:
        for one, other in ((first, file), (file, first)):
            if missing := _without(one.articles, other.articles):
                raise UnfitInput(
                    f"{other.name} has no row for {_counted(missing)}, of {one.name}. Files are compared on the same "
                    "articles: complete it, or measure each by itself"
                )
        if file.lang and first.lang and file.lang != first.lang:
            raise UnfitInput(
                f"the summaries of {first.name} are in {language_name(first.lang)} and those of {file.name} in "
                f"{language_name(file.lang)}. Measure each language by itself"
            )


def _references(
    files: Sequence[_File], articles: Sequence[str], source: str | None, known: Mapping[str, str] | None
) -> Mapping[str, str]:
    """The references by articles; none at all where neither ``source`` nor a row has any."""
    if known is None:
        merged: dict[str, str] = {}
        for file in files:
            for article, reference in file.references.items():
                if merged.setdefault(article, reference) != reference:
                    raise UnfitInput(f"{file.name} has another reference for {article} than a file before it")
        if merged and (missing := _without(articles, merged)):
            raise UnfitInput(f"there is no reference for {_counted(missing)}. Give one to all articles, or to none")
        return merged
    if missing := _without(articles, known):
        raise UnfitInput(f"{source} has no reference for {_counted(missing)}, of {files[0].name}. Add it there")
    return {article: known[article] for article in articles}


def _without(wanted: Iterable[str], there: Iterable[str]) -> list[str]:
    present = set(there)
    return [article for article in wanted if article not in present]


def _counted(articles: Sequence[str]) -> str:
    """As in "article berita-7" or "12 articles, as berita-7"."""
    first = articles[0]
    return f"article {first}" if len(articles) == 1 else f"{many(len(articles), 'article')}, as {first}"


def _require_language(lang: str, references: Iterable[str]) -> None:
    """Raise UnfitInput if the references are in the other language: words in common would mean nothing."""
    text = " ".join(list(references)[:_SAMPLED])
    other = "id" if lang == "en" else "en"
    if is_too_short(text):
        return
    found = detect(text)
    if found == other or is_close(found, other):
        raise UnfitInput(
            f"the references look {language_name(other)} and the summaries are in {language_name(lang)}. Have both in "
            "one language: summarizer batch has --lang id, and rows of others say theirs in lang"
        )


def _note_what_is_not_compared(files: Sequence[_File], articles: Sequence[str], console: Console) -> None:
    for file in files:
        measures = [file.measures[article] for article in articles]
        lacking = sum(one.article_words is None and one.words > 0 for one in measures)
        if lacking:
            console.note(
                f"{file.name}: {lacking} of {many(len(articles), 'article')} without a translation; compression, "
                "coverage, density and novelty are of the others, and facts were looked for in the Indonesian alone"
            )
        if empty := sum(not one.words for one in measures):
            console.note(f"{file.name}: {empty} of {len(articles)} summaries have no word in them")


def _row(file: _File, articles: Sequence[str], human: Mapping[str, str], console: Console) -> dict[str, Any]:
    measures = {article: file.measures[article] for article in articles}
    row: dict[str, Any] = {"lang": file.lang}
    if human:
        try:
            summaries = [file.summaries[article] for article in articles]
            scores: Rouge = evaluation.rouge(
                summaries, [human[article] for article in articles], file.lang, progress=console
            )
            row |= asdict(scores)
        except ExtraMissing as error:
            console.note(str(error))
    row |= asdict(evaluation.evaluate_summaries(list(measures.values())))
    printed = {article: list(one.unsupported.printed) for article, one in measures.items() if one.unsupported.printed}
    return row | {"unsupported": printed}


def _scores(row: Mapping[str, Any], metrics: Iterable[str]) -> list[str]:
    intervals = (row[metric] for metric in metrics)
    return [f"{one['score']['value']:.1f} ({one['low']:.1f} to {one['high']:.1f})" for one in intervals]


def _shape(row: Mapping[str, Any]) -> list[str]:
    return ["–" if row[name] is None else format(row[name], form) for name, (_, form) in _SHAPE.items()]
