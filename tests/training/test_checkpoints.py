"""Checkpoints: whole or not there, the newest kept, and their mean."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file

from training import checkpoints
from training.checkpoints import Position


def optimiser_state() -> dict[str, Any]:
    weight = torch.nn.Parameter(torch.ones(3))
    optimiser = torch.optim.AdamW([weight], lr=0.1)
    (weight**2).sum().backward()
    optimiser.step()
    return dict(optimiser.state_dict())


def written(folder: Path, step: int, value: float = 1.0, keep: int = 9) -> Path:
    weights = {"a": torch.full((2, 2), value), "b": torch.arange(3.0) * value}
    return checkpoints.write(folder, Position(step=step, tokens=10 * step), weights, optimiser_state(), keep)


def test_what_is_read_is_what_was_written(tmp_path: Path) -> None:
    position = Position(
        step=3, tokens=40, phase=1, phase_tokens=12, epoch=2, batch=5, seconds=1.25, dev_losses=((20, 1.5), (40, 1.25))
    )
    weights = {"a": torch.randn(4, 5).T, "b": torch.tensor([1.5])}
    state = optimiser_state()
    path = checkpoints.write(tmp_path, position, weights, state, keep=1)
    found_position, found_weights, found_state = checkpoints.read(path)
    assert found_position == position
    assert found_weights.keys() == weights.keys()
    assert all(torch.equal(found_weights[name], weights[name]) for name in weights)
    assert found_state["param_groups"] == state["param_groups"]
    for name, value in state["state"][0].items():
        assert torch.equal(found_state["state"][0][name], value)


def test_they_are_listed_oldest_first_beyond_the_tenth_and_the_thousandth(tmp_path: Path) -> None:
    paths = [written(tmp_path, step) for step in (1, 2, 9, 10, 1000)]
    assert checkpoints.finished(tmp_path) == paths


def test_a_folder_that_is_not_there_has_none(tmp_path: Path) -> None:
    assert checkpoints.finished(tmp_path / "none") == []


def test_what_a_kill_leaves_behind_is_not_taken_for_a_checkpoint(tmp_path: Path) -> None:
    whole = written(tmp_path, 1)
    for name in (".step-00000002.partial", "step-00000003"):
        (tmp_path / name).mkdir()
        save_file({"a": torch.zeros(1)}, tmp_path / name / "weights.safetensors")
    (tmp_path / ".step-00000002.partial" / "position.json").write_text("{}", encoding="utf-8")
    assert checkpoints.finished(tmp_path) == [whole]
    again = written(tmp_path, 3)
    assert checkpoints.finished(tmp_path) == [whole, again]
    assert sorted(path.name for path in tmp_path.iterdir()) == [whole.name, again.name]


def test_a_write_that_is_broken_off_leaves_the_earlier_checkpoint_and_can_be_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = written(tmp_path, 1)

    def no_space(*arguments: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr(torch, "save", no_space)
        with pytest.raises(OSError, match="no space left"):
            written(tmp_path, 2)
    assert checkpoints.finished(tmp_path) == [whole]
    again = written(tmp_path, 2)
    assert checkpoints.finished(tmp_path) == [whole, again]
    assert sorted(path.name for path in tmp_path.iterdir()) == [whole.name, again.name]


def test_a_step_that_is_there_is_not_written_again(tmp_path: Path) -> None:
    written(tmp_path, 4, value=1.0)
    path = written(tmp_path, 4, value=2.0)
    assert checkpoints.finished(tmp_path) == [path]
    assert torch.equal(checkpoints.read(path)[1]["a"], torch.ones(2, 2))


def test_the_newest_is_the_last_that_has_an_optimiser(tmp_path: Path) -> None:
    assert checkpoints.newest(tmp_path) is None
    first, second = written(tmp_path, 1), written(tmp_path, 2)
    assert checkpoints.newest(tmp_path) == second
    (second / "optimiser.pt").rename(first / "optimiser.pt")
    assert checkpoints.newest(tmp_path) == first


@pytest.mark.parametrize("keep", [1, 9])
@pytest.mark.parametrize("step", [2, 3])
def test_a_run_that_had_to_go_back_can_be_gone_on_from_again(step: int, keep: int, tmp_path: Path) -> None:
    first, third = written(tmp_path, 1), written(tmp_path, 3)
    (third / "optimiser.pt").rename(first / "optimiser.pt")
    path = written(tmp_path, step, value=5.0, keep=keep)
    assert checkpoints.newest(tmp_path) == path
    assert checkpoints.finished(tmp_path) == [first, path][-keep:]
    assert torch.equal(checkpoints.read(path)[1]["a"], torch.full((2, 2), 5.0))


@pytest.mark.parametrize(("keep", "left"), [(1, [5]), (2, [4, 5]), (4, [2, 3, 4, 5]), (9, [1, 2, 3, 4, 5])])
def test_the_newest_are_kept_and_only_the_last_can_be_gone_on_from(keep: int, left: list[int], tmp_path: Path) -> None:
    for step in range(1, 6):
        written(tmp_path, step, keep=keep)
    found = checkpoints.finished(tmp_path)
    assert [path.name for path in found] == [f"step-{step:08d}" for step in left]
    assert [path.name for path in found if (path / "optimiser.pt").exists()] == ["step-00000005"]
    assert all((path / "weights.safetensors").exists() for path in found)


@pytest.mark.parametrize("name", ["optimiser.pt", "weights.safetensors", "position.json"])
def test_a_damaged_checkpoint_is_an_error_that_says_what_to_do(name: str, tmp_path: Path) -> None:
    checkpoint = checkpoints.write(tmp_path, Position(step=3), {"w": torch.ones(4)}, {"state": {}}, keep=2)
    (checkpoint / name).write_bytes((checkpoint / name).read_bytes()[:9])
    with pytest.raises(ValueError, match=r"step-00000003 is damaged .*Remove .* to train from the beginning"):
        checkpoints.read(checkpoint)


def test_the_average_is_the_mean_of_every_tensor(tmp_path: Path) -> None:
    paths = [written(tmp_path, step, value) for step, value in enumerate((1.0, 2.0, 6.0), start=1)]
    mean = checkpoints.average(paths)
    assert mean.keys() == {"a", "b"}
    torch.testing.assert_close(mean["a"], torch.full((2, 2), 3.0))
    torch.testing.assert_close(mean["b"], torch.tensor([0.0, 3.0, 6.0]))


def test_the_average_of_one_is_itself_and_of_none_an_error(tmp_path: Path) -> None:
    path = written(tmp_path, 1, value=0.1)
    assert torch.equal(checkpoints.average([path])["a"], torch.full((2, 2), 0.1))
    with pytest.raises(ValueError, match="no checkpoint to average"):
        checkpoints.average([])


def test_the_average_of_half_precision_is_taken_in_float32(tmp_path: Path) -> None:
    paths = [
        checkpoints.write(
            tmp_path, Position(step=step), {"a": torch.tensor([value], dtype=torch.bfloat16)}, optimiser_state(), 9
        )
        for step, value in ((1, 256.0), (2, 258.0))
    ]
    mean = checkpoints.average(paths)["a"]
    assert mean.dtype == torch.float32
    assert mean.tolist() == [257.0]


def test_a_mix_lies_between_the_two_states() -> None:
    state, other = {"a": torch.tensor([1.0, 2.0])}, {"a": torch.tensor([3.0, 6.0], dtype=torch.float16)}
    assert checkpoints.mix(state, other, 0.25)["a"].tolist() == [1.5, 3.0]
    for wrong in ({"b": other["a"]}, {"a": torch.zeros(3)}, {}):
        with pytest.raises(ValueError, match="only states of the same model"):
            checkpoints.mix(state, wrong, 0.5)
