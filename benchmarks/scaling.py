"""What a sentence costs with more articles, more cores and longer articles.

`python -m benchmarks.scaling [--quick]`: articles go through what `summarizer batch` has of a runner, with its groups,
its checks and its summaries, without a translation memory. Only short sentences are taken, so that a thousand articles
take minutes. What is measured is compared with what was measured in turns with it; a run of a thousand sentences or
more is made once, between the rounds of the others.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

import click

from benchmarks.interleaving import Ratio, ratio, seconds_in_turns
from benchmarks.sections import Section
from benchmarks.texts import article, generated
from summarizer.batch.items import Outcome, Task
from summarizer.batch.local_runner import run_locally
from summarizer.batch.stopping import Stop
from summarizer.batch.work import Recipe, Workbench
from summarizer.cli.tables import table
from summarizer.datamodels import DecodingOptions, Origin, RuntimeOptions
from summarizer.engines.devices import CPU
from summarizer.engines.registry import load_translator
from summarizer.protocols import Progress, Translator, no_progress
from summarizer.summarization import SummaryOptions
from summarizer.translation.wording import HOUSE_WORDING
from training.progress import LineProgress

Load = Callable[[RuntimeOptions], Translator]
_COMMAND = "python -m benchmarks.scaling"
_SENTENCES = 2
_LONG_SENTENCES = 1_000
# The shortest are taken of so many generated ones for each.
_DRAWN = 15
_PLAIN = RuntimeOptions(device=CPU)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured: numbers of ``articles`` of two sentences, ``lengths`` in sentences, numbers of ``threads``.

    ``article_unit`` and ``length_unit`` are those that the others are compared with, as the first of ``threads`` is;
    ``threaded`` articles are what these translate. Where there are fewer than ``fewest`` sentences, several works of
    that size are measured together, since single articles differ.
    """

    articles: tuple[int, ...] = (1, 10, 100, 1_000)
    article_unit: int = 100
    lengths: tuple[int, ...] = (10, 100, 1_000)
    length_unit: int = 100
    threads: tuple[int, ...] = (1, 2)
    threaded: int = 15
    fewest: int = 40
    rounds: int = 3


QUICK = Plan((1, 3, 6), 6, (4, 8), 8, (1, 2), 3, fewest=6, rounds=1)


@dataclass(frozen=True, slots=True)
class Work:
    """``batches`` of articles, each of which is a run of its own, of ``sentences`` in all."""

    batches: tuple[tuple[str, ...], ...]
    sentences: int


def measure(engine: str = "embedded", plan: Plan | None = None, progress: Progress = no_progress) -> Section:
    """All three tables, about ten minutes on two cores."""

    def load(runtime: RuntimeOptions) -> Translator:
        return load_translator(engine, runtime=runtime)

    return Section("Scaling", _COMMAND, f"Engine: `{engine}`.\n\n{scaled(load, plan or Plan(), progress)}")


def scaled(load: Load, plan: Plan, progress: Progress) -> str:
    """The tables. Raises RuntimeError for an article that fails."""
    translator = load(_PLAIN)
    needed = max(*(_SENTENCES * count for count in plan.articles), *plan.lengths, plan.fewest)
    pool = short_sentences(needed, translator)
    translated([article(pool[: plan.fewest])], translator)  # loads the weights, and what summaries need
    articles = {f"{count:,}": article_work(pool, count, plan.fewest) for count in plan.articles}
    lengths = {f"{count:,}": length_work(pool, count, plan.fewest) for count in plan.lengths}
    by_count = compared(articles, translator, plan.rounds, f"{plan.article_unit:,}", progress)
    by_length = compared(lengths, translator, plan.rounds, f"{plan.length_unit:,}", progress)
    tokens = statistics.fmean(map(translator.count_tokens, pool))
    del translator
    by_threads = threads_compared(load, plan, article_work(pool, plan.threaded, plan.fewest), progress)
    return "\n".join(
        [
            _told("articles of two sentences", by_count, articles),
            _told("sentences of one article", by_length, lengths),
            _told("threads", by_threads, {}),
            f"Seconds per sentence, as ratios to the row that has 1: medians of {plan.rounds} interleaved rounds, with "
            f"the least and the greatest; runs of {_LONG_SENTENCES:,} sentences or more are made once, between those "
            f"rounds. Sentences are short, {tokens:.0f} tokens on the average, and the same ones in every row of a "
            "table as far as they go: a few articles fill no batch, and so cost more each. All is done that "
            "`summarizer batch` does but for the files and the translation memory.\n",
        ]
    )


def short_sentences(count: int, translator: Translator) -> list[str]:
    """The ``count`` shortest that can be made of generated ones by leaving out when it was, in no order of length."""
    cut = (
        one.partition(" pada ")[0].removesuffix(".") + "." for one in generated(_DRAWN * count) if _has_one_clause(one)
    )
    shortest = sorted(dict.fromkeys(cut), key=translator.count_tokens)[:count]
    if len(shortest) < count:
        raise click.ClickException(f"there are {len(shortest):,} short sentences, not {count:,}. Ask for fewer")
    Random(1).shuffle(shortest)
    return shortest


def article_work(pool: Sequence[str], count: int, fewest: int) -> Work:
    """``count`` articles as one batch; of few, as many such batches as have ``fewest`` sentences."""
    batches = max(1, fewest // (_SENTENCES * count))
    used = pool[: batches * count * _SENTENCES]
    texts = [article(list(used[start : start + _SENTENCES])) for start in range(0, len(used), _SENTENCES)]
    return Work(
        tuple(tuple(texts[number * count : (number + 1) * count]) for number in range(batches)),
        batches * count * _SENTENCES,
    )


def length_work(pool: Sequence[str], length: int, fewest: int) -> Work:
    """An article of ``length`` sentences; of a short one, as many such articles as have ``fewest`` sentences."""
    batches = max(1, fewest // length)
    return Work(
        tuple((article(list(pool[number * length : (number + 1) * length])),) for number in range(batches)),
        batches * length,
    )


def compared(
    works: Mapping[str, Work], translator: Translator, rounds: int, unit: str, progress: Progress
) -> dict[str, Ratio]:
    """Seconds per sentence of each, as ratios to those of ``unit``; long ones are made once, in the middle."""
    runs = {name: partial(_run, work, translator) for name, work in works.items()}
    long = {name: run for name, run in runs.items() if works[name].sentences >= _LONG_SENTENCES and name != unit}
    short = {name: run for name, run in runs.items() if name not in long}
    before = seconds_in_turns(short, rounds - rounds // 2, progress)
    once = seconds_in_turns(long, 1, progress) if long else {}
    after = seconds_in_turns(short, rounds // 2, progress)
    seconds = {name: before[name] + after[name] if name in short else once[name] * rounds for name in works}
    return costs(seconds, {name: work.sentences for name, work in works.items()}, unit)


def costs(seconds: Mapping[str, Sequence[float]], sentences: Mapping[str, int], unit: str) -> dict[str, Ratio]:
    """Seconds per sentence of each, round by round, as ratios to those of ``unit``."""
    each = {name: [value / sentences[name] for value in values] for name, values in seconds.items()}
    return {name: ratio(values, each[unit]) for name, values in each.items()}


def threads_compared(load: Load, plan: Plan, work: Work, progress: Progress) -> dict[str, Ratio]:
    """Seconds of the same work with each number of threads, as ratios to the first."""
    translators = {f"{threads}": load(RuntimeOptions(device=CPU, threads=threads)) for threads in plan.threads}
    for translator in translators.values():
        translated(work.batches[0][:1], translator)  # loads the weights
    runs = {name: partial(_run, work, translator) for name, translator in translators.items()}
    seconds = seconds_in_turns(runs, plan.rounds, progress)
    return {name: ratio(values, seconds[f"{plan.threads[0]}"]) for name, values in seconds.items()}


def translated(texts: Sequence[str], translator: Translator) -> list[Outcome]:
    """The articles as the local runner of `summarizer batch` does them. Raises RuntimeError for one that fails."""
    # Two short sentences may look like another language than they are in.
    recipe = Recipe(DecodingOptions(), HOUSE_WORDING, SummaryOptions(), ("json",), any_language=True)
    tasks = [Task(f"{number}", f"{number}", "", text, "id", Origin()) for number, text in enumerate(texts)]
    outcomes = []
    for settled in run_locally(tasks, lambda: Workbench(recipe, translator), Stop()):
        if not isinstance(settled, Outcome) or settled.failure:
            raise RuntimeError(f"article {settled.key} failed: {settled}")
        outcomes.append(settled)
    return outcomes


def _run(work: Work, translator: Translator) -> None:
    for texts in work.batches:
        found = sum(one.counts.sentences for one in translated(texts, translator))
        if found * len(work.batches) != work.sentences:
            raise RuntimeError(f"{len(texts)} articles have {found} sentences, others than were put in")


def _has_one_clause(sentence: str) -> bool:
    return not sentence.startswith("Saat ") and not any(mark in sentence.partition(" pada ")[0] for mark in (", ", ";"))


def _told(heading: str, ratios: Mapping[str, Ratio], works: Mapping[str, Work]) -> str:
    rows = [[heading, "sentences measured" if works else "", "seconds per sentence"]]
    for name, found in ratios.items():
        rows.append([name, f"{works[name].sentences:,}" if works else "", str(found)])
    return table([[cell for cell in row if works or cell] for row in rows])


@click.command(help=__doc__)
@click.option("--engine", default="embedded", show_default=True)
@click.option("--rounds", type=click.IntRange(min=1), default=Plan().rounds, show_default=True)
@click.option("--quick", is_flag=True, help="Few articles, one round: whether all works, and nothing more.")
def main(engine: str, rounds: int, quick: bool) -> None:
    print(measure(engine, QUICK if quick else Plan(rounds=rounds), LineProgress()).text)


if __name__ == "__main__":
    main()
