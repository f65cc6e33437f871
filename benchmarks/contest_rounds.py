"""A contest in rounds: in each, every contestant translates the same slice of the sentences, a slow one a part of it.

Slices and the parts of them are drawn evenly over the lengths; a part is always one of the sentences that the first
contestant is given.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from benchmarks.grouped import ARTICLE_SENTENCES
from benchmarks.interleaving import ratio, seconds_in_turns
from benchmarks.peers import Measured, Peer
from summarizer.cli.tables import table
from summarizer.engines.devices import default_threads
from summarizer.protocols import Progress

FIRST_SENTENCE = (
    f"The time to the first sentence is that of an article of {ARTICLE_SENTENCES} sentences; a contestant that gives "
    "nothing before the end of its call has all of the article translated by then."
)
OURS = (
    "Our pipeline's time has its splitting, checks, further tries and repairs in it. Peaks of memory are those of "
    "whole processes, with the libraries that each imports."
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A contestant; one with a ``sample`` is given so many sentences of each slice."""

    label: str
    peer: Peer
    sample: int | None = None


@dataclass(slots=True)
class Standing:
    """What a contestant has shown: round by round, and the peak of all.

    ``equal`` of ``compared`` translations are those of the first contestant.
    """

    label: str
    words_per_second: list[float] = field(default_factory=list)
    first_seconds: list[float] = field(default_factory=list)
    peak_mib: float = 0.0
    equal: int = 0
    compared: int = 0


def evenly(sentences: Sequence[str], count: int, place: float = 0.5) -> list[str]:
    """``count`` of ``sentences``, or all if there are no more, of every length in proportion, in their own order.

    Another ``place``, from 0 to 1, gives others.
    """
    if count >= len(sentences):
        return list(sentences)
    by_length = sorted(range(len(sentences)), key=lambda index: len(sentences[index].split()))
    step = len(sentences) / count
    return [sentences[index] for index in sorted(by_length[int((turn + place) * step)] for turn in range(count))]


def slices(sentences: Sequence[str], rounds: int) -> list[list[str]]:
    """``sentences`` dealt out to ``rounds`` slices of like lengths, each in their own order."""
    by_length = sorted(range(len(sentences)), key=lambda index: len(sentences[index].split()))
    return [[sentences[index] for index in sorted(by_length[turn::rounds])] for turn in range(rounds)]


def hold(entries: Sequence[Entry], sentences: Sequence[str], rounds: int, progress: Progress) -> list[Standing]:
    """Every contestant's standing. In each round they translate an article too, for the time to its first sentence."""
    dealt = slices(sentences, rounds)
    standings = [Standing(entry.label) for entry in entries]
    answers: list[list[tuple[list[str], Measured]]] = [[] for _ in entries]

    def turn(place: int) -> None:
        entry, standing = entries[place], standings[place]
        given = dealt[len(answers[place])]
        article = evenly(given, ARTICLE_SENTENCES, place=0.25)
        standing.first_seconds.append(entry.peer.run(article).first_seconds)
        given = evenly(given, entries[0].sample or len(given))
        given = evenly(given, entry.sample or len(given))
        measured = entry.peer.run(given)
        standing.words_per_second.append(sum(len(one.split()) for one in given) / measured.seconds)
        standing.peak_mib = measured.peak_mib
        answers[place].append((given, measured))

    seconds_in_turns({entry.label: partial(turn, place) for place, entry in enumerate(entries)}, rounds, progress)
    ours = dict(pair for given, measured in answers[0] for pair in _pairs(given, measured))
    for standing, done in zip(standings, answers, strict=True):
        same = [text == ours[sentence] for given, measured in done for sentence, text in _pairs(given, measured)]
        standing.equal, standing.compared = sum(same), len(same)
    return standings


def _pairs(given: Sequence[str], measured: Measured) -> list[tuple[str, str]]:
    """Sentences with their translations; none where a contestant has put several sentences' into one."""
    is_one_each = len(given) == len(measured.texts)
    return list(zip(given, map(str.strip, measured.texts), strict=True)) if is_one_each else []


def standings_table(standings: Sequence[Standing]) -> str:
    """As Markdown, every figure in units of the first contestant's; a median, with the least and the greatest."""
    ours = standings[0]
    rows = [
        [
            one.label,
            str(ratio(one.words_per_second, ours.words_per_second)),
            str(ratio(ours.words_per_second, one.words_per_second)),
            str(ratio(one.first_seconds, ours.first_seconds)),
            f"{one.peak_mib / ours.peak_mib:.2f} ({one.peak_mib:,.0f} MiB)",
            f"{one.equal / one.compared:.0%} of {one.compared}" if one.compared else "–",
        ]
        for one in standings
    ]
    headings = ["", "words/s", "ours is faster", "first sentence of an article", "peak memory", "same translations"]
    return table([headings, *rows])


def median_speed(standing: Standing) -> str:
    """Words a second."""
    return f"{statistics.median(standing.words_per_second):,.0f}"


def by_threads(
    name: str, settings: Mapping[str, object], sizes: Sequence[int] = (32, 16)
) -> dict[str, Callable[[], Peer]]:
    """The contestant ``name``, over CTranslate2, with all cores for one batch, or with one core for each of several.

    Each with batches of every one of ``sizes``, in sentences.
    """
    cores = default_threads()
    return {
        f"{inter} x {intra} threads, batches of {size}": partial(
            Peer, name, {**settings, "inter_threads": inter, "intra_threads": intra, "batch_size": size}
        )
        for inter, intra in ((1, cores), (cores, 1))
        for size in sizes
    }


def faster(peers: Mapping[str, Callable[[], Peer]], sentences: Sequence[str], progress: Progress) -> tuple[str, Peer]:
    """The one of ``peers`` that takes the least time for ``sentences``, opened, with its label; others are closed."""
    opened: dict[str, Peer] = {}
    best = ""
    seconds: dict[str, list[float]] = {label: [] for label in peers}

    def turn(label: str) -> None:
        seconds[label].append(opened[label].run(sentences).seconds)

    try:
        for label, start in peers.items():
            opened[label] = start()
        seconds_in_turns({label: partial(turn, label) for label in opened}, 2, progress)
        best = min(opened, key=lambda label: min(seconds[label]))
    finally:
        for label, peer in opened.items():
            if label != best:
                peer.close()
    return best, opened[best]
