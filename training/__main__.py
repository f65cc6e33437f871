"""``python -m training CONFIG``: run a recipe, or go on with it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from summarizer.errors import SummarizerError
from training.progress import LineProgress
from training.recipe import Run


@click.command(help=__doc__)
@click.argument("config", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the run.  [default: training/runs/<name of CONFIG>]",
)
def main(config: Path, output: Path | None) -> None:
    """Run, print the measurements as JSON, and say on stderr what is being done."""
    folder = output or Path("training/runs") / config.stem
    try:
        measurements = Run(config, folder, LineProgress()).work()
    except (ValueError, SummarizerError) as error:
        raise click.ClickException(str(error)) from error
    except KeyboardInterrupt:
        click.echo(f"stopped; the same command goes on from the last checkpoint in {folder}", err=True)
        sys.exit(130)
    click.echo(json.dumps(measurements, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
