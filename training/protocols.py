"""What the training loop and the later steps ask of a model."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import torch

from summarizer.datamodels import Hypothesis


@dataclass(frozen=True, slots=True)
class Example:
    """One pair as token ids: what the model reads, and what it must write, the end token included.

    Any sequence of ids is taken; they are kept in four bytes each, since half a million pairs have to fit.
    """

    source: Sequence[int]
    target: Sequence[int]

    def __post_init__(self) -> None:
        object.__setattr__(self, "source", array("i", self.source))
        object.__setattr__(self, "target", array("i", self.target))

    def __len__(self) -> int:
        return len(self.source) + len(self.target)


class Trainable(Protocol):
    """A translation model that can be trained, translate, and be written to disk."""

    module: torch.nn.Module

    @property
    def parameters(self) -> int:
        """The weights of the finished model: what a low-rank product is merged into, not its factors."""
        ...

    def example(self, source: str, target: str) -> Example:
        """The token ids of a pair. Raises ValueError if it is longer than the model takes."""
        ...

    def widths(self, example: Example) -> tuple[int, ...]:
        """Its length in each tensor that a batch is made into, in tokens; each is padded to its own longest row."""
        ...

    def loss(self, batch: Sequence[Example], label_smoothing: float) -> tuple[torch.Tensor, int]:
        """The sum of the cross-entropy over the target tokens, and their number."""
        ...

    def state(self) -> dict[str, torch.Tensor]:
        """What a checkpoint holds: the trained weights by name, detached, on the CPU."""
        ...

    def load_state(self, state: Mapping[str, torch.Tensor]) -> None:
        """Take over what ``state`` returned. Raises ValueError for the state of another model."""
        ...

    def translate(self, sentences: Sequence[str], beam_size: int = 1, sample_top_k: int = 0) -> list[Hypothesis]:
        """One translation a sentence, in order; by sampling among the ``sample_top_k`` likeliest if that is over 0.

        What is sampled depends on the sentences alone, not on what was drawn before. A hypothesis that ran into the
        limit of length is not ``finished``. Raises ValueError for sampling with a beam.
        """
        ...

    def save(self, folder: Path) -> None:
        """Write a transformers checkpoint with its tokenizer, in safetensors."""
        ...
