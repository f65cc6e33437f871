"""Each pair once, and one translation of a sentence: more teach the model to average between them."""

from __future__ import annotations

from training.corpus.keys import key
from training.corpus.reading import Pair


class Deduplicator:
    """Remembers the pairs it was shown; the first translation of a sentence is kept."""

    def __init__(self) -> None:
        self._english: dict[str, str] = {}

    def reason_to_drop(self, pair: Pair) -> str | None:
        """The reason "duplicate" or "further translation", or None; case and punctuation make no difference."""
        english = key(pair.english)
        first = self._english.get(key(pair.indonesian))
        if first is None:
            self._english[key(pair.indonesian)] = english
            return None
        return "duplicate" if first == english else "further translation"


class ExactDeduplicator:
    """Remembers the pairs it was shown to the letter; every other translation of a sentence is kept."""

    def __init__(self) -> None:
        self._pairs: set[tuple[str, str]] = set()

    def reason_to_drop(self, pair: Pair) -> str | None:
        """The reason "duplicate", or None."""
        sides = pair.indonesian, pair.english
        if sides in self._pairs:
            return "duplicate"
        self._pairs.add(sides)
        return None
