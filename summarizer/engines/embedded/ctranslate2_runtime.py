"""The embedded model on CTranslate2. Its weights are int8 on disk; the arithmetic is float32 or int8.

In int8 arithmetic activations are rounded too, and then the smallest difference (other sentences in the batch, another
processor) can change a word. In float32 a sentence has one translation; docs/decisions/0004 has the figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from summarizer.datamodels import DecodingOptions, Hypothesis, RuntimeOptions
from summarizer.engines.decoders.loading import ctranslate2_label, ctranslate2_type
from summarizer.engines.devices import CPU, Device, device_of
from summarizer.engines.embedded.build import ensure_built
from summarizer.engines.embedded.cache import loading
from summarizer.engines.embedded.decoding import (
    END_TOKENS,
    LANGPAIR,
    MAX_SOURCE_TOKENS,
    EmbeddedVocabulary,
    length_bound,
)
from summarizer.engines.once import Once
from summarizer.protocols import Progress

RUNTIME = "ctranslate2"


class CTranslate2Translator:
    """Translator over a finished model folder. The weights are loaded with the first sentence.

    ``alias`` is the engine's name for the user; ``device`` None is the CPU.
    """

    max_source_tokens = MAX_SOURCE_TOKENS

    def __init__(
        self, folder: Path, compute_type: str, alias: str, langpair: str = LANGPAIR, device: Device | None = None
    ) -> None:
        place = device or device_of(RuntimeOptions(device=CPU))
        self.langpair = langpair
        self.workers = place.workers
        self._compute_type = compute_type
        self._vocabulary = EmbeddedVocabulary(langpair=langpair)
        self._generator = Once(partial(open_model, folder, compute_type, alias, place))

    def load_soon(self) -> None:
        """Begin to load the weights, for which the first sentence would wait otherwise."""
        self._generator.soon()

    @property
    def signature(self) -> str:
        return self._vocabulary.signature(ctranslate2_label(self._compute_type))

    def count_tokens(self, sentence: str) -> int:
        return self._vocabulary.count(sentence)

    def translate_batch(self, sentences: Sequence[str], options: DecodingOptions) -> list[list[Hypothesis]]:
        if not sentences:
            return []
        bounds = [length_bound(self.count_tokens(sentence), options) for sentence in sentences]
        results = self._generator().generate_batch(**generation_arguments(self._vocabulary, sentences, bounds, options))
        return [
            [self._vocabulary.hypothesis(ids, bound) for ids in result.sequences_ids]
            for result, bound in zip(results, bounds, strict=True)
        ]


def generation_arguments(
    vocabulary: EmbeddedVocabulary, sentences: Sequence[str], bounds: Sequence[int], options: DecodingOptions
) -> dict[str, Any]:
    """What ``ctranslate2.Generator.generate_batch`` is called with for a batch: the prompts, and one search for all.

    ``bounds`` has the most tokens of each sentence's translation.
    """
    return {
        "start_tokens": [vocabulary.prompt_tokens(sentence) for sentence in sentences],
        "beam_size": options.beam_size,
        "num_hypotheses": options.num_hypotheses,
        "length_penalty": options.length_penalty,
        "repetition_penalty": options.repetition_penalty,
        "max_length": max(bounds) + 1,  # room for the end token
        "sampling_topk": 1,
        "end_token": list(END_TOKENS),
        "return_end_token": True,
        "include_prompt_in_result": False,
    }


def load_float32(alias: str, runtime: RuntimeOptions, progress: Progress) -> CTranslate2Translator:
    """The default: float32 arithmetic."""
    return _load("float32", alias, runtime, progress)


def load_int8(alias: str, runtime: RuntimeOptions, progress: Progress) -> CTranslate2Translator:
    """Int8 arithmetic: faster, a quarter of the memory for weights, less stable words."""
    return _load("int8", alias, runtime, progress)


def _load(compute_type: str, alias: str, runtime: RuntimeOptions, progress: Progress) -> CTranslate2Translator:
    device = device_of(runtime)
    chosen = ctranslate2_type(device, runtime.compute_type, compute_type)
    translator = CTranslate2Translator(ensure_built(RUNTIME, progress), chosen, alias, device=device)
    translator.load_soon()  # while the article is read and split
    return translator


def open_model(folder: Path, compute_type: str, engine: str | None, device: Device) -> Any:
    """The ctranslate2.Generator over a finished folder; ModelCorrupt as `cache.loading` raises it."""
    import ctranslate2

    with loading(folder, engine):
        return ctranslate2.Generator(
            str(folder),
            device=device.name,
            device_index=device.index,
            compute_type=compute_type,
            inter_threads=device.workers,
            intra_threads=device.threads_each,
        )
