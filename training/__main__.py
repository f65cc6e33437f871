"""Run a recipe, or go on with it after a stop: prepare, train, export, measure, and write the model card.

CONFIG is a TOML file; training/README.md lists those that are there. The run keeps everything in one folder. Started
again with the same CONFIG it goes on from its last checkpoint. The measurements are printed as JSON.
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from training.command import needing_the_extra, reported
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
    with reported(f"the same command goes on from the last checkpoint in {folder}"):
        print(json.dumps(_measurements(config, folder), indent=2, ensure_ascii=False))


def _measurements(config: Path, folder: Path) -> dict[str, object]:
    with needing_the_extra():
        from training.recipe import Run
    return Run(config, folder, LineProgress()).work()


if __name__ == "__main__":
    main()
