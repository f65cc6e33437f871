"""The embedded generator: Gemma 3 270M as it was pre-trained, without our adapter, on CTranslate2 in float32.

It is a model of its own on the disk, since the translator's weights are trained for another task.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from summarizer.datamodels import DecodingOptions, GenerationRequest, Hypothesis, RuntimeOptions
from summarizer.engines.decoders.loading import ctranslate2_label, ctranslate2_type
from summarizer.engines.devices import CPU, Device, device_of
from summarizer.engines.embedded.build import ensure_built
from summarizer.engines.embedded.conversion import BASE
from summarizer.engines.embedded.ctranslate2_runtime import open_model
from summarizer.engines.embedded.decoding import END_TOKENS, TrimmedVocabulary
from summarizer.engines.embedded.manifest import read_manifest
from summarizer.engines.generation.article_prompts import count_delimited, longest_prompt, prompt_labels, prompt_text
from summarizer.engines.generation.bounds import answer_bound, require_readable
from summarizer.engines.generation.completions import completed
from summarizer.protocols import Progress
from summarizer.segmentation.sentences import sentence_spans

# Tokens of the sliding attention window. A longer prompt CTranslate2 reads wrongly: up to here its answers are those of
# transformers, however long they become, and soon after it they are nonsense.
_WINDOW = 512
# Tokens by which the pieces of a prompt may differ from the whole, for words at their edges are divided otherwise.
_SEAMS = 8
_ANSWER_ROOM = 512  # tokens
_COMPUTE_TYPE = "float32"
# A model this small repeats itself. Eight tokens hold the longest amounts, which an answer may well give twice; a
# penalty on single tokens would change figures, for each digit is a token.
_NO_REPEAT_NGRAM_SIZE = 8
_SENTENCES_OF_A_PARAGRAPH = 2


class EmbeddedGenerator:
    """Generator over the finished base model. The weights are loaded with the first request.

    It has read Indonesian and English alike, but is asked for English, the language of the translation.
    """

    langs = ("en",)

    def __init__(self, folder: Path, compute_type: str = _COMPUTE_TYPE, device: Device | None = None) -> None:
        self._folder = folder
        self._compute_type = compute_type
        self._device = (device or device_of(RuntimeOptions(device=CPU))).for_one_batch
        self._vocabulary = TrimmedVocabulary()

    @cached_property
    def _model(self) -> Any:
        return open_model(self._folder, self._compute_type, engine=None, device=self._device)

    @property
    def signature(self) -> str:
        return (
            f"engine:embedded|model:{read_manifest().fingerprint[:8]}-base|runtime:{ctranslate2_label(self._compute_type)}"
            f"|prompt:{prompt_labels()}|no_repeat_ngram_size:{_NO_REPEAT_NGRAM_SIZE}"
        )

    @cached_property
    def max_source_tokens(self) -> int:
        return _WINDOW - len(self._vocabulary.tokens(longest_prompt())) - _SEAMS

    def count_tokens(self, text: str) -> int:
        return count_delimited(in_paragraphs(text), self._vocabulary.count)

    def generate_batch(self, requests: Sequence[GenerationRequest], options: DecodingOptions) -> list[Hypothesis]:
        require_readable(requests, self)
        return [self._answer(request, options) for request in requests]

    def _answer(self, request: GenerationRequest, options: DecodingOptions) -> Hypothesis:
        bound = answer_bound(request, _ANSWER_ROOM)
        # One by one: of prompts of several lengths CTranslate2 takes the rest of the longer ones for a part of the
        # answer, token by token and with the ban on repetitions.
        [result] = self._model.generate_batch(
            [self.prompt_tokens(request)],
            beam_size=options.beam_size,
            length_penalty=options.length_penalty,
            repetition_penalty=options.repetition_penalty,
            no_repeat_ngram_size=_NO_REPEAT_NGRAM_SIZE,
            max_length=bound + 1,  # room for the end token
            sampling_topk=1,
            end_token=list(END_TOKENS),
            return_end_token=True,
            include_prompt_in_result=False,
        )
        hypothesis = self._vocabulary.hypothesis(result.sequences_ids[0], bound)
        return Hypothesis(completed(hypothesis.text), hypothesis.finished)

    def prompt_tokens(self, request: GenerationRequest) -> list[str]:
        """All that the model reads."""
        return self._vocabulary.tokens(prompt_text(replace(request, text=in_paragraphs(request.text))))


def in_paragraphs(text: str) -> str:
    """``text``, if it is all on one line, in paragraphs of two sentences.

    Before a line without an end the model goes on copying without one.
    """
    text = text.strip()
    if "\n" in text:
        return text
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    size = _SENTENCES_OF_A_PARAGRAPH
    return "\n".join(" ".join(sentences[start : start + size]) for start in range(0, len(sentences), size))


def load(alias: str, runtime: RuntimeOptions, progress: Progress) -> EmbeddedGenerator:
    """The embedded generator, its model built first if it is not there."""
    device = device_of(runtime)
    compute_type = ctranslate2_type(device, runtime.compute_type, _COMPUTE_TYPE)
    return EmbeddedGenerator(ensure_built(BASE, progress), compute_type, device)
