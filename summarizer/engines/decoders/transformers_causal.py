"""Causal language models on transformers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from summarizer.engines.decoders.contract import Search
from summarizer.engines.decoders.transformers_decoder import TransformersDecoder

# For each end token that it is told of, a search with beams keeps as many candidates again as it has beams.
_COUNTED_ENDS = 8
# Padding is masked, so any token will do, and some models have none for it.
_PAD = 0


class TransformersCausalDecoder(TransformersDecoder):
    """Decoder over such a checkpoint."""

    _cpu_batch = 8

    def _row(self, ids: Sequence[int], search: Search) -> list[int]:
        return [*ids, *search.prefix]

    def _batch(self, rows: Sequence[list[int]], search: Search) -> list[list[list[int]]]:
        import torch

        # Decoder-only models are padded on the left, so that every answer starts in the same column.
        width = max(map(len, rows))
        count = min(search.num_hypotheses, search.beam_size)
        model, device = self._model(), self._device.torch_name
        with self._checkpoint.computing(), torch.inference_mode():
            output = model.generate(
                input_ids=torch.tensor([[_PAD] * (width - len(row)) + row for row in rows], device=device),
                attention_mask=torch.tensor([[0] * (width - len(row)) + [1] * len(row) for row in rows], device=device),
                do_sample=False,
                num_beams=search.beam_size,
                num_return_sequences=count,
                length_penalty=search.length_penalty,
                max_new_tokens=search.max_new_tokens,
                # As CTranslate2 ends: with as many answers as there are beams.
                early_stopping=search.beam_size > 1,
                eos_token_id=list(search.end_ids[:_COUNTED_ENDS]) or None,
                pad_token_id=_PAD,
                logits_processor=_penalties(search, width),
                stopping_criteria=_further_ends(search, device),
            )
        found = [_to_the_end(ids[width:], search) for ids in output.tolist()]
        return [found[start : start + count] for start in range(0, len(found), count)]


def _penalties(search: Search, width: int) -> Any:
    """What the model repeats of its own answer is penalised, not what it takes from the prompt of ``width`` tokens."""
    from transformers import (
        LogitsProcessor,
        LogitsProcessorList,
        NoRepeatNGramLogitsProcessor,
        RepetitionPenaltyLogitsProcessor,
    )

    class OfAnswer(LogitsProcessor):  # type: ignore[misc]
        def __init__(self, processor: Any) -> None:
            self._processor = processor

        def __call__(self, input_ids: Any, scores: Any) -> Any:
            return self._processor(input_ids[:, width:], scores)

    processors = LogitsProcessorList()
    if search.repetition_penalty != 1.0:
        processors.append(OfAnswer(RepetitionPenaltyLogitsProcessor(search.repetition_penalty)))
    if search.no_repeat_ngram_size > 0:
        processors.append(OfAnswer(NoRepeatNGramLogitsProcessor(search.no_repeat_ngram_size)))
    return processors


def _further_ends(search: Search, device: str) -> Any:
    """The criterion for the end tokens that the search itself is not told of."""
    import torch
    from transformers import StoppingCriteria, StoppingCriteriaList

    further = torch.tensor(search.end_ids[_COUNTED_ENDS:], dtype=torch.long, device=device)

    class Ended(StoppingCriteria):  # type: ignore[misc]
        def __call__(self, input_ids: Any, scores: Any, **others: Any) -> Any:
            return torch.isin(input_ids[:, -1], further)

    return StoppingCriteriaList([Ended()] if len(further) else [])


def _to_the_end(ids: list[int], search: Search) -> list[int]:
    """``ids`` without what is padding after an end token."""
    ends = frozenset(search.end_ids)
    length = next((place + 1 for place, number in enumerate(ids) if number in ends), len(ids))
    return ids[:length]
