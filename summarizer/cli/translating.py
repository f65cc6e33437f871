"""The command that only translates an article: nothing that summarizes is imported for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from summarizer import line_files
from summarizer.cli import exit_status, options
from summarizer.cli.job import Job, exit_codes
from summarizer.datamodels import Document, Translation
from summarizer.translation import translate as translate_document


@click.command(epilog=exit_status.EXIT_CODES)
@options.article
@click.option(
    "--lines",
    metavar="IN",
    help="Instead of an article, translate the file IN line by line into --output: line n of one is line n of the "
    "other. Interrupted, the same command goes on where it was.",
)
@options.common
def translate(path: str, lines: str | None, **common: Any) -> None:
    """The translation alone, with marks after doubtful sentences. The article's own layout is kept.

    \b
    Examples:
      summarizer translate article.txt
      summarizer translate article.docx --output article.en.txt
      summarizer translate article.txt --strict --quiet > article.en.txt
      summarizer translate --lines sentences.id --output sentences.en
    """
    job = Job(**common)
    with exit_codes(job.console):
        if lines is not None:
            _translate_lines(job, lines, path)
            return
        translation = translated(job, job.read_document(path))
        job.write(job.format.translation(translation), translation)


def translated(job: Job, document: Document) -> Translation:
    """The document, translated as the common options say."""
    return translate_document(
        document,
        job.target_lang,
        translator=job.translator,
        options=job.options,
        progress=job.console,
        glossary=job.wording.glossary,
        style=job.wording.style,
    )


def _translate_lines(job: Job, lines: str, article: str) -> None:
    if job.output is None:
        raise click.UsageError("--lines needs --output FILE")
    if article != "-":
        raise click.UsageError(f"--lines IN stands instead of an article; leave out {article}")
    if job.format_name != "text":
        raise click.UsageError(f"--lines writes plain lines; leave out --format {job.format_name}")
    text = job.read_lines(lines)
    wrong = line_files.translate_file(
        text,
        Path(job.output),
        (job.source_lang, job.target_lang),
        translator=job.translator,
        options=job.options,
        progress=job.console,
        wording=job.wording,
    )
    job.finish(wrong, "line")
