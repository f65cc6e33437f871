"""What the report of a batch says in figures: one pass over the manifest, in memory that does not grow with it."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import Generic, TypeVar

from summarizer.batch.items import Counts, Record, RunTotals

LISTED = 10
"""Articles in the list of the slowest, and in that of those with most issues."""
NAMED = 20
"""Articles named of those that failed for one reason."""
REASONS = 20
"""Reasons told."""
SECONDS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 60.0, 120.0, 300.0)
"""Where one bin of the histogram ends and the next begins."""

_ROW = re.compile(r"^row [0-9]+ of\b")
# Where each failure has a reason of its own, the first ones stand for all.
_REASONS_KEPT = 1000

_Value = TypeVar("_Value")
_Rank = tuple[float | str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A translated article that is named in the report."""

    key: str
    counts: Counts

    @property
    def seconds_per_sentence(self) -> float:
        return self.counts.seconds / max(1, self.counts.sentences)

    @property
    def issues_per_sentence(self) -> float:
        """Errors and warnings together."""
        return (self.counts.errors + self.counts.warnings) / max(1, self.counts.sentences)


@dataclass(frozen=True, slots=True)
class Failure:
    """``count`` articles failed for ``reason``; ``keys`` names the first of them by the alphabet, at most `NAMED`."""

    reason: str
    count: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """``totals`` are of this run, all else of the whole input as far as this run and those before it have come.

    ``counts`` has the sums over all articles that are ``done``, its issues and terms by frequency. ``slowest`` and
    ``worst`` begin with the slowest and the worst, at most `LISTED` of each; ``failures`` with the most frequent
    reason, at most `REASONS`, which leaves ``untold`` failed articles. ``histogram`` counts articles by the seconds of
    the engine: those that took none, and then those in each bin of `SECONDS`.
    """

    totals: RunTotals
    done: int
    failed: int
    counts: Counts
    slowest: tuple[Listed, ...]
    worst: tuple[Listed, ...]
    failures: tuple[Failure, ...]
    untold: int
    histogram: tuple[int, ...]


def summarise(records: Iterable[Record], totals: RunTotals) -> Figures:
    """The figures of a batch, from all that its manifest knows, and from what this run did."""
    gathering = _Gathering()
    for record in records:
        if record.failure:
            gathering.add_failure(record.failure, record.key)
        else:
            gathering.add_done(Listed(record.key, record.counts))
    return gathering.figures(totals)


def not_reached(totals: RunTotals) -> int:
    """How many articles of the input the run has not come to."""
    return max(0, totals.total - totals.done - totals.failed - totals.skipped)


class _First(Generic[_Value]):
    """Of the values that are offered, those of the lowest ranks, at most ``limit``; no two ranks are the same."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._entries: list[tuple[_Rank, _Value]] = []

    def offer(self, rank: _Rank, value: _Value) -> None:
        insort(self._entries, (rank, value), key=itemgetter(0))
        del self._entries[self._limit :]

    @property
    def values(self) -> tuple[_Value, ...]:
        return tuple(value for _, value in self._entries)


class _Gathering:
    def __init__(self) -> None:
        self._done = 0
        self._seconds = 0.0
        self._sums: Counter[str] = Counter()
        self._issues: Counter[str] = Counter()
        self._terms: Counter[str] = Counter()
        self._slowest: _First[Listed] = _First(LISTED)
        self._worst: _First[Listed] = _First(LISTED)
        self._reasons: Counter[str] = Counter()
        self._keys: dict[str, _First[str]] = {}
        self._failed = 0
        self._histogram = [0] * (len(SECONDS) + 2)

    def add_done(self, listed: Listed) -> None:
        counts = listed.counts
        self._done += 1
        self._seconds += counts.seconds
        for name in ("sentences", "remembered", "words", "errors", "warnings", "repairs"):
            self._sums[name] += getattr(counts, name)
        self._issues.update(counts.issues)
        self._terms.update(counts.terms)
        if counts.seconds > 0:
            self._slowest.offer((-counts.seconds, listed.key), listed)
        if counts.errors or counts.warnings:
            rank = (-counts.errors, -counts.warnings, -listed.issues_per_sentence, listed.key)
            self._worst.offer(rank, listed)
        self._histogram[1 + bisect_right(SECONDS, counts.seconds) if counts.seconds > 0 else 0] += 1

    def add_failure(self, reason: str, key: str) -> None:
        self._failed += 1
        # So that one reason is told once for all that have it.
        reason = _ROW.sub("row … of", f"…{reason.removeprefix(key)}" if reason.startswith(f"{key} ") else reason)
        if reason not in self._keys:
            if len(self._keys) == _REASONS_KEPT:
                return
            self._keys[reason] = _First(NAMED)
        self._reasons[reason] += 1
        self._keys[reason].offer((key,), key)

    def figures(self, totals: RunTotals) -> Figures:
        reasons = sorted(self._reasons.items(), key=lambda entry: (-entry[1], entry[0]))[:REASONS]
        failures = tuple(Failure(reason, count, self._keys[reason].values) for reason, count in reasons)
        return Figures(
            totals,
            self._done,
            self._failed,
            Counts(
                **self._sums,
                seconds=self._seconds,
                issues=_by_frequency(self._issues),
                terms=_by_frequency(self._terms),
            ),
            self._slowest.values,
            self._worst.values,
            failures,
            self._failed - sum(failure.count for failure in failures),
            tuple(self._histogram),
        )


def _by_frequency(counts: Counter[str]) -> dict[str, int]:
    """The most frequent first; those that are equally frequent by name."""
    return dict(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))
