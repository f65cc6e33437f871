"""Checkpoints on disk: written whole or not at all, the newest ones kept, and their mean."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file

_PREFIX = "step-"


@dataclass(frozen=True, slots=True)
class Position:
    """How far a run has come: counts since its start, and the place in the running phase and pass.

    ``seconds`` is the time spent in steps, over all starts of a run that was killed in between.
    """

    step: int = 0
    tokens: int = 0
    phase: int = 0
    phase_tokens: int = 0
    epoch: int = 0
    batch: int = 0
    seconds: float = 0.0


def finished(folder: Path) -> list[Path]:
    """The whole checkpoints in ``folder``, oldest first."""
    return sorted(path for path in folder.glob(f"{_PREFIX}*") if (path / "position.json").is_file())


def write(
    folder: Path, position: Position, weights: dict[str, torch.Tensor], optimiser: dict[str, Any], keep: int
) -> Path:
    """Write a checkpoint and drop all but the ``keep`` newest; the older of them keep their weights only."""
    target = folder / f"{_PREFIX}{position.step:08d}"
    scratch = folder / f".{target.name}"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    save_file({name: tensor.contiguous() for name, tensor in weights.items()}, scratch / "weights.safetensors")
    torch.save({"optimiser": optimiser, "torch_rng": torch.get_rng_state()}, scratch / "optimiser.pt")
    (scratch / "position.json").write_text(json.dumps(asdict(position)), encoding="utf-8")
    shutil.rmtree(target, ignore_errors=True)
    scratch.rename(target)
    older = finished(folder)[:-1]
    for path in older:
        (path / "optimiser.pt").unlink(missing_ok=True)
    for path in older[: max(0, len(older) + 1 - keep)]:
        shutil.rmtree(path)
    return target


def read(checkpoint: Path) -> tuple[Position, dict[str, torch.Tensor], dict[str, Any]]:
    """What ``write`` wrote, and the state of torch's random numbers put back."""
    position = Position(**json.loads((checkpoint / "position.json").read_text(encoding="utf-8")))
    rest = torch.load(checkpoint / "optimiser.pt", weights_only=True)
    torch.set_rng_state(rest["torch_rng"])
    return position, load_file(checkpoint / "weights.safetensors"), rest["optimiser"]


def average(checkpoints: Sequence[Path]) -> dict[str, torch.Tensor]:
    """The mean of the weights of several checkpoints (Vaswani et al. 2017, arXiv:1706.03762, section 6.1)."""
    if not checkpoints:
        raise ValueError("there is no checkpoint to average")
    mean: dict[str, torch.Tensor] = {}
    for count, checkpoint in enumerate(checkpoints, start=1):
        for name, tensor in load_file(checkpoint / "weights.safetensors").items():
            before = mean.get(name)
            mean[name] = tensor.float() if before is None else before + (tensor.float() - before) / count
    return mean
