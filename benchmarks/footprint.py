"""Seconds and peak memory of the build and of one brief, each in a process of its own.

`python -m benchmarks.footprint [ARTICLE]`: the build goes to a cache of its own; a cold brief starts a process, reading
the weights; a warm one is the second in the same process. Engines are measured in turns; times and memory of a brief
are also given as ratios to the first engine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile

import click

_BUILD = """
import json, resource, sys, time
from summarizer.engines import registry
from summarizer.protocols import no_progress
start = time.perf_counter()
registry.build_model("embedded", no_progress)
print(json.dumps([time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""
_BRIEF = """
import json, resource, sys, time
start = time.perf_counter()
from pathlib import Path
from summarizer import Document, load_translator, make_brief
document = Document(Path(sys.argv[1]).read_text(encoding="utf-8"))
translator = load_translator(sys.argv[2])
make_brief(document, translator=translator)
cold = time.perf_counter() - start
make_brief(document, translator=translator)
warm = time.perf_counter() - start - cold
print(json.dumps([cold, warm, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def measure(program: str, *arguments: str, cache: str) -> list[float]:
    """What ``program`` prints as JSON, run with a model cache."""
    run = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env={**os.environ, "SUMMARIZER_CACHE": cache},
        capture_output=True,
        text=True,
        check=True,
    )
    return [float(value) for value in json.loads(run.stdout)]


@click.command(help=__doc__)
@click.argument("article", default="seeds/tempo-unido-ikn.id.txt")
@click.option("--engines", default="embedded,embedded-int8", show_default=True)
@click.option("--repeats", default=3, show_default=True)
def main(article: str, engines: str, repeats: int) -> None:
    with tempfile.TemporaryDirectory() as cache:
        seconds, megabytes = measure(_BUILD, cache=cache)
        print(f"build: {seconds:.0f} s, peak {megabytes:.0f} MiB\n")
        names = engines.split(",")
        runs: dict[str, list[list[float]]] = {name: [] for name in names}
        for _ in range(repeats):
            for name in names:
                runs[name].append(measure(_BRIEF, article, name, cache=cache))
    # The median of each column, by itself.
    medians = {
        name: [sorted(column)[len(column) // 2] for column in zip(*rows, strict=True)] for name, rows in runs.items()
    }
    print(f"| engine | cold, s | warm, s | peak, MiB | cold, warm, peak to {names[0]} |\n|---|---|---|---|---|")
    for name, (cold, warm, peak) in medians.items():
        ratios = ", ".join(f"{value / unit:.2f}" for value, unit in zip(medians[name], medians[names[0]], strict=True))
        print(f"| {name} | {cold:.1f} | {warm:.1f} | {peak:.0f} | {ratios} |")


if __name__ == "__main__":
    main()
