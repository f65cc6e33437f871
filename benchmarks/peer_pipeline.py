"""Our own pipeline as a contestant: as it is, and without its further tries."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.grouped import translated
from benchmarks.peer_worker import Contestant
from summarizer import DecodingOptions, RuntimeOptions, load_translator
from summarizer.translation import retries


def pipeline(engine: str, beam_size: int, compute_type: str = "auto") -> Contestant:
    """The engine of that name. The first translations are there when its first batch is."""
    translator = load_translator(engine, runtime=RuntimeOptions(compute_type=compute_type))
    options = DecodingOptions(beam_size=beam_size)

    def translate(sentences: Sequence[str], first: Callable[[], None]) -> list[str]:
        def progress(stage: str, done: int, total: int) -> None:
            if done:
                first()

        return translated(sentences, translator, options, progress)

    return translate


def first_tries(engine: str, beam_size: int, compute_type: str = "auto") -> Contestant:
    """The same, but that in this process nothing is ever tried again: what is left beside decoding is overhead."""
    retries._Tries.again = lambda *_, **__: None  # type: ignore[method-assign]
    return pipeline(engine, beam_size, compute_type)
