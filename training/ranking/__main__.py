"""Train the ranking of sentences for summaries, and measure it against its peers.

DATA is a file of articles with human summaries in IndoSum's format (JSON lines, .xz or not). The model
(ranking.id.json) and the report (report.md) are written to the output folder, and the report is printed; copy the model
to summarizer/summarization/ to ship it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from summarizer.errors import ExtraMissing, SummarizerError
from summarizer.protocols import Progress
from training.progress import LineProgress


@click.command(help=__doc__)
@click.argument("data", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("training/runs/ranking"),
    show_default=True,
    help="Folder of the model and the report.",
)
@click.option("--resamples", type=click.IntRange(100), default=2000, show_default=True, help="Of the bootstrap.")
def main(data: Path, output: Path, resamples: int) -> None:
    try:
        print(_report(data, output, resamples, LineProgress(seconds=10.0)))
    except SummarizerError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(error.exit_code)
    except (ValueError, OSError) as error:
        raise click.ClickException(str(error)) from error
    except KeyboardInterrupt:
        click.echo("stopped; nothing was written", err=True)
        sys.exit(130)


def _report(data: Path, output: Path, resamples: int, progress: Progress) -> str:
    try:
        from training.ranking.recipe import run

        return run(data, output, resamples, progress)
    except ModuleNotFoundError as error:
        raise ExtraMissing(
            f'training needs the package {error.name}, which is not installed. Run: pip install -e ".[training]"'
        ) from error


if __name__ == "__main__":
    main()
