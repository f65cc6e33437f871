"""What generators over a checkpoint have in common: which requests are searched together, and how long an answer is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from summarizer.datamodels import DecodingOptions, GenerationRequest, Hypothesis
from summarizer.engines.checkpoints.checkpoint import Checkpoint
from summarizer.engines.decoders.answers import signature_of
from summarizer.engines.decoders.contract import Decoder
from summarizer.engines.generation.bounds import answer_bound, require_readable
from summarizer.errors import ModelUnavailable

_ANSWER_ROOM = 512  # tokens
_LEAST_SOURCE = 16  # tokens


class CheckpointGenerator(ABC):
    """Generator over a checkpoint, by the name ``name``. The weights are loaded with the first request.

    ``langs`` is as `Generator` has it: not every model is known to write particular languages.
    """

    def __init__(self, name: str, checkpoint: Checkpoint, decoder: Decoder, langs: tuple[str, ...] = ()) -> None:
        self.langs = langs
        self._name = name
        self._checkpoint = checkpoint
        self._decoder = decoder

    @property
    def signature(self) -> str:
        return signature_of(self._name, self._checkpoint, self._decoder, prompt=self._prompts)

    @property
    @abstractmethod
    def _prompts(self) -> str:
        """The labels of the prompts that it is asked with; "" if there are none."""

    @property
    @abstractmethod
    def _positions(self) -> int:
        """How many tokens the model reads."""

    @property
    @abstractmethod
    def max_source_tokens(self) -> int:
        """As `Generator` has it. Raises ModelUnavailable if it is next to nothing."""

    @abstractmethod
    def count_tokens(self, text: str) -> int:
        """As `Generator` has it."""

    @abstractmethod
    def _ask(self, requests: Sequence[GenerationRequest], bound: int, options: DecodingOptions) -> list[Hypothesis]:
        """The answers to ``requests``, each of at most ``bound`` tokens."""

    def generate_batch(self, requests: Sequence[GenerationRequest], options: DecodingOptions) -> list[Hypothesis]:
        require_readable(requests, self)
        # Those that are searched together have one bound: what a search with beams finds depends on it.
        by_bound: dict[int, list[int]] = {}
        for place, request in enumerate(requests):
            by_bound.setdefault(answer_bound(request, self._answer_room), []).append(place)
        answers: dict[int, Hypothesis] = {}
        for bound, places in by_bound.items():
            answers.update(zip(places, self._ask([requests[place] for place in places], bound, options), strict=True))
        return [answers[place] for place in range(len(requests))]

    @property
    def _answer_room(self) -> int:
        return min(_ANSWER_ROOM, self._positions // 4)

    def _readable(self, room: int) -> int:
        """``room``, which the model has for a text. Raises ModelUnavailable if it is next to nothing."""
        if room < _LEAST_SOURCE:
            raise ModelUnavailable(
                f"the model in {self._checkpoint.folder} reads {self._positions} tokens, too few for an article. Take "
                "another model"
            )
        return room
