"""What the decoders on CTranslate2 have in common: opening the converted weights and their vocabulary once."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import Literal

from summarizer.engines.checkpoints.checkpoint import Checkpoint
from summarizer.engines.decoders.loading import ctranslate2_label, open_ctranslate2
from summarizer.engines.decoders.vocabulary import Vocabulary, read_vocabulary
from summarizer.engines.devices import Device
from summarizer.engines.once import Once

_CPU_BATCH = 16  # inputs that are computed at once
_GPU_BATCH = 64


class CTranslate2Decoder:
    """Over the converted weights of ``checkpoint``. ``compute_type`` is as `loading.ctranslate2_type` has it."""

    _kind: Literal["Translator", "Generator"]  # the class of ctranslate2

    def __init__(self, checkpoint: Checkpoint, converted: Path, device: Device, compute_type: str) -> None:
        self.workers = device.workers
        self._checkpoint = checkpoint
        self._converted = converted
        self._device = device
        self._compute_type = compute_type
        self._model = Once(partial(open_ctranslate2, self._kind, checkpoint, converted, device, compute_type))

    @property
    def label(self) -> str:
        return ctranslate2_label(self._compute_type)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return read_vocabulary(self._converted)

    @property
    def _batch_size(self) -> int:
        return _CPU_BATCH if self._device.is_cpu else _GPU_BATCH
