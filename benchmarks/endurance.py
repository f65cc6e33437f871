"""The program of `benchmarks.leaks` that works through thousands of articles in one process.

`python -m benchmarks.endurance`, with a `Course` as JSON on standard input, writes a line of JSON for each sample.
Most sentences are in the translation memory, as if an earlier run had met them; every so often an article brings one
that the engine has to decode. Each article names somebody whom no other one names, as news does: what is kept for each
new word shows.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from threading import Lock
from typing import TYPE_CHECKING

from benchmarks.resident import resident_bytes
from benchmarks.texts import article, generated
from summarizer.batch.items import Outcome, Task
from summarizer.batch.work import Recipe, Workbench
from summarizer.datamodels import DecodingOptions, Hypothesis, Origin, RuntimeOptions
from summarizer.engines.devices import CPU
from summarizer.engines.registry import load_translator
from summarizer.engines.wrapping import WrappedTranslator
from summarizer.memory.keys import output_signature
from summarizer.memory.opening import open_memory
from summarizer.protocols import Translator
from summarizer.segmentation import split
from summarizer.summarization import SummaryOptions
from summarizer.translation.segment_checks import prepared
from summarizer.translation.wording import HOUSE_WORDING
from training.corpus.toy_grammar import Sentence, news_sentence

if TYPE_CHECKING:
    from summarizer.memory.store import Memory

_KNOWN = 4
_SYLLABLES = ("ba", "dar", "fi", "gun", "ha", "jo", "kir", "lem", "ma", "no", "pu", "ris", "sa", "tun", "wi", "yan")
_CITIES = ("Ambon", "Kupang", "Manado", "Medan", "Padang", "Malang", "Bogor", "Ende")


@dataclass(frozen=True, slots=True)
class Course:
    """``articles`` by ``engine``, ``group`` at a time; resident memory is looked at every ``every`` after ``warm_up``.

    The three are multiples of ``group``. Every ``fresh``-th article has a sentence that the memory does not know.
    """

    engine: str = "embedded"
    articles: int = 10_000
    warm_up: int = 500
    every: int = 250
    fresh: int = 100
    group: int = 25


@dataclass(frozen=True, slots=True)
class Sample:
    """After so many ``articles``: bytes that are resident, sentences of them and what the engine has decoded."""

    articles: int
    resident: int
    sentences: int
    decoded: int


@dataclass(frozen=True, slots=True)
class Made:
    """An article, and what the memory is told beforehand: the English of its sentences, as an engine is given them."""

    text: str
    known: dict[str, str]


def made(number: int, fresh: bool) -> Made:
    """The article of that number. A ``fresh`` one ends with a sentence that the memory is not told."""
    random = Random(number)
    name = f"{_name(random, 2)} {_name(random, 3)}"
    city = random.choice(_CITIES)
    pairs: list[Sentence] = [news_sentence(random) for _ in range(_KNOWN)]
    pairs.insert(2, (f"Hal itu disampaikan {name} di {city}.", f"{name} said so in {city}."))
    text = article([source for source, _ in pairs] + [f"{name} tiba dari {city}."] * fresh)
    headline, *rest = (target for _, target in pairs)
    targets = [headline.removesuffix("."), *rest]
    segments = split(text)
    if len(segments) != len(targets) + fresh:
        raise ValueError(f"not {len(targets) + fresh} sentences but {len(segments)}: {text}")
    return Made(text, {prepared(one): target for one, target in zip(segments, targets, strict=False)})


def samples(course: Course, translator: Translator, memory: Memory) -> Iterator[Sample]:
    """What is resident while the course is run. Raises RuntimeError for an article that fails."""
    engine = CountingTranslator(translator)
    bench = Workbench(Recipe(DecodingOptions(), HOUSE_WORDING, SummaryOptions(), ("json",)), engine, memory)
    done = sentences = 0
    while done < course.articles:
        numbers = range(done, done + course.group)
        group = [made(number, number % course.fresh == 0) for number in numbers]
        _remember(group, translator, memory)
        outcomes = bench.outcomes(
            [
                Task(f"{number}", f"{number}", "", one.text, "id", Origin())
                for number, one in zip(numbers, group, strict=True)
            ]
        )
        done += course.group
        sentences += _sentences(outcomes)
        if done >= course.warm_up and done % course.every == 0:
            yield Sample(done, resident_bytes(), sentences, engine.decoded)


class CountingTranslator(WrappedTranslator):
    """A Translator that counts the sentences that it was asked for, from any thread."""

    def __init__(self, translator: Translator) -> None:
        super().__init__(translator)
        self.decoded = 0
        self._lock = Lock()

    def translate_batch(self, sentences: Sequence[str], options: DecodingOptions) -> list[list[Hypothesis]]:
        with self._lock:
            self.decoded += len(sentences)
        return self._translator.translate_batch(sentences, options)


def _remember(group: Sequence[Made], translator: Translator, memory: Memory) -> None:
    answers = {source: [Hypothesis(target)] for one in group for source, target in one.known.items()}
    made_by = output_signature(translator.signature, DecodingOptions())
    memory.keep_outputs(answers, translator.langpair, made_by)


def _sentences(outcomes: Sequence[Outcome]) -> int:
    for one in outcomes:
        if one.failure:
            raise RuntimeError(f"article {one.key} failed: {one.failure}\n{one.fault}")
    return sum(one.counts.sentences for one in outcomes)


def _name(random: Random, syllables: int) -> str:
    return "".join(random.choices(_SYLLABLES, k=syllables)).capitalize()


def run(course: Course, tell: Callable[[Sample], None]) -> None:
    """The course with its engine, and a memory of its own."""
    translator = load_translator(course.engine, runtime=RuntimeOptions(device=CPU))
    with ThreadPoolExecutor(translator.workers) as pool:
        # Each worker takes its memory with its first sentence, which is not to look like a leak later.
        list(pool.map(lambda one: translator.translate_batch([one], DecodingOptions()), generated(translator.workers)))
    with tempfile.TemporaryDirectory() as folder, open_memory(Path(folder) / "memory.sqlite") as memory:
        for sample in samples(course, translator, memory):
            tell(sample)


if __name__ == "__main__":
    run(Course(**json.load(sys.stdin)), lambda sample: print(json.dumps(asdict(sample)), flush=True))
