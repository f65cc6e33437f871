"""Sequence-to-sequence checkpoints: BART, Pegasus, T5, mT5 and their like. Text goes in, its summary comes out."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from summarizer.datamodels import DecodingOptions, GenerationRequest
from summarizer.engines.generation.checkpoint_generator import CheckpointGenerator

# Pegasus writes this where a new line begins.
_LINE_MARK = "<n>"


class Seq2SeqGenerator(CheckpointGenerator):
    """Generator over such a checkpoint; for a headline the same is asked for, and less of it."""

    _pads_left = False
    _kept_settings = (*CheckpointGenerator._kept_settings, "no_repeat_ngram_size")

    @property
    def signature(self) -> str:
        return self._checkpoint.signature()

    @cached_property
    def max_source_tokens(self) -> int:
        return self._source_room(len(self._tokenizer.framed_ids(self._prefix)))

    def count_tokens(self, text: str) -> int:
        return len(self._tokenizer.ids(text))

    @property
    def _prefix(self) -> str:
        """What a T5 wants before a text that it is to summarise, as its configuration has it."""
        tasks = self._checkpoint.config.get("task_specific_params") or {}
        prefix = tasks.get("summarization", {}).get("prefix") or ""
        return str(prefix)

    def _input_ids(self, request: GenerationRequest) -> list[int]:
        return self._tokenizer.framed_ids(self._prefix + request.text)

    def _settings(self, width: int, options: DecodingOptions) -> dict[str, Any]:
        return {"repetition_penalty": options.repetition_penalty}

    def _answer_ids(self, output: list[int], width: int) -> list[int]:
        return output[1:]  # the first is the token that starts the decoder

    def _text(self, answer: str) -> tuple[str, bool]:
        return " ".join(answer.replace(_LINE_MARK, " ").split()), False
