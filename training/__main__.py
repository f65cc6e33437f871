"""Run a recipe, or go on with it after a stop: prepare, train, export, measure, and write the model card.

CONFIG is a TOML file; training/README.md lists those that are there. The run keeps everything in one folder. Started
again with the same CONFIG it goes on from its last checkpoint. The measurements are printed as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from summarizer.errors import ExtraMissing, SummarizerError
from training.progress import LineProgress


@click.command(help=__doc__)
@click.argument("config", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the run.  [default: training/runs/<name of CONFIG>]",
)
def main(config: Path, output: Path | None) -> None:
    folder = output or Path("training/runs") / config.stem
    try:
        print(json.dumps(_measurements(config, folder), indent=2, ensure_ascii=False))
    except SummarizerError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(error.exit_code)
    except (ValueError, OSError) as error:
        raise click.ClickException(str(error)) from error
    except KeyboardInterrupt:
        click.echo(f"stopped; the same command goes on from the last checkpoint in {folder}", err=True)
        sys.exit(130)


def _measurements(config: Path, folder: Path) -> dict[str, object]:
    try:
        from training.recipe import Run
    except ModuleNotFoundError as error:
        raise ExtraMissing(
            f'training needs the package {error.name}, which is not installed. Run: pip install -e ".[training]"'
        ) from error
    return Run(config, folder, LineProgress()).work()


if __name__ == "__main__":
    main()
