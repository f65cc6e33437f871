"""The local runner beside Ray on the same machine, as ratios in one run.

`python -m benchmarks.batch_runners [FOLDER]` works through the text files of FOLDER (the seeds by default) with the
local runner, which is the unit: one engine with all processors. Then with Ray on this machine: one engine for each
processor. What starting Ray and loading the engines takes is told apart from the work by a run of the first article
alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click


def seconds_of(source: Path, output: Path, *options: str) -> float:
    """Seconds of one batch, from the command to its end."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "summarizer", "batch", source, output, "--no-memory", "--quiet", *options], check=True
    )
    return time.perf_counter() - start


@click.command(help=__doc__)
@click.argument("folder", default="seeds", type=click.Path(path_type=Path, exists=True))
@click.option("--engine", default="embedded", show_default=True)
@click.option("--workers", default=os.cpu_count() or 1, show_default=True)
def main(folder: Path, engine: str, workers: int) -> None:
    articles = sorted(folder.rglob("*.txt"))
    runners = {"local": [], f"ray, {workers} workers": ["--runner", "ray", "--workers", str(workers)]}
    work: dict[str, float] = {}
    whole: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as scratch:
        first = Path(scratch) / "first"
        first.mkdir()
        (first / articles[0].name).write_bytes(articles[0].read_bytes())
        for name, options in runners.items():
            one = seconds_of(first, Path(scratch) / f"{name} one", "--engine", engine, *options)
            whole[name] = seconds_of(folder, Path(scratch) / name, "--engine", engine, *options)
            work[name] = whole[name] - one
        texts = [sorted(path.read_bytes() for path in (Path(scratch) / name).rglob("*.md")) for name in runners]
    print(f"{len(articles)} articles, the same bytes from both: {texts[0] == texts[1]}\n")
    print("| runner | all, local = 1 | but for the first article, local = 1 | all, s |\n|---|---:|---:|---:|")
    for name in runners:
        ratios = whole[name] / whole["local"], work[name] / work["local"]
        print(f"| {name} | {ratios[0]:.2f} | {ratios[1]:.2f} | {whole[name]:.0f} |")


if __name__ == "__main__":
    main()
