"""What translators and generators ask of the runtimes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Search:
    """How answers are searched for, deterministically.

    ``max_new_tokens`` is the most that an answer may have, its end token included and ``prefix`` not. ``prefix`` are
    tokens that each answer is made to begin with, such as the mark of a language. Any of ``end_ids`` ends an answer.
    """

    max_new_tokens: int
    end_ids: tuple[int, ...]
    prefix: tuple[int, ...] = ()
    beam_size: int = 1
    num_hypotheses: int = 1
    length_penalty: float = 1.0
    repetition_penalty: float = 1.0
    no_repeat_ngram_size: int = 0


class Decoder(Protocol):
    """A model with its runtime. The weights are loaded with the first input."""

    @property
    def label(self) -> str:
        """What a signature says of the runtime, as in "ctranslate2-4.8.5-int8"."""
        ...

    @property
    def max_prompt_tokens(self) -> int | None:
        """The longest input that this runtime reads rightly, where that is less than what the model reads."""
        ...

    @property
    def workers(self) -> int:
        """How many calls of ``decode``, from threads of their own, are computed side by side."""
        ...

    def decode(self, inputs: Sequence[Sequence[int]], search: Search) -> list[list[list[int]]]:
        """The answers to each of ``inputs``, which are rows of token ids, best first: at most ``num_hypotheses``.

        An answer is the ids after the prefix, without padding; the end token is its last, where it came to an end.
        Raises ModelCorrupt if the model is damaged, and another ModelUnavailable if it cannot be run.
        """
        ...
