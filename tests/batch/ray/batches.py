"""Whole batches from a folder to a folder, with either runner."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from summarizer.batch.items import Outcome, Record, RunTotals, Skipped
from summarizer.batch.outputs import output_at, prepare
from summarizer.batch.run import Batch, Runner, run_batch
from summarizer.batch.sources.opening import open_source
from summarizer.batch.stopping import Stop
from tests.batch.ray.engines_on_ray import RECIPE, article, engine


def write_folder(folder: Path, count: int, odd: int | None = None) -> Path:
    """``count`` articles in two folders; that of the number ``odd`` has the odd sentence."""
    for number in range(count):
        path = folder / ("utara" if number % 2 else "selatan") / f"berita-{number:02}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(number, odd=number == odd), encoding="utf-8")
    return folder


@dataclass
class Told:
    """An observer that writes down what it is told."""

    records: list[Record] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def begun(self, total: int, made_by: str) -> None:
        self.total = total

    def skipped(self, item: Skipped) -> None:
        """What was done before is in the totals."""

    def settled(self, record: Record, outcome: Outcome) -> None:
        self.records.append(record)
        self.outcomes.append(outcome)

    def note(self, text: str) -> None:
        raise AssertionError(text)

    def ended(self, totals: RunTotals) -> None:
        self.totals = totals


def run(source: Path, target: Path, runner: Runner, *, stop: Stop | None = None, force: bool = False) -> Told:
    output = output_at(str(target))
    opened = open_source(str(source), leave_out=[output.path, output.state])
    prepare(output, str(source))
    told = Told()
    batch = Batch(opened, str(source), "id", output, RECIPE.formats, RECIPE.made_by(engine()), force=force)
    run_batch(batch, runner, told, stop or Stop())
    return told


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
