"""The training loop: phases of examples, one schedule over all of them, checkpoints, and going on after a kill."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from training import checkpoints
from training.batches import batches
from training.checkpoints import Position
from training.protocols import Example, Trainable
from training.schedule import learning_rate

Report = Callable[[Position, float, float], None]
"""Called after a step with the position, the loss a target token and the learning rate."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the run: ``tokens`` tokens of ``examples``, as many passes over them as that takes."""

    examples: Sequence[Example]
    tokens: int


@dataclass(frozen=True, slots=True)
class TrainingOptions:
    """``warmup`` is a share of the run and ``final_rate`` a share of ``peak_rate``; ``precision`` is "bfloat16",
    "float32" or "auto" (bfloat16 where the processor multiplies in it)."""

    peak_rate: float
    batch_tokens: int = 2048
    warmup: float = 0.03
    final_rate: float = 0.02
    label_smoothing: float = 0.0
    precision: str = "auto"
    checkpoint_tokens: int = 500_000
    keep_checkpoints: int = 4


def mixed_precision(precision: str) -> AbstractContextManager[object]:
    """bfloat16 matrix products over float32 weights, where asked for and where that is a gain."""
    if precision not in ("auto", "bfloat16", "float32"):
        raise ValueError(f'precision is "{precision}"; it must be auto, bfloat16 or float32')
    if torch.cuda.is_available():
        return nullcontext() if precision == "float32" else _autocast("cuda")
    # On a processor without bfloat16 instructions the same products are emulated, several times slower.
    native = bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())
    if precision == "bfloat16" or (precision == "auto" and native):
        return _autocast("cpu")
    return nullcontext()


def _autocast(device: str) -> AbstractContextManager[object]:
    context: AbstractContextManager[object] = torch.autocast(device, dtype=torch.bfloat16)
    return context


def train(
    model: Trainable, phases: Sequence[Phase], options: TrainingOptions, folder: Path, seed: int, report: Report
) -> Position:
    """Train until every phase has had its tokens, writing checkpoints into ``folder``.

    A run that was killed goes on from its newest checkpoint and takes the same batches in the same order as an
    unbroken one. Raises ValueError for a phase without examples.
    """
    for number, phase in enumerate(phases, start=1):
        if not phase.examples:
            raise ValueError(f"phase {number} has no examples: are its sources in the corpus?")
    total = sum(phase.tokens for phase in phases)
    weights = [weight for weight in model.module.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(weights, lr=options.peak_rate, betas=(0.9, 0.98), weight_decay=0.01)
    position = Position()
    torch.manual_seed(seed)
    if found := checkpoints.finished(folder):
        position, state, optimiser_state = checkpoints.read(found[-1])
        model.load_state(state)
        optimiser.load_state_dict(optimiser_state)

    def save() -> None:
        checkpoints.write(folder, position, model.state(), optimiser.state_dict(), options.keep_checkpoints)

    model.module.train()
    saved = position.tokens
    while position.phase < len(phases):
        phase = phases[position.phase]
        order = batches(phase.examples, options.batch_tokens, seed, position.epoch)
        while position.batch < len(order) and position.phase_tokens < phase.tokens:
            batch = [phase.examples[index] for index in order[position.batch]]
            rate = learning_rate(position.tokens / total, options.peak_rate, options.warmup, options.final_rate)
            started = time.monotonic()
            # The first step of a warm-up would have a rate of nothing.
            loss = _step(model, batch, weights, optimiser, max(rate, 1e-9), options)
            size = sum(map(len, batch))
            position = replace(
                position,
                step=position.step + 1,
                tokens=position.tokens + size,
                phase_tokens=position.phase_tokens + size,
                batch=position.batch + 1,
                seconds=position.seconds + time.monotonic() - started,
            )
            report(position, loss, rate)
            if position.tokens - saved >= options.checkpoint_tokens:
                saved = position.tokens
                save()
        if position.phase_tokens >= phase.tokens:
            position = replace(position, phase=position.phase + 1, phase_tokens=0, epoch=position.epoch + 1, batch=0)
        else:
            position = replace(position, epoch=position.epoch + 1, batch=0)
    if not found or saved != position.tokens or position.phase == len(phases):
        save()
    model.module.eval()
    return position


def _step(
    model: Trainable,
    batch: Sequence[Example],
    weights: Sequence[torch.nn.Parameter],
    optimiser: torch.optim.Optimizer,
    rate: float,
    options: TrainingOptions,
) -> float:
    """One update; the loss a target token."""
    for group in optimiser.param_groups:
        group["lr"] = rate
    with mixed_precision(options.precision):
        total, count = model.loss(batch, options.label_smoothing)
    loss = total / count
    loss.backward()
    torch.nn.utils.clip_grad_norm_(weights, 1.0)
    optimiser.step()
    optimiser.zero_grad(set_to_none=True)
    return float(loss.detach())
