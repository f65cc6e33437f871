"""The line that says how a summary was made. With an equal translation, equal lines make equal summaries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from summarizer.summarization.options import SummaryOptions


def signature(options: SummaryOptions) -> str:
    """Weights, thresholds and word lists by the start of their files' sha256, and what was asked for."""
    return f"rules:{_rules()}|{options.signature}"


@cache
def _rules() -> str:
    """Of all data of this package, in the order of its names: with another list other words may be left out."""
    digest = hashlib.sha256()
    for file in sorted(_data(files(__package__)), key=lambda one: one.name):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:8]


def _data(folder: Traversable) -> Iterator[Traversable]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _data(one)
        elif one.name.endswith((".json", ".txt")):
            yield one
