"""What shared batches and the translation memory save, as ratios in one run.

`python -m benchmarks.batch_speed [FOLDER]` works through the articles of FOLDER (the seeds by default) one article at a
time, which is the unit, then with sentences of many articles in shared batches, then once more with everything in the
translation memory. Runs are interleaved and repeated; times are medians.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

import click

from summarizer import DecodingOptions, load_translator
from summarizer.batch.items import Task
from summarizer.batch.local_runner import GROUP_WORDS
from summarizer.batch.work import Recipe, Workbench
from summarizer.datamodels import Origin
from summarizer.documents.reading import read_text
from summarizer.memory.opening import open_memory
from summarizer.summarization import SummaryOptions
from summarizer.translation.wording import HOUSE_WORDING


def read_tasks(folder: Path, limit: int | None) -> list[Task]:
    paths = sorted(folder.rglob("*.txt"))[:limit]
    return [Task(path.name, path.stem, "", read_text(str(path)).text, "id", Origin()) for path in paths]


def grouped(tasks: list[Task], words: int) -> list[list[Task]]:
    groups: list[list[Task]] = [[]]
    for task in tasks:
        if sum(len(one.text.split()) for one in groups[-1]) >= words:
            groups.append([])
        groups[-1].append(task)
    return groups


@click.command(help=__doc__)
@click.argument("folder", default="seeds", type=click.Path(path_type=Path))
@click.option("--engine", default="embedded", show_default=True)
@click.option("--articles", type=int, help="Only the first N articles.")
@click.option("--repeats", default=3, show_default=True)
def main(folder: Path, engine: str, articles: int | None, repeats: int) -> None:
    tasks = read_tasks(folder, articles)
    translator = load_translator(engine)
    recipe = Recipe(DecodingOptions(), HOUSE_WORDING, SummaryOptions(), ("json",))
    seconds: dict[str, list[float]] = {"one article at a time": [], "shared batches": [], "from the memory": []}
    counts: tuple[int, int] = (0, 0)
    with tempfile.TemporaryDirectory() as scratch, open_memory(Path(scratch) / "memory.sqlite") as memory:
        Workbench(recipe, translator, memory).outcomes(tasks)  # loads the weights, fills the memory
        for _ in range(repeats):
            for name in seconds:
                words = 1 if name == "one article at a time" else GROUP_WORDS
                bench = Workbench(recipe, translator, memory if name == "from the memory" else None)
                start = time.perf_counter()
                outcomes = [outcome for group in grouped(tasks, words) for outcome in bench.outcomes(group)]
                seconds[name].append(time.perf_counter() - start)
                counts = sum(one.counts.sentences for one in outcomes), sum(one.counts.words for one in outcomes)
    unit = statistics.median(seconds["one article at a time"])
    print(f"{len(tasks)} articles, {counts[0]} sentences, {counts[1]} words\n")
    print("| | time, one article at a time = 1 | sentences/s | articles/h |\n|---|---:|---:|---:|")
    for name, values in seconds.items():
        median = statistics.median(values)
        print(f"| {name} | {median / unit:.2f} | {counts[0] / median:.2f} | {len(tasks) * 3600 / median:.0f} |")


if __name__ == "__main__":
    main()
