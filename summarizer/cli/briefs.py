"""The commands that summarize an article."""

from __future__ import annotations

from typing import Any

import click

from summarizer import briefing
from summarizer.cli import exit_status, options
from summarizer.cli.job import Job, exit_codes
from summarizer.cli.summaries import SummaryRequest
from summarizer.cli.summaries import summary as summary_options
from summarizer.cli.translating import translated
from summarizer.datamodels import Summary
from summarizer.summarization import summarize as summarize_translation
from summarizer.translation.documents import untranslated


@click.command(epilog=exit_status.EXIT_CODES)
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
            translator=job.translator,
            summary=wanted,
            options=job.options,
            progress=job.console,
            glossary=job.wording.glossary,
            style=job.wording.style,
        )
        _tell_notes(job, result.summary)
        job.write(job.format.brief(result), result.translation)


@click.command(epilog=exit_status.EXIT_CODES)
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
        translation = untranslated(document) if is_in_source else translated(job, document)
        made = summarize_translation(translation, options=wanted, progress=job.console)
        _tell_notes(job, made)
        job.write(job.format.summary(made, translation), translation)


def _tell_notes(job: Job, summary: Summary) -> None:
    for note in summary.notes:
        job.console.note(note)
    if summary.whole:
        job.console.note("the article is no longer than the summary asked for; the summary is all of it")
