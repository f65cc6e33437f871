"""Drawing some of the articles by chance."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


def drawn(items: Sequence[Item], count: int | None, seed: int) -> list[Item]:
    """``count`` of the items drawn with the seed, or all, in their order."""
    if count is None or count >= len(items):
        return list(items)
    return [items[index] for index in sorted(random.Random(seed).sample(range(len(items)), count))]
