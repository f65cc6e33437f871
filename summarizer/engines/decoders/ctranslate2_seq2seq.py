"""Sequence-to-sequence models on CTranslate2."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.engines.decoders.contract import Search
from summarizer.engines.decoders.ctranslate2_decoder import CTranslate2Decoder


class CTranslate2Seq2SeqDecoder(CTranslate2Decoder):
    """Decoder over such a model. CTranslate2 puts inputs of one length together by itself."""

    _kind = "Translator"
    max_prompt_tokens: int | None = None

    def decode(self, inputs: Sequence[Sequence[int]], search: Search) -> list[list[list[int]]]:
        prefix = self._vocabulary.tokens(search.prefix)
        rows = [self._vocabulary.tokens(row) for row in inputs]
        model = self._model()
        with self._checkpoint.computing():
            results = model.translate_batch(
                rows,
                target_prefix=[prefix] * len(rows) if prefix else None,
                max_batch_size=self._batch_size,
                beam_size=search.beam_size,
                num_hypotheses=min(search.num_hypotheses, search.beam_size),
                length_penalty=search.length_penalty,
                repetition_penalty=search.repetition_penalty,
                no_repeat_ngram_size=search.no_repeat_ngram_size,
                max_input_length=0,
                max_decoding_length=len(prefix) + search.max_new_tokens,
                min_decoding_length=0,
                end_token=list(search.end_ids),
                return_end_token=True,
                suppress_sequences=self._suppressed(search),
            )
        return [[self._vocabulary.ids(tokens)[len(prefix) :] for tokens in result.hypotheses] for result in results]

    def _suppressed(self, search: Search) -> list[list[str]] | None:
        """Padding, as on transformers; the converter has taken Marian's out of the vocabulary already."""
        pad = self._checkpoint.pad_id
        if pad is None or pad in search.end_ids or pad not in self._vocabulary:
            return None
        return [self._vocabulary.tokens([pad])]
