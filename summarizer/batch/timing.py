"""How long the engine takes for each sentence of a batch, so that slow articles can be told."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence

from summarizer.datamodels import DecodingOptions, Hypothesis
from summarizer.engines.wrapping import WrappedTranslator
from summarizer.protocols import Translator


class TimedTranslator(WrappedTranslator):
    """A Translator; ``before_batch`` is called before each call of the engine and may raise.

    The time of a batch is shared out by tokens, and that of batches that are computed side by side by their number, so
    that all seconds together are those that the engine was at work. `take` gives the seconds of each text since it was
    last called.
    """

    def __init__(self, translator: Translator, before_batch: Callable[[], None]) -> None:
        super().__init__(translator)
        self._before_batch = before_batch
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._lock = threading.Lock()
        self._shared_clock = 0.0  # seconds of each of the batches that are being computed
        self._looked_at = 0.0
        self._running = 0

    def translate_batch(self, sentences: Sequence[str], options: DecodingOptions) -> list[list[Hypothesis]]:
        self._before_batch()
        start = self._clock(begins=1)
        try:
            hypotheses = self._translator.translate_batch(sentences, options)
        finally:
            end = self._clock(begins=-1)
        tokens = [max(1, self.count_tokens(sentence)) for sentence in sentences]
        with self._lock:
            for sentence, share in zip(sentences, tokens, strict=True):
                self._seconds[sentence] += (end - start) * share / sum(tokens)
        return hypotheses

    def take(self) -> dict[str, float]:
        with self._lock:
            taken = dict(self._seconds)
            self._seconds.clear()
        return taken

    def _clock(self, begins: int) -> float:
        """The clock, which is the slower the more batches there are; ``begins`` is 1 for one more, -1 for one less."""
        with self._lock:
            now = time.perf_counter()
            if self._running:
                self._shared_clock += (now - self._looked_at) / self._running
            self._looked_at = now
            self._running += begins
            return self._shared_clock
