"""The words that a summary may have."""

from __future__ import annotations

from collections.abc import Iterable

from summarizer.datamodels import SummarySentence


class Budget:
    """``words`` for all sentences of a summary together, None for no bound; if it is bilingual, in each language."""

    def __init__(self, words: int | None, *, is_bilingual: bool) -> None:
        self._words = words
        self._is_bilingual = is_bilingual
        self._used = self._used_of_source = 0

    def take(self, versions: Iterable[SummarySentence]) -> SummarySentence | None:
        """The first of the versions that there is room for, None if there is none; its words are used up."""
        for sentence in versions:
            if self._has_room(sentence):
                self._used += _length(sentence.text)
                self._used_of_source += _length(sentence.source_text)
                return sentence
        return None

    def _has_room(self, sentence: SummarySentence) -> bool:
        if self._words is None:
            return True
        fits = self._used + _length(sentence.text) <= self._words
        return fits and (not self._is_bilingual or self._used_of_source + _length(sentence.source_text) <= self._words)


def _length(text: str) -> int:
    return len(text.split())
