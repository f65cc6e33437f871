"""Sequence-to-sequence checkpoints: BART, Pegasus, T5, mT5 and their like. Text goes in, its summary comes out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from summarizer.datamodels import DecodingOptions, GenerationRequest, Hypothesis
from summarizer.engines.checkpoints.checkpoint import Checkpoint
from summarizer.engines.checkpoints.plain_text import PlainTextTokenizer
from summarizer.engines.decoders.answers import up_to_end
from summarizer.engines.decoders.contract import Decoder, Search
from summarizer.engines.decoders.positions import positions_of
from summarizer.engines.generation.checkpoint_generator import CheckpointGenerator

# Pegasus writes this where a new line begins.
_LINE_MARK = "<n>"


class Seq2SeqGenerator(CheckpointGenerator):
    """Generator over such a checkpoint; for a headline the same is asked for, and less of it."""

    _prompts = ""

    def __init__(self, name: str, checkpoint: Checkpoint, decoder: Decoder, langs: tuple[str, ...] = ()) -> None:
        super().__init__(name, checkpoint, decoder, langs)
        self._tokenizer = PlainTextTokenizer(checkpoint)

    @cached_property
    def _positions(self) -> int:
        return positions_of(self._checkpoint, self._tokenizer)

    @cached_property
    def max_source_tokens(self) -> int:
        return self._readable(self._positions - len(self._tokenizer.framed_ids(self._prefix)))

    def count_tokens(self, text: str) -> int:
        return len(self._tokenizer.ids(text))

    @property
    def _prefix(self) -> str:
        """What a T5 wants before a text that it is to summarise, as its configuration has it."""
        tasks = self._checkpoint.config.get("task_specific_params") or {}
        prefix = tasks.get("summarization", {}).get("prefix") or ""
        return str(prefix)

    def _ask(self, requests: Sequence[GenerationRequest], bound: int, options: DecodingOptions) -> list[Hypothesis]:
        asked = [self._tokenizer.framed_ids(self._prefix + request.text) for request in requests]
        return [self._hypothesis(best, bound) for best, *_ in self._decoder.decode(asked, self._search(bound, options))]

    def _search(self, bound: int, options: DecodingOptions) -> Search:
        """What a checkpoint may say of a search besides its control tokens is how long a repetition may be."""
        checkpoint = self._checkpoint
        first = checkpoint.forced_bos_id
        return Search(
            max_new_tokens=bound + 1,  # room for the end token
            end_ids=self._tokenizer.end_ids,
            prefix=() if first is None else (first,),
            beam_size=options.beam_size,
            length_penalty=options.length_penalty,
            repetition_penalty=options.repetition_penalty,
            no_repeat_ngram_size=(checkpoint.generation or checkpoint.config).get("no_repeat_ngram_size") or 0,
        )

    def _hypothesis(self, ids: Sequence[int], bound: int) -> Hypothesis:
        kept, finished = up_to_end(ids, self._tokenizer.end_ids, bound)
        return Hypothesis(" ".join(self._tokenizer.decode(kept).replace(_LINE_MARK, " ").split()), finished)
