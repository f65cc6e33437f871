"""Sequence-to-sequence models on CTranslate2."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from summarizer.engines.checkpoints.checkpoint import Checkpoint
from summarizer.engines.decoders.contract import Search
from summarizer.engines.decoders.loading import ctranslate2_label, open_ctranslate2
from summarizer.engines.decoders.vocabulary import Vocabulary, read_vocabulary
from summarizer.engines.devices import Device

_BATCH = 16  # inputs that are computed at once; CTranslate2 puts those of one length together
_GPU_BATCH = 64


class CTranslate2Seq2SeqDecoder:
    """Decoder over the converted weights of ``checkpoint``; ``compute_type`` is one of `loading.ctranslate2_type`."""

    max_prompt_tokens: int | None = None

    def __init__(self, checkpoint: Checkpoint, converted: Path, device: Device, compute_type: str) -> None:
        self._checkpoint = checkpoint
        self._converted = converted
        self._device = device
        self._compute_type = compute_type

    @property
    def label(self) -> str:
        return ctranslate2_label(self._compute_type)

    @cached_property
    def _model(self) -> Any:
        return open_ctranslate2("Translator", self._checkpoint, self._converted, self._device, self._compute_type)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return read_vocabulary(self._converted)

    def decode(self, inputs: Sequence[Sequence[int]], search: Search) -> list[list[list[int]]]:
        prefix = self._vocabulary.tokens(search.prefix)
        rows = [self._vocabulary.tokens(row) for row in inputs]
        model = self._model
        with self._checkpoint.computing():
            results = model.translate_batch(
                rows,
                target_prefix=[prefix] * len(rows) if prefix else None,
                max_batch_size=_BATCH if self._device.is_cpu else _GPU_BATCH,
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
