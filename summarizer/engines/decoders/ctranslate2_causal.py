"""Causal language models on CTranslate2."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from summarizer.engines.checkpoints.checkpoint import Checkpoint
from summarizer.engines.decoders.contract import Search
from summarizer.engines.decoders.ctranslate2_decoder import CTranslate2Decoder
from summarizer.engines.devices import Device

# Fewer tokens at the beginning of all inputs are not worth a computation of their own.
_LEAST_SHARED = 8
_MOST_BEGINNINGS = 8
# CTranslate2 goes on from the last token of an input, and takes a sole one for a part of the answer.
_OWN = 2


class CTranslate2CausalDecoder(CTranslate2Decoder):
    """Decoder over such a model."""

    _kind = "Generator"

    def __init__(self, checkpoint: Checkpoint, converted: Path, device: Device, compute_type: str) -> None:
        super().__init__(checkpoint, converted, device, compute_type)
        self._beginnings: list[tuple[int, ...]] = []

    @cached_property
    def max_prompt_tokens(self) -> int | None:
        """The longest input that CTranslate2 reads rightly: the sliding window of the model's attention, if it has one.

        Answers may go beyond it.
        """
        config = {**self._checkpoint.config, **(self._checkpoint.config.get("text_config") or {})}
        window = config.get("sliding_window")
        return window if isinstance(window, int) and window > 0 and config.get("use_sliding_window", True) else None

    def decode(self, inputs: Sequence[Sequence[int]], search: Search) -> list[list[list[int]]]:
        prompts = [(*ids, *search.prefix) for ids in inputs]
        shared = self._shared(prompts)
        answers: dict[int, list[list[int]]] = {}
        for places in _groups(prompts, search):
            found = self._generated([prompts[place] for place in places], shared, search)
            answers.update(zip(places, found, strict=True))
        return [answers[place] for place in range(len(prompts))]

    def _generated(
        self, prompts: Sequence[tuple[int, ...]], shared: tuple[int, ...], search: Search
    ) -> list[list[list[int]]]:
        """The answers to ``prompts``, which all begin with ``shared``."""
        vocabulary, model = self._vocabulary, self._model()
        with self._checkpoint.computing():
            results = model.generate_batch(
                [vocabulary.tokens(prompt[len(shared) :]) for prompt in prompts],
                static_prompt=vocabulary.tokens(shared) or None,
                max_batch_size=self._batch_size,
                beam_size=search.beam_size,
                num_hypotheses=min(search.num_hypotheses, search.beam_size),
                length_penalty=search.length_penalty,
                repetition_penalty=search.repetition_penalty,
                no_repeat_ngram_size=search.no_repeat_ngram_size,
                max_length=search.max_new_tokens,
                sampling_topk=1,
                end_token=[number for number in search.end_ids if number in vocabulary],
                return_end_token=True,
                include_prompt_in_result=False,
            )
        return [[list(ids) for ids in result.sequences_ids] for result in results]

    def _shared(self, prompts: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
        """How all prompts begin, as far as that is worth computing once: with the words around a text, above all.

        CTranslate2 keeps what it has computed for each beginning. So one that is known serves as long as it fits, and
        gives way to a shorter one: there are never many.
        """
        distinct = set(prompts)
        room = max(min(map(len, distinct), default=0) - _OWN, 0)
        fitting = (known for known in self._beginnings if len(known) <= room)
        for known in sorted(fitting, key=len, reverse=True):
            if all(prompt[: len(known)] == known for prompt in distinct):
                return known
        # One input alone does not tell where its own text begins.
        found = _common(distinct)[:room] if len(distinct) > 1 else ()
        others = [known for known in self._beginnings if known[: len(found)] != found]
        if len(found) < _LEAST_SHARED or len(others) >= _MOST_BEGINNINGS:
            return ()
        self._beginnings = [*others, found]
        return found


def _common(rows: set[tuple[int, ...]]) -> tuple[int, ...]:
    """The longest beginning of all ``rows``."""
    first, last = min(rows), max(rows)  # in the order of an alphabet, so the others begin as these two do
    length = next((at for at, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), len(first))
    return first[:length]


def _groups(prompts: Sequence[tuple[int, ...]], search: Search) -> Iterator[list[int]]:
    """The places of prompts that may be computed together without a change to any answer.

    Of prompts of several lengths CTranslate2 takes the rest of the longer ones for forced parts of the answer. A greedy
    search does not mind; but penalties would count them in, and a search with beams begins otherwise after them.
    """
    minds = search.beam_size > 1 or search.repetition_penalty != 1.0 or search.no_repeat_ngram_size > 0
    by_length: dict[int, list[int]] = {}
    for place in sorted(range(len(prompts)), key=lambda place: len(prompts[place])):
        length = len(prompts[place])
        by_length.setdefault(length if minds or length < _OWN else 0, []).append(place)
    yield from by_length.values()
