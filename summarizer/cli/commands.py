"""The commands on articles."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from summarizer import briefing, line_files
from summarizer.cli import options
from summarizer.cli.batch import batch
from summarizer.cli.console import Console
from summarizer.cli.evaluation import evaluate
from summarizer.cli.job import Job, exit_codes
from summarizer.cli.memory import memory
from summarizer.cli.models import models
from summarizer.cli.serving import serve
from summarizer.cli.summaries import SummaryRequest
from summarizer.cli.summaries import summary as summary_options
from summarizer.datamodels import Document, Summary, Translation
from summarizer.summarization import summarize as summarize_translation
from summarizer.translation import translate as translate_document
from summarizer.translation.documents import untranslated

# Python's own 1 would mean "done, with errors in sentences"; this is EX_SOFTWARE of sysexits.h.
_EXIT_FAULT = 70


@click.group(epilog=options.EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="summarizer-id", prog_name="summarizer")
def cli() -> None:
    """Indonesian news in English, on your own machine.

    The translation is checked sentence by sentence: [!3] marks sentence 3 as wrong somewhere, [?3] as doubtful.
    Each sentence of the summary names the source sentence that it comes from.

    \b
    Examples:
      summarizer brief article.txt
      summarizer brief https://example.com/news/article.html
      summarizer brief article.docx --format md --output brief.md
      cat article.txt | summarizer summarize --sentences 2
      summarizer translate --lines sentences.id --output sentences.en
      summarizer batch articles english
    """


@cli.command(epilog=options.EXIT_CODES)
@options.article
@summary_options
@options.common
def brief(path: str, summary: SummaryRequest, **common: Any) -> None:
    """Headline, summary, translation and checks of one article.

    It is plain text, HTML, Word (.docx), PDF or a web page; without PATH it is plain text from standard input.

    \b
    Examples:
      summarizer brief article.txt
      summarizer brief https://example.com/news/article.html
      summarizer brief article.txt --sentences 5 --format md --output brief.md
      summarizer brief article.txt --words 60 --style paragraph --lang both
      summarizer brief article.txt --glossary desk.csv --house-style desk.toml
      curl -s https://example.com/article.txt | summarizer brief --quiet
      summarizer brief article.txt --format json | jq '.summary.sentences[].text'
    """
    job = Job(**common)
    with exit_codes(job.console):
        _ = summary.options  # contradictions are told before anything is read
        document = job.read_document(path)
        wanted = summary.loaded(job.runtime, job.console)
        result = briefing.make_brief(
            document,
            job.target_lang,
            translator=job.translator(),
            summary=wanted,
            options=job.options,
            progress=job.console,
            glossary=job.wording.glossary,
            style=job.wording.style,
        )
        _tell_notes(job, result.summary)
        job.write(job.format.brief(result), result.translation)


@cli.command(epilog=options.EXIT_CODES)
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
        translation = _translated(job, job.read_document(path))
        job.write(job.format.translation(translation), translation)


@cli.command(epilog=options.EXIT_CODES)
@options.article
@summary_options
@options.common
def summarize(path: str, summary: SummaryRequest, **common: Any) -> None:
    """The summary alone, each sentence with its source sentence.

    In the article's own language, as with --lang id, nothing is translated.

    \b
    Examples:
      summarizer summarize article.txt
      summarizer summarize article.txt --style headline
      summarizer summarize report.pdf --words 60 --style paragraph
      summarizer summarize article.txt --lang id --sentences 5
      cat article.txt | summarizer summarize --sentences 2
    """
    job = Job(**common)
    with exit_codes(job.console):
        # Contradictions are told before anything is read.
        is_in_source = (summary.options.lang or job.target_lang) == job.source_lang
        document = job.read_document(path, is_translated=not is_in_source)
        wanted = summary.loaded(job.runtime, job.console)
        translation = untranslated(document) if is_in_source else _translated(job, document)
        made = summarize_translation(translation, options=wanted, progress=job.console)
        _tell_notes(job, made)
        job.write(job.format.summary(made, translation), translation)


cli.add_command(batch)
cli.add_command(evaluate)
cli.add_command(memory)
cli.add_command(models)
cli.add_command(serve)


def _translated(job: Job, document: Document) -> Translation:
    return translate_document(
        document,
        job.target_lang,
        translator=job.translator(),
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
        translator=job.translator(),
        options=job.options,
        progress=job.console,
        wording=job.wording,
    )
    job.finish(wrong, "line")


def _tell_notes(job: Job, summary: Summary) -> None:
    for note in summary.notes:
        job.console.note(note)
    if summary.whole:
        job.console.note("the article is no longer than the summary asked for; the summary is all of it")


def main() -> None:
    """Run the command line; output is UTF-8 whatever the locale says, and a fault of ours has its own exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A file name that is not UTF-8 may stand in a message, and must not break it.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        cli()
    except Exception:  # whatever nobody foresaw: nothing is hidden, but the exit code must not say "done"
        Console(quiet=False).error("this is a fault in the program; please report it with the lines that follow")
        sys.excepthook(*sys.exc_info())
        sys.exit(_EXIT_FAULT)
