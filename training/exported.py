"""The exported CTranslate2 model at work: what is measured is what is shipped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import ctranslate2
import sentencepiece

from summarizer.datamodels import DecodingOptions
from summarizer.engines.embedded.ctranslate2_runtime import CTranslate2Translator
from training.export import TOKENIZER_FILES

Exported: TypeAlias = Callable[[Sequence[str], int], list[str]]
"""Takes sentences and a beam size; one translation a sentence, in order."""

_BATCH = 32


def read_exported(folder: Path, langpair: str, max_length: int) -> Exported:
    """A translator over a folder that ``export_ctranslate2`` or ``GemmaTranslator.save_ctranslate2`` wrote.

    A student computes in int8, as it would be shipped; Gemma in float32 over its int8 weights, as the package does.
    ``max_length`` is how many tokens a student takes: of a longer sentence there is no translation, an empty line.
    """
    translate = _student(folder, max_length) if (folder / TOKENIZER_FILES[0]).exists() else _gemma(folder, langpair)

    def in_batches(sentences: Sequence[str], beam_size: int) -> list[str]:
        found = [""] * len(sentences)
        order = sorted(range(len(sentences)), key=lambda index: len(sentences[index]))
        for start in range(0, len(order), _BATCH):
            indexes = order[start : start + _BATCH]
            for index, text in zip(indexes, translate([sentences[i] for i in indexes], beam_size), strict=True):
                found[index] = text
        return found

    return in_batches


def _student(folder: Path, max_length: int) -> Exported:
    source, target = (sentencepiece.SentencePieceProcessor(model_file=str(folder / name)) for name in TOKENIZER_FILES)
    translator = ctranslate2.Translator(str(folder), compute_type="int8")

    def translate(sentences: Sequence[str], beam_size: int) -> list[str]:
        pieces = [[*source.encode(sentence, out_type=str), "</s>"] for sentence in sentences]
        fitting = [index for index, sentence in enumerate(pieces) if len(sentence) <= max_length]
        # The end token of the longest translation takes the last position.
        results = translator.translate_batch(
            [pieces[index] for index in fitting], beam_size=beam_size, max_decoding_length=max_length - 1
        )
        found = [""] * len(pieces)
        for index, result in zip(fitting, results, strict=True):
            found[index] = target.decode(result.hypotheses[0]).strip()
        return found

    return translate


def _gemma(folder: Path, langpair: str) -> Exported:
    translator = CTranslate2Translator(folder, "float32", "of this run", langpair)

    def translate(sentences: Sequence[str], beam_size: int) -> list[str]:
        found = translator.translate_batch(sentences, DecodingOptions(beam_size=beam_size))
        return [hypotheses[0].text for hypotheses in found]

    return translate
