"""The command that measures translations and summaries."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from summarizer import evaluation
from summarizer.cli import exit_status, options
from summarizer.cli.console import Console
from summarizer.cli.job import exit_codes
from summarizer.cli.summary_evaluation import measure_files, tables
from summarizer.cli.tables import part, table
from summarizer.documents.output import write_output
from summarizer.documents.reading import read_text
from summarizer.errors import ExtraMissing, UnfitInput
from summarizer.evaluation import Part

_LANGPAIRS = ("id-en", "en-id")
_HEADINGS = {
    "numbers": "numbers lost",
    "names": "names lost",
    "sentences": "sentences lost",
    "invented": "numbers invented",
}


@click.command(epilog=exit_status.EXIT_CODES)
@click.option("--source", metavar="FILE", help="What was translated, one sentence a line.")
@click.option(
    "--hypothesis",
    "hypotheses",
    multiple=True,
    metavar="FILE",
    help="A translation of it, line by line. Give it again to compare several.",
)
@click.option("--reference", metavar="FILE", help="A translation by people: adds BLEU and chrF.")
@click.option(
    "--langpair",
    type=click.Choice(_LANGPAIRS),
    default=_LANGPAIRS[0],
    show_default=True,
    help="From which language to which.",
)
@click.option(
    "--summaries",
    multiple=True,
    metavar="FILE",
    help="Summaries, JSON Lines. Give it again to compare several of the same articles.",
)
@click.option("--references", metavar="FILE", help="Summaries by people, JSON Lines with id and reference: adds ROUGE.")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table; it has the signatures of all scores.")
@options.quiet
def evaluate(
    source: str | None,
    hypotheses: tuple[str, ...],
    reference: str | None,
    langpair: str,
    summaries: tuple[str, ...],
    references: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """How good translations or summaries are, and how true.

    The output is a table in Markdown. Of translations are counted numbers of 10 and more, names that both languages
    spell alike, sentences that are empty, far too short or not translated, and numbers of the translation that the
    source does not have. With --reference, only such numbers and names are looked for as the reference keeps.

    Of summaries the table has length, what they take over from the article word for word (coverage, density), what is
    new in them, and facts that the article does not have; docs/usage.md explains the figures. FILE is what summarizer
    batch writes into a .jsonl file. Summaries of others have a line of JSON for each article, with id, article
    (Indonesian) and summary (a text or a list of sentences), and maybe translation (of the article), reference, and
    lang (id for a summary in Indonesian).

    \b
    Examples:
      summarizer evaluate --source dev.id --hypothesis ours.en
      summarizer evaluate --source dev.id --hypothesis ours.en --hypothesis theirs.en --reference dev.en
      summarizer evaluate --summaries ours.jsonl
      summarizer evaluate --summaries ours.jsonl --summaries theirs.jsonl --references human.jsonl --json
    """
    if summaries and (source or hypotheses or reference):
        raise click.UsageError(
            "--summaries excludes --source, --hypothesis and --reference, which are for translations. Summaries by "
            "people are given with --references"
        )
    if references and not summaries:
        raise click.UsageError("--references goes with --summaries. A translation by people is given with --reference")
    console = Console(quiet=quiet)
    with exit_codes(console):
        if summaries:
            rows, shown = measure_files(summaries, references, console), tables
        else:
            rows, shown = _translations(source, hypotheses, reference, langpair, console), _table
        console.stop()
        write_output(None, json.dumps(rows, indent=2, ensure_ascii=False) + "\n" if as_json else shown(rows))


def _translations(
    source: str | None, hypotheses: Sequence[str], reference: str | None, langpair: str, console: Console
) -> list[dict[str, Any]]:
    if not source or not hypotheses:
        raise click.UsageError(
            "Name translations with --source FILE and --hypothesis FILE, or summaries with --summaries FILE"
        )
    sources = _lines(source)
    references = _lines(reference) if reference else None
    rows = []
    for number, file in enumerate(hypotheses):
        console("measuring", number, len(hypotheses))
        lines = _aligned(file, (source, sources), (reference, references))
        rows.append(_measured(file, lines, sources, references, langpair, console))
    return rows


def _aligned(file: str, *others: tuple[str | None, Sequence[str] | None]) -> list[str]:
    """The lines of ``file``. Raises UnfitInput if another file, (name, lines), has not as many."""
    lines = _lines(file)
    for name, other in others:
        if other is not None and len(other) != len(lines):
            raise UnfitInput(f"{file} has {len(lines)} lines and {name} has {len(other)}: they must match line by line")
    return lines


def _measured(
    file: str,
    lines: Sequence[str],
    sources: Sequence[str],
    references: Sequence[str] | None,
    langpair: str,
    console: Console,
) -> dict[str, Any]:
    losses = evaluation.count_losses(sources, lines, references, langpair)
    row: dict[str, Any] = {"name": Path(file).name, "lines": len(lines)}
    if references is not None:
        try:
            row |= {
                "bleu": asdict(evaluation.bleu(lines, references)),
                "chrf": asdict(evaluation.chrf(lines, references)),
            }
        except ExtraMissing as error:
            console.note(str(error))
    return row | asdict(losses)


def _lines(file: str) -> list[str]:
    text = read_text(file, max_bytes=None).text
    return [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")]


def _table(rows: Sequence[dict[str, Any]]) -> str:
    scores = [name for name in ("bleu", "chrf") if name in rows[0]]
    cells = [["translation", *(rows[0][name]["name"] for name in scores), *_HEADINGS.values()]]
    for row in rows:
        parts = (part(Part(**row[name])) for name in _HEADINGS)
        cells.append([row["name"], *(f"{row[name]['value']:.1f}" for name in scores), *parts])
    return table(cells)
