"""The training loop: phases of examples, one schedule over all of them, checkpoints, and going on after a kill."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal, TypeAlias

import torch

from training import checkpoints
from training.batches import batches
from training.checkpoints import Position
from training.protocols import Example, Trainable
from training.schedule import learning_rate

Report = Callable[[Position, float, float], None]
"""Called after a step with the position, the loss a target token and the learning rate."""

Precision: TypeAlias = Literal["auto", "bfloat16", "float32"]

# As the process began. CTranslate2 shares OpenMP with torch and sets the number anew for every model that it loads,
# such as a teacher; the gradients of layer norms are summed in as many parts, so the weights depend on it.
_THREADS: Final = torch.get_num_threads()


class TrainingDiverged(ValueError):
    """The loss is no number any more, and no further step would mend it."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the run: ``tokens`` tokens of ``examples``, as many passes over them as that takes."""

    examples: Sequence[Example]
    tokens: int


@dataclass(frozen=True, slots=True)
class TrainingOptions:
    """How a run learns; ValueError for a value out of its range.

    ``warmup`` is a share of the run and ``final_rate`` a share of ``peak_rate``. Under the precision "auto" products
    are computed in bfloat16 where the processor multiplies in it. The ``checkpoints`` are spread evenly over the run;
    the last ``keep_checkpoints`` are kept, and their mean is the model: the rate has nearly come to its end by then.
    """

    peak_rate: float
    batch_tokens: int = 2048
    warmup: float = 0.03
    final_rate: float = 0.02
    label_smoothing: float = 0.0
    precision: Precision = "auto"
    checkpoints: int = 20
    keep_checkpoints: int = 3

    def __post_init__(self) -> None:
        if not 0 < self.peak_rate < math.inf:
            raise ValueError(f"peak_rate must be a number over 0 and not {self.peak_rate}")
        for name in ("batch_tokens", "checkpoints", "keep_checkpoints"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1 and not {getattr(self, name)}")
        for name in ("warmup", "label_smoothing"):
            if not 0 <= getattr(self, name) < 1:
                raise ValueError(f"{name} must be from 0 to less than 1 and not {getattr(self, name)}")
        if not 0 <= self.final_rate <= 1:
            raise ValueError(f"final_rate must be from 0 to 1 and not {self.final_rate}")
        if self.precision not in ("auto", "bfloat16", "float32"):
            raise ValueError(f'precision is "{self.precision}"; it must be auto, bfloat16 or float32')


def mixed_precision(precision: Precision, device: str) -> AbstractContextManager[object]:
    """bfloat16 matrix products over float32 weights, where asked for and where that is a gain.

    ``device`` is where the weights lie: "cpu" or "cuda".
    """
    if precision == "bfloat16" or (precision == "auto" and _multiplies_in_bfloat16(device)):
        context: AbstractContextManager[object] = torch.autocast(device, dtype=torch.bfloat16)
        return context
    return nullcontext()


def _multiplies_in_bfloat16(device: str) -> bool:
    """Whether there are instructions for it; without, the same products are emulated, several times slower."""
    if device == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    return bool(torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported())


def train(
    model: Trainable,
    phases: Sequence[Phase],
    options: TrainingOptions,
    folder: Path,
    seed: int,
    report: Report,
    held_out: Sequence[Example] = (),
) -> Position:
    """Train until every phase has had its tokens, writing checkpoints into ``folder``.

    A run that was killed goes on from its newest checkpoint and takes the same batches in the same order as an
    unbroken one. At each checkpoint the loss on ``held_out`` is taken, if there are any. Raises ValueError for a
    phase without examples and for a checkpoint that cannot be read, and TrainingDiverged.
    """
    for number, phase in enumerate(phases, start=1):
        if not phase.examples:
            raise ValueError(f"phase {number} has no examples: are its sources in the corpus?")
    torch.set_num_threads(_THREADS)
    total = sum(phase.tokens for phase in phases)
    weights = [weight for weight in model.module.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(weights, lr=options.peak_rate, betas=(0.9, 0.98), weight_decay=0.01)
    position = Position()
    if found := checkpoints.newest(folder):
        position, state, optimiser_state = checkpoints.read(found)
        model.load_state(state)
        optimiser.load_state_dict(optimiser_state)

    model.module.train()
    order: list[list[int]] = []
    ordered = None  # the phase and the pass that ``order`` is of
    while position.phase < len(phases):
        phase = phases[position.phase]
        if ordered != (position.phase, position.epoch):
            order = batches(phase.examples, options.batch_tokens, seed, position.epoch, model.widths)
            ordered = (position.phase, position.epoch)
        batch = [phase.examples[index] for index in order[position.batch]]
        rate = learning_rate(position.tokens / total, options.peak_rate, options.warmup, options.final_rate)
        started = time.monotonic()
        # Dropout draws by the step, so that a run which goes on draws what an unbroken one draws, on any device.
        torch.manual_seed(seed * 1_000_003 + position.step)
        # The first step of a warm-up would have a rate of nothing.
        loss = _step(model, batch, weights, optimiser, max(rate, 1e-9), options)
        before = position
        position = _after(position, sum(map(len, batch)), time.monotonic() - started, len(order), phase.tokens)
        report(position, loss, rate)
        if position.phase == len(phases) or _share(position, total, options) > _share(before, total, options):
            if held_out:
                position = replace(
                    position,
                    dev_losses=(*position.dev_losses, (position.tokens, _loss_on(held_out, model, options))),
                )
            state, optimiser_state = model.state(), optimiser.state_dict()
            checkpoints.write(folder, position, state, optimiser_state, options.keep_checkpoints)
    model.module.eval()
    return position


def _after(position: Position, tokens: int, seconds: float, batches_in_pass: int, phase_tokens: int) -> Position:
    """The position after a step, moved on to the next pass or phase where this one has ended."""
    moved = replace(
        position,
        step=position.step + 1,
        tokens=position.tokens + tokens,
        phase_tokens=position.phase_tokens + tokens,
        batch=position.batch + 1,
        seconds=position.seconds + seconds,
    )
    if moved.phase_tokens >= phase_tokens:
        return replace(moved, phase=moved.phase + 1, phase_tokens=0, epoch=moved.epoch + 1, batch=0)
    if moved.batch == batches_in_pass:
        return replace(moved, epoch=moved.epoch + 1, batch=0)
    return moved


def _share(position: Position, total: int, options: TrainingOptions) -> int:
    """How many of the evenly spread checkpoints lie behind, the last not counted: that one is made at the end."""
    return min(position.tokens * options.checkpoints // total, options.checkpoints - 1)


def _loss_on(examples: Sequence[Example], model: Trainable, options: TrainingOptions) -> float:
    """The loss a target token, without smoothing and dropout."""
    model.module.eval()
    total, count = 0.0, 0
    with torch.no_grad(), mixed_precision(options.precision, _device(model)):
        for indexes in batches(examples, options.batch_tokens, 0, 0, model.widths):
            loss, tokens = model.loss([examples[index] for index in indexes], 0.0)
            total, count = total + float(loss), count + tokens
    model.module.train()
    return total / count


def _device(model: Trainable) -> str:
    return str(next(model.module.parameters()).device.type)


def _step(
    model: Trainable,
    batch: Sequence[Example],
    weights: Sequence[torch.nn.Parameter],
    optimiser: torch.optim.Optimizer,
    rate: float,
    options: TrainingOptions,
) -> float:
    """One update; the loss a target token. Raises TrainingDiverged before a loss that is no number is learnt from."""
    for group in optimiser.param_groups:
        group["lr"] = rate
    with mixed_precision(options.precision, _device(model)):
        total, count = model.loss(batch, options.label_smoothing)
    loss = total / count
    if not math.isfinite(value := float(loss.detach())):
        raise TrainingDiverged(
            f"the loss has become {value}: the training has diverged. "
            "Begin anew with a lower peak_rate or a longer warmup"
        )
    loss.backward()
    torch.nn.utils.clip_grad_norm_(weights, 1.0)
    optimiser.step()
    optimiser.zero_grad(set_to_none=True)
    return value
