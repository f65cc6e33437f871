"""The pairs that are held out of the training to measure it while it runs."""

from __future__ import annotations

from collections.abc import Iterable

from training.corpus.keys import fraction, key
from training.corpus.reading import Pair


def is_held_out(indonesian: str, per_mille: int) -> bool:
    """Whether a sentence belongs to the development split: by itself, whatever else the corpus has in what order."""
    return fraction("held out", key(indonesian)) * 1000 < per_mille


def split(pairs: Iterable[Pair], per_mille: int) -> tuple[list[Pair], list[Pair]]:
    """The pairs to train on and those held out, each in their order.

    A pair whose English is that of a held-out one is in neither: its loss would be that of a sentence learnt by heart.
    """
    kept: list[Pair] = []
    held_out: list[Pair] = []
    for pair in pairs:
        (held_out if is_held_out(pair.indonesian, per_mille) else kept).append(pair)
    targets = {key(pair.english) for pair in held_out}
    return [pair for pair in kept if key(pair.english) not in targets], held_out
