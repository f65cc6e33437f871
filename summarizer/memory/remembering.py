"""An engine that is not asked twice."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarizer.datamodels import DecodingOptions, Hypothesis
from summarizer.engines.wrapping import WrappedTranslator
from summarizer.memory.keys import output_signature
from summarizer.protocols import Translator

if TYPE_CHECKING:
    from summarizer.memory.store import Memory


class RememberingTranslator(WrappedTranslator):
    """A Translator that answers what ``translator`` does, from the memory where it can, and keeps new answers there.

    ``asked`` counts the sentences that it was asked for, and ``remembered`` those of them that the memory knew. An
    engine's answer must depend on the sentence and the options alone. Raises what the two raise.
    """

    def __init__(self, translator: Translator, memory: Memory) -> None:
        super().__init__(translator)
        self._memory = memory
        self._counting = threading.Lock()
        self.asked = 0
        self.remembered = 0

    def translate_batch(self, sentences: Sequence[str], options: DecodingOptions) -> list[list[Hypothesis]]:
        made_by = output_signature(self.signature, options)
        known = self._memory.outputs(sentences, self.langpair, made_by)
        with self._counting:
            self.asked += len(sentences)
            self.remembered += sum(sentence in known for sentence in sentences)
        missing = list(dict.fromkeys(sentence for sentence in sentences if sentence not in known))
        if missing:
            new = dict(zip(missing, self._translator.translate_batch(missing, options), strict=True))
            self._memory.keep_outputs(new, self.langpair, made_by)
            known |= new
        return [list(known[sentence]) for sentence in sentences]
