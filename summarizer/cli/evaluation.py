"""The command that measures translations."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from summarizer import evaluation
from summarizer.cli import options
from summarizer.cli.console import Console
from summarizer.cli.job import exit_codes
from summarizer.documents.output import write_output
from summarizer.documents.reading import read_text
from summarizer.errors import ExtraMissing, UnfitInput
from summarizer.evaluation import Part

_HEADINGS = {
    "numbers": "numbers lost",
    "names": "names lost",
    "sentences": "sentences lost",
    "invented": "numbers invented",
}


@click.command(epilog=options.EXIT_CODES)
@click.option("--source", required=True, metavar="FILE", help="The Indonesian, one sentence a line.")
@click.option(
    "--hypothesis",
    "hypotheses",
    required=True,
    multiple=True,
    metavar="FILE",
    help="An English translation of it, line by line. Give it again to compare several.",
)
@click.option("--reference", metavar="FILE", help="A translation by people: adds BLEU and chrF.")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table; it has sacreBLEU's signatures.")
@options.quiet
def evaluate(source: str, hypotheses: tuple[str, ...], reference: str | None, as_json: bool, quiet: bool) -> None:
    """How good translations are and what facts they lost.

    The output is a table in Markdown. Counted are numbers of 10 and more, names that both languages spell alike,
    sentences that are empty, far too short or still Indonesian, and numbers of the translation that the source does
    not have. With --reference, only such numbers and names are looked for as the reference keeps.

    \b
    Examples:
      summarizer evaluate --source dev.id --hypothesis ours.en
      summarizer evaluate --source dev.id --hypothesis ours.en --hypothesis theirs.en --reference dev.en
    """
    console = Console(quiet=quiet)
    with exit_codes(console):
        sources = _lines(source)
        references = _lines(reference) if reference else None
        rows = []
        for number, file in enumerate(hypotheses):
            console("measuring", number, len(hypotheses))
            rows.append(_measured(file, source, sources, reference, references, console))
        console.stop()
        write_output(None, json.dumps(rows, indent=2, ensure_ascii=False) + "\n" if as_json else _table(rows))


def _measured(
    file: str,
    source: str,
    sources: Sequence[str],
    reference: str | None,
    references: Sequence[str] | None,
    console: Console,
) -> dict[str, Any]:
    lines = _lines(file)
    for name, others in ((source, sources), (reference, references)):
        if others is not None and len(others) != len(lines):
            raise UnfitInput(
                f"{file} has {len(lines)} lines and {name} has {len(others)}: they must match line by line"
            )
    losses = evaluation.count_losses(sources, lines, references)
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
    headings = ["translation", *(rows[0][name]["name"] for name in scores), *_HEADINGS.values()]
    table = [headings, ["---", *["---:"] * (len(headings) - 1)]]
    for row in rows:
        parts = (Part(**row[name]) for name in _HEADINGS)
        cells = [f"{part.count} of {part.total} ({part.share:.1%})" for part in parts]
        table.append([row["name"], *(f"{row[name]['value']:.1f}" for name in scores), *cells])
    return "".join(f"| {' | '.join(cells)} |\n" for cells in table)
