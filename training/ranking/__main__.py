"""Train the ranking of sentences for summaries, and measure it against its peers.

DATA is a file of articles with human summaries in IndoSum's format (JSON lines, .xz or not). The model
(ranking.id.json) and the report (report.md) are written to the output folder, and the report is printed; copy the model
to summarizer/summarization/ to ship it.
"""

from __future__ import annotations

from pathlib import Path

import click

from summarizer.protocols import Progress
from training.command import needing_the_extra, reported
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
    with reported("nothing was written"):
        print(_report(data, output, resamples, LineProgress(seconds=10.0)))


def _report(data: Path, output: Path, resamples: int, progress: Progress) -> str:
    with needing_the_extra():
        from training.ranking.recipe import run

        return run(data, output, resamples, progress)


if __name__ == "__main__":
    main()
