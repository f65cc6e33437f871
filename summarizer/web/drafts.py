"""An article while it is being translated: what is there of it, and how long the rest will take."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

from summarizer.datamodels import Hypothesis, TranslatedSegment
from summarizer.segmentation import split
from summarizer.translation.segment_checks import is_translated, prepared

# The first batches have the shortest sentences, of which nothing can be told about the time of the others.
_FEWEST_SECONDS = 2.0


class Draft:
    """Filled by `hear`, which is a `Listener`, from another thread than that which reads it."""

    def __init__(self, text: str, lang: str = "id", clock: Callable[[], float] = time.monotonic) -> None:
        self.text = text
        self._segments = split(text, lang)
        self._sentences = [prepared(one, lang) if is_translated(one) else None for one in self._segments]
        self._weights = {one: len(one.split()) + 3 for one in self._sentences if one is not None}
        self._targets: dict[str, str] = {}
        self._clock = clock
        self._began: float | None = None
        self._lock = threading.Lock()

    @property
    def began(self) -> float | None:
        """When the engine set to work, by the clock; None before."""
        return self._began

    def begin(self) -> bool:
        """The engine is at work; the first call counts, and is told that it does."""
        if self._began is not None:
            return False
        self._began = self._clock()
        return True

    def hear(self, sentences: Sequence[str], hypotheses: Sequence[list[Hypothesis]]) -> bool:
        """Take over the first try of each sentence of the article; later ones are the checks' business.

        Returns whether there was any that had not been there.
        """
        with self._lock:
            before = len(self._targets)
            for sentence, found in zip(sentences, hypotheses, strict=True):
                if sentence in self._weights and found:
                    self._targets.setdefault(sentence, found[0].text)
            return len(self._targets) > before

    @property
    def total(self) -> int:
        """Sentences that are to be translated."""
        return sum(sentence is not None for sentence in self._sentences)

    @property
    def done(self) -> int:
        with self._lock:
            return sum(sentence in self._targets for sentence in self._sentences if sentence is not None)

    @property
    def share(self) -> float:
        """How much of the work is done, from 0 to 1, by the words of the sentences."""
        with self._lock:
            whole = sum(self._weights.values())
            return sum(self._weights[one] for one in self._targets) / whole if whole else 1.0

    @property
    def seconds_left(self) -> int | None:
        """As far as the time that it has taken so far tells; None while it is too early to tell."""
        if self._began is None:
            return None
        elapsed = self._clock() - self._began
        share = self.share
        if elapsed < _FEWEST_SECONDS or not share:
            return None
        return round(elapsed / share * (1 - share))

    @property
    def segments(self) -> list[TranslatedSegment]:
        """The article; a target that is "" is still to come."""
        with self._lock:
            return [
                TranslatedSegment(segment, segment.text if sentence is None else self._targets.get(sentence, ""))
                for segment, sentence in zip(self._segments, self._sentences, strict=True)
            ]
