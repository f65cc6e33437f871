"""The tokens of a sentence, counted once: batches, clauses, prices and bounds all ask for them."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.datamodels import DecodingOptions, Hypothesis
from summarizer.engines.wrapping import WrappedTranslator
from summarizer.protocols import Translator


class CountingOnce(WrappedTranslator):
    """A Translator for one job, the sentences of which it keeps with their numbers of tokens."""

    def __init__(self, translator: Translator) -> None:
        super().__init__(translator)
        self._tokens: dict[str, int] = {}

    def count_tokens(self, sentence: str) -> int:
        if sentence not in self._tokens:
            self._tokens[sentence] = super().count_tokens(sentence)
        return self._tokens[sentence]

    def translate_batch(self, sentences: Sequence[str], options: DecodingOptions) -> list[list[Hypothesis]]:
        return self._translator.translate_batch(sentences, options)
