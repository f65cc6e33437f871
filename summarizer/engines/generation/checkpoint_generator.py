"""What generators over a checkpoint have in common: loading it once and asking it for one answer at a time."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from summarizer.datamodels import DecodingOptions, GenerationRequest, Hypothesis
from summarizer.engines.checkpoints.checkpoint import Checkpoint
from summarizer.engines.checkpoints.plain_text import PlainTextTokenizer
from summarizer.engines.embedded.quiet import quiet_transformers
from summarizer.engines.generation.bounds import answer_bound, require_readable
from summarizer.errors import ModelUnavailable

_BATCH = 4  # requests
_ANSWER_ROOM = 512  # tokens
# Positions: what a configuration may call how many tokens are read, what is assumed of one that does not say, and what
# is believed at most, for attention over many more takes more memory than a reader's machine has.
_POSITIONS = ("max_position_embeddings", "max_encoder_position_embeddings", "n_positions", "n_ctx", "max_seq_len")
_UNSTATED_POSITIONS = 512
_MOST_POSITIONS = 4096
_LEAST_SOURCE = 16  # tokens
# A configuration may ask for sampling and more; of it only what the model cannot do without is taken over.
_KEPT_SETTINGS = ("bos_token_id", "eos_token_id", "pad_token_id", "decoder_start_token_id", "forced_bos_token_id")


class CheckpointGenerator(ABC):
    """Generator over a checkpoint, on transformers in float32. The weights are loaded with the first request."""

    # A folder does not say which languages its model writes.
    langs: tuple[str, ...] = ()
    _pads_left: bool
    _kept_settings: tuple[str, ...] = _KEPT_SETTINGS

    def __init__(self, checkpoint: Checkpoint) -> None:
        self._checkpoint = checkpoint
        self._tokenizer = PlainTextTokenizer(checkpoint)

    @property
    @abstractmethod
    def signature(self) -> str:
        """As `Generator` has it."""

    @property
    @abstractmethod
    def max_source_tokens(self) -> int:
        """As `Generator` has it. Raises ModelUnavailable if it is next to nothing."""

    @abstractmethod
    def count_tokens(self, text: str) -> int:
        """As `Generator` has it."""

    @abstractmethod
    def _input_ids(self, request: GenerationRequest) -> list[int]:
        """What the model reads."""

    @abstractmethod
    def _settings(self, width: int, options: DecodingOptions) -> dict[str, Any]:
        """Arguments of ``generate`` besides those of all models, for inputs of ``width`` tokens."""

    @abstractmethod
    def _answer_ids(self, output: list[int], width: int) -> list[int]:
        """Of what ``generate`` returned for an input of ``width`` tokens, that which is new."""

    @abstractmethod
    def _text(self, answer: str) -> tuple[str, bool]:
        """The answer as it is to be handed over, and whether its text says that it is finished."""

    def generate_batch(self, requests: Sequence[GenerationRequest], options: DecodingOptions) -> list[Hypothesis]:
        require_readable(requests, self)
        answers: dict[int, Hypothesis] = {}
        for bound, places in self._batches(requests):
            asked = [self._input_ids(requests[place]) for place in places]
            answers.update(zip(places, self._ask(asked, bound, options), strict=True))
        return [answers[place] for place in range(len(requests))]

    def _batches(self, requests: Sequence[GenerationRequest]) -> Iterator[tuple[int, list[int]]]:
        """Places of requests, few at a time, with the bound of their answers.

        Those in one batch have one bound: what a search with beams finds depends on it.
        """
        by_bound: dict[int, list[int]] = {}
        for place, request in enumerate(requests):
            by_bound.setdefault(answer_bound(request, self._answer_room), []).append(place)
        for bound, places in by_bound.items():
            for start in range(0, len(places), _BATCH):
                yield bound, places[start : start + _BATCH]

    def _ask(self, asked: list[list[int]], bound: int, options: DecodingOptions) -> list[Hypothesis]:
        width = max(map(len, asked))
        settings = {
            "do_sample": False,
            "num_beams": options.beam_size,
            "length_penalty": options.length_penalty,
            "max_new_tokens": bound + 1,  # room for the end token
            "eos_token_id": self._end_ids or None,
            "pad_token_id": self._pad_id,
            **self._settings(width, options),
        }
        output = self._generate(*self._padded(asked, width), settings)
        return [self._hypothesis(self._answer_ids(ids, width), bound) for ids in output]

    def _padded(self, asked: list[list[int]], width: int) -> tuple[list[list[int]], list[list[int]]]:
        """Rows of ``width`` tokens, and for each token 1 or, where it is padding, 0."""
        rows, masks = [], []
        for ids in asked:
            gap, gap_mask = [self._pad_id] * (width - len(ids)), [0] * (width - len(ids))
            mask = [1] * len(ids)
            rows.append(gap + ids if self._pads_left else ids + gap)
            masks.append(gap_mask + mask if self._pads_left else mask + gap_mask)
        return rows, masks

    def _generate(self, rows: list[list[int]], masks: list[list[int]], settings: dict[str, Any]) -> list[list[int]]:
        import torch

        try:
            with torch.inference_mode():
                output = self._model.generate(
                    input_ids=torch.tensor(rows), attention_mask=torch.tensor(masks), **settings
                )
        except (IndexError, RuntimeError) as error:  # its tokenizer is another model's, or memory is at its end
            raise self._checkpoint.unusable(error) from error
        return [list(map(int, ids)) for ids in output.tolist()]

    def _hypothesis(self, ids: list[int], bound: int) -> Hypothesis:
        ends = [place for place, number in enumerate(ids) if number in self._end_ids]
        length = ends[0] if ends else len(ids)
        text, ended = self._text(self._tokenizer.decode(ids[: min(length, bound)]))
        return Hypothesis(text, finished=ended or (bool(ends) and length <= bound))

    @cached_property
    def _positions(self) -> int:
        """How many tokens the model reads."""
        config = self._checkpoint.config
        config = {**config, **(config.get("text_config") or {})}
        stated = [config.get(name) for name in _POSITIONS]
        # A tokenizer that does not say gives a number of thirty digits.
        stated.append(self._tokenizer.library.model_max_length)
        known = [int(value) for value in stated if isinstance(value, (int, float)) and 0 < value < 10**9]
        return min(*known, _MOST_POSITIONS) if known else _UNSTATED_POSITIONS

    @property
    def _answer_room(self) -> int:
        return min(_ANSWER_ROOM, self._positions // 4)

    def _source_room(self, taken: int) -> int:
        """The tokens left for an article where ``taken`` are not. Raises ModelUnavailable if hardly any are."""
        room = self._positions - taken
        if room < _LEAST_SOURCE:
            raise ModelUnavailable(
                f"the model in {self._checkpoint.folder} reads {self._positions} tokens, too few for an article. Take "
                "another model"
            )
        return room

    @property
    def _pad_id(self) -> int:
        pad: int | None = self._tokenizer.library.pad_token_id
        return 0 if pad is None else pad  # padding is masked, so any token will do

    @cached_property
    def _end_ids(self) -> list[int]:
        stated = self._model.generation_config.eos_token_id
        listed = stated if isinstance(stated, list) else [stated]
        ends = {*listed, self._tokenizer.library.eos_token_id} - {None}
        return sorted(ends)

    @cached_property
    def _model(self) -> Any:
        import torch
        import transformers

        load = getattr(transformers, self._checkpoint.family.value).from_pretrained
        with quiet_transformers(), self._checkpoint.loading():
            model, report = load(
                self._checkpoint.folder,
                local_files_only=True,
                trust_remote_code=False,
                use_safetensors=True,
                dtype=torch.float32,
                output_loading_info=True,
            )
            if missing := sorted(report["missing_keys"]):
                # transformers would go on with random numbers in their place.
                raise self._checkpoint.damaged(f"weights are missing: {', '.join(missing[:3])}")
        stated = model.generation_config
        model.generation_config = transformers.GenerationConfig(
            **{name: getattr(stated, name, None) for name in self._kept_settings}
        )
        return model.eval()
