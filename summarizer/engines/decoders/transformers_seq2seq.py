"""Sequence-to-sequence models on transformers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from summarizer.engines.decoders.contract import Search
from summarizer.engines.decoders.transformers_decoder import TransformersDecoder


class TransformersSeq2SeqDecoder(TransformersDecoder):
    """Decoder over such a checkpoint."""

    _cpu_batch = 16

    def _row(self, ids: Sequence[int], search: Search) -> list[int]:
        return list(ids)

    def _batch(self, rows: Sequence[list[int]], search: Search) -> list[list[list[int]]]:
        import torch

        # Padding is masked, so any token will do where a model has none for it.
        pad = self._checkpoint.pad_id or 0
        width = max(map(len, rows))
        count = min(search.num_hypotheses, search.beam_size)
        begin = self._checkpoint.decoder_start_id
        model, device = self._model(), self._device.torch_name
        with self._checkpoint.computing(), torch.inference_mode():
            output = model.generate(
                input_ids=torch.tensor([[*row, *[pad] * (width - len(row))] for row in rows], device=device),
                attention_mask=torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows], device=device),
                decoder_input_ids=torch.tensor([[begin]] * len(rows), device=device),
                do_sample=False,
                num_beams=search.beam_size,
                num_return_sequences=count,
                length_penalty=search.length_penalty,
                no_repeat_ngram_size=search.no_repeat_ngram_size,
                max_new_tokens=len(search.prefix) + search.max_new_tokens,
                # As CTranslate2 ends: with as many answers as there are beams.
                early_stopping=search.beam_size > 1,
                eos_token_id=list(search.end_ids),
                pad_token_id=pad,
                suppress_tokens=self._suppressed(search),
                logits_processor=_processors(search),
            )
        found = [_unpadded(ids[1 + len(search.prefix) :], search, pad) for ids in output.tolist()]
        return [found[start : start + count] for start in range(0, len(found), count)]

    def _suppressed(self, search: Search) -> list[int] | None:
        """Padding, which Marian for one would write if it could; CTranslate2 is kept from it too."""
        pad = self._checkpoint.pad_id
        return None if pad is None or pad in search.end_ids else [pad]


def _processors(search: Search) -> Any:
    """The penalty for repetitions and the prefix, both as CTranslate2 has them.

    The penalty counts the prefix in, but not what every answer starts after. The prefix is a part of the answer, at no
    cost, so that a beam's score is divided by its length too.
    """
    from transformers import LogitsProcessor, LogitsProcessorList, RepetitionPenaltyLogitsProcessor

    class Prefix(LogitsProcessor):  # type: ignore[misc]
        def __call__(self, input_ids: Any, scores: Any) -> Any:
            place = input_ids.shape[1] - 1
            if place < len(search.prefix):
                scores = scores.new_full(scores.shape, -float("inf"))
                scores[:, search.prefix[place]] = 0.0
            return scores

    processors = LogitsProcessorList()
    if search.repetition_penalty != 1.0:
        processors.append(RepetitionPenaltyLogitsProcessor(search.repetition_penalty, prompt_ignore_length=1))
    if search.prefix:
        processors.append(Prefix())
    return processors


def _unpadded(ids: list[int], search: Search, pad: int) -> list[int]:
    """``ids`` up to the first end token, or without the padding after them."""
    for place, number in enumerate(ids):
        if number in search.end_ids:
            return ids[: place + 1]
    return [number for number in ids if number != pad]
