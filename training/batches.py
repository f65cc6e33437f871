"""Batches of about equal cost, in an order that the seed and the pass decide."""

from __future__ import annotations

import random
from collections.abc import Sequence

from training.protocols import Example

# Sentences are sorted by length within chunks of this many, so that a batch holds little padding while passes differ.
_CHUNK = 8192


def batches(examples: Sequence[Example], batch_tokens: int, seed: int, epoch: int) -> list[list[int]]:
    """Indexes of ``examples`` for one pass, each once, in batches.

    A batch holds at most ``batch_tokens`` tokens with each side padded to its longest, which is how an encoder and a
    decoder take them; a model that reads both sides as one sequence pads less. An example longer than that makes a
    batch of its own. The same arguments give the same batches, which is what lets a killed run go on.
    """
    chance = random.Random(f"{seed}/{epoch}")
    order = list(range(len(examples)))
    chance.shuffle(order)
    found: list[list[int]] = []
    for start in range(0, len(order), _CHUNK):
        batch: list[int] = []
        source = target = 0
        for index in sorted(order[start : start + _CHUNK], key=lambda index: len(examples[index])):
            example = examples[index]
            width = max(source, len(example.source)) + max(target, len(example.target))
            if batch and width * (len(batch) + 1) > batch_tokens:
                found.append(batch)
                batch, source, target = [], 0, 0
            batch.append(index)
            source, target = max(source, len(example.source)), max(target, len(example.target))
        if batch:
            found.append(batch)
    chance.shuffle(found)
    return found
