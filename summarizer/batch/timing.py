"""How long the engine takes for each sentence of a batch, so that slow articles can be told."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Sequence

from summarizer.datamodels import DecodingOptions, Hypothesis
from summarizer.engines.wrapping import WrappedTranslator
from summarizer.protocols import Translator


class TimedTranslator(WrappedTranslator):
    """A Translator; ``before_batch`` is called before each call of the engine and may raise.

    The time of a batch is shared out by tokens. `take` gives the seconds of each text since it was last called.
    """

    def __init__(self, translator: Translator, before_batch: Callable[[], None]) -> None:
        super().__init__(translator)
        self._before_batch = before_batch
        self._seconds: defaultdict[str, float] = defaultdict(float)

    def translate_batch(self, sentences: Sequence[str], options: DecodingOptions) -> list[list[Hypothesis]]:
        self._before_batch()
        start = time.perf_counter()
        hypotheses = self._translator.translate_batch(sentences, options)
        seconds = time.perf_counter() - start
        tokens = [max(1, self.count_tokens(sentence)) for sentence in sentences]
        for sentence, share in zip(sentences, tokens, strict=True):
            self._seconds[sentence] += seconds * share / sum(tokens)
        return hypotheses

    def take(self) -> dict[str, float]:
        taken = dict(self._seconds)
        self._seconds.clear()
        return taken
