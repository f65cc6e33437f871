"""Causal language models, which are asked with our prompts: in a chat if they know one, or for the rest of a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from summarizer.datamodels import DecodingOptions, GenerationRequest, Hypothesis
from summarizer.engines.checkpoints.checkpoint import Checkpoint
from summarizer.engines.decoders.contract import Decoder
from summarizer.engines.decoders.prompted import PromptedModel
from summarizer.engines.generation.article_prompts import count_delimited, longest_prompt, prompt_labels, prompt_text
from summarizer.engines.generation.checkpoint_generator import CheckpointGenerator
from summarizer.engines.generation.completions import completed


class CausalGenerator(CheckpointGenerator):
    """Generator over such a model."""

    def __init__(self, name: str, checkpoint: Checkpoint, decoder: Decoder, langs: tuple[str, ...] = ()) -> None:
        super().__init__(name, checkpoint, decoder, langs)
        self._model = PromptedModel(checkpoint, decoder)

    @property
    def _prompts(self) -> str:
        return prompt_labels()

    @property
    def _positions(self) -> int:
        return self._model.positions

    @cached_property
    def max_source_tokens(self) -> int:
        return self._readable(self._model.text_room(longest_prompt(), answer=self._answer_room))

    def count_tokens(self, text: str) -> int:
        return count_delimited(text, self._model.count_tokens)

    def _ask(self, requests: Sequence[GenerationRequest], bound: int, options: DecodingOptions) -> list[Hypothesis]:
        asked = [self._model.input_ids(prompt_text(request)) for request in requests]
        found = self._model.search(asked, bound, replace(options, num_hypotheses=1))
        return [self._hypothesis(best, bound) for best, *_ in found]

    def _hypothesis(self, ids: Sequence[int], bound: int) -> Hypothesis:
        answer = self._model.answer(ids, bound)
        return Hypothesis(answer.text if self._model.chats else completed(answer.text), answer.finished)
