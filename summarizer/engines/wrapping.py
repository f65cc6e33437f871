"""What wrappers of a Translator have in common: all but the translating is the wrapped one's."""

from __future__ import annotations

from summarizer.protocols import Translator


class WrappedTranslator:
    """Passes on everything but ``translate_batch``; the signature, which looks up versions, is asked for once."""

    def __init__(self, translator: Translator) -> None:
        self._translator = translator
        self.langpair = translator.langpair
        self.signature = translator.signature
        self.max_source_tokens = translator.max_source_tokens
        self.workers = translator.workers

    def count_tokens(self, sentence: str) -> int:
        return self._translator.count_tokens(sentence)
