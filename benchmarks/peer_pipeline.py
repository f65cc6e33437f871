"""Our own pipeline as a contestant: segmentation, batches, checks and retries, one document a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.peer_worker import Contestant
from summarizer import DecodingOptions, Document, RuntimeOptions, load_translator
from summarizer.translation import translate_batch


def pipeline(engine: str, beam_size: int, compute_type: str = "auto") -> Contestant:
    """The engine of that name. The first translations are there when its first batch is."""
    translator = load_translator(engine, runtime=RuntimeOptions(compute_type=compute_type))
    options = DecodingOptions(beam_size=beam_size)

    def translate(sentences: Sequence[str], first: Callable[[], None]) -> list[str]:
        def progress(stage: str, done: int, total: int) -> None:
            if done:
                first()

        documents = [Document(sentence) for sentence in sentences]
        return [
            one.text for one in translate_batch(documents, translator=translator, options=options, progress=progress)
        ]

    return translate
