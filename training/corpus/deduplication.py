"""Each pair once, and few translations of one sentence: more teach the model to average between them."""

from __future__ import annotations

from collections import Counter

from training.corpus.errors import CorpusError
from training.corpus.keys import key
from training.corpus.reading import Pair


class Deduplicator:
    """Remembers the pairs it was shown; the first of equal ones is kept."""

    def __init__(self, targets_per_source: int = 1) -> None:
        """At most ``targets_per_source`` English sides are kept for one Indonesian side. Raises CorpusError below 1."""
        if targets_per_source < 1:
            raise CorpusError(f"targets per source must be 1 or more and not {targets_per_source}")
        self._most = targets_per_source
        self._pairs: set[tuple[str, str]] = set()
        self._targets: Counter[str] = Counter()

    def reason_to_drop(self, pair: Pair) -> str | None:
        """The reason "duplicate" or "further translation", or None; case and punctuation make no difference."""
        indonesian, english = key(pair.indonesian), key(pair.english)
        if (indonesian, english) in self._pairs:
            return "duplicate"
        if self._targets[indonesian] == self._most:
            return "further translation"
        self._pairs.add((indonesian, english))
        self._targets[indonesian] += 1
        return None
