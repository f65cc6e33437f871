"""What the decoders on transformers have in common: loading once, and computing inputs of like length together."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import partial

from summarizer.engines.checkpoints.checkpoint import Checkpoint
from summarizer.engines.decoders.contract import Search
from summarizer.engines.decoders.loading import open_transformers, transformers_label
from summarizer.engines.devices import Device
from summarizer.engines.once import Once

_GPU_BATCH = 64


class TransformersDecoder(ABC):
    """Decoder over a checkpoint with its weights. ``compute_type`` is as `loading.transformers_type` has it."""

    max_prompt_tokens: int | None = None
    workers = 1
    _cpu_batch: int  # inputs that are computed at once

    def __init__(self, checkpoint: Checkpoint, device: Device, compute_type: str) -> None:
        self._checkpoint = checkpoint
        self._device = device
        self._compute_type = compute_type
        self._model = Once(partial(open_transformers, checkpoint, device, compute_type))

    @property
    def label(self) -> str:
        return transformers_label(self._compute_type)

    def decode(self, inputs: Sequence[Sequence[int]], search: Search) -> list[list[list[int]]]:
        rows = [self._row(ids, search) for ids in inputs]
        # Neighbours of one length: little is padding.
        order = sorted(range(len(rows)), key=lambda place: len(rows[place]))
        size = self._cpu_batch if self._device.is_cpu else _GPU_BATCH
        answers: dict[int, list[list[int]]] = {}
        for start in range(0, len(order), size):
            places = order[start : start + size]
            answers.update(zip(places, self._batch([rows[place] for place in places], search), strict=True))
        return [answers[place] for place in range(len(rows))]

    @abstractmethod
    def _row(self, ids: Sequence[int], search: Search) -> list[int]:
        """What the model reads of an input."""

    @abstractmethod
    def _batch(self, rows: Sequence[list[int]], search: Search) -> list[list[list[int]]]:
        """The answers to ``rows``, which are computed together."""
