"""Tune the thresholds of the gate of written sentences, and measure what it lets pass.

DATA are files of JSON lines, packed (.xz) or not: Indonesian articles with human summaries in IndoSum's format, and
documents with aligned pairs of sentences in GlobalVoices', which are translated. The thresholds (gate.json), the report
(report.md) and the translations (memory.sqlite) are written to the output folder, and the report is printed; copy the
thresholds to summarizer/summarization/ to ship them.
"""

from __future__ import annotations

from pathlib import Path

import click

from training.command import needing_the_extra, reported
from training.progress import LineProgress


@click.command(help=__doc__)
@click.argument("data", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("training/runs/gate"),
    show_default=True,
    help="Folder of the thresholds, the report and the translations.",
)
@click.option("--engine", default="embedded-int8", show_default=True, help="What translates the documents.")
def main(data: tuple[Path, ...], output: Path, engine: str) -> None:
    with reported("the translations made so far are kept"):
        print(_report(data, output, engine))


def _report(data: tuple[Path, ...], output: Path, engine: str) -> str:
    with needing_the_extra():
        from summarizer import load_translator
        from summarizer.memory.opening import open_memory
        from summarizer.memory.remembering import RememberingTranslator
        from training.gate.recipe import run

        output.mkdir(parents=True, exist_ok=True)
        translator = RememberingTranslator(load_translator(engine), open_memory(output / "memory.sqlite"))
        return run(data, output, translator, LineProgress(seconds=10.0))


if __name__ == "__main__":
    main()
