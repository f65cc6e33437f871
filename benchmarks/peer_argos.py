"""Argos Translate as a contestant, in an interpreter of its own: its package, its `translate()`, its settings.

Two things are done to it. Its splitter of sentences needs a model from the internet; in its place stands one that takes
the sentences as they were given, in no time, which is in its favour. And it keeps the paragraphs of the call before,
which would answer what has just been asked: it is made to forget them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.peer_worker import Contestant

_BETWEEN = "\x1f"


def argos(paragraph: int = 1) -> Contestant:
    """The installed package for id-en, given a text with ``paragraph`` sentences a line: it takes lines for paragraphs.

    A paragraph has one translation, not one a sentence.
    """
    from argostranslate import sbd, translate

    class AsGiven(sbd.ISentenceBoundaryDetectionModel):  # type: ignore[misc]
        def split_sentences(self, text: str) -> list[str]:
            return text.split(_BETWEEN)

    cached: Any = translate.get_translation_from_codes("id", "en")
    cached.underlying.sentencizer = AsGiven()

    def run(sentences: Sequence[str], first: Callable[[], None]) -> list[str]:
        cached.cache = {}
        starts = range(0, len(sentences), paragraph)
        text = "\n".join(_BETWEEN.join(sentences[start : start + paragraph]) for start in starts)
        translated: str = translate.translate(text, "id", "en")
        return translated.split("\n")

    return run
