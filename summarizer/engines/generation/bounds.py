"""How long a text may be that a model reads, and an answer that it writes."""

from __future__ import annotations

from collections.abc import Iterable

from summarizer.datamodels import GenerationRequest, GenerationTask
from summarizer.protocols import Generator

# A sentence of English news has some 35 tokens and hardly ever over 60; a headline of 14 words has some 25.
_HEADLINE_TOKENS = 48
_SENTENCE_TOKENS = 64


def answer_bound(request: GenerationRequest, room: int) -> int:
    """The most tokens that the answer to ``request`` may have where a model has ``room`` for so many."""
    wanted = _HEADLINE_TOKENS if request.task is GenerationTask.HEADLINE else _SENTENCE_TOKENS * request.sentences
    return min(wanted, room)


def require_readable(requests: Iterable[GenerationRequest], generator: Generator) -> None:
    """Raise ValueError if a text is longer than ``generator`` reads."""
    for request in requests:
        tokens = generator.count_tokens(request.text)
        if tokens > generator.max_source_tokens:
            raise ValueError(
                f"a text of {tokens} tokens is longer than the {generator.max_source_tokens} that the model reads; "
                "divide it first"
            )
