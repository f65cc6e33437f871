"""Our own pipeline as a contestant, one document a sentence: as it is, and without its further tries."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.peer_worker import Contestant
from summarizer import DecodingOptions, Document, RuntimeOptions, load_translator
from summarizer.fidelity import check
from summarizer.segmentation import split
from summarizer.translation import translate_batch
from summarizer.translation.batching import translate_sentences
from summarizer.translation.segment_checks import prepared


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


def first_tries(engine: str, beam_size: int, compute_type: str = "auto") -> Contestant:
    """Segmentation, our batches and the checks, and no more: what of the pipeline is overhead, and no decoding."""
    translator = load_translator(engine, runtime=RuntimeOptions(compute_type=compute_type))
    options = DecodingOptions(beam_size=beam_size)

    def translate(sentences: Sequence[str], first: Callable[[], None]) -> list[str]:
        def progress(stage: str, done: int, total: int) -> None:
            if done:
                first()

        pieces = [[prepared(segment) for segment in split(sentence)] for sentence in sentences]
        flat = [piece for parts in pieces for piece in parts]
        found = iter(translate_sentences(flat, translator, options, progress))
        texts = []
        for parts in pieces:
            targets = [(piece, next(found)[0].text) for piece in parts]
            for piece, target in targets:
                check(piece, target)
            texts.append(" ".join(target for _, target in targets))
        return texts

    return translate
