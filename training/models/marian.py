"""The student: a small Marian transformer trained from nothing, written as a checkpoint like those of opus-mt."""

from __future__ import annotations

import json
import warnings
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sentencepiece
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence
from transformers import GenerationConfig, MarianConfig, MarianMTModel, MarianTokenizer

from summarizer.datamodels import Hypothesis
from summarizer.engines.embedded.quiet import quiet_transformers
from training.outputs import whole_folder
from training.protocols import Example
from training.vocabulary import END_ID, UNKNOWN_ID

_BATCH_TOKENS = {"cpu": 4_000, "cuda": 60_000}
"""Source tokens, padding included, that ``translate`` puts through the model at once."""


class SentenceTooLong(ValueError):
    """A sentence has more tokens than the model has positions; cutting it would teach or print half a sentence."""


@dataclass(frozen=True, slots=True)
class MarianOptions:
    """The shape of the network; ``max_length`` bounds a sentence's tokens, the end token included.

    A decoder shallower than the encoder translates as well and much faster (Kasai et al. 2021, arXiv:2006.10369).
    """

    encoder_layers: int = 6
    decoder_layers: int = 3
    d_model: int = 512
    ffn: int = 2048
    heads: int = 8
    dropout: float = 0.1
    max_length: int = 256

    def __post_init__(self) -> None:
        for name in ("encoder_layers", "decoder_layers", "d_model", "ffn", "heads"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1 and not {getattr(self, name)}")
        if self.max_length < 8:
            raise ValueError(f"max_length must be at least 8 and not {self.max_length}")
        if self.d_model % self.heads:
            raise ValueError(f"heads must divide d_model: {self.heads} does not divide {self.d_model}")
        if not 0 <= self.dropout < 1:
            raise ValueError(f"dropout must be from 0 to less than 1 and not {self.dropout}")


class MarianStudent:
    """A ``Trainable`` around ``MarianMTModel`` with one table of embeddings for encoder, decoder and output.

    ``<pad>`` is the last id and its embedding stays zero: Marian's decoder starts from a zero vector, and CTranslate2
    counts on that when it drops the row. The loss therefore never shows the model the logit of ``<pad>``, which
    through the tied output would train that row.
    """

    def __init__(
        self, vocabulary: Path, options: MarianOptions | None = None, seed: int = 1, device: str | None = None
    ) -> None:
        """``vocabulary`` is what ``train_vocabulary`` wrote; the same ``seed`` gives the same first weights.

        ``device`` is a GPU if there is one, unless it is named. The caller's random numbers are left alone.
        """
        self.options = options or MarianOptions()
        self.device = torch.device(device or ("cuda" if torch.cuda.is_available() else "cpu"))
        self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))
        self._pad_id: int = self._pieces.get_piece_size()
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            model = MarianMTModel(MarianConfig(**_config_values(self.options, self._pad_id)))
        model.generation_config = _generation_config(self.options, self._pad_id)
        self.module: torch.nn.Module = model.to(self.device).eval()

    @classmethod
    def load(cls, folder: Path, device: str | None = None) -> MarianStudent:
        """Read back what ``save`` wrote. Raises ValueError for a folder that holds something else."""
        try:
            config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            options = MarianOptions(
                encoder_layers=config["encoder_layers"],
                decoder_layers=config["decoder_layers"],
                d_model=config["d_model"],
                ffn=config["encoder_ffn_dim"],
                heads=config["encoder_attention_heads"],
                dropout=config["dropout"],
                max_length=config["max_position_embeddings"],
            )
            student = cls(folder / "source.spm", options, device=device)
            for name, value in {"model_type": "marian", **_config_values(options, student._pad_id)}.items():
                if config.get(name) != value:
                    raise ValueError(f"its {name} is {config.get(name)!r}, and a student's is {value!r}")
            trained = student._trained()
            state = load_file(folder / "model.safetensors")
            student.load_state({name: weight for name, weight in state.items() if name in trained})
        except (OSError, KeyError, TypeError, ValueError, RuntimeError, SafetensorError) as error:
            raise ValueError(f"{folder} is no checkpoint of a student: {error}") from error
        return student

    def example(self, source: str, target: str) -> Example:
        """The token ids of a pair. Raises SentenceTooLong."""
        return Example(self._ids(source), self._ids(target))

    def widths(self, example: Example) -> tuple[int, ...]:
        """The encoder reads one side, the decoder the other."""
        return len(example.source), len(example.target)

    def loss(self, batch: Sequence[Example], label_smoothing: float) -> tuple[torch.Tensor, int]:
        """The sum of the cross-entropy over the target tokens, a scalar in float32, and their number."""
        source = self._padded([example.source for example in batch])
        target = self._padded([example.target for example in batch])
        start = torch.full_like(target[:, :1], self._pad_id)
        hidden = self._network.model(
            input_ids=source.to(self.device),
            attention_mask=(source != self._pad_id).to(self.device),
            decoder_input_ids=torch.cat([start, target[:, :-1]], dim=1).to(self.device),
            use_cache=False,
        ).last_hidden_state
        # Only positions that hold a target token go through the output layer, by far the widest of the network.
        positions = (target != self._pad_id).flatten().nonzero().squeeze(1)
        labels = target.flatten()[positions]
        logits = self._network.lm_head(hidden.flatten(0, 1)[positions.to(self.device)])[:, : self._pad_id]
        total = functional.cross_entropy(
            logits.float(), labels.to(self.device), reduction="sum", label_smoothing=label_smoothing
        )
        return total, len(labels)

    def state(self) -> dict[str, torch.Tensor]:
        """Copies of the trained weights; the shared table once, the fixed positions not at all."""
        return {name: weight.detach().to("cpu", copy=True) for name, weight in self._trained().items()}

    def load_state(self, state: Mapping[str, torch.Tensor]) -> None:
        """Copy ``state`` into the weights where they are. Raises ValueError if names or shapes are not this model's."""
        trained = self._trained()
        if wrong := sorted(trained.keys() ^ state.keys()):
            raise ValueError(f"these weights are in the model or in the state but not in both: {', '.join(wrong)}")
        for name, weight in trained.items():
            if weight.shape != state[name].shape:
                raise ValueError(f"{name} is {tuple(state[name].shape)} in the state, {tuple(weight.shape)} here")
        with torch.no_grad():
            for name, weight in trained.items():
                weight.copy_(state[name])

    def translate(self, sentences: Sequence[str], beam_size: int = 1, sample_top_k: int = 0) -> list[Hypothesis]:
        """One translation a sentence, in order; by sampling among the ``sample_top_k`` likeliest if that is over 0.

        Sampling is seeded by the sentences of a batch. A sentence too long for the model is not translated: an empty
        hypothesis that is not finished. Raises ValueError for sampling with a beam.
        """
        if sample_top_k and beam_size > 1:
            raise ValueError("sampling has no beam: set beam_size to 1 or sample_top_k to 0")
        search: dict[str, Any] = {"num_beams": beam_size}
        if sample_top_k:
            search |= {"do_sample": True, "top_k": sample_top_k}
        sources = [(*self._pieces.encode(sentence), END_ID) for sentence in sentences]
        training = self.module.training
        self.module.eval()
        try:
            return self._translate(sources, search)
        finally:
            self.module.train(training)

    def save(self, folder: Path) -> None:
        """Write what ``AutoModelForSeq2SeqLM`` and ``AutoTokenizer`` load, in place of what is in ``folder``.

        The weights are in float32, in safetensors.
        """
        with whole_folder(folder) as scratch:
            self._save_into(scratch)

    def _save_into(self, folder: Path) -> None:
        for name in ("source.spm", "target.spm"):
            (folder / name).write_bytes(self._pieces.serialized_model_proto())
        pieces = [self._pieces.id_to_piece(index) for index in range(self._pad_id)]
        ids = {piece: index for index, piece in enumerate([*pieces, "<pad>"])}
        (folder / "vocab.json").write_text(json.dumps(ids, ensure_ascii=False, indent=0), encoding="utf-8")
        with quiet_marian():
            self._network.save_pretrained(folder)
            MarianTokenizer(
                *(str(folder / name) for name in ("source.spm", "target.spm", "vocab.json")),
                model_max_length=self.options.max_length,
                clean_up_tokenization_spaces=False,
            ).save_pretrained(folder)

    @property
    def parameters(self) -> int:
        """The weights of the model, the shared table once."""
        return sum(weight.numel() for weight in self.module.parameters())

    @property
    def _network(self) -> Any:
        """The model with its own methods, of which ``torch.nn.Module`` says nothing."""
        return self.module

    def _trained(self) -> dict[str, torch.nn.Parameter]:
        return {name: weight for name, weight in self.module.named_parameters() if weight.requires_grad}

    def _ids(self, sentence: str) -> tuple[int, ...]:
        ids = (*self._pieces.encode(sentence), END_ID)
        if len(ids) > self.options.max_length:
            raise SentenceTooLong(
                f"a sentence has {len(ids)} tokens and the student takes {self.options.max_length}: {sentence[:60]!r}"
            )
        return ids

    def _mixed_precision(self) -> torch.autocast:
        return torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self.device.type == "cuda")

    def _padded(self, rows: Sequence[Sequence[int]]) -> torch.Tensor:
        """``rows`` as one tensor (sentences, longest), on the CPU, where counting padding costs no waiting."""
        return pad_sequence([torch.tensor(row) for row in rows], batch_first=True, padding_value=self._pad_id)

    def _translate(self, sources: Sequence[Sequence[int]], search: Mapping[str, Any]) -> list[Hypothesis]:
        """Batches of similar length, the longest first so that too large a batch fails at once."""
        translations = [Hypothesis("", finished=False)] * len(sources)
        fitting = [index for index, source in enumerate(sources) if len(source) <= self.options.max_length]
        order = sorted(fitting, key=lambda index: len(sources[index]), reverse=True)
        while order:
            count = max(1, _BATCH_TOKENS[self.device.type] // len(sources[order[0]]))
            indices, order = order[:count], order[count:]
            source = self._padded([sources[index] for index in indices]).to(self.device)
            if "do_sample" in search:  # so that a resumed synthesis draws what an unbroken one draws
                torch.manual_seed(zlib.crc32(repr([list(sources[index]) for index in indices]).encode()))
            with torch.inference_mode(), self._mixed_precision():
                written = self._network.generate(
                    input_ids=source, attention_mask=(source != self._pad_id).long(), **search
                )
            for index, ids in zip(indices, written.tolist(), strict=True):
                kept = [token for token in ids if token not in (END_ID, UNKNOWN_ID, self._pad_id)]
                translations[index] = Hypothesis(self._pieces.decode(kept).strip(), finished=END_ID in ids)
        return translations


@contextmanager
def quiet_marian() -> Iterator[None]:
    """No progress bars, and no advice to install a normaliser of punctuation that MarianTokenizer never calls."""
    with quiet_transformers(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")
        yield


def _config_values(options: MarianOptions, pad_id: int) -> dict[str, Any]:
    """What the configuration of a student says where it differs from transformers' default, or might."""
    return {
        "vocab_size": pad_id + 1,
        "d_model": options.d_model,
        "encoder_layers": options.encoder_layers,
        "decoder_layers": options.decoder_layers,
        "encoder_ffn_dim": options.ffn,
        "decoder_ffn_dim": options.ffn,
        "encoder_attention_heads": options.heads,
        "decoder_attention_heads": options.heads,
        "dropout": options.dropout,
        "activation_function": "relu",
        # The embeddings start with a deviation of 1/√d and are scaled by √d, to the size of the positions.
        "init_std": options.d_model**-0.5,
        "scale_embedding": True,
        "max_position_embeddings": options.max_length,
        "pad_token_id": pad_id,
        "eos_token_id": END_ID,
        "decoder_start_token_id": pad_id,
        "forced_eos_token_id": None,
    }


def _generation_config(options: MarianOptions, pad_id: int) -> GenerationConfig:
    """Greedy unless told otherwise; ``<pad>`` is never written, as its logit was never trained."""
    return GenerationConfig(
        max_length=options.max_length,
        bad_words_ids=[[pad_id]],
        pad_token_id=pad_id,
        eos_token_id=END_ID,
        decoder_start_token_id=pad_id,
    )
