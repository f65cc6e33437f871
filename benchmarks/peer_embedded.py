"""The weights of the embedded model without our pipeline: on CTranslate2, and on transformers as people write it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.peer_worker import Contestant
from summarizer import DecodingOptions, load_translator
from summarizer.engines.embedded.ctranslate2_runtime import generation_arguments
from summarizer.engines.embedded.decoding import EmbeddedVocabulary, length_bound
from summarizer.engines.registry import build_model
from summarizer.protocols import no_progress


def raw_ctranslate2(
    beam_size: int, compute_type: str, inter_threads: int, intra_threads: int, batch_size: int
) -> Contestant:
    """One call over all prompts, which are sorted by length; CTranslate2 forms the batches."""
    import ctranslate2

    folder = build_model("embedded", no_progress)
    generator = ctranslate2.Generator(
        str(folder), compute_type=compute_type, inter_threads=inter_threads, intra_threads=intra_threads
    )
    vocabulary, options = EmbeddedVocabulary(), DecodingOptions(beam_size=beam_size)

    def translate(sentences: Sequence[str], first: Callable[[], None]) -> list[str]:
        lengths = [vocabulary.count(sentence) for sentence in sentences]
        bounds = [length_bound(length, options) for length in lengths]
        order = sorted(range(len(sentences)), key=lengths.__getitem__)
        arguments = generation_arguments(vocabulary, [sentences[place] for place in order], bounds, options)
        results = generator.generate_batch(**arguments, max_batch_size=batch_size)
        texts = dict(zip(order, results, strict=True))
        return [
            vocabulary.hypothesis(texts[place].sequences_ids[0], bounds[place]).text for place in range(len(sentences))
        ]

    return translate


def transformers(beam_size: int, batch_size: int, by_length: bool = False) -> Contestant:
    """`generate` for ``batch_size`` sentences at a time, padded to the longest, in the order given or by length.

    The engine embedded-reference is such a call and nothing else.
    """
    translator, options = load_translator("embedded-reference"), DecodingOptions(beam_size=beam_size)

    def generate(batch: Sequence[str]) -> list[str]:
        return [found[0].text for found in translator.translate_batch(batch, options)]

    return in_batches(generate, batch_size, translator.count_tokens if by_length else None)


def in_batches(
    generate: Callable[[Sequence[str]], list[str]], batch_size: int, length: Callable[[str], int] | None
) -> Contestant:
    """``generate`` for ``batch_size`` sentences at a time; those of like ``length`` together, if that is given."""

    def translate(sentences: Sequence[str], first: Callable[[], None]) -> list[str]:
        order = list(range(len(sentences)))
        if length is not None:
            order.sort(key=lambda place: length(sentences[place]))
        texts: dict[int, str] = {}
        for start in range(0, len(order), batch_size):
            places = order[start : start + batch_size]
            texts.update(zip(places, generate([sentences[place] for place in places]), strict=True))
            first()
        return [texts[place] for place in range(len(sentences))]

    return translate
