"""How much sooner articles are done that the translation memory knows.

`python -m benchmarks.warm`: the seeds are worked through as `summarizer batch` does, with JSON for output, with an
empty memory and with one that has all of the engine's answers. In between other articles are worked through, so that
nothing but the memory knows the seeds.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from benchmarks.interleaving import ratio, seconds_in_turns
from benchmarks.lengths import HEADLINE, instant, pairs
from benchmarks.sections import Section
from benchmarks.texts import SEEDS, article
from summarizer.batch.items import Outcome, Task
from summarizer.batch.work import Recipe, Workbench
from summarizer.cli.tables import table
from summarizer.datamodels import DecodingOptions, Origin
from summarizer.engines.registry import load_translator
from summarizer.memory.opening import open_memory
from summarizer.protocols import Progress, Translator, no_progress
from summarizer.summarization import SummaryOptions
from summarizer.translation.wording import HOUSE_WORDING
from training.progress import LineProgress

_COMMAND = "python -m benchmarks.warm"
_OTHERS = 1_200  # sentences, which is more than the caches of sentences hold
_COLD, _WARM = "an empty memory", "a memory that has all answers"


def measure(engine: str = "embedded", rounds: int = 2, progress: Progress = no_progress) -> Section:
    """The ratio of the two, about five minutes on two cores."""
    tasks = [_task(path.name, path.read_text(encoding="utf-8")) for path in sorted(SEEDS.glob("*.txt"))]
    return measured(tasks, load_translator(engine), engine, rounds, progress=progress)


def measured(
    tasks: Sequence[Task],
    translator: Translator,
    engine: str,
    rounds: int,
    others: int = _OTHERS,
    progress: Progress = no_progress,
) -> Section:
    """What `measure` does, with any tasks, any translator that is called ``engine`` and so many ``others``."""
    answers = pairs(others)
    other = [_task("others", article([HEADLINE, *answers]))]

    def others_in_between() -> None:
        _outcomes(other, instant(answers), None)

    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch, "full.sqlite")

        def run(name: str) -> None:
            others_in_between()
            with tempfile.TemporaryDirectory(dir=scratch) as empty:
                memory = full if name == _WARM else Path(empty, "memory.sqlite")
                start = time.perf_counter()
                _outcomes(tasks, translator, memory)
                seconds[name].append(time.perf_counter() - start)

        progress("loading, and filling the memory", 0, 1)
        first = _outcomes(tasks, translator, full)
        again = _outcomes(tasks, translator, full)
        seconds: dict[str, list[float]] = {_COLD: [], _WARM: []}
        seconds_in_turns({name: partial(run, name) for name in seconds}, rounds, progress)
    sentences = sum(one.counts.sentences for one in first)
    remembered = sum(one.counts.remembered for one in again)
    is_same = [one.files for one in first] == [one.files for one in again]
    sooner = ratio(seconds[_COLD], seconds[_WARM])
    rows = [
        ["with", "times as fast"],
        [_COLD, "1"],
        [_WARM, f"{sooner.median:.0f} ({sooner.least:.0f} to {sooner.greatest:.0f})"],
    ]
    body = (
        f"{table(rows)}\nEngine: `{engine}`. The {sentences} sentences of {len(tasks)} articles, of which the memory "
        f"knew {remembered} the second time; the files are {'the same' if is_same else 'NOT THE SAME'} byte for byte. "
        f"Medians of {rounds} interleaved rounds, with the least and the greatest. Before each run {others:,} other "
        "sentences are worked through.\n"
    )
    return Section("What the translation memory knows", _COMMAND, body)


def _task(name: str, text: str) -> Task:
    return Task(name, name, "", text, "id", Origin())


def _outcomes(tasks: Sequence[Task], translator: Translator, memory: Path | None) -> list[Outcome]:
    recipe = Recipe(DecodingOptions(), HOUSE_WORDING, SummaryOptions(), ("json",))
    if memory is None:
        return Workbench(recipe, translator).outcomes(tasks)
    with open_memory(memory) as opened:
        return Workbench(recipe, translator, opened).outcomes(tasks)


@click.command(help=__doc__)
@click.option("--engine", default="embedded", show_default=True)
@click.option("--rounds", default=2, show_default=True)
def main(engine: str, rounds: int) -> None:
    print(measure(engine, rounds, LineProgress()).text)


if __name__ == "__main__":
    main()
