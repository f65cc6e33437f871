"""Batches of about equal cost, in an order that the seed and the pass decide."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from training.protocols import Example

# Examples are sorted by length within chunks of this many, so that a batch holds little padding while passes differ.
_CHUNK = 8192


def batches(
    examples: Sequence[Example],
    batch_tokens: int,
    seed: int,
    epoch: int,
    widths: Callable[[Example], tuple[int, ...]],
) -> list[list[int]]:
    """Indexes of ``examples`` for one pass, each once, in batches.

    ``widths`` is ``Trainable.widths``. A batch holds at most ``batch_tokens`` tokens, padding included; an example
    longer than that makes a batch of its own. The same arguments give the same batches, which is what lets a killed
    run go on.
    """
    chance = random.Random(f"{seed}/{epoch}")
    order = list(range(len(examples)))
    chance.shuffle(order)
    found: list[list[int]] = []
    for start in range(0, len(order), _CHUNK):
        chunk = {index: widths(examples[index]) for index in order[start : start + _CHUNK]}
        batch: list[int] = []
        widest: tuple[int, ...] = ()
        # By the longer side: the padding of two sides is then a tenth less than by both together.
        for index in sorted(chunk, key=lambda index: max(chunk[index])):
            padded = tuple(map(max, widest, chunk[index])) if batch else chunk[index]
            if batch and sum(padded) * (len(batch) + 1) > batch_tokens:
                found.append(batch)
                batch, padded = [], chunk[index]
            batch.append(index)
            widest = padded
        if batch:
            found.append(batch)
    chance.shuffle(found)
    return found
