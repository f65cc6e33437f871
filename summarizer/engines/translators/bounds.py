"""Which sentences may be decoded together."""

from __future__ import annotations

import math
from collections.abc import Sequence

# What a search with beams finds depends on how long an answer may be, and so on what else is in the batch: sentences
# are decoded with those of the same bound alone, and bounds are rounded up so that there are few of them.
_STEP = 16


def by_bound(bounds: Sequence[int], most: float = math.inf) -> dict[int, list[int]]:
    """The places of sentences by their bound, rounded up but to no more than ``most``. It depends on each one alone."""
    places: dict[int, list[int]] = {}
    for place, bound in enumerate(bounds):
        places.setdefault(int(min(math.ceil(bound / _STEP) * _STEP, most)), []).append(place)
    return places
