"""Contestants without a model, for tests of what runs them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from benchmarks.peer_worker import Contestant


def shouting(mark: str) -> Contestant:
    """Prints, as libraries do, and says when the first is ready."""

    def translate(sentences: Sequence[str], first: Callable[[], None]) -> list[str]:
        print("memuat model …")
        texts = []
        for sentence in sentences:
            texts.append(sentence.upper() + mark)
            first()
        return texts

    return translate


def at_the_end() -> Contestant:
    return lambda sentences, first: list(sentences)


def falling() -> Contestant:
    """Ends with the process at a sentence that says so."""

    def translate(sentences: Sequence[str], first: Callable[[], None]) -> list[str]:
        if "berhenti" in sentences:
            sys.exit("the model is gone")
        return list(sentences)

    return translate
