"""Checkpoints on disk: written whole or not at all, the newest ones kept, and means of their weights."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from training.outputs import remove_folder, whole_folder

_PREFIX = "step-"


@dataclass(frozen=True, slots=True)
class Position:
    """How far a run has come: counts since its start, and the place in the running phase and pass.

    ``seconds`` is the time spent in steps, over all starts of a run that was killed in between. ``dev_losses`` has
    (tokens, loss a target token on held-out rows) for each checkpoint so far.
    """

    step: int = 0
    tokens: int = 0
    phase: int = 0
    phase_tokens: int = 0
    epoch: int = 0
    batch: int = 0
    seconds: float = 0.0
    dev_losses: tuple[tuple[int, float], ...] = ()


def finished(folder: Path) -> list[Path]:
    """The whole checkpoints in ``folder``, oldest first."""
    return sorted(path for path in folder.glob(f"{_PREFIX}*") if (path / "position.json").is_file())


def newest(folder: Path) -> Path | None:
    """The checkpoint that a run can go on from, if there is one."""
    return next((path for path in reversed(finished(folder)) if _can_be_gone_on_from(path)), None)


def write(
    folder: Path, position: Position, weights: dict[str, torch.Tensor], optimiser: dict[str, Any], keep: int
) -> Path:
    """Write a checkpoint and drop all but the ``keep`` newest; the older of them keep their weights only.

    One of the same step that can be gone on from stays as it is: a run that goes on comes to the same one. Those of
    later steps are dropped: the run has gone back behind them and makes them again.
    """
    target = folder / f"{_PREFIX}{position.step:08d}"
    for leftover in folder.glob(f".{_PREFIX}*"):  # of a kill
        shutil.rmtree(leftover, ignore_errors=True)
    if not _can_be_gone_on_from(target):
        with whole_folder(target) as scratch:
            save_file({name: tensor.contiguous() for name, tensor in weights.items()}, scratch / "weights.safetensors")
            torch.save(optimiser, scratch / "optimiser.pt")
            (scratch / "position.json").write_text(json.dumps(asdict(position)), encoding="utf-8")
    for path in finished(folder):
        if path > target:
            remove_folder(path)
        elif path < target:
            (path / "optimiser.pt").unlink(missing_ok=True)
    for path in finished(folder)[:-keep]:
        remove_folder(path)
    return target


def _can_be_gone_on_from(checkpoint: Path) -> bool:
    return all((checkpoint / name).is_file() for name in ("position.json", "optimiser.pt"))


def read(checkpoint: Path) -> tuple[Position, dict[str, torch.Tensor], dict[str, Any]]:
    """What ``write`` wrote, on the CPU whatever device it was trained on. Raises ValueError if it is damaged."""
    try:
        optimiser = torch.load(checkpoint / "optimiser.pt", map_location="cpu", weights_only=True)
        return read_position(checkpoint), load_file(checkpoint / "weights.safetensors"), optimiser
    except (
        OSError,
        EOFError,
        KeyError,
        TypeError,
        ValueError,
        RuntimeError,
        UnpicklingError,
        SafetensorError,
    ) as error:
        raise ValueError(
            f"the checkpoint {checkpoint} is damaged ({error}). Remove {checkpoint.parent} to train from the beginning"
        ) from error


def read_position(checkpoint: Path) -> Position:
    """How far the run had come."""
    values = json.loads((checkpoint / "position.json").read_text(encoding="utf-8"))
    values["dev_losses"] = tuple((tokens, loss) for tokens, loss in values["dev_losses"])
    return Position(**values)


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


def mix(state: Mapping[str, torch.Tensor], other: Mapping[str, torch.Tensor], share: float) -> dict[str, torch.Tensor]:
    """``state`` with the part ``share``, 0 to 1, of every weight taken from ``other``.

    What was tuned and what it was tuned from lie in one valley, and a point between them can do better than both
    (Wortsman et al. 2022, arXiv:2109.01903). Raises ValueError where names or shapes differ.
    """
    if state.keys() != other.keys() or any(state[name].shape != other[name].shape for name in state):
        raise ValueError("only states of the same model can be mixed; these differ in names or shapes")
    return {name: torch.lerp(tensor.float(), other[name].float(), share) for name, tensor in state.items()}
