"""What the pipelines ask of the parts that are plugged into them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from summarizer.datamodels import DecodingOptions, GenerationRequest, Hypothesis

Progress = Callable[[str, int, int], None]
"""Called with (stage, done, total) whenever a piece of a long job is finished; ``stage`` is for a reader."""


class BytesStage(str):
    """A stage whose ``done`` and ``total`` are bytes, so that sizes and a speed can be shown."""


def no_progress(stage: str, done: int, total: int) -> None:
    """The Progress of callers that show none."""


@runtime_checkable
class Translator(Protocol):
    """A sentence translator for one language pair."""

    @property
    def langpair(self) -> str:
        """Source and target language, as in "id-en"."""
        ...

    @property
    def signature(self) -> str:
        """Engine, model and prompt, as one ``|``-separated line: two equal signatures make equal output."""
        ...

    @property
    def max_source_tokens(self) -> int:
        """The longest sentence, in tokens, that may be passed to ``translate_batch``."""
        ...

    @property
    def workers(self) -> int:
        """How many calls of ``translate_batch``, from threads of their own, are computed side by side."""
        ...

    def count_tokens(self, sentence: str) -> int:
        """Tokens of ``sentence`` without the prompt."""
        ...

    def translate_batch(self, sentences: Sequence[str], options: DecodingOptions) -> list[list[Hypothesis]]:
        """Translate sentences, in any number, without line breaks in them.

        Returns one list for each sentence, best hypothesis first, of at most ``options.num_hypotheses``.
        """
        ...


@runtime_checkable
class Generator(Protocol):
    """A model that writes summaries and headlines of an article in the article's own language."""

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages that it is asked for, as in ("en",); empty if it says nothing of them."""
        ...

    @property
    def signature(self) -> str:
        """Engine, model and prompts, as one ``|``-separated line: two equal signatures make equal output."""
        ...

    @property
    def max_source_tokens(self) -> int:
        """The longest ``GenerationRequest.text``, in tokens, that it reads whole."""
        ...

    def count_tokens(self, text: str) -> int:
        """Tokens of ``text`` without the prompt."""
        ...

    def generate_batch(self, requests: Sequence[GenerationRequest], options: DecodingOptions) -> list[Hypothesis]:
        """One answer for each request, the model's best, in order.

        Raises ValueError for a text of more than ``max_source_tokens`` tokens: nothing is cut silently.
        """
        ...
