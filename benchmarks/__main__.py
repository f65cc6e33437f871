"""All that is claimed about speed and memory, measured again and written into docs/performance.md.

Each benchmark is a process of its own, and its section is written when it is done: what is cut is lost alone, and
NAME measures single ones again. All of them take more than an hour on two quiet cores.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks.machine import ROOT
from benchmarks.performance_page import PAGE, write_section
from benchmarks.sections import Section


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A module of this package that prints a Section; ``title`` is that section's."""

    name: str
    title: str


BENCHMARKS = (
    Benchmark("contest", "Translation, same weights"),
    Benchmark("argos_contest", "Translation, Argos Translate with the same weights"),
    Benchmark("overhead", "Where the time goes"),
    Benchmark("frontier", "Quality against speed"),
    Benchmark("sweep", "The settings of the engine"),
    Benchmark("latency", "Latency"),
    Benchmark("leaks", "Memory"),
    Benchmark("scaling", "Scaling"),
    Benchmark("lengths", "Long articles, without the engine"),
    Benchmark("warm", "What the translation memory knows"),
)
_TITLES = tuple(one.title for one in BENCHMARKS)


@click.command(help=__doc__)
@click.argument("names", nargs=-1, metavar="[NAME]...", type=click.Choice([one.name for one in BENCHMARKS]))
@click.option(
    "--flores",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="FLORES",
    help="Folder with flores-dev.id and flores-dev.en, which no package may bring along; without it the benchmark "
    "that needs them is left out, and its section stays as it is.",
)
def main(names: tuple[str, ...], flores: Path | None) -> None:
    chosen = [one for one in BENCHMARKS if not names or one.name in names]
    failed = []
    for number, benchmark in enumerate(chosen, 1):
        arguments = _arguments(benchmark, flores)
        if arguments is None:
            click.echo(f"{benchmark.name} is left out: it needs FLORES dev. Give --flores FOLDER", err=True)
            continue
        click.echo(f"{number} of {len(chosen)}: {benchmark.name}", err=True)
        run = subprocess.run(
            [sys.executable, "-m", f"benchmarks.{benchmark.name}", *arguments],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        click.echo(run.stdout)
        if run.returncode or not run.stdout.startswith(f"## {benchmark.title}\n"):
            failed.append(benchmark.name)
            continue
        write_section(Section.from_text(run.stdout), _TITLES)
    if failed:
        raise click.ClickException(
            f"{', '.join(failed)} did not end well, as said above; their sections of {os.path.relpath(PAGE)} are as "
            f"they were. Measure again with: python -m benchmarks {' '.join(failed)}"
        )


def _arguments(benchmark: Benchmark, flores: Path | None) -> list[str] | None:
    """What a benchmark is to be called with; None if it cannot be measured here."""
    if benchmark.name != "frontier":
        return []
    if flores is None:
        return None
    picture = PAGE.with_name("images") / "frontier.png"
    flores = flores.resolve()
    return [str(flores / "flores-dev.id"), str(flores / "flores-dev.en"), "--picture", str(picture)]


if __name__ == "__main__":
    main()
