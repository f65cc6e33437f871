"""Causal language models, which are asked with our prompts: in a chat if they know one, or for the rest of a line."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from summarizer.datamodels import DecodingOptions, GenerationRequest
from summarizer.engines.generation.article_prompts import count_delimited, longest_prompt, prompt_labels, prompt_text
from summarizer.engines.generation.checkpoint_generator import CheckpointGenerator
from summarizer.engines.generation.completions import completed
from summarizer.errors import ModelUnavailable

_PLACEHOLDER = "PLACEOFTHEPROMPT"
# Some templates give the model today's date, and an article must have the same answer tomorrow.
_FIXED_DATE = "{%- macro strftime_now(format) -%}1 January 2025{%- endmacro -%}"
# Tokens by which the pieces of a prompt may differ from the whole, for words at their edges are divided otherwise.
_SEAMS = 16


class CausalGenerator(CheckpointGenerator):
    """Generator over such a model."""

    _pads_left = True

    @property
    def signature(self) -> str:
        return self._checkpoint.signature(prompt_labels())

    @cached_property
    def max_source_tokens(self) -> int:
        before, after = self._frame
        prompt = len(self._tokenizer.ids(longest_prompt()))
        return self._source_room(len(before) + len(after) + prompt + self._answer_room + _SEAMS)

    def count_tokens(self, text: str) -> int:
        return count_delimited(text, lambda part: len(self._tokenizer.ids(part)))

    def _input_ids(self, request: GenerationRequest) -> list[int]:
        before, after = self._frame
        return [*before, *self._tokenizer.ids(prompt_text(request)), *after]

    @cached_property
    def _frame(self) -> tuple[list[int], list[int]]:
        """The control tokens before and after a prompt: the chat template's, or the one that begins a text."""
        library = self._tokenizer.library
        if not library.chat_template:
            # Some tokenizers end a text too, after which a model has nothing more to say.
            return self._tokenizer.framed_ids("")[:1] if library.bos_token_id in self._tokenizer.framed_ids(
                ""
            ) else [], []
        # The prompt is put in as tokens afterwards, so that nothing in it is taken for the template's own.
        with self._checkpoint.loading():
            chat = library.apply_chat_template(
                [{"role": "user", "content": _PLACEHOLDER}],
                tokenize=False,
                add_generation_prompt=True,
                enable_thinking=False,
                chat_template=_FIXED_DATE + library.get_chat_template(),
            )
        pieces = chat.split(_PLACEHOLDER)
        if len(pieces) != 2:
            raise ModelUnavailable(
                f"the chat template in {self._checkpoint.folder} does not take a message of the user's once. Take "
                "another model, or remove its template"
            )
        before, after = (library(piece, add_special_tokens=False, split_special_tokens=False) for piece in pieces)
        return before.input_ids, after.input_ids

    def _settings(self, width: int, options: DecodingOptions) -> dict[str, Any]:
        from transformers import LogitsProcessorList, RepetitionPenaltyLogitsProcessor, StoppingCriteriaList

        settings: dict[str, Any] = {}
        if options.repetition_penalty != 1.0:
            # What the model repeats of its own answer, not what it takes from the article.
            penalty = RepetitionPenaltyLogitsProcessor(options.repetition_penalty, prompt_ignore_length=width)
            settings["logits_processor"] = LogitsProcessorList([penalty])
        if not self._chats:
            settings["stopping_criteria"] = StoppingCriteriaList([self._line_ended(width)])
        return settings

    def _line_ended(self, width: int) -> Any:
        """A criterion that ends an answer with its first line."""
        import torch
        from transformers import StoppingCriteria

        decode = self._tokenizer.decode

        class LineEnded(StoppingCriteria):  # type: ignore[misc]
            def __call__(self, input_ids: Any, scores: Any, **others: Any) -> Any:
                answers = (decode(ids).lstrip() for ids in input_ids[:, width:].tolist())
                return torch.tensor(["\n" in answer for answer in answers], device=input_ids.device)

        return LineEnded()

    @property
    def _chats(self) -> bool:
        return bool(self._tokenizer.library.chat_template)

    def _answer_ids(self, output: list[int], width: int) -> list[int]:
        return output[width:]

    def _text(self, answer: str) -> tuple[str, bool]:
        if self._chats:
            return answer.strip(), False
        line, end, _ = answer.lstrip().partition("\n")
        return completed(line), bool(end)
