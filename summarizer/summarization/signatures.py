"""The line that says how a summary was made. With an equal translation, equal lines make equal summaries."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from summarizer.summarization.options import SummaryOptions


def signature(options: SummaryOptions) -> str:
    """The ranking by the start of its file's sha256, and what was asked for."""
    return f"ranking:{_ranking()}|{options.signature}"


@cache
def _ranking() -> str:
    return hashlib.sha256(files(__package__).joinpath("ranking.id.json").read_bytes()).hexdigest()[:8]
