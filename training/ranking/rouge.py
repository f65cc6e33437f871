"""ROUGE-1 and ROUGE-2 from counts, for the many thousands of summaries that training looks at.

The reported figures are those of the package rouge-score; these are the same, which a test checks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

Counts: TypeAlias = Mapping[object, int]

# The tokens of rouge-score without its stemmer, which is for English. It drops all but ASCII: little in Indonesian.
_TOKEN = re.compile(r"[a-z0-9]+")


def tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.lower())


@dataclass(frozen=True, slots=True)
class Grams:
    """How often each token and each pair of neighbours occurs in a text."""

    ones: Counts
    twos: Counts

    @classmethod
    def of(cls, sequence: Sequence[str]) -> Grams:
        return cls(Counter(sequence), Counter(pairwise(sequence)))

    @classmethod
    def of_all(cls, sequences: Iterable[Sequence[str]]) -> Grams:
        """Those of the sequences one after the other."""
        return cls.of([token for sequence in sequences for token in sequence])


def rouge(candidate: Grams, reference: Grams) -> tuple[float, float]:
    """The F1 of ROUGE-1 and ROUGE-2, 0 to 1."""
    return _f1(candidate.ones, reference.ones), _f1(candidate.twos, reference.twos)


def _f1(candidate: Counts, reference: Counts) -> float:
    total = sum(candidate.values()) + sum(reference.values())
    shared = sum(min(count, reference.get(gram, 0)) for gram, count in candidate.items())
    return 2 * shared / total if total else 0.0
