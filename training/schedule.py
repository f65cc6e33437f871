"""The learning rate over a run."""

from __future__ import annotations

import math


def learning_rate(done: float, peak: float, warmup: float, final: float) -> float:
    """The rate when the share ``done`` (0 to 1) of the run's tokens has been seen.

    It climbs in a line to ``peak`` over the share ``warmup``, then falls along a half cosine (Loshchilov and Hutter
    2017, arXiv:1608.03983) to ``peak * final``.
    """
    if done < warmup:
        return peak * done / warmup
    fallen = (min(done, 1.0) - warmup) / (1.0 - warmup)
    return peak * (final + (1.0 - final) * 0.5 * (1.0 + math.cos(math.pi * fallen)))
