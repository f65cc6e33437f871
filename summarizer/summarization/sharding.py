"""Long texts in parts that a generator reads whole: nothing is cut, and what does not fit is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.protocols import Generator


@dataclass(frozen=True, slots=True)
class Shards:
    """``texts`` are consecutive sentences joined by blanks; ``left_out`` are the sentences too long for any of them."""

    texts: tuple[str, ...]
    left_out: tuple[str, ...]


def shards(sentences: Sequence[str], generator: Generator) -> Shards:
    """The sentences, in order, in as few texts as there can be of at most ``generator.max_source_tokens`` tokens."""
    texts: list[str] = []
    left_out: list[str] = []
    current = ""
    for sentence in sentences:
        longer = f"{current} {sentence}" if current else sentence
        if _fits(longer, generator):
            current = longer
        elif _fits(sentence, generator):
            texts.append(current)
            current = sentence
        else:
            left_out.append(sentence)
    return Shards(tuple(filter(None, (*texts, current))), tuple(left_out))


def _fits(text: str, generator: Generator) -> bool:
    return generator.count_tokens(text) <= generator.max_source_tokens
