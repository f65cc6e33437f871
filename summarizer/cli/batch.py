"""The command that works through many articles."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from summarizer.batch.renderers import RENDERERS
from summarizer.batch.report_words import many
from summarizer.cli import exit_status, options
from summarizer.cli.console import Console, unwatched
from summarizer.cli.exit_status import EXIT_INTERRUPTED
from summarizer.cli.job import exit_codes
from summarizer.cli.memory import memory_option
from summarizer.cli.summaries import summary as summary_options

if TYPE_CHECKING:
    from summarizer.batch.items import RunTotals
    from summarizer.cli.batch_job import BatchJob

# And the number of articles that failed: a range that no shell, signal, service manager, Python (120) or other error of
# ours uses.
_EXIT_FAILED = 80
_MOST_FAILED = 39
EXIT_CODES = (
    exit_status.EXIT_CODES
    + """
  81-118  done, but that many less 80 articles have failed
  119  done, but 39 or more articles have failed"""
)


@click.command(epilog=EXIT_CODES)
@click.argument("source", metavar="INPUT")
@click.argument("output", metavar="OUTPUT")
@click.option("--text-column", metavar="NAME", help="Column of a table with the article; text, content … otherwise.")
@click.option("--id-column", metavar="NAME", help="Column with its name; id, key, url or the row's number otherwise.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(list(RENDERERS)),
    help="Files for each article in a folder; give it again for several. [default: md]",
)
@summary_options
@options.languages
@options.decoding
@options.wording
@memory_option
@click.option("--no-memory", is_flag=True, help="Neither use nor fill a translation memory.")
@click.option("--any-language", is_flag=True, help="Translate what does not look like the source language too.")
@click.option("--force", is_flag=True, help="Do everything again, and write over files that were changed since.")
@click.option("--retry-failed", is_flag=True, help="Try the articles again that have failed.")
@click.option(
    "--runner",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="This machine, or a Ray cluster; see docs/scale.md.",
)
@click.option("--address", metavar="ADDRESS", help="Of a running Ray cluster; without it, one is started here.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Engines on the Ray cluster. [default: 1]")
@click.option("--log", metavar="FILE", help="Append what happens, as JSON Lines; - is standard error.")
@options.quiet
def batch(source: str, output: str, **settings: Any) -> None:
    """Many articles; stopped, it goes on where it was.

    INPUT is a folder (txt, md, html, docx, pdf; with its subfolders), a table (JSON Lines, CSV or Parquet), or a text
    file of web addresses. OUTPUT is a folder, which gets the tree of INPUT, or a .jsonl or .parquet file. Beside it,
    OUTPUT.batch has the record of every article, and a report.

    Run it again, and what is missing or has changed is done. An article that cannot be read or translated is recorded
    with the reason, and the others go on.

    \b
    Examples:
      summarizer batch articles english
      summarizer batch articles english --format docx --format json
      summarizer batch articles english --words 60 --style paragraph
      summarizer batch dump.jsonl english.parquet --text-column body --id-column url
      summarizer batch addresses.txt english --retry-failed
      summarizer batch articles english --quiet --log batch.jsonl
      summarizer batch dump.parquet english.jsonl --runner ray --workers 2
    """
    from summarizer.cli.batch_job import BatchJob

    job = BatchJob(source, output, **settings)
    console = Console(quiet=job.quiet)
    with exit_codes(console):
        totals = job.run(console)
        sys.exit(_told(totals, job, console))


def _told(totals: RunTotals, job: BatchJob, console: Console) -> int:
    """Say what was done; returns the exit code."""
    failed = totals.failed + totals.failed_before
    parts = [f"{totals.done:,} done"]
    if as_they_were := totals.skipped - totals.failed_before:
        parts.append(f"{as_they_were:,} done before")
    if failed:
        parts.append(f"{failed:,} failed (try them again with --retry-failed)")
    with unwatched():
        console.note(f"{many(totals.total, 'article')}: {', '.join(parts)}. Report: {job.report}")
        if totals.interrupted:
            console.error("interrupted. What is done is kept; the same command goes on")
    if totals.interrupted:
        return EXIT_INTERRUPTED
    return _EXIT_FAILED + min(failed, _MOST_FAILED) if failed else 0
