"""Gemma 3 270M with the trimmed vocabulary as a translation model, tuned by LoRA or in full."""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn import functional

from summarizer.datamodels import Hypothesis
from summarizer.engines.embedded.conversion import CONFIG_FILE, gemma_model, gemma_tokenizer, write_ctranslate2
from summarizer.engines.embedded.decoding import END_TOKENS, EmbeddedVocabulary
from summarizer.engines.embedded.quiet import quiet_transformers
from training.outputs import whole_file, whole_folder
from training.protocols import Example

_PAD = 0


@dataclass(frozen=True, slots=True)
class GemmaOptions:
    """``tuning`` is "lora" or "full": the seven projections of every layer, through a low-rank product or themselves.

    The embedding stays as it is: its rows are a third of what would have to be shipped, and most are rarely seen.
    """

    tuning: Literal["lora", "full"] = "full"
    rank: int = 64
    scale: float = 2.0
    max_tokens: int = 260
    batch_sentences: int = 64

    def __post_init__(self) -> None:
        if self.tuning not in ("lora", "full"):
            raise ValueError(f'tuning is "{self.tuning}"; it must be lora or full')
        for name, least in (("rank", 1), ("max_tokens", 8), ("batch_sentences", 1)):
            if getattr(self, name) < least:
                raise ValueError(f"{name} must be at least {least} and not {getattr(self, name)}")
        if not 0 < self.scale < math.inf:
            raise ValueError(f"scale must be a number over 0 and not {self.scale}")


class LowRank(nn.Module):
    """W x + scale * B A x with W frozen (LoRA, Hu et al. 2021, arXiv:2106.09685). A is (rank, in), B (out, rank)."""

    def __init__(self, frozen: nn.Linear, rank: int, scale: float) -> None:
        super().__init__()
        self.frozen = frozen
        self.scale = scale
        self.A = nn.Parameter(torch.randn(rank, frozen.in_features) / math.sqrt(frozen.in_features))
        self.B = nn.Parameter(torch.zeros(frozen.out_features, rank))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.frozen(x) + self.scale * functional.linear(functional.linear(x, self.A), self.B)

    def merged(self) -> torch.Tensor:
        return self.frozen.weight + self.scale * (self.B @ self.A)


class GemmaTranslator:
    """Trainable over weights under transformers' names, float32: the base's, or those of an earlier run."""

    def __init__(
        self,
        weights: Mapping[str, torch.Tensor],
        options: GemmaOptions,
        seed: int,
        config_file: Path = CONFIG_FILE,
        langpair: str = "id-en",
    ) -> None:
        torch.manual_seed(seed)
        self._options = options
        self._config_file = config_file
        self._vocabulary = EmbeddedVocabulary(langpair=langpair)
        try:
            self.module: Any = gemma_model(dict(weights), config_file)
        except (KeyError, RuntimeError) as error:
            raise ValueError(f"these weights are not those of Gemma with the trimmed vocabulary: {error}") from error
        self.module.requires_grad_(False)
        for name, linear in list(_projections(self.module)):
            if options.tuning == "lora":
                parent, attribute = name.rsplit(".", 1)
                setattr(self.module.get_submodule(parent), attribute, LowRank(linear, options.rank, options.scale))
            else:
                linear.weight.requires_grad_(True)
        self._device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.module.to(self._device)

    def example(self, source: str, target: str) -> Example:
        prompt = self._vocabulary.prompt_ids(source)
        answer = self._vocabulary.tokenizer.encode(f" {target}{END_TOKENS[0]}", add_special_tokens=False).ids
        if len(prompt) + len(answer) > self._options.max_tokens:
            raise ValueError(f"{len(prompt) + len(answer)} tokens are over max_tokens = {self._options.max_tokens}")
        return Example(prompt, answer)

    def widths(self, example: Example) -> tuple[int, ...]:
        """One sequence holds both sides."""
        return (len(example),)

    def loss(self, batch: Sequence[Example], label_smoothing: float) -> tuple[torch.Tensor, int]:
        width = max(map(len, batch))
        ids = torch.full((len(batch), width), _PAD)
        read_at: list[int] = []
        labels: list[int] = []
        for row, example in enumerate(batch):
            ids[row, : len(example)] = torch.tensor([*example.source, *example.target])
            first = row * width + len(example.source) - 1  # the position that predicts the first target token
            read_at.extend(range(first, first + len(example.target)))
            labels.extend(example.target)
        # Padded on the right, under a causal mask: padding cannot reach a real token, so it needs no mask. Only the
        # positions that predict target tokens go through the output layer, a fifth of the whole cost.
        hidden = self.module.model(input_ids=ids.to(self._device), use_cache=False).last_hidden_state.flatten(0, 1)
        logits = self.module.lm_head(hidden[torch.tensor(read_at, device=self._device)])
        loss = functional.cross_entropy(
            logits.float(),
            torch.tensor(labels, device=self._device),
            reduction="sum",
            label_smoothing=label_smoothing,
        )
        return loss, len(labels)

    def state(self) -> dict[str, torch.Tensor]:
        return {name: weight.detach().to("cpu", copy=True) for name, weight in self._trained().items()}

    def load_state(self, state: Mapping[str, torch.Tensor]) -> None:
        """Copy ``state`` into the weights where they are. Raises ValueError if names or shapes are not this model's."""
        trained = self._trained()
        if unknown := sorted(state.keys() - trained.keys()):
            raise ValueError(f"the checkpoint is of another model: it holds {unknown[0]}")
        if missing := sorted(trained.keys() - state.keys()):
            raise ValueError(f"the checkpoint is of another model: it lacks {missing[0]}")
        for name, weight in trained.items():
            if weight.shape != state[name].shape:
                found, wanted = tuple(state[name].shape), tuple(weight.shape)
                raise ValueError(f"the checkpoint is of another model: {name} is {found} and not {wanted}")
        with torch.no_grad():
            for name, weight in trained.items():
                weight.copy_(state[name])

    def _trained(self) -> dict[str, nn.Parameter]:
        return {name: weight for name, weight in self.module.named_parameters() if weight.requires_grad}

    @property
    def parameters(self) -> int:
        """The weights of the merged model; the tied output layer is none of its own."""
        every = self.module.named_parameters()
        return sum(weight.numel() for name, weight in every if not name.endswith((".A", ".B")))

    def merged(self) -> dict[str, torch.Tensor]:
        """Copies of all weights under transformers' names, LoRA merged, the tied output layer left out."""
        products = {
            f"{name}.weight": part.merged() for name, part in self.module.named_modules() if isinstance(part, LowRank)
        }
        plain = {
            name: weight
            for name, weight in self.module.state_dict().items()
            if name != "lm_head.weight" and not name.endswith((".A", ".B", ".frozen.weight"))
        }
        # Copies, since CTranslate2's converter writes into what it is given.
        return {
            name: weight.detach().to("cpu", torch.float32, copy=True).contiguous()
            for name, weight in {**plain, **products}.items()
        }

    @torch.inference_mode()
    def translate(self, sentences: Sequence[str], beam_size: int = 1, sample_top_k: int = 0) -> list[Hypothesis]:
        if sample_top_k and beam_size > 1:
            raise ValueError("sampling has no beam: set beam_size to 1 or sample_top_k to 0")
        found = [Hypothesis("", finished=False)] * len(sentences)
        order = sorted(range(len(sentences)), key=lambda index: len(sentences[index]))
        was_training = self.module.training
        self.module.eval()
        for start in range(0, len(order), self._options.batch_sentences):
            block = order[start : start + self._options.batch_sentences]
            prompts = [self._vocabulary.prompt_ids(sentences[index]) for index in block]
            width = max(map(len, prompts))
            # Decoder-only models are padded on the left, so that every answer starts in the same column.
            ids = torch.tensor([[_PAD] * (width - len(prompt)) + prompt for prompt in prompts], device=self._device)
            mask = torch.tensor(
                [[0] * (width - len(prompt)) + [1] * len(prompt) for prompt in prompts], device=self._device
            )
            if sample_top_k:  # seeded by the batch, so that a resumed synthesis draws what an unbroken one draws
                torch.manual_seed(zlib.crc32("\n".join(sentences[index] for index in block).encode()))
            sampling = {"do_sample": True, "top_k": sample_top_k} if sample_top_k else {"do_sample": False}
            limit = 2 * width
            output = self.module.generate(
                input_ids=ids,
                attention_mask=mask,
                num_beams=beam_size,
                max_new_tokens=limit,
                eos_token_id=self._vocabulary.end_ids,
                pad_token_id=_PAD,
                **sampling,
            )
            for index, answer in zip(block, output[:, width:].tolist(), strict=True):
                found[index] = self._vocabulary.hypothesis(answer, limit)
        self.module.train(was_training)
        return found

    def save(self, folder: Path) -> None:
        """Write what ``AutoModelForCausalLM`` and ``AutoTokenizer`` load, in place of what is in ``folder``."""
        with whole_folder(folder) as scratch, quiet_transformers():
            gemma_model(self.merged(), self._config_file).save_pretrained(scratch)
            gemma_tokenizer().save_pretrained(scratch)

    def load_adapter(self, file: Path) -> None:
        """Go on from an adapter of the same rank. Raises ValueError if it is not one."""
        state, own = _load(file), self.state()
        if self._options.tuning != "lora" or state.keys() != own.keys():
            raise ValueError(f"{file} is no adapter of this model; to tune in full, start from a checkpoint folder")
        if wrong := [name for name in own if state[name].shape != own[name].shape]:
            found, wanted = (tuple(tensors[wrong[0]].shape) for tensors in (state, own))
            raise ValueError(f"{file} is an adapter of another rank or model: {wrong[0]} is {found} and not {wanted}")
        self.load_state({name: weight.float() for name, weight in state.items()})

    def save_adapter(self, file: Path) -> None:
        """Write A and B of every projection in float16, as the package carries them; nothing after full tuning."""
        if self._options.tuning == "lora":
            with whole_file(file) as scratch:
                save_file({name: weight.half().contiguous() for name, weight in self.state().items()}, scratch)

    def save_ctranslate2(self, folder: Path) -> None:
        """The merged model as the embedded engine builds it, in place of what is in ``folder``."""
        with whole_folder(folder) as scratch:
            write_ctranslate2(self.merged(), scratch, self._config_file)


def read_saved(folder: Path) -> dict[str, torch.Tensor]:
    """The weights of a folder that ``GemmaTranslator.save`` wrote, to start another run from.

    Raises ValueError if there are none.
    """
    weights = _load(folder / "model.safetensors")
    weights.pop("lm_head.weight", None)
    return {name: weight.float() for name, weight in weights.items()}


def _load(file: Path) -> dict[str, torch.Tensor]:
    try:
        return dict(load_file(file))
    except (OSError, SafetensorError) as error:
        raise ValueError(
            f"{file} cannot be read as weights in safetensors ({error}); name what a finished run has left: its "
            "adapter.safetensors, or its folder model"
        ) from error


def _projections(module: nn.Module) -> Iterator[tuple[str, nn.Linear]]:
    for name, part in module.named_modules():
        if isinstance(part, nn.Linear) and name.endswith("_proj"):
            yield name, part
