"""A fake engine that waits between its batches for as long as a test wants."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from summarizer.datamodels import DecodingOptions, Hypothesis
from summarizer.engines.recording import RecordingTranslator

_SECONDS = 30.0


@dataclass
class HeldTranslator(RecordingTranslator):
    """Answers at once, until `hold` is called: then each batch waits for its `let_through`."""

    _batches: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    _begun: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    _is_holding: bool = False

    def hold(self) -> None:
        """Have every batch from now on wait."""
        self._is_holding = True

    def wait_for_batch(self) -> None:
        """Return when a batch has come that no call of this has told of."""
        assert self._begun.acquire(timeout=_SECONDS), "the engine was not called"

    def let_through(self) -> None:
        """Answer one batch."""
        self._batches.release()

    def release(self) -> None:
        """Answer every batch, now and from now on."""
        self._is_holding = False
        self._batches.release(1_000)

    def reset(self) -> None:
        """As new."""
        self.release()
        self.calls.clear()
        self._batches = threading.Semaphore(0)
        self._begun = threading.Semaphore(0)

    def translate_batch(self, sentences: Sequence[str], options: DecodingOptions) -> list[list[Hypothesis]]:
        hypotheses = super().translate_batch(sentences, options)
        if self._is_holding:
            batches = self._batches
            self._begun.release()
            assert batches.acquire(timeout=_SECONDS), "the test let no batch through"
        return hypotheses

    @property
    def sentences(self) -> list[str]:
        """All that it was asked, in order."""
        return [sentence for sentences, _ in self.calls for sentence in sentences]
