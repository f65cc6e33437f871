"""What the preparation of the training data raises on purpose."""

from __future__ import annotations


class CorpusError(ValueError):
    """The corpus, an evaluation file or an option of the preparation cannot be used; the message says which and why."""
