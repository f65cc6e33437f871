"""The embedded model on transformers, in float32: slow, the reference that CTranslate2 is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from summarizer.datamodels import DecodingOptions, Hypothesis, RuntimeOptions
from summarizer.engines.decoders.loading import transformers_label
from summarizer.engines.devices import AUTO, CPU, Device, device_of
from summarizer.engines.embedded.build import ensure_built
from summarizer.engines.embedded.cache import loading
from summarizer.engines.embedded.decoding import (
    LANGPAIR,
    MAX_SOURCE_TOKENS,
    EmbeddedVocabulary,
    length_bound,
)
from summarizer.engines.embedded.quiet import quiet_transformers
from summarizer.engines.once import Once
from summarizer.errors import OptionError
from summarizer.protocols import Progress

RUNTIME = "transformers"
_COMPUTE_TYPE = "float32"


class TransformersTranslator:
    """Translator over a finished checkpoint folder. The weights are loaded with the first sentence.

    ``alias`` is the engine's name for the user; ``device`` None is the CPU.
    """

    langpair = LANGPAIR
    max_source_tokens = MAX_SOURCE_TOKENS
    workers = 1

    def __init__(self, folder: Path, alias: str, device: Device | None = None) -> None:
        self._device = device or device_of(RuntimeOptions(device=CPU))
        self._folder = folder
        self._alias = alias
        self._vocabulary = EmbeddedVocabulary()
        self._model = Once(self._opened)

    def _opened(self) -> Any:
        import torch
        from transformers import AutoModelForCausalLM

        with quiet_transformers(), loading(self._folder, self._alias):
            model = AutoModelForCausalLM.from_pretrained(self._folder, local_files_only=True)
            torch.set_num_threads(self._device.threads)
            return model.to(self._device.torch_name).eval()

    @property
    def signature(self) -> str:
        return self._vocabulary.signature(transformers_label(_COMPUTE_TYPE))

    def count_tokens(self, sentence: str) -> int:
        return self._vocabulary.count(sentence)

    def translate_batch(self, sentences: Sequence[str], options: DecodingOptions) -> list[list[Hypothesis]]:
        if not sentences:
            return []
        import torch

        prompts = [self._vocabulary.prompt_ids(sentence) for sentence in sentences]
        bounds = [length_bound(self.count_tokens(sentence), options) for sentence in sentences]
        width = max(map(len, prompts))
        # Decoder-only models are padded on the left, so that every answer starts in the same column.
        ids = torch.tensor([[0] * (width - len(prompt)) + prompt for prompt in prompts])
        mask = torch.tensor([[0] * (width - len(prompt)) + [1] * len(prompt) for prompt in prompts])
        with torch.inference_mode():
            output = self._model().generate(
                input_ids=ids.to(self._device.torch_name),
                attention_mask=mask.to(self._device.torch_name),
                do_sample=False,
                num_beams=options.beam_size,
                num_return_sequences=options.num_hypotheses,
                length_penalty=options.length_penalty,
                repetition_penalty=options.repetition_penalty,
                max_new_tokens=max(bounds) + 1,  # room for the end token
                eos_token_id=self._vocabulary.end_ids,
                pad_token_id=0,
            )
        answers = output[:, width:].tolist()
        count = options.num_hypotheses
        return [
            [self._vocabulary.hypothesis(ids, bound) for ids in answers[n * count : (n + 1) * count]]
            for n, bound in enumerate(bounds)
        ]


def load(alias: str, runtime: RuntimeOptions, progress: Progress) -> TransformersTranslator:
    """The reference, its checkpoint built first if it is not there. Raises OptionError for any type but float32."""
    if runtime.compute_type not in (AUTO, _COMPUTE_TYPE):
        raise OptionError(
            f"{alias} computes in {_COMPUTE_TYPE} alone. Leave --compute-type out, or take another engine"
        )
    device = device_of(runtime)
    return TransformersTranslator(ensure_built(RUNTIME, progress), alias, device)
